"""What a build writes, and which outputs of earlier builds it takes away, forgets or leaves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.publication import Publication
from publisher.pipeline.build import Run
from publisher.pipeline.inputs import Inputs
from publisher.pipeline.notebook import Notebook
from publisher.pipeline.outputs import store, unowned
from publisher.pipeline.request import silent
from publisher.plan import Job
from publisher.workspace import Workspace, sha256

OLD, NEW = b"old", b"new"
ORDINARY, LARGE = Job("fr", "pdf", "k"), Job("fr", "pdf", "l", "large")
PDF, ALTERNATE = "build/fr/a.pdf", "build/fr/a-large.pdf"
Row = Mapping[str, str]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.write(ALTERNATE, OLD)
    return made


def run(workspace: Workspace, planned: tuple[Job, ...], others: tuple[Job, ...] = (), **titles: str) -> Run:
    publication = Publication("Port", ("en",), name="a", alternate_styles=titles)
    inputs = Inputs({}, {}, {}, {})
    return Run(workspace, publication, inputs, b"p", b"t", planned, planned, others, Notebook(workspace), silent)


def recorded(key: str = "l", **title: str) -> dict[str, Row]:
    return {ALTERNATE: {"sha256": sha256(OLD), "key": key, "style": "large", **title}}


def test_a_manifest_says_of_an_alternate_its_style_and_the_title_pages_offer_it_under(workspace: Workspace) -> None:
    going = run(workspace, (ORDINARY, LARGE), large="Gros")
    going.made = {ORDINARY: {PDF: NEW}, LARGE: {ALTERNATE: NEW}}
    assert store(going, {}, ()) == (ALTERNATE, PDF)
    said = {path: {name: row.get(name) for name in ("style", "title")} for path, row in workspace.manifest().items()}
    assert said == {PDF: {"style": None, "title": None}, ALTERNATE: {"style": "large", "title": "Gros"}}


def test_what_a_person_asked_for_is_left_and_forgotten_once_it_is_no_longer_true(workspace: Workspace) -> None:
    going = run(workspace, (ORDINARY,), (LARGE,))
    assert unowned(recorded(), going) == ()
    for key, known in (("l", recorded()), ("earlier", {})):
        store(going, recorded(key), ())
        assert (workspace.read(ALTERNATE), workspace.manifest()) == (OLD, known)


def test_what_pages_offered_goes_when_they_no_longer_do(workspace: Workspace) -> None:
    offered = recorded("earlier", title="Gros")
    going = run(workspace, (ORDINARY,), (LARGE,))
    store(going, offered, ())
    assert workspace.manifest() == offered, "a part of the publication is made: it stays to be taken away"
    store(going, offered, unowned(offered, going))
    assert (workspace.exists(ALTERNATE), workspace.manifest()) == (False, {})


def test_what_pages_offer_is_owned_and_so_is_nothing_without_a_sheet(workspace: Workspace) -> None:
    assert unowned(recorded(title="Gros"), run(workspace, (ORDINARY, LARGE))) == ()
    assert unowned(recorded(), run(workspace, (ORDINARY,))) == (ALTERNATE,)


def test_a_file_under_an_earlier_name_goes_with_the_next_one(workspace: Workspace) -> None:
    going = run(workspace, (LARGE,), large="Gros")
    going.made = {LARGE: {"build/fr/b-large.pdf": NEW}}
    store(going, recorded("earlier", title="Gros"), ())
    assert not workspace.exists(ALTERNATE)
    assert list(workspace.manifest()) == ["build/fr/b-large.pdf"]


FRENCH, ENGLISH = Job("fr", "html", "f"), Job("en", "html", "e")
PAGES = {FRENCH: {"build/fr/html/a.html": NEW}, ENGLISH: {"build/en/html/a.html": NEW}}


def test_where_one_rendition_of_a_language_failed_nothing_of_it_changes(workspace: Workspace) -> None:
    going = run(workspace, (ORDINARY, FRENCH, ENGLISH))
    going.made, going.errors = dict(PAGES), [PublisherError("no PDF", code=ExitCode.ENGINE_FAILED)]
    known = {"build/fr/gone.html": {"sha256": "0", "key": "g"}}
    assert store(going, known, tuple(known)) == ("build/en/html/a.html",)
    assert workspace.manifest().keys() == {"build/en/html/a.html", *known}
    assert not workspace.exists("build/fr/html")


def test_a_language_that_cannot_be_written_is_an_error_and_the_others_are_written(workspace: Workspace) -> None:
    (workspace.root / "build/fr/html").symlink_to("../../source")
    going = run(workspace, (FRENCH, ENGLISH))
    going.made = dict(PAGES)
    assert store(going, {}, ()) == ("build/en/html/a.html",)
    (error,) = going.errors
    assert (error.code, error.file) == (ExitCode.INPUT, "build/fr")
    assert workspace.manifest().keys() == {"build/en/html/a.html"}
