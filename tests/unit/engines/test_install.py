from __future__ import annotations

import threading
from pathlib import Path

import pytest

from publisher.engines import install as subject
from publisher.engines.install import install
from publisher.engines.probe import engines_folder, probe
from publisher.errors import ExitCode, PublisherError

MAVEN = """#!/bin/sh
echo "$*" >> "$FAKE_LOG"
for last; do :; done
folder="${last#-DoutputDirectory=}"
case "$*" in
  *languagetool*) touch "$folder/languagetool-server-6.7.jar" ;;
  *verapdf*) touch "$folder/cli-1.30.2.jar" ;;
esac
"""
NPM = """#!/bin/sh
echo "$*" >> "$FAKE_LOG"
mkdir -p "$3/node_modules/axe-core" "$3/node_modules/vnu-jar/build/dist"
echo '{"version": "4.14.1"}' > "$3/node_modules/axe-core/package.json"
touch "$3/node_modules/axe-core/axe.min.js" "$3/node_modules/vnu-jar/build/dist/vnu.jar"
"""


class Machine:
    """A machine whose Maven and npm are ours."""

    def __init__(self, folder: Path) -> None:
        self.tools = folder / "tools"
        self.log = folder / "log"
        self.tools.mkdir()
        self.log.touch()
        self.tool("mvn", MAVEN)
        self.tool("npm", NPM)
        self.tool("node", "#!/bin/sh\n")

    def tool(self, name: str, script: str) -> None:
        path = self.tools / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", f"{made.tools}:/usr/bin:/bin")
    monkeypatch.setenv("FAKE_LOG", str(made.log))
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    return made


def silent(_: str) -> None:
    pass


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_every_engine_is_found_after_an_installation_and_nothing_else_is_left(machine: Machine) -> None:
    install(silent)
    assert all(probe(name, ask=False).found for part in subject.PARTS for name in part.engines)
    assert entries(engines_folder()) == {"languagetool", "verapdf", "node"}
    assert len(machine.calls) == 3


def test_a_second_installation_starts_no_tool(machine: Machine) -> None:
    install(silent)
    before = machine.calls
    install(silent)
    assert machine.calls == before


def test_only_the_part_that_is_gone_is_fetched_again(machine: Machine) -> None:
    install(silent)
    (engines_folder() / "verapdf" / "cli-1.30.2.jar").unlink()
    install(silent)
    assert len(machine.calls) == 4
    assert probe("verapdf").found


def test_installations_at_the_same_time_do_the_work_once(machine: Machine) -> None:
    threads = [threading.Thread(target=install, args=(silent,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(machine.calls) == 3
    assert entries(engines_folder()) == {"languagetool", "verapdf", "node"}


def test_what_a_killed_installation_left_is_removed(machine: Machine) -> None:
    left = engines_folder() / ".verapdf-killed"
    left.mkdir(parents=True)
    install(silent)
    assert not left.exists()
    assert machine.calls


@pytest.mark.parametrize(
    ("tool", "says", "why"),
    [
        ("mvn", "[ERROR] no such artifact\n[ERROR] [Help 1] a page", "no such artifact"),
        ("mvn", "line\nthe last line", "the last line"),
        ("npm", "npm error code E404\nnpm error 404 not found\nnpm error A complete log is elsewhere", "404 not found"),
    ],
)
def test_a_tool_that_fails_gives_exit_code_5_its_reason_and_no_half_engine(
    machine: Machine, tool: str, says: str, why: str
) -> None:
    machine.tool(tool, f"#!/bin/sh\ncat <<'END'\n{says}\nEND\nexit 1\n")
    with pytest.raises(PublisherError) as caught:
        install(silent)
    assert caught.value.code is ExitCode.ENGINE_FAILED
    assert caught.value.why == why
    assert caught.value.hint is not None
    assert len(caught.value.lines()) <= 4
    assert entries(engines_folder()) <= {"languagetool", "verapdf"}


def test_a_tool_that_brings_nothing_has_failed(machine: Machine) -> None:
    machine.tool("mvn", "#!/bin/sh\n")
    with pytest.raises(PublisherError) as caught:
        install(silent)
    assert caught.value.code is ExitCode.ENGINE_FAILED


def test_without_the_tool_it_ends_with_exit_code_4(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(machine.tools))
    (machine.tools / "mvn").unlink()
    with pytest.raises(PublisherError) as caught:
        install(silent)
    assert caught.value.code is ExitCode.ENGINE_MISSING
    assert "maven" in str(caught.value.hint)


def test_a_cache_that_cannot_be_written_is_an_error_with_a_hint(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "file"))
    with pytest.raises(PublisherError) as caught:
        install(silent)
    assert caught.value.code is ExitCode.ENGINE_FAILED
    assert "PUBLISHER_CACHE_DIR" in str(caught.value.hint)
