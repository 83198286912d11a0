from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from publisher.engines import probe as subject
from publisher.engines.probe import WANTED, cache_folder, engines_folder, probe, probe_all, require
from publisher.engines.programs import on_path
from publisher.errors import ExitCode, PublisherError

ENGINES = ("languagetool", "verapdf", "axe-core", "vnu")
PROGRAMS = ("java", "maven", "node", "chromium", "poppler", "gettext", "fonts")


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the empty cache of a machine without programs, fonts and engines."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("PUBLISHER_JAVA", "PUBLISHER_CHROMIUM"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache"


def make_program(folder: Path, name: str, says: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_missing_program_is_not_found_and_names_the_debian_package(name: str) -> None:
    found = probe(name)
    assert (found.found, found.version, found.path) == (False, None, None)
    assert found.install is not None
    assert found.install.startswith("sudo apt-get install ")


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_engine_is_not_found_and_names_the_doctor(name: str) -> None:
    found = probe(name)
    assert not found.found
    assert found.install == "publisher doctor --install"


def test_a_missing_library_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.engines.programs.LIBRARIES", ("libthere-is-no-such-thing.so.0",))
    assert not probe("pango").found


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("name", (*PROGRAMS, *ENGINES))
def test_requiring_what_is_missing_ends_with_exit_code_4_and_what_to_do(name: str) -> None:
    with pytest.raises(PublisherError) as caught:
        require(name)
    assert caught.value.code is ExitCode.ENGINE_MISSING
    assert caught.value.hint is not None
    assert str(probe(name).install) in caught.value.hint
    assert len(caught.value.lines()) <= 4


@pytest.mark.usefixtures("bare_machine")
def test_every_program_is_probed_once_in_a_fixed_order() -> None:
    assert tuple(found.name for found in probe_all()) == tuple(WANTED)


@pytest.mark.parametrize(("name", "variable"), [("java", "PUBLISHER_JAVA"), ("chromium", "PUBLISHER_CHROMIUM")])
def test_an_environment_variable_names_the_program(
    name: str, variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = make_program(tmp_path, "mine", 'version "21.0.2"')
    monkeypatch.setenv(variable, str(path))
    assert require(name).path == str(path)
    assert probe(name).version == "21.0.2"


@pytest.mark.parametrize("name", ["java", "chromium"])
def test_a_variable_that_names_nothing_is_an_error_not_a_fallback(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(subject.OVERRIDES[name], str(tmp_path / "nothing"))
    found = probe(name)
    assert not found.found
    assert subject.OVERRIDES[name] in str(found.install)


@pytest.mark.parametrize(
    ("version", "old"), [("1.8.0_412", True), ("11.0.2", True), ("17.0.15", False), ("21", False), (None, False)]
)
def test_a_java_that_cannot_run_the_engines_is_too_old(version: str | None, old: bool) -> None:
    assert subject.is_too_old(version) is old


def test_a_program_that_says_nothing_of_its_version_is_found_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PUBLISHER_CHROMIUM", str(make_program(tmp_path, "mute", "")))
    found = probe("chromium")
    assert (found.found, found.version) == (True, None)


def test_engines_are_found_with_the_versions_their_files_tell(bare_machine: Path) -> None:
    root = engines_folder()
    assert root.parent == bare_machine / "engines"
    for jar in ("languagetool/languagetool-server-6.7.jar", "verapdf/cli-1.30.2.jar"):
        (root / jar).parent.mkdir(parents=True)
        (root / jar).touch()
    axe = root / "node" / "node_modules" / "axe-core"
    axe.mkdir(parents=True)
    (axe / "axe.min.js").touch()
    (axe / "package.json").write_text('{"version": "4.14.1"}', encoding="utf-8")
    versions = {name: require(name).version for name in ("languagetool", "verapdf", "axe-core")}
    assert versions == {"languagetool": "6.7", "verapdf": "1.30.2", "axe-core": "4.14.1"}
    assert not probe("vnu").found


def test_the_cache_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PUBLISHER_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "publisher"
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"


def test_other_pins_have_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = engines_folder()
    for name in subject.PIN_FILES:
        (tmp_path / name).write_bytes((subject.PINS / name).read_bytes())
    monkeypatch.setattr(subject, "PINS", tmp_path)
    assert engines_folder() == before
    (tmp_path / "pom.xml").write_text("<project/>", encoding="utf-8")
    assert engines_folder() != before


def test_probing_does_not_load_page_layout() -> None:
    code = "import sys, publisher.engines.probe; sys.exit(any(name.startswith('weasyprint') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("folder", [".", "", "bin"])
def test_a_program_of_the_folder_we_stand_in_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    own = tmp_path / folder / "java"
    own.parent.mkdir(exist_ok=True)
    own.write_text("#!/bin/sh\n", "ascii")
    own.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", folder)
    assert on_path("java") is None
    monkeypatch.setenv("PATH", f"{folder}:{own.parent}")
    assert on_path("java") == str(own)
