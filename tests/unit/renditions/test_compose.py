"""The print document: one tree, ids distinct, links and notes in their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from tests.documents import identify

from publisher.catalogs.translate import translate
from publisher.languages import known, language
from publisher.model.message import Catalog
from publisher.model.publication import Publication
from publisher.readers.markdown import read_markdown
from publisher.renditions.edition import Edition
from publisher.renditions.pdf.compose import compose, index, unique_ids

TEXTS = (
    "# Introduction\n\n## Sources {#sources}\n\nUn[^1] et un[^1]. [là](02.md#sources) [ici](#sources) [deux](02.md)\n\n"
    "[^1]: La **note**.\n",
    "# Introduction\n\n## Sources {#sources}\n\nDeux[^1].\n\n[^1]: Autre.\n",
)


def edition(tag: str = "fr") -> Edition:
    documents = tuple(
        identify(read_markdown(text, f"source/0{number}.md", "fr")) for number, text in enumerate(TEXTS, 1)
    )
    return Edition(Publication("T & U", ("ar",), date=date(2020, 7, 1), description="D"), language(tag), documents)


def soup(tag: str = "fr") -> BeautifulSoup:
    return BeautifulSoup(compose(edition(tag)).whole(), "html.parser")


def test_ids_are_distinct_and_every_inner_link_has_its_target() -> None:
    page = soup()
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    targets = [str(a["href"])[1:] for a in page.find_all("a", href=True) if str(a["href"]).startswith("#")]
    assert set(targets) <= set(ids)
    assert "02-sources" in targets


def test_an_id_is_new_even_where_the_new_one_is_taken_too() -> None:
    names = unique_ids([("a", ["x"]), ("b", ["x", "b-x"])])
    assert names == {("b", "x"): "b-b-x"}
    assert unique_ids([("a", ["x", "b-x"]), ("b", ["x"])]) == {("b", "x"): "b-b-x"}


def test_the_index_leads_from_every_id_to_its_line() -> None:
    places = index(edition().documents)
    assert places["sources"] == ("source/01.md", 3)
    assert places["02-sources"] == ("source/02.md", 3)


def test_a_note_stands_at_its_first_call_and_a_second_call_links_to_it() -> None:
    page = soup()
    notes = page.select("span.footnote")
    assert [note.get_text().strip() for note in notes] == ["La note.", "Autre."]
    assert page.find(attrs={"role": "doc-endnotes"}) is None
    assert page.find("a", href=f"#{notes[0]['id']}") is not None


@pytest.mark.parametrize("note", ["Note :\n\n    - un\n    - deux", "> citée"])
def test_notes_that_are_no_prose_stay_together_at_the_end(note: str) -> None:
    document = identify(
        read_markdown(f"# T\n\nUn[^a] deux[^b].\n\n[^a]: Simple.\n[^b]: {note}\n", "source/01.md", "fr")
    )
    page = BeautifulSoup(compose(Edition(Publication("T", ()), language("fr"), (document,))).whole(), "html.parser")
    assert page.select("span.footnote") == []
    assert [item.get("id") for item in page.select("section[role=doc-endnotes] > ol > li")] == ["note-1", "note-2"]
    assert [a.get_text() for a in page.select("a[role=doc-noteref]")] == ["1", "2"]


def test_an_untranslated_note_says_its_language_at_the_foot_of_the_page() -> None:
    document = identify(read_markdown("# T\n\nUn[^a].\n\n[^a]: La note.\n", "source/01.md", "fr"))
    fallen = translate(document, Catalog("01", "ar", ())).document
    page = BeautifulSoup(compose(Edition(Publication("T", ()), language("ar"), (fallen,))).whole(), "html.parser")
    inner = page.select_one("span.footnote > span")
    assert inner is not None
    assert (inner["lang"], inner["dir"]) == ("fr", "ltr")


def test_a_note_called_in_a_heading_is_not_part_of_its_name() -> None:
    document = identify(read_markdown("# Rapport[^a]\n\n[^a]: La note.\n", "source/01.md", "fr"))
    assert document.title == "Rapport"
    assert "rapport" in document.lines
    page = BeautifulSoup(compose(Edition(Publication("T", ()), language("fr"), (document,))).whole(), "html.parser")
    assert [a.get_text() for a in page.select("nav[role=doc-toc] a")] == ["Rapport"]


def test_the_contents_name_every_chapter_and_section() -> None:
    entries = [a.get_text() for a in soup().select("nav[role=doc-toc] a")]
    assert entries == ["Introduction", "Sources", "Introduction", "Sources"]


@pytest.mark.parametrize("tag", known())
def test_language_direction_and_metadata_are_said(tag: str) -> None:
    page = soup(tag)
    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == (tag, language(tag).direction)
    assert page.title is not None
    assert page.title.get_text() == "T & U"
    assert page.find("meta", attrs={"name": "description"})["content"] == "D"  # type: ignore[index]


def test_an_alternate_edition_is_told_from_the_ordinary_one_by_its_title_not_on_its_cover() -> None:
    page = BeautifulSoup(compose(replace(edition(), alternate="Gros caractères")).whole(), "html.parser")
    assert page.title is not None
    assert page.title.get_text() == "T & U – Gros caractères"
    assert [heading.get_text() for heading in page.select("h1.title")] == ["T & U"]
