"""What was built, read back from its files: nothing is known of what is not there or cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.model.census import KINDS
from publisher.pipeline.build import build
from publisher.pipeline.project import load
from publisher.pipeline.readback import ReadBack
from publisher.pipeline.subjects import subjects_of
from publisher.workspace import Workspace

PAGE = "build/fr/html/01-quai.html"
SOURCE = "# Le quai {#quai}\n\n![Une grue jaune.](grue.svg)\n\n| Un | Deux |\n|---|---|\n| 1 | 2 |\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("readback"))
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = []\n')
    workspace.write("source/01-quai.md", SOURCE.encode())
    workspace.write("source/grue.svg", SVG)
    build(workspace, (), ())
    return workspace


@pytest.fixture
def workspace(made: Workspace, tmp_path: Path) -> Workspace:
    """Return a copy that a test may damage."""
    copy = Workspace(tmp_path / "port")
    for folder in ("source", "build"):
        for name in made.files(folder):
            copy.write(name, made.read(name))
    return copy


def read(workspace: Workspace) -> ReadBack:
    project = load(workspace)
    return ReadBack(project, "fr", subjects_of(project, ("fr",)))


def pdf_of(workspace: Workspace) -> str:
    (path,) = (path for path in workspace.manifest() if path.endswith(".pdf"))
    return path


def test_both_renditions_are_there_with_what_they_hold(workspace: Workspace) -> None:
    built = read(workspace)
    assert built.pdf is not None
    assert built.structure is not None
    assert built.structure.roots
    assert {subject.kind for subject in built.tested} == {"pdf", "html"}
    assert built.shown.keys() == {"screen", "print"}
    for kind in ("pdf", "html"):
        census = built.census[kind]
        assert (census["table"], census["figure"]) == (1, 1)
        assert set(census) <= set(KINDS)
    assert built.census["html"]["script"] == 0, "what our own script does is known"


def test_a_script_that_is_not_ours_is_counted(workspace: Workspace) -> None:
    workspace.write(PAGE, workspace.read(PAGE).replace(b"</script>", b"alert(1)</script>"))
    assert read(workspace).census["html"]["script"] > 0


def test_the_folder_of_the_pages_is_another_when_one_of_them_is(workspace: Workspace) -> None:
    before = read(workspace).folder
    workspace.write(PAGE, workspace.read(PAGE) + b"\n")
    after = read(workspace).folder
    assert before is not None
    assert after is not None
    assert (before.path, after.path) == ("build/fr/html/", "build/fr/html/")
    assert before.sha256 != after.sha256


def test_the_figure_of_a_question_is_cut_out_of_the_pdf(workspace: Workspace) -> None:
    built = read(workspace)
    asked, pictures = built.with_pictures(built.questions)
    looks = [look for question in asked if question.kind == "pdf" for look in question.look if look.picture]
    assert {look.text for look in looks} == {"Une grue jaune."}
    assert {look.picture for look in looks} == set(pictures)
    assert all(data.startswith(b"\x89PNG") for data in pictures.values())


@pytest.mark.parametrize("damage", ["cut", "empty", "text"])
def test_of_a_pdf_that_cannot_be_read_nothing_is_known_and_nothing_is_asked(workspace: Workspace, damage: str) -> None:
    path = pdf_of(workspace)
    whole = workspace.read(path)
    workspace.write(path, {"cut": whole[: len(whole) // 3], "empty": b"", "text": b"no PDF\n"}[damage])
    built = read(workspace)
    assert built.structure is None
    assert built.census["pdf"] == {}
    asked, pictures = built.with_pictures(built.questions)
    assert {question.kind for question in asked} == {"html"}
    assert pictures == {}


def test_without_pages_only_the_pdf_is_asked_about(workspace: Workspace) -> None:
    for path in [path for path in workspace.manifest() if "/html/" in path]:
        workspace.remove(path)
    built = read(workspace)
    assert (built.folder, built.pages, built.read_pages()) == (None, (), {})
    assert {question.kind for question in built.questions} == {"pdf"}
    assert built.shown.keys() == {"print"}


def test_a_page_that_is_no_text_is_read_all_the_same(workspace: Workspace) -> None:
    workspace.write(PAGE, b"\xff\xfe<p id=a>\x00<table>")
    built = read(workspace)
    assert built.census["html"]["table"] == 1
    assert built.read_pages().keys() == {"01-quai"}


def test_what_is_judged_changes_with_the_text_and_with_what_it_is_shown_with(workspace: Workspace) -> None:
    before = {question.id: question.hash for question in read(workspace).questions}
    assert before == {question.id: question.hash for question in read(workspace).questions}
    workspace.write("styles/screen.css", b"p { color: #333 }")
    build(workspace, (), ("html",))
    after = {question.id: question.hash for question in read(workspace).questions}
    changed = {id for id in before if before[id] != after[id]}
    assert changed
    assert all(id.endswith("/html") for id in changed), "a sheet for screens changes no PDF"
