"""Whatever ends a command, and whenever: what was good stays whole, and the next call makes everything right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from tests.e2e.faults import Tree, run, states, tree

from publisher.workspace import Workspace

CONFIGURATION = 'title = "Port"\nsource_language = "fr"\nlanguages = ["en"]\nformats = ["html"]\n'
FIRST = {
    "source/publication.toml": CONFIGURATION,
    "source/01-quai.md": "# Le quai\n\nIl est long.\n",
    "source/03-grue.md": "# La grue\n",
}
SECOND = {
    "source/publication.toml": CONFIGURATION,
    "source/01-quai.md": "# Le quai\n\nIl est court.\n",
    "source/04-mer.md": "# La mer\n",
}
LANGUAGES = ("fr", "en")
PATIENCE = 120
"""seconds after which a test that waits has failed; none takes a tenth of that"""


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Give a publication these sources and no others."""
    shutil.rmtree(folder / "source", ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def restore(folder: Path, files: Tree) -> None:
    """Let a folder hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            path.write_bytes(data)


def of(language: str, files: Tree) -> Tree:
    return {name: data for name, data in files.items() if name.startswith(f"{language}/")}


def built(folder: Path, sources: Mapping[str, str]) -> Tree:
    """Return what a clean build makes."""
    write(folder, sources)
    shutil.rmtree(folder / "build", ignore_errors=True)
    assert run(folder, "build")[0] == 0
    return tree(folder / "build")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Tree]:
    """What is built of the first sources, and of the second."""
    folder = tmp_path_factory.mktemp("clean") / "port"
    return built(folder, FIRST), built(folder, SECOND)


def after_each(folder: Path, begin: Callable[[], None], what: str, *arguments: str, **options: int) -> Iterator[int]:
    """Yield the exit code after a fault at each change in turn; the last one is that of a run that met none.

    A process is killed where the folder looks as it did at no change before: elsewhere the same would follow.
    """
    begin()
    telling = {number for number, _ in states(folder, *arguments, **options)} if what == "kill" else set()
    for number in range(1, 1000):
        if telling and number not in telling and number < max(telling):
            continue
        begin()
        code, said = run(folder, *arguments, fault=(what, number), **options)
        assert "Traceback" not in said
        assert "bug" not in said, said
        yield code
        if code == 0:
            return
    raise AssertionError("it never ended")


def again(folder: Path, sources: Mapping[str, str], expected: Tree) -> None:
    """Assert that the next build makes what a clean one does, and leaves nothing else."""
    before = tree(folder / "build")
    write(folder, sources)
    code, said = run(folder, "build")
    assert code == 0, said
    assert tree(folder / "build") == expected
    restore(folder / "build", before)


@pytest.mark.parametrize(
    ("first", "options"), [(True, {}), (False, {}), (False, {"plain": 1})], ids=["first", "again", "without-exchange"]
)
def test_a_build_that_is_killed_leaves_each_language_old_or_new_and_the_next_one_is_right(
    tmp_path: Path, versions: tuple[Tree, Tree], first: bool, options: dict[str, int]
) -> None:
    folder = tmp_path / "port"
    old, new = ({} if first else versions[0]), versions[1]
    ended = set()

    def begin() -> None:
        restore(folder / "build", old)
        write(folder, SECOND)

    for code in after_each(folder, begin, "kill", "build", **options):
        ended.add(code)
        left = tree(folder / "build")
        for language in LANGUAGES:
            whole = [of(language, old), of(language, new)]
            assert of(language, left) in (whole if not options else [*whole, {}])
        again(folder, SECOND, new)
        again(folder, FIRST, versions[0])
    assert ended == {0, -signal.SIGKILL}


def test_a_full_disk_or_an_interrupt_changes_whole_languages_and_leaves_nothing_behind(
    tmp_path: Path, versions: tuple[Tree, Tree]
) -> None:
    folder = tmp_path / "port"
    old, new = versions

    def begin() -> None:
        restore(folder / "build", old)
        write(folder, SECOND)

    for what, expected in (("full", 3), ("interrupt", 130)):
        for code in after_each(folder, begin, what, "build"):
            assert code in (0, expected)
            left = tree(folder / "build")
            for language in LANGUAGES:
                assert of(language, left) in (of(language, old), of(language, new))
            assert not [name for name in left if name.endswith(".part")]
            assert not [name for name in left if name.startswith(".staging")]
            again(folder, SECOND, new)


def test_a_limit_on_the_size_of_files_is_an_error_and_changes_nothing(
    tmp_path: Path, versions: tuple[Tree, Tree]
) -> None:
    folder = tmp_path / "port"
    restore(folder / "build", versions[0])
    write(folder, SECOND)
    code, said = run(folder, "build", most_bytes=1500)
    assert (code, len(said.splitlines()) <= 4) == (3, True), said
    left = tree(folder / "build")
    assert all(of(language, left) == of(language, versions[0]) for language in LANGUAGES)
    again(folder, SECOND, versions[1])


def catalogs(folder: Path) -> Tree:
    return {name: data for name, data in tree(folder / "locale").items() if name.endswith(".po")}


@pytest.mark.parametrize(("what", "expected"), [("kill", -signal.SIGKILL), ("full", 3), ("interrupt", 130)])
def test_an_update_that_does_not_end_leaves_every_catalog_old_or_new(tmp_path: Path, what: str, expected: int) -> None:
    folder = tmp_path / "port"
    write(folder, FIRST)
    assert run(folder, "update")[0] == 0
    first, old = tree(folder), catalogs(folder)
    write(folder, SECOND)
    assert run(folder, "update")[0] == 0
    second, new = tree(folder), catalogs(folder)
    assert old.keys() < new.keys(), "the catalog of a document that is gone stays"

    def begin() -> None:
        restore(folder, first)
        write(folder, SECOND)

    for code in after_each(folder, begin, what, "update"):
        assert code in (0, expected)
        left = catalogs(folder)
        assert all(data in (old.get(name), new[name]) for name, data in left.items())
        assert old.keys() <= left.keys()
        assert what == "kill" or not [name for name in tree(folder) if name.endswith(".part")]
        assert run(folder, "update")[0] == 0
        assert tree(folder) == second


def test_nothing_is_written_through_a_link(tmp_path: Path, versions: tuple[Tree, Tree]) -> None:
    folder = tmp_path / "port"
    for link, target in (("fr", "../source"), ("fr/html", "../../source"), ("fr/html/styles", "../../../source")):
        restore(folder / "build", versions[0])
        write(folder, SECOND)
        shutil.rmtree(folder / "build" / link)
        (folder / "build" / link).symlink_to(target)
        before = tree(folder / "source")
        code, said = run(folder, "build")
        assert (code, len(said.splitlines()) <= 4) == (3, True), said
        assert tree(folder / "source") == before
        assert of("en", tree(folder / "build")) == of("en", versions[1]), "the others are built"


def test_a_link_in_the_place_of_an_output_is_replaced_and_what_it_leads_to_stays(
    tmp_path: Path, versions: tuple[Tree, Tree]
) -> None:
    folder = tmp_path / "port"
    restore(folder / "build", versions[0])
    write(folder, SECOND)
    for name in ("build/fr/html/01-quai.html", "build/fr/html/03-grue.html"):  # one is written, one is removed
        (folder / name).unlink()
        (folder / name).symlink_to("../../../source/01-quai.md")
    again(folder, SECOND, versions[1])
    assert (folder / "source/01-quai.md").read_text("utf-8") == SECOND["source/01-quai.md"]


def test_what_else_lies_in_the_folder_of_a_language_stays(tmp_path: Path, versions: tuple[Tree, Tree]) -> None:
    folder = tmp_path / "port"
    restore(folder / "build", versions[0])
    own = {"fr/notes.txt": b"mine", "fr/html/.htaccess": b"mine", "fr/empty/": b""}
    restore(folder / "build", {**versions[0], **own})
    again(folder, SECOND, {**versions[1], **own})


@pytest.mark.parametrize("kind", ["file", "folder", "link", "pipe", "closed"])
def test_a_folder_that_cannot_be_locked_is_an_error_of_few_lines(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "port"
    write(folder, FIRST)
    lock = folder / "build/.lock"
    if kind == "file":
        (folder / "build").write_text("mine", "utf-8")
    else:
        lock.parent.mkdir()
    if kind == "folder":
        lock.mkdir()
    if kind == "link":
        lock.symlink_to("../source/01-quai.md")
    if kind == "pipe":
        os.mkfifo(lock)
    if kind == "closed":
        if os.geteuid() == 0:
            pytest.skip("root may write anywhere")
        lock.parent.chmod(0o555)
    code, said = run(folder, "build")
    assert (code, len(said.splitlines()) <= 4) == (3, True), said
    assert (folder / "source/01-quai.md").read_text("utf-8") == FIRST["source/01-quai.md"]


def command(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a command line in a session of its own."""
    words = [sys.executable, "-m", "publisher", "-C", str(folder), *arguments]
    return subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )  # fmt: skip


