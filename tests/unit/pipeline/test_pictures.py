"""Pictures reach readers through the gate only, each content is checked once, and one that fails stops nothing."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from publisher.errors import ExitCode, PublisherError
from publisher.executors.limits import Limits
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
