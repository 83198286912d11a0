"""Pages: landmarks, ways between languages and documents, and what a screen needs that the source does not say."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from tests.documents import identify

from publisher.catalogs.translate import identity, translate
from publisher.languages import known, language
from publisher.model.message import Catalog
from publisher.model.publication import Publication
from publisher.readers.html import read_html
from publisher.readers.markdown import read_markdown
from publisher.renditions.edition import Edition
from publisher.renditions.html import Site, assets, pages

PUBLICATION = Publication("Rapport <b>", ("en", "es", "ar"), contact="a@example.org", rights="CC BY")
ONE = "# Un\n\n## Suite {#suite}\n\nVoir [deux](02.md#ici).[^1]\n\n| A |\n|---|\n| 1 |\n\n[^1]: La note.\n"
TWO = "# Deux {#ici}\n\n[un](01.html)\n"


def edition(tag: str) -> Edition:
    sources = [identify(read_markdown(text, f"source/0{number}.md", "fr")) for number, text in enumerate((ONE, TWO), 1)]
    catalog = identity("fr") if tag == "fr" else Catalog("x", tag, ())
    done = [translate(source, catalog) for source in sources]
    fallbacks = sum(len(item.fallbacks) for item in done)
    return Edition(PUBLICATION, language(tag), tuple(item.document for item in done), fallbacks)


def soups(tag: str = "fr") -> dict[str, BeautifulSoup]:
    site = Site(tuple(language(item) for item in PUBLICATION.all_languages), ("screen.css",), "../rapport.pdf")
    return {name: BeautifulSoup(data.decode(), "html.parser") for name, data in pages(edition(tag), site).items()}


@pytest.mark.parametrize("tag", known())
def test_every_page_has_its_landmarks_and_its_language(tag: str) -> None:
    for page in soups(tag).values():
        assert page.html is not None
        assert page.html["lang"] == tag
        assert page.html["dir"] == language(tag).direction
        assert len(page.find_all("main")) == 1
        assert len(page.select("body > header")) == len(page.select("body > footer")) == 1
        assert all(nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.find_all("nav"))
        skip = page.select_one("body > a.skip")
        assert skip is not None
        assert page.find(id=str(skip["href"])[1:]) is not None


def test_the_chapters_of_a_report_fold_away_before_its_text() -> None:
    for name, page in soups().items():
        if name == "index.html":
            continue
        (fold,) = page.select("nav.chapters > details:not([open])")
        assert fold.summary is not None
        assert fold.summary.get_text().strip()
        chapters = fold.find_next_sibling("ol")
        assert chapters is not None
        assert [link["href"] for link in chapters.select("ol > li > a")][-1] == "02.html"
        assert fold.find_next("main") is not None


def test_a_style_can_tell_documents_apart() -> None:
    looks = {name: page.body["class"] for name, page in soups().items() if page.body is not None}
    assert "document-01" in looks["01.html"]
    assert not any("document-01" in look for name, look in looks.items() if name != "01.html")


def test_every_page_offers_the_pdf_and_each_alternate_by_its_title() -> None:
    alternates = (("Gros <b>", "../rapport-gros.pdf"), ("Sobre", "../rapport-sobre.pdf"))
    site = Site((language("fr"),), (), "../rapport.pdf", alternates)
    for data in pages(edition("fr"), site).values():
        links = BeautifulSoup(data.decode(), "html.parser").select('footer a[type="application/pdf"]')
        assert [str(link["href"]) for link in links] == [
            "../rapport.pdf",
            "../rapport-gros.pdf",
            "../rapport-sobre.pdf",
        ]
        assert [title in link.get_text() for link, (title, _) in zip(links[1:], alternates, strict=True)] == [
            True,
            True,
        ]
        assert len({link.get_text() for link in links}) == 3


def test_the_language_switch_leads_to_the_same_page_in_each_language() -> None:
    page = soups()["02.html"]
    links = {str(a["hreflang"]): a for a in page.select("nav.languages a")}
    assert set(links) == {"en", "es", "ar"}
    for tag, link in links.items():
        assert (link["lang"], link["href"]) == (tag, f"../../{tag}/html/02.html")
    alternates = {str(link["hreflang"]) for link in page.find_all("link", rel="alternate")}
    assert alternates == {"fr", "en", "es", "ar", "x-default"}


def page_of(text: str, tag: str) -> BeautifulSoup:
    source = identify(read_html(text, "source/un.html", "fr"))
    done = translate(source, identity("fr") if tag == "fr" else Catalog("un", tag, ()))
    site = Site((language(tag),), ())
    return BeautifulSoup(pages(Edition(PUBLICATION, language(tag), (done.document,)), site)["un.html"], "html.parser")


HEAD = '<head><title>Titre court</title><meta name="description" content="Un résumé"></head><h1>Titre</h1>'


def test_what_an_author_wrote_in_a_head_is_in_the_head_of_the_page() -> None:
    page = page_of(HEAD, "fr")
    assert page.title is not None
    assert page.title.get_text().startswith("Titre court")
    assert [meta["content"] for meta in page.find_all("meta", attrs={"name": "description"})] == ["Un résumé"]


def test_a_head_in_french_says_so_on_a_page_in_another_language() -> None:
    page = page_of(HEAD, "ar")
    assert page.title is not None
    assert page.title["lang"] == "fr"
    assert [meta["lang"] for meta in page.find_all("meta", attrs={"name": "description"})] == ["fr"]


def test_what_an_author_tells_translators_is_not_on_the_page() -> None:
    page = page_of(
        '<h1 data-context="nom" data-max-length="9">Titre</h1><a data-translate="href" href="#x">a</a>', "fr"
    )
    assert not page.find_all(attrs={"data-context": True}) + page.find_all(attrs={"data-translate": True})
    assert not page.find_all(attrs={"data-max-length": True})


def test_links_between_documents_lead_to_pages() -> None:
    found = soups()
    assert found["01.html"].find("a", string="deux")["href"] == "02.html#ici"  # type: ignore[index]
    assert found["02.html"].select_one("main a")["href"] == "01.html"  # type: ignore[index]


def test_a_note_leads_back_to_its_call() -> None:
    page = soups()["01.html"]
    back = page.find("a", role="doc-backlink")
    assert back is not None
    assert page.find(id=str(back["href"])[1:]) is not None
    assert back["aria-label"]


def call(note: str, attributes: str = "") -> str:
    return f'<p id="appel-{note}">Un fait<a role="doc-noteref" href="#{note}"{attributes}>*</a>.</p>'


def ways_back(text: str) -> dict[str, list[str]]:
    """The addresses of the ways back by the id of their note."""
    page = page_of(f"<h1>Titre</h1>{text}", "fr")
    notes = page.find_all(id=lambda name: name is not None and name.startswith("note"))
    return {str(note["id"]): [str(link["href"]) for link in note.find_all(role="doc-backlink")] for note in notes}


@pytest.mark.parametrize(
    "note",
    [
        '<div role="doc-footnote" id="note"><p>Le début.</p><p>La fin.</p></div>',
        '<aside role="doc-footnote" id="note">La note.</aside>',
        '<p role="doc-footnote" id="note">La note.</p>',
        '<section role="doc-endnotes"><div role="doc-footnote" id="note"><p>La note.</p></div></section>',
        '<section role="doc-endnotes"><p id="note">La note.</p></section>',
        '<section role="doc-endnotes"><aside id="note"><p>La note.</p></aside></section>',
        '<section role="doc-endnotes"><dl><dt>*</dt><dd id="note">La note.</dd></dl></section>',
        '<section role="doc-endnotes"><ul><li id="note">La note.</li></ul></section>',
    ],
)
def test_a_note_leads_back_whatever_element_it_is(note: str) -> None:
    assert ways_back(call("note", ' id="ici"') + note) == {"note": ["#ici"]}
    back = page_of(call("note") + note, "fr").find(role="doc-backlink")
    assert back is not None
    assert back.find_next_sibling() is None
    assert back.find_parent("p") is not None or "<p>" not in note
    assert back["aria-label"]


def test_notes_in_one_page_each_lead_back_to_the_first_of_their_own_calls() -> None:
    calls = call("note-1", ' id="un"') + call("note-2", ' id="deux"') + call("note-1", ' id="trois"')
    notes = '<div role="doc-footnote" id="note-1">Un.</div><section role="doc-endnotes"><ol><li id="note-2">Deux.</li>'
    assert ways_back(f"{calls}{notes}<li id='note-3'>Trois.</li></ol></section>") == {
        "note-1": ["#un"],
        "note-2": ["#deux"],
        "note-3": [],
    }


def test_where_a_call_has_no_id_its_note_leads_back_to_its_paragraph() -> None:
    assert ways_back(call("note") + '<p role="doc-footnote" id="note">La note.</p>') == {"note": ["#appel-note"]}


def test_a_note_that_its_author_led_back_has_no_second_way() -> None:
    note = '<p role="doc-footnote" id="note">Oui. <a role="doc-backlink" href="#appel-note">Retour</a></p>'
    assert ways_back(call("note", ' id="ici"') + note) == {"note": ["#appel-note"]}


@pytest.mark.parametrize("target", ['<p id="note">Un paragraphe.</p>', '<h2 id="note">Un titre</h2>'])
def test_what_is_no_note_leads_nowhere(target: str) -> None:
    assert ways_back(call("note", ' id="ici"') + target) == {"note": []}


def test_a_table_scrolls_in_a_named_region_that_the_keyboard_reaches() -> None:
    region = soups()["01.html"].find("div", role="region")
    assert region is not None
    assert region["tabindex"] == "0"
    assert region.get("aria-label") or region.get("aria-labelledby")


def test_untranslated_pages_say_so() -> None:
    assert soups("ar")["01.html"].select_one("p.notice") is not None
    assert soups("fr")["01.html"].select_one("p.notice") is None


def test_titles_are_text_not_markup() -> None:
    page = soups()["index.html"]
    assert page.title is not None
    assert page.title.get_text() == "Rapport <b>"
    assert page.h1 is not None
    assert page.h1.get_text() == "Rapport <b>"


def test_assets_are_named_as_pages_call_them() -> None:
    found = assets({"screen.css": "p{}"}, {"images/a.svg": b"<svg/>"})
    assert set(found) == {"styles/screen.css", "images/a.svg"}
