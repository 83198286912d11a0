"""Pictures reach readers through the gate only, each content is checked once, and one that fails stops nothing.

What is late is told, remembered with the time it had, and does not go on for ever, whatever order files are found in.
"""

from __future__ import annotations

import io
import os
import random
import struct
from collections.abc import Callable, Collection
from concurrent.futures import Future
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from publisher import executors
from publisher.errors import ExitCode, PublisherError
from publisher.executors.failures import JOB
from publisher.executors.limits import Limits
from publisher.gates.pictures import passed_picture
from publisher.gates.values import Passed
from publisher.model.finding import Finding
from publisher.pipeline import pictures
from publisher.pipeline.build import build
from publisher.pipeline.pictures import FOLDER, check_pictures
from publisher.workspace import Workspace

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0h9v9z"/></svg>\n'
GOOD, ACTIVE = SVG.format("").encode(), SVG.format("<script>alert(1)</script>").encode()
BAD = b'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>'
FILES = {
    "source/publication.toml": b'title = "Le port"\nsource_language = "fr"\nlanguages = ["en"]\nformats = ["html"]\n',
    "source/01-quais.md": b"# Les quais\n\n![Plan du quai](images/quai.svg)\n\n![La grue](images/grue.svg)\n",
    "source/images/quai.svg": GOOD,
    "source/images/grue.svg": GOOD.replace(b"h9", b"h8"),
    "styles/screen.css": b'h1 { background: url("fond.svg") }\n',
    "styles/fond.svg": GOOD.replace(b"h9", b"h7"),
}
QUAI, FOND = "source/images/quai.svg", "styles/fond.svg"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("PUBLISHER_JOBS", "0")
    place = Workspace(tmp_path)
    for name, data in FILES.items():
        place.write(name, data)
    return place


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of pictures that were checked."""
    names: list[str] = []
    original = pictures.passed_picture

    def noting(name: str, data: bytes) -> Passed:
        names.append(name)
        return original(name, data)

    monkeypatch.setattr(pictures, "passed_picture", noting)
    return names


def said(findings: tuple[Finding, ...]) -> set[tuple[str, str | None]]:
    return {(finding.rule, finding.file) for finding in findings if "image" in finding.rule or "part" in finding.rule}


def page(workspace: Workspace, tag: str = "fr") -> str:
    return workspace.read(f"build/{tag}/html/01-quais.html").decode()


def test_pages_load_what_passed_and_nothing_else(workspace: Workspace) -> None:
    for name in (QUAI, FOND):
        workspace.write(name, ACTIVE)
    for name in ("styles/page.html", "styles/code.js", "styles/fond.PDF"):
        workspace.write(name, b"<script>alert(1)</script>")
    assert said(build(workspace).findings) == {("document/unsafe-part", QUAI), ("document/unsafe-part", FOND)}
    for tag in ("fr", "en"):
        assert workspace.read(f"build/{tag}/html/images/quai.svg") == GOOD
        assert workspace.read(f"build/{tag}/html/styles/fond.svg") == GOOD
        assert workspace.files(f"build/{tag}/html/styles", ".html", ".js", ".pdf") == ()


def test_of_a_refused_picture_a_page_shows_the_text(workspace: Workspace) -> None:
    workspace.write(QUAI, BAD)
    assert said(build(workspace).findings) == {("document/unsafe-image", QUAI)}
    assert not workspace.exists("build/fr/html/images/quai.svg")
    assert "quai.svg" not in page(workspace)
    assert 'alt="Plan du quai"' in page(workspace)
    assert 'src="images/grue.svg"' in page(workspace)


@pytest.mark.engine("pango")
def test_a_pdf_shows_what_passed_and_the_text_of_what_did_not(workspace: Workspace) -> None:
    workspace.write(QUAI, BAD)
    workspace.write("source/images/grue.svg", ACTIVE)
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(file, "AVIF")
    workspace.write("source/images/phare.avif", file.getvalue())
    workspace.write("source/02-phare.md", b"# Le phare\n\n![La tour](images/phare.avif)\n")
    found = build(workspace, ("fr",), ("pdf",)).findings
    assert said(found) == {("document/unsafe-image", QUAI), ("document/unsafe-part", "source/images/grue.svg")}
    pdf = pypdfium2.PdfDocument(workspace.read("build/fr/publication.pdf"))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert "Plan du quai" in text
    assert "La grue" not in text
    assert "La tour" not in text


def test_a_text_that_changes_decodes_no_picture(workspace: Workspace, checked: list[str]) -> None:
    workspace.write(QUAI, ACTIVE)
    first = build(workspace).findings
    assert sorted(checked) == ["source/images/grue.svg", QUAI, FOND]
    checked.clear()
    workspace.write("source/01-quais.md", FILES["source/01-quais.md"] + b"\nUn texte.\n")
    assert said(build(workspace).findings) == said(first)
    assert checked == []
    assert workspace.read("build/fr/html/images/quai.svg") == GOOD
    workspace.write(QUAI, GOOD)
    assert said(build(workspace).findings) == set()
    assert checked == [QUAI]


def test_what_is_remembered_is_believed_only_where_it_is_whole(workspace: Workspace, checked: list[str]) -> None:
    workspace.write(QUAI, ACTIVE)
    build(workspace)
    for file in workspace.entries(FOLDER):
        workspace.write(f"{FOLDER}/{file}", b"<script>")
    checked.clear()
    workspace.write("source/01-quais.md", FILES["source/01-quais.md"] + b"\nUn texte.\n")
    build(workspace)
    assert len(checked) == 3
    assert workspace.read("build/fr/html/images/quai.svg") == GOOD


def test_pictures_that_are_gone_are_forgotten(workspace: Workspace) -> None:
    check_pictures(workspace, {"source/a.svg": ACTIVE, "source/b.svg": GOOD}, b"1")
    assert len(workspace.entries(FOLDER)) == 3
    check_pictures(workspace, {}, b"1")
    assert workspace.entries(FOLDER) == ()


def test_one_content_under_two_names_is_checked_once_and_told_twice(workspace: Workspace, checked: list[str]) -> None:
    for _ in range(2):
        found = check_pictures(workspace, {"source/a.svg": BAD, "styles/b.svg": BAD, "source/c.png": BAD}, b"1")
        assert [finding.file for finding in found.findings] == ["source/a.svg", "source/c.png", "styles/b.svg"]
        assert found.shown == {}
    assert len(checked) == 2


def test_another_program_checks_again(workspace: Workspace, checked: list[str]) -> None:
    for program in (b"1", b"1", b"2"):
        check_pictures(workspace, {"source/a.svg": GOOD}, program)
    assert len(checked) == 2


def test_a_finding_goes_with_its_picture_in_whatever_language_is_built(workspace: Workspace) -> None:
    build(workspace)
    workspace.write(QUAI, BAD)
    assert said(build(workspace, ("fr",)).findings)
    workspace.write(QUAI, GOOD)
    assert said(build(workspace, ("en",)).findings) == set()


def dying(name: str, data: bytes) -> Passed:
    if name == QUAI:
        os._exit(3)
    return Passed(data)


def endless(name: str, data: bytes) -> Passed:
    while name == QUAI:
        pass
    return Passed(data)


def greedy(name: str, data: bytes) -> Passed:
    return Passed(data * (1 << 40) if name == QUAI else data)


def failing(name: str, data: bytes) -> Passed:
    raise RecursionError(name)


@pytest.mark.parametrize("check", [dying, endless, greedy, failing])
def test_a_picture_whose_check_ends_badly_is_not_shown(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, check: object
) -> None:
    monkeypatch.setenv("PUBLISHER_JOBS", "2")
    monkeypatch.setattr(pictures, "LIMITS", Limits(cpu=1))
    monkeypatch.setattr(pictures, "passed_picture", check)
    named = {QUAI: GOOD, FOND: FILES[FOND]} if check is not failing else {QUAI: GOOD}
    found = check_pictures(workspace, named, b"1")
    assert said(found.findings) == {("document/unsafe-image", QUAI)}
    assert set(found.shown) == named.keys() - {QUAI}
    monkeypatch.undo()
    assert set(check_pictures(workspace, named, b"1").shown) == named.keys()


def test_a_picture_that_was_late_is_asked_again_when_it_may_take_longer(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISHER_JOBS", "2")
    for seconds, check in ((1, endless), (1, original), (2, original)):
        monkeypatch.setattr(pictures, "LIMITS", Limits(cpu=seconds))
        monkeypatch.setattr(pictures, "passed_picture", check)
        found = check_pictures(workspace, {QUAI: GOOD}, b"1")
        assert bool(said(found.findings)) is (seconds == 1)
        assert bool(found.shown) is (seconds == 2)


def test_what_was_made_without_a_picture_that_was_late_is_made_again_when_it_may_take_longer(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISHER_JOBS", "2")
    monkeypatch.setattr(pictures, "LIMITS", Limits(cpu=1))
    monkeypatch.setattr(pictures, "passed_picture", endless)
    for _ in range(2):
        assert said(build(workspace).findings) == {("document/unsafe-image", QUAI)}
    monkeypatch.undo()
    made = build(workspace)
    assert made.findings == ()
    assert {path for path in made.written if path.endswith("quai.svg")} == {
        f"build/{tag}/html/images/quai.svg" for tag in ("fr", "en")
    }
    assert build(workspace).written == ()


def original(name: str, data: bytes) -> Passed:
    return passed_picture(name, data)


class Slow:
    """An executor that runs what it is given here, and says that some pictures were late."""

    def __init__(self, late: Collection[str], why: str) -> None:
        self.late, self.why = late, why
        self.asked: dict[str, int] = {}
        """the seconds of each picture that was asked for"""

    def __enter__(self) -> Slow:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was started."""

    def submit(
        self, function: Callable[[tuple[str, bytes]], Passed], item: tuple[str, bytes], seconds: int = 0
    ) -> Future[Passed]:
        name, _ = item
        self.asked[name] = seconds
        future: Future[Passed] = Future()
        if name in self.late:
            why = self.why.format(seconds)
            kind = executors.SpentError if self.why is BY_ITSELF else executors.LateError
            future.set_exception(kind(JOB, code=ExitCode.ENGINE_FAILED, why=why))
        else:
            future.set_result(function(item))
        return future


