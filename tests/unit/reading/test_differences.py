"""A PDF beside its page: nothing is said of what is alike, and what differs is named."""

from __future__ import annotations

import pytest
from tests.unit.reading.speaking import block, text, tree

from publisher.model.pdf_structure import Element, Link
from publisher.model.speech import COVER, Reading
from publisher.pages.page import read_page
from publisher.reading.differences import readings

PAGE = (
    '<h1 id="t">Le port</h1><p id="a">Trois grues, dont une <span lang="en">gantry crane</span>.</p>'
    '<p id="b">Voir <a href="#t">plus haut</a> l’adresse <abbr title="Protocole internet">IP</abbr>.</p>'
    '<ul id="l"><li id="i">vrac</li><li id="j">conteneurs</li></ul>'
    '<table id="c"><tr id="r"><th id="h" scope="col">Quai</th></tr><tr><td id="d">Nord</td></tr></table>'
)


def tagged(**changed: Element | None) -> list[Element]:
    """Return the blocks of a PDF that says what the page says, but for those given; None leaves one out."""
    blocks: dict[str, Element | None] = {
        "t": block("H1", "Le port", id="t"),
        "a": block("P", "Trois grues, dont une ", block("Span", "gantry crane", language="en"), ".", id="a"),
        "b": block(
            "P", "Voir ", block("Link", "plus haut", Link(0, "t")), " l’adresse ",
            block("Span", "IP", expansion="Protocole internet"), ".", id="b",
        ),
        "l": block("L", block("LI", block("LBody", "vrac"), id="i"), block("LI", block("LBody", "conteneurs"), id="j"),
                   id="l"),
        "c": table(),
    }  # fmt: skip
    return [element for element in (blocks | changed).values() if element is not None]


def table(**changed: object) -> Element:
    cell = block("TD", "Nord", **{"id": "d", **changed})
    return block("Table", block("TR", block("TH", "Quai", id="h", scope="Column"), id="r"), block("TR", cell), id="c")


def compared(blocks: list[Element], html: str = PAGE, language: str = "fr") -> Reading:
    pages = [read_page(f'<html lang="{language}"><main>{html}</main>', None, "document-port")]
    (reading,) = readings(tree(block("Art", *blocks, id="document-port"), language=language), pages)
    return reading


def kinds(reading: Reading) -> list[tuple[str, str]]:
    """Return each difference with the block it is told of."""
    return [
        (one.kind, (reading.pdf[one.pdf] if one.pdf is not None else (reading.html or ())[one.html or 0]).block)
        for one in reading.differences
    ]


def test_of_what_is_alike_nothing_is_said() -> None:
    reading = compared(tagged())
    assert (reading.stem, reading.differences) == ("port", ())
    assert [left for left, _ in reading.pairs] == [right for _, right in reading.pairs] == [*range(len(reading.pdf))]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"a": None}, [("missing", "a")]),
        ({"z": block("P", "De trop", id="z")}, [("added", "z")]),
        ({"t": block("P", "Le port", id="t")}, [("role", "t")]),
        ({"t": block("H2", "Le port", id="t")}, [("level", "t")]),
        ({"t": block("H1", "Le fort", id="t")}, [("text", "t")]),
        ({"a": block("P", "Trois grues, dont une gantry crane.", id="a")}, [("language", "a")]),
        ({"b": block("P", "Voir plus haut l’adresse ", block("Span", "IP", expansion="Protocole internet"), ".",
                     id="b")}, [("links", "b")]),
        ({"b": block("P", "Voir ", block("Link", "plus haut", Link(0)), " l’adresse IP.", id="b")},
         [("expansion", "b")]),
        ({"c": table(headers=())}, [("headers", "d")]),
        ({"l": block("L", block("LI", block("LBody", "vrac"), id="i"), id="l")},
         [("size", "l"), ("size", "i"), ("missing", "j")]),
    ],
)  # fmt: skip
def test_what_differs_is_named_at_its_block(changed: dict[str, Element | None], found: list[tuple[str, str]]) -> None:
    assert kinds(compared(tagged(**changed))) == found


def test_of_blocks_that_changed_places_as_few_as_can_be_are_named() -> None:
    first, second, *rest = tagged()
    assert kinds(compared([second, first, *rest])) in ([("order", "a")], [("order", "t")])


@pytest.mark.parametrize(
    ("drawn", "html"),
    [
        ("LE PORT", "Le port"),
        ("Le\N{NO-BREAK SPACE}port", "Le port"),
        ("Lepo\N{SOFT HYPHEN}rt", "Le port"),
        ("« Le port »", "<q>Le port</q>"),
    ],
)
def test_what_styles_and_lines_do_to_a_text_is_no_difference(drawn: str, html: str) -> None:
    assert kinds(compared([block("P", drawn, id="a")], f'<p id="a">{html}</p>')) == []


def test_page_numbers_of_contents_are_no_difference() -> None:
    entry = block("TOC", block("TOCI", block("Reference", block("Link", "Les quais", " 12", Link(0))), id="e"), id="n")
    page = '<nav role="doc-toc"><ol id="n"><li id="e"><a href="#q">Les quais</a></li></ol></nav>'
    assert kinds(compared([entry], page)) == []


def test_notes_are_compared_where_they_are_called() -> None:
    note = block("Note", block("Lbl", "1. "), "Un bassin attend.", id="n")
    drawn = block("P", "Deux quais", block("Reference", block("Link", "1", Link(0, "n"))), note, ".", id="a")
    page = (
        '<p id="a">Deux quais<a role="doc-noteref" href="#n">1</a>.</p><section><ol id="o"><li id="n">Un bassin attend.'
        '<a role="doc-backlink" href="#a">retour</a></li></ol></section>'
    )
    reading = compared([drawn], page)
    assert kinds(reading) == []
    assert [one.role for one in reading.html or ()] == ["paragraph", "note", "note", "paragraph"]


def test_a_page_is_read_twice_alike() -> None:
    html = '<p id="a">Deux quais<a role="doc-noteref" href="#n">1</a>.</p><ol id="o"><li id="n">Un bassin attend.</ol>'
    page = read_page(f'<html lang="fr"><main>{html}</main>', None, "document-port")
    spoken = tree(block("Art", block("Note", "Un bassin attend.", id="n"), id="document-port"), language="fr")
    first, second = readings(spoken, [page]), readings(spoken, [page])
    assert first == second
    assert [one.role for one in first[0].html or ()] == ["paragraph", "note", "note", "paragraph"]


def test_in_arabic_words_in_another_order_are_drawn_alike_and_lost_letters_are_not() -> None:
    html = '<p id="a">عام 2019 IP</p>'
    assert kinds(compared([block("P", "IP 2019 ماع", id="a")], html, "ar")) == []
    assert kinds(compared([block("P", "IP 2019 ما", id="a")], html, "ar")) == [("text", "a")]


def test_each_document_is_compared_with_its_own_page() -> None:
    cover = block("Sect", block("P", text("Rapport", 0)))
    documents = [block("Art", block("H1", "Le port", id=name), id=f"document-{name}") for name in ("one", "two")]
    pages = [
        read_page(f'<body lang="fr"><h1 id="{name}">Le port</h1>', None, f"document-{name}") for name in ("two", "six")
    ]
    found = readings(tree(cover, *documents), pages)
    assert [(one.stem, one.html is None) for one in found] == [
        (COVER, True), ("one", True), ("two", False), ("six", False),
    ]  # fmt: skip
    assert [kinds(one) for one in found] == [[], [], [], [("missing", "six")]]
