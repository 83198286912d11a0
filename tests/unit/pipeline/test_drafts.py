"""Documents made ready for print are taken from the shelf unread when nothing they depend on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.pipeline import drafts
from publisher.pipeline.build import build
from publisher.pipeline.project import Sources
from publisher.workspace import Workspace

FILES = {
    "source/publication.toml": 'title = "Le port"\nsource_language = "fr"\nlanguages = ["en"]\nformats = ["pdf"]\n',
    "source/01-quais.md": "# Les quais {#quais}\n\nVoir [le phare](02-phare.md#quais). {nombre}\n",
    "source/02-phare.md": "# Le phare\n\n## Ses quais {#quais}\n\nIl éclaire.\n",
    "source/data/a.toml": "nombre = 12\n",
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("PUBLISHER_JOBS", "0")
    place = Workspace(tmp_path)
    for name, text in FILES.items():
        place.write(name, text.encode())
    return place


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which documents were made ready, by language and stem."""
    made: list[str] = []
    original = drafts.translated

    def noting(document: object, sources: Sources, tag: str) -> object:
        made.append(f"{tag} {document.stem}")  # type: ignore[attr-defined]
        return original(document, sources, tag)  # type: ignore[arg-type]

    monkeypatch.setattr(drafts, "translated", noting)
    return made


@pytest.mark.engine("pango")
def test_only_what_changed_is_made_ready_again(workspace: Workspace, drafted: list[str]) -> None:
    def after(name: str, text: str) -> list[str]:
        drafted.clear()
        workspace.write(name, text.encode())
        build(workspace)
        return sorted(drafted)

    build(workspace)
    assert sorted(drafted) == ["en 01-quais", "en 02-phare", "fr 01-quais", "fr 02-phare"]
    assert after("source/02-phare.md", FILES["source/02-phare.md"].replace("Il", "Lui")) == [
        "en 02-phare",
        "fr 02-phare",
    ]
    catalog = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Le phare"\nmsgstr "The lighthouse"\n'
    )
    assert after("locale/en/LC_MESSAGES/02-phare.po", catalog) == ["en 02-phare"]
    assert len(after("source/data/a.toml", "nombre = 13\n")) == 4
    assert after("source/publication.toml", FILES["source/publication.toml"].replace("port", "quai")) == []
    assert after("source/publication.toml", FILES["source/publication.toml"] + 'digits = "arab"\n') == []


@pytest.mark.engine("pango")
def test_an_id_that_two_documents_have_leads_to_the_right_one(workspace: Workspace) -> None:
    build(workspace)
    sources = Sources(workspace)
    names = drafts.Manuscript(_run(workspace), sources).names()
    assert names == {("02-phare", "quais"): "02-phare-quais"}


def _run(workspace: Workspace) -> object:
    from publisher.pipeline.build import _run
    from publisher.pipeline.request import silent
    from publisher.publication import parse

    return _run(workspace, parse(workspace.configuration()), ("fr",), (("pdf", ""),), {}, silent)