Checks = Callable[..., tuple[dict[str, int], pictures.Pictures]]
BY_ITSELF, BY_OTHERS = "it needed more than {} seconds of processor time", "it ran longer than {} seconds"
LATE = {f"source/lent-{number:02}.svg": SVG.format(f"<g>{'<g/>' * number}</g>").encode() for number in range(30)}
"""30 drawings that get the least time there is: 20 of them use up all that is for what is late"""
AFTER, BEFORE, LARGE = "source/z.svg", "source/a.svg", "source/a.png"


def claiming(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">II", width, height)


@pytest.fixture
def checks(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Checks:
    """Check pictures of which some are late, and return what was asked for, with its seconds, and what came of it."""

    def check(
        files: dict[str, bytes], late: Collection[str] = LATE, why: str = BY_ITSELF, program: bytes = b"1"
    ) -> tuple[dict[str, int], pictures.Pictures]:
        slow = Slow(late, why)
        monkeypatch.setattr(executors, "started", lambda *_: slow)
        return slow.asked, check_pictures(workspace, files, program)

    return check


def refused(found: pictures.Pictures) -> set[str | None]:
    return {finding.file for finding in found.findings if finding.rule == "document/unsafe-image"}


def test_a_picture_gets_the_time_that_its_head_asks_for(checks: Checks) -> None:
    files = {"a.svg": GOOD, "b.png": claiming(4000, 3000), "c.png": claiming(60_000, 60_000), "d.woff2": b""}
    asked, _ = checks(files, late=())
    assert asked["a.svg"] == asked["d.woff2"] < asked["b.png"] < asked["c.png"] == pictures.LIMITS.cpu


def test_a_person_may_say_how_long_a_picture_takes(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_JOB_SECONDS", "50")
    asked, found = checks({"a.svg": GOOD, **LATE})
    assert set(asked.values()) == {50}
    assert refused(found) == set(LATE)


def test_what_is_late_does_not_go_on_for_ever(checks: Checks) -> None:
    files = {AFTER: GOOD, LARGE: claiming(4000, 3000), BEFORE: FILES[FOND], **LATE}
    asked, found = checks(files)
    assert set(found.shown) == {BEFORE}
    assert refused(found) == set(files) - {BEFORE}
    late = [finding for finding in found.findings if "of processor time" in finding.message]
    assert sum(asked[str(finding.file)] for finding in late) == pictures.MOST_LATE * pictures.LIMITS.cpu
    assert {finding.file for finding in late} < set(LATE)


def test_a_few_that_are_late_keep_no_other_from_readers(checks: Checks) -> None:
    files = {AFTER: GOOD, **dict(list(LATE.items())[:19])}
    _, found = checks(files)
    assert set(found.shown) == {AFTER}


def test_small_pictures_come_first(checks: Checks) -> None:
    grand = {f"source/{number}.png": claiming(8000, 5000 + number) for number in range(9)}
    _, found = checks({AFTER: GOOD, **grand}, grand)
    assert set(found.shown) == {AFTER}
    assert refused(found) == set(grand)


def test_what_is_shown_does_not_depend_on_the_order_of_files_nor_on_what_is_known(checks: Checks) -> None:
    files = {AFTER: GOOD, BEFORE: FILES[FOND], "styles/b.svg": GOOD, **LATE}
    _, expected = checks(files)
    for number in range(4):
        program = str(number).encode()
        shuffled = random.Random(number).sample(sorted(files.items()), len(files))
        checks(dict(shuffled[: 10 * number]), program=program)
        for _ in range(2):
            asked, found = checks(dict(shuffled), program=program)
            assert found == expected
        assert asked == {}


def test_one_that_was_late_because_the_machine_was_busy_is_asked_again(checks: Checks) -> None:
    files = {BEFORE: GOOD, **LATE}
    first = checks(files, why=BY_OTHERS)
    assert checks(files, why=BY_OTHERS) == ({name: first[0][name] for name in LATE}, first[1])
    assert set(first[1].shown) == {BEFORE}
    _, found = checks(files, late=())
    assert set(found.shown) == set(files)


def test_one_that_had_more_time_before_counts_as_if_it_had_less(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {AFTER: GOOD, **dict(list(LATE.items())[:2])}
    monkeypatch.setenv("PUBLISHER_JOB_SECONDS", "500")
    checks(files)
    monkeypatch.delenv("PUBLISHER_JOB_SECONDS")
    asked, found = checks(files)
    assert asked == {}
    assert set(found.shown) == {AFTER}


def test_where_nothing_can_run_the_build_says_so_and_changes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(workspace)
    before = page(workspace)

    def gone(_kinds: object) -> None:
        os._exit(1)

    monkeypatch.setenv("PUBLISHER_JOBS", "2")
    monkeypatch.setattr(pictures, "_prepare", gone)
    workspace.write(QUAI, ACTIVE)
    with pytest.raises(PublisherError) as caught:
        build(workspace)
    assert caught.value.code == ExitCode.ENGINE_FAILED
    assert page(workspace) == before


def test_a_name_that_is_no_text_stops_no_build(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = []\n')
    workspace.write("source/a.md", b"# Le port\n\nUn quai.\n")
    Path(os.fsdecode(bytes(tmp_path) + b"/source/\xff.png")).write_bytes(b"")
    made = build(workspace, (), ("html",))
    assert "build/fr/html/a.html" in made.outputs
    assert "document/unsafe-image" in {found.rule for found in made.findings}
    assert build(workspace, (), ("html",)).written == ()
