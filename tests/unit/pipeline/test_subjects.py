"""What an audit tests: the files that a build recorded, each under the hash of what its checkers read."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.pipeline.build import build
from publisher.pipeline.notebook import Notebook
from publisher.pipeline.project import load
from publisher.pipeline.subjects import is_built, outdated, subjects_of
from publisher.workspace import Workspace, sha256

PAGE = "build/en/html/01-quai.html"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    configuration = 'title = "Le port"\nsource_language = "fr"\nlanguages = ["en", "es"]\n'
    workspace.write("source/publication.toml", configuration.encode())
    workspace.write("source/01-quai.md", b"# Le quai {#quai}\n\nUne grue.\n")
    return workspace


def test_pages_are_tested_with_the_lines_of_their_blocks(workspace: Workspace) -> None:
    build(workspace, ("en",), ("html",))
    found = {subject.path: subject for subject in subjects_of(load(workspace), ("en",))}
    assert found.keys() == {PAGE, "build/en/html/index.html"}
    assert found[PAGE].index["quai"] == ("source/01-quai.md", 1)
    assert found[PAGE].tested.sha256 == sha256(workspace.read(PAGE))


def test_what_a_page_loads_makes_it_another_question_and_not_another_file(workspace: Workspace) -> None:
    build(workspace, ("en",), ("html",))
    before = subjects_of(load(workspace), ("en",))[0]
    (sheet,) = (path for path in workspace.manifest() if path.endswith(".css"))
    workspace.write(sheet, workspace.read(sheet) + b"p { color: red }")
    after = subjects_of(load(workspace), ("en",))[0]
    assert (before.path, before.sha256) == (after.path, after.sha256)
    assert before.key != after.key


def test_what_no_build_made_is_not_tested(workspace: Workspace) -> None:
    build(workspace, ("en",), ("html",))
    workspace.write("build/en/html/other.html", b"<p>")
    workspace.write("build/en/other.pdf", b"%PDF")
    assert all("other" not in subject.path for subject in subjects_of(load(workspace), ("en",)))


def test_all_languages_of_which_nothing_is_built_are_named_at_once(workspace: Workspace) -> None:
    build(workspace, ("en",), ("html",))
    assert [tag for tag in ("fr", "en", "es") if is_built(workspace, tag)] == ["en"]
    with pytest.raises(PublisherError) as caught:
        subjects_of(load(workspace), ("fr", "en", "es"))
    assert caught.value.code is ExitCode.USAGE
    assert "publisher build -l fr -l es" in str(caught.value.hint)


def test_where_nothing_at_all_is_built_all_of_it_is_to_be(workspace: Workspace) -> None:
    with pytest.raises(PublisherError) as caught:
        subjects_of(load(workspace), ("fr", "en", "es"))
    assert "publisher build," in str(caught.value.hint)


def test_what_layout_found_is_not_said_of_another_file(workspace: Workspace) -> None:
    path, made = "build/en/publication.pdf", b"%PDF-1.7 made here"
    workspace.write(path, made)
    workspace.write_manifest({path: {"sha256": sha256(made), "key": "k"}})
    notebook = Notebook(workspace)
    notebook.note("en.pdf", "k", ())
    notebook.save()
    (own,) = subjects_of(load(workspace), ("en",))
    assert own.laid_out == ()
    workspace.write(path, b"%PDF-1.7 made elsewhere")
    (foreign,) = subjects_of(load(workspace), ("en",))
    assert foreign.laid_out is None


def test_a_rendition_is_out_of_date_when_what_it_is_made_of_has_changed(workspace: Workspace) -> None:
    build(workspace, (), ("html",))
    pages = {(tag, "html", "") for tag in ("fr", "en", "es")}
    assert not outdated(load(workspace), ("fr", "en", "es")) & pages
    workspace.write(
        "locale/en/LC_MESSAGES/01-quai.po", b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    assert outdated(load(workspace), ("fr", "en", "es")) & pages == {("en", "html", "")}
    workspace.write("source/01-quai.md", b"# Le quai {#quai}\n\nDeux grues.\n")
    assert outdated(load(workspace), ("fr", "en", "es")) & pages == pages
