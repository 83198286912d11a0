"""Checks of a structure tree made by hand, beside a page or alone."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from publisher.checks import pdf_structure as checks
from publisher.checks.pdf_structure import check_pdf, html_table, not_compared, read_page
from publisher.checks.pdf_structure.findings import Fault, finding_of
from publisher.checks.printed import Printed
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.pdf_structure import Dangling, Element, Link, Orphan, Structure, Text
from publisher.rules import rules

PRINTED = Printed("build/fr/port.pdf", "fr", {"a": ("source/01-port.md", 7)})
TITLE = Element("H1", (Text(0, "Le port"),))


def tree(*kids: Element | Text | Link, language: str = "fr") -> Structure:
    root = Element("Document", (TITLE, *kids))
    ids = {element.id: element for element in root.walk() if element.id is not None}
    return Structure((root,), language, 3, ids)


def said(structure: Structure, html: str | None = None, language: str = "fr", direction: str = "ltr") -> list[str]:
    """Return the rules that speak of a tree, beside a page with the same title."""
    page = f'<html lang="{language}" dir="{direction}"><main><h1>Le port</h1>{html}</main>'
    return [finding.rule for finding in check_pdf(structure, [] if html is None else [read_page(page)], PRINTED)]


def paragraph(*texts: str, id: str = "a", **entries: str) -> Element:
    return Element("P", tuple(Text(0, text) for text in texts), id=id, **entries)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("drawn", "html"),
    [
        (("Un quai à demi envasé",), "Un quai à demi envasé"),
        (("Un quai à demi en\N{SOFT HYPHEN}", "vasé"), "Un quai à demi envasé"),
        (("Un quai ", "neuf"), "Un\n   quai neuf"),
        (("UN QUAI",), "Un quai"),
        (("12\N{NO-BREAK SPACE}€",), "12 €"),
        (("\N{LATIN SMALL LIGATURE FI}n",), "fin"),
        (("un", "deux"), "un<br>deux"),
    ],
)
def test_what_styles_and_lines_do_to_a_text_is_no_difference(drawn: tuple[str, ...], html: str) -> None:
    assert said(tree(paragraph(*drawn)), f'<p id="a">{html}</p>') == []


@pytest.mark.parametrize(
    ("drawn", "html", "rule"),
    [
        ("Un qai", "Un quai", "pdf/text-differs"),
        ("Un", "Un quai", "pdf/text-differs"),
        ("Un \N{REPLACEMENT CHARACTER}uai", "Un quai", "pdf/text-differs"),
        ("→ Un quai", "Un quai", "pdf/text-added"),
        ("Unquai", "Un quai", "pdf/space-lost"),
        ("x" * 5000, "y" * 5000, "pdf/text-differs"),
    ],
)
def test_a_text_that_is_heard_otherwise_is_told(drawn: str, html: str, rule: str) -> None:
    assert said(tree(paragraph(drawn)), f'<p id="a">{html}</p>') == [rule]


def test_right_to_left_text_is_the_same_in_the_order_of_the_eye() -> None:
    page = '<p id="a">رصيف (جديد) في الميناء.</p>'
    eye = "رصيف )جديد( في الميناء."[::-1]
    assert said(tree(paragraph(eye), language="ar"), page, "ar", "rtl") == []


@pytest.mark.parametrize(
    ("drawn", "rule"),
    [("رصيف جدي", "pdf/text-differs"), ("رصيف جديدد", "pdf/text-added"), ("رصيفجديد", "pdf/space-lost")],
)
def test_a_letter_or_a_space_that_right_to_left_text_lost_is_told(drawn: str, rule: str) -> None:
    assert said(tree(paragraph(drawn), language="ar"), '<p id="a">رصيف جديد</p>', "ar", "rtl") == [rule]


def test_a_note_is_read_at_its_call_and_its_number_is_the_styles() -> None:
    page = (
        '<p id="a">Un quai<a href="#n" role="doc-noteref">1</a> neuf, voir<a href="#n" role="doc-noteref">1</a>.</p>'
        '<section role="doc-endnotes"><ol><li id="n"><p>En bois. <a role="doc-backlink" href="#a">↩</a></p></li></ol>'
        "</section>"
    )
    note = Element("Note", (Element("Lbl", (Text(0, "1. "),)), Text(0, "En bois.")), id="n")
    call = Element("Reference", (Element("Link", (Text(0, "1"), Link(0))),))
    again = Element("Reference", (Element("Link", (Text(0, "1"), Link(0, "n"))),))
    whole = Element("P", (Text(0, "Un quai"), call, note, Text(0, " neuf, voir"), again, Text(0, ".")), id="a")
    assert said(tree(whole), page) == []


def test_a_note_that_falls_into_another_language_at_its_call_is_told() -> None:
    page = '<p id="a" lang="en">A quay<a href="#n" role="doc-noteref">1</a></p><ol><li id="n">En bois.</li></ol>'
    note = Element("Note", (Text(0, "En bois."),), id="n")
    call = Element("Reference", (Text(0, "1"),))
    whole = Element("P", (Text(0, "A quay"), call, note), id="a", language="en")
    assert said(tree(whole), page) == ["pdf/language-lost"]


def test_a_block_that_is_hidden_from_listeners_is_not_missed_and_any_other_is() -> None:
    hidden = (
        '<p id="b" hidden>x</p><p id="c" aria-hidden="true">x</p><p id="d"></p><p id="e"><img src="x.png" alt=""></p>'
    )
    assert said(tree(paragraph("Un quai")), f'<p id="a">Un quai</p>{hidden}') == []
    assert said(tree(paragraph("Un quai")), '<p id="a">Un quai</p><p id="b">Une grue</p>') == ["pdf/missing-block"]


def test_what_pages_say_of_themselves_is_not_missed() -> None:
    notice = '<p class="notice">Cette page n’est pas traduite en entier.</p>'
    region = '<div class="table" role="region" aria-label="Tableau" tabindex="0"><p id="a">Un quai</p></div>'
    assert said(tree(paragraph("Un quai")), notice + region) == []
    assert said(tree(paragraph("Un quai")), '<p id="a">Un quai</p><p class="notice" id="b">x</p>') == [
        "pdf/missing-block"
    ]


def test_a_link_around_blocks_is_one_in_the_first_of_them() -> None:
    page = '<a href="https://example.org/"><h2 id="a">Les grues</h2><p id="b">Deux</p></a>'
    link = Element("Link", (Text(0, "Les grues"), Link(0)))
    assert said(tree(Element("H2", (link,), id="a"), paragraph("Deux", id="b")), page) == []


def test_of_a_block_that_is_missing_nothing_more_is_told() -> None:
    page = '<p id="a">Un quai</p><section id="s"><h2 id="t">Les grues</h2><p id="b">Deux</p></section>'
    lost = Structure(
        tree(paragraph("Un quai")).roots, "fr", 1, {}, (Orphan(0, "Deux", "b"),), (), (Dangling("x", 0, "t"),)
    )
    assert said(lost, page) == ["pdf/missing-block"]


def test_as_few_blocks_as_possible_are_out_of_order() -> None:
    blocks = [paragraph(name, id=name) for name in "abcdef"]
    page = "".join(f'<p id="{name}">{name}</p>' for name in "abcdef")
    moved = [*blocks[1:5], blocks[0], blocks[5]]
    findings = check_pdf(tree(*moved), [read_page(f"<main><h1>Le port</h1>{page}</main>")], PRINTED)
    assert [
        (finding.rule, finding.id, finding.line) for finding in findings if finding.rule != "pdf/language-lost"
    ] == [("pdf/reading-order", "a", 7)]


def test_documents_are_told_apart_by_their_element_and_their_ids_by_its_name() -> None:
    first = Element("Art", (paragraph("Un quai"),), id="document-01")
    second = Element("Art", (paragraph("Une grue", id="02-a"),), id="document-02")
    pages = [
        read_page('<html lang="fr"><main><p id="a">Un quai</p></main>', scope="document-01"),
        read_page('<html lang="fr"><main><p id="a">Une grue</p></main>', {"a": "02-a"}, "document-02"),
    ]
    assert check_pdf(tree(first, second), pages, PRINTED) == ()
    backwards = check_pdf(tree(second, first), pages, PRINTED)
    assert {finding.rule for finding in backwards} == {"pdf/reading-order"}


@pytest.mark.parametrize(
    ("levels", "rules_told"),
    [
        ((2, 3, 2, 2), []),
        ((3,), ["pdf/heading-skip"]),
        ((2, 4, 5, 2), ["pdf/heading-skip"]),
        ((2, 6, 6), ["pdf/heading-skip"]),
    ],
)
def test_a_level_that_is_skipped_is_told_once(levels: tuple[int, ...], rules_told: list[str]) -> None:
    assert said(tree(*(Element(f"H{level}", (Text(0, "x"),)) for level in levels))) == rules_told


def test_a_document_that_begins_with_a_lower_heading_skips_one_and_one_without_any_has_no_title() -> None:
    late = Structure((Element("H2", (Text(0, "x"),)), Element("H1", (Text(0, "x"),))), "fr")
    assert said(late) == ["pdf/heading-skip"]
    assert said(Structure((Element("P", (Text(0, "x"),)),), "fr")) == ["pdf/no-title"]
    assert said(Structure()) == []


def entry(*kids: Element | Text | Link) -> Element:
    return Element("TOC", (Element("TOCI", kids),))


@pytest.mark.parametrize(
    ("kids", "rules_told"),
    [
        ((Text(0, "Le quai"), Link(0)), []),
        ((Text(0, "Le quai, "), Link(0), Text(1, "la grue"), Link(1)), []),
        ((Text(0, "Le quai, "), Link(0), Text(1, "la grue")), ["pdf/contents-links"]),
        ((Text(0, "Le quai"), Link(0), Link(0)), ["pdf/contents-links"]),
        ((Text(0, "Le quai"),), ["pdf/contents-links"]),
        ((Text(0, "Le quai"), Link(0, "nulle part", False)), ["pdf/link-target"]),
        ((Text(0, "Le quai . . . . . 3"), Link(0)), ["pdf/contents-leader"]),
        ((Text(0, "Le quai……… 3"), Link(0)), []),
        ((Text(0, "Le quai... 3"), Link(0)), []),
        ((Text(0, "Le quai"), Link(0), entry(Text(0, "Les grues"), Link(0))), []),
    ],
)
def test_an_entry_of_the_contents_has_one_link_on_each_page(
    kids: tuple[Element | Text | Link, ...], rules_told: list[str]
) -> None:
    assert said(tree(entry(*kids))) == rules_told


@pytest.mark.parametrize(
    ("alternative", "rules_told"),
    [
        ("Trois grues", []),
        ("Graphique : 12 navires", []),
        ("Photo de la directrice", []),
        ("quai.png", ["pdf/alternative-file-name"]),
        ("images/le quai.JPEG", ["pdf/alternative-file-name"]),
        ("IMG_2041", ["pdf/alternative-file-name"]),
        ("photo", ["pdf/alternative-empty"]),
        ("Figure n° 3", ["pdf/alternative-empty"]),
        ("رسم 2", ["pdf/alternative-empty"]),
        ("Le quai", ["pdf/alternative-repeats"]),
    ],
)
def test_an_alternative_says_something(alternative: str, rules_told: list[str]) -> None:
    figure = Element("Div", (Element("Figure", alternative=alternative), Element("Caption", (Text(0, "Le quai."),))))
    assert said(tree(figure)) == rules_told


def table(*rows: tuple[Element, ...]) -> Element:
    return Element("Table", (Element("TBody", tuple(Element("TR", cells) for cells in rows)),))


def cell(role: str, text: str, scope: str | None = None, **entries: object) -> Element:
    return Element(role, (Text(0, text),), scope=scope, **entries)  # type: ignore[arg-type]


TABLE = "<table><tr><th>Quai</th><th>Grues</th></tr><tr><th>Nord</th><td>3</td></tr></table>"


@pytest.mark.parametrize("headers", [None, ("n", "g")])
def test_headers_are_announced_by_name_or_by_scope(headers: tuple[str, ...] | None) -> None:
    top = (cell("TH", "Quai", "Column"), cell("TH", "Grues", "Both", id="g"))
    row = (cell("TH", "Nord", "Row", id="n"), cell("TD", "3", headers=headers))
    assert said(tree(table(top, row)), TABLE) == []


def test_what_scope_leads_to_is_held_against_the_page() -> None:
    top = (cell("TH", "Quai", "Column"), cell("TH", "Grues", "Row", id="g"))
    row = (cell("TH", "Nord", "Row", id="n"), cell("TD", "3"))
    assert said(tree(table(top, row)), TABLE) == ["pdf/header-scope", "pdf/cell-headers"]


def test_a_table_that_claims_endless_cells_is_told_and_not_counted() -> None:
    top = (cell("TH", "Quai", "Column"), cell("TH", "Grues", "Column", column_span=10**9, row_span=10**9))
    assert said(tree(table(top)), "<table><tr><th>Quai</th><th>Grues</th></tr></table>") == ["pdf/table-shape"]


def test_a_table_with_too_many_rows_to_follow_is_not_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_table, "MOST_STEPS", 0)
    top = (cell("TH", "Quai", "Column"), cell("TH", "Grues", "Column"))
    row = (cell("TH", "Nord", "Row"), cell("TD", "3"))
    assert said(tree(table(top, row)), TABLE) == ["pdf/not-compared"]


def test_a_cell_at_the_end_of_a_row_that_the_page_does_not_have_is_left_alone_while_it_is_empty() -> None:
    page = "<table><tr><th scope=col>a</th><th scope=col>b</th></tr><tr><td>c</td></tr></table>"
    top = (cell("TH", "a", "Column", id="x"), cell("TH", "b", "Column"))
    first = cell("TD", "c", headers=("x",))
    assert said(tree(table(top, (first, Element("TD")))), page) == []
    assert said(tree(table(top, (first, cell("TD", "d")))), page) == ["pdf/text-added", "pdf/table-shape"]


def test_a_page_that_is_not_built_is_a_note_for_a_person() -> None:
    (finding,) = not_compared(["build/fr/html/01-port.html"], PRINTED)
    assert (finding.rule, finding.level, finding.outcome) == ("pdf/not-compared", Level.NOTE, Outcome.CANT_TELL)


def test_a_fingerprint_stays_when_a_page_moves() -> None:
    found: list[Finding] = [
        finding_of(Fault("pdf/orphan-content", ("Un quai",), "a", page), PRINTED) for page in (1, 2)
    ]
    assert found[0].message != found[1].message
    assert found[0].fingerprint == found[1].fingerprint


def test_each_rule_has_a_row_and_each_row_a_rule() -> None:
    package = Path(checks.__file__).parent
    spoken = {rule for file in package.glob("*.py") for rule in re.findall(r'"(pdf/[a-z-]+)"', file.read_text("utf-8"))}
    rows = tomllib.loads((resources.files("publisher.rules") / "pdf.toml").read_text("utf-8"))
    assert spoken == rows.keys() <= rules().keys()