def first_line(process: subprocess.Popen[str]) -> str:
    """Return the first line of a command's messages; one that has none to say is ended."""
    assert process.stderr is not None
    patience = threading.Timer(PATIENCE, process.kill)
    patience.start()
    try:
        return process.stderr.readline()
    finally:
        patience.cancel()


def session(number: int) -> list[int]:
    """Return the processes of a session that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, _, group = (entry / "stat").read_text("utf-8").rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(group) == number and state != "Z":
                found.append(int(entry.name))
    return found


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)


@pytest.mark.parametrize(
    "verb",
    [
        "build",
        "audit",
        "extract",
        "update",
        "check --fix",
        "merge locale/a.po locale/a.pot -o locale/a.po",
        "import {folder}/source/01-quai.md",
    ],
)
def test_who_writes_the_same_files_waits_says_for_whom_and_can_be_interrupted(tmp_path: Path, verb: str) -> None:
    folder = tmp_path / "port"
    write(folder, FIRST)
    before = tree(folder / "source")
    workspace = Workspace(folder)
    with workspace.locked() if verb in ("build", "audit") else workspace.sources_locked():
        waiting = command(folder, *verb.format(folder=folder).split())
        assert str(os.getpid()) in first_line(waiting)
        waiting.send_signal(signal.SIGINT)
        assert waiting.wait(PATIENCE) == 130
    assert tree(folder / "source") == before
    assert not [name for name in tree(folder) if name not in ("build/.lock", *FIRST)]


def test_an_update_waits_for_another_one(tmp_path: Path) -> None:
    folder = tmp_path / "port"
    write(folder, FIRST)
    with Workspace(folder).sources_locked():
        waiting = command(folder, "update")
        assert str(os.getpid()) in first_line(waiting)
        assert not (folder / "locale").exists()
    assert waiting.wait(PATIENCE) == 0
    assert catalogs(folder)


def test_builds_at_once_give_what_one_gives(tmp_path: Path, versions: tuple[Tree, Tree]) -> None:
    folder = tmp_path / "port"
    restore(folder / "build", versions[0])
    write(folder, SECOND)
    running = [command(folder, "build") for _ in range(3)]
    assert [one.wait(PATIENCE) for one in running] == [0, 0, 0]
    made = tree(folder / "build")
    assert all(of(language, made) == of(language, versions[1]) for language in LANGUAGES)
    assert not [name for name in made if name.endswith(".part") or name.startswith(".staging")]


def test_a_reader_meets_whole_files_while_they_change(tmp_path: Path, versions: tuple[Tree, Tree]) -> None:
    folder = tmp_path / "port"
    restore(folder / "build", versions[0])
    names = [name for name in versions[0].keys() & versions[1].keys() if name.startswith(LANGUAGES)]
    expected = {name: (versions[0][name], versions[1][name]) for name in names}
    wrong, ended, looks = [], threading.Event(), 0

    def look() -> None:
        nonlocal looks
        while not ended.is_set():
            for name, known in expected.items():
                try:
                    if (folder / "build" / name).read_bytes() not in known:
                        wrong.append(f"{name} is neither")
                except OSError as error:
                    wrong.append(str(error))
            looks += 1

    reader = threading.Thread(target=look)
    reader.start()
    for sources in (SECOND, FIRST) * 3:
        write(folder, sources)
        assert run(folder, "build")[0] == 0
    ended.set()
    reader.join()
    assert wrong == []
    assert looks > 1


LONG = "# Le quai\n\n" + "Il est long, le quai où attendent les bateaux.\n\n" * 6000


@pytest.mark.engine("pango")
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_build_that_ends_during_layout_takes_its_jobs_along(tmp_path: Path, sign: int, code: int) -> None:
    folder = tmp_path / "port"
    write(folder, {**FIRST, "source/01-quai.md": LONG})
    going = command(folder, "build", "-l", "fr", "-f", "pdf")
    until(lambda: len(session(going.pid)) >= 3)  # itself, the parent of jobs, a job
    going.send_signal(sign)
    assert going.wait(PATIENCE) == code
    until(lambda: session(going.pid) == [])
    left = tree(folder / "build")
    assert of("fr", left) == {}
    assert sign == signal.SIGKILL or not [name for name in left if name.endswith(".part")]


@pytest.mark.engine("pango")
def test_a_killed_build_of_a_pdf_is_made_whole_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "port"
    write(folder, FIRST)
    started = time.monotonic()
    assert command(folder, "build", "-l", "fr", "-f", "pdf").wait(PATIENCE) == 0
    took, clean = time.monotonic() - started, tree(folder / "build")
    for fraction in (0.4, 0.8):
        shutil.rmtree(folder / "build")
        going = command(folder, "build", "-l", "fr", "-f", "pdf")
        time.sleep(took * fraction)
        going.kill()
        going.wait(PATIENCE)
        assert of("fr", tree(folder / "build")) in ({}, of("fr", clean))
    assert command(folder, "build", "-l", "fr", "-f", "pdf").wait(PATIENCE) == 0
    made = tree(folder / "build")
    assert (of("fr", made), made["manifest.json"]) == (of("fr", clean), clean["manifest.json"])
    assert not [name for name in made if name.endswith(".part") or name.startswith(".staging")]
