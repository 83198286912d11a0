"""One thing in a PDF and in a page is announced in the same words."""

from __future__ import annotations

import pytest
from tests.unit.reading.speaking import block, of_html, of_pdf, short

from publisher.model.pdf_structure import Element, Link
from publisher.model.speech import Kind

CELLS = (
    block("TR", block("TH", "Quai", scope="Column"), block("TH", "2019", scope="Column")),
    block("TR", block("TH", "Nord", scope="Row"), block("TD", "3")),
)
ADDRESS = Link(0)
PAIRS: dict[str, tuple[Element, str, list[str]]] = {
    "heading": (block("H2", "Les quais"), "<h2>Les quais</h2>", ["heading: Les quais"]),
    "ARIA heading": (
        block("H3", "Les quais"), '<p role="heading" aria-level="3">Les quais</p>', ["heading: Les quais"],
    ),
    "paragraph": (
        block("P", "Trois ", "grues neu\N{SOFT HYPHEN}", "ves"), "<p>Trois\n  grues neuves</p>",
        ["paragraph: Trois grues neuves"],
    ),
    "text in a group": (block("Div", block("P", "Seul")), "<div>Seul</div>", ["paragraph: Seul"]),
    "list": (
        block("L", block("LI", block("Lbl", "• "), block("LBody", "vrac")),
              block("LI", block("Lbl", "• "), block("LBody", "conteneurs")), numbering="Disc"),
        "<ul><li>vrac</li><li>conteneurs</li></ul>",
        ["list", "item: vrac", "item: conteneurs", "end of list"],
    ),
    "nested list": (
        block("L", block("LI", block("LBody", block("P", "a"), block("L", block("LI", block("LBody", "b"))),
                                     block("P", "c")))),
        "<ul><li>a<ol><li>b</li></ol>c</li></ul>",
        ["list", "item: a", "list", "item: b", "end of list", "paragraph: c", "end of list"],
    ),
    "terms": (
        block("L", block("LI", block("Lbl", "Étale"), block("LBody", "Sans courant.")), numbering="None"),
        "<dl><dt>Étale</dt><dd>Sans courant.</dd></dl>",
        ["list", "term: Étale", "description: Sans courant.", "end of list"],
    ),
    "table": (
        block("Table", block("Caption", "Navires"), *CELLS),
        "<table><caption>Navires</caption><tr><th>Quai</th><th>2019</th></tr><tr><th>Nord</th><td>3</td></tr></table>",
        ["table", "caption: Navires", "row", "header: Quai", "header: 2019", "row", "header: Nord", "cell: 3",
         "end of table"],
    ),
    "empty cell": (
        block("Table", block("TR", block("TD"), block("TD", "1"))), "<table><tr><td></td><td>1</td></tr></table>",
        ["table", "row", "cell", "cell: 1", "end of table"],
    ),
    "picture in a line": (
        block("P", "Voir ", block("Figure", alternative="Deux quais"), " ici"),
        '<p>Voir <img alt="Deux quais"> ici</p>', ["paragraph: Voir", "figure: Deux quais", "paragraph: ici"],
    ),
    "quotation": (
        block("BlockQuote", block("P", "Le port dort.")), "<blockquote><p>Le port dort.</p></blockquote>",
        ["quote", "paragraph: Le port dort.", "end of quote"],
    ),
    "formula": (block("P", block("Formula", "x2", alternative="x au carré")),
                '<p><math alttext="x au carré"><mi>x</mi></math></p>', ["formula: x au carré"]),
    "contents": (
        block("TOC", block("TOCI", block("Reference", block("Link", "Les quais", ADDRESS)))),
        '<nav role="doc-toc"><ol><li><a href="#q">Les quais</a></li></ol></nav>',
        ["contents", "entry: Les quais", "end of contents"],
    ),
    "card": (
        block("Div", block("P", block("Link", "Les quais", ADDRESS)), block("P", "Trois grues")),
        '<a href="#q"><div><p>Les quais</p><p>Trois grues</p></div></a>',
        ["paragraph: Les quais", "paragraph: Trois grues"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("element", "html", "said"), PAIRS.values(), ids=PAIRS)
def test_both_say_the_same(element: Element, html: str, said: list[str]) -> None:
    assert short(of_pdf(element)) == said
    assert short(of_html(html)) == said
    numbers = [[(one.facts.count, one.facts.position, one.facts.rows, one.facts.columns, one.facts.headers) for one in
                spoken] for spoken in (of_pdf(element), of_html(html))]  # fmt: skip
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("name", ["contents", "card"])
def test_a_link_is_announced_once_in_both(name: str) -> None:
    element, html, _ = PAIRS[name]
    for spoken in (of_pdf(element), of_html(html)):
        assert [run.kind for one in spoken for run in one.runs].count(Kind.LINK) == 1


def test_headers_of_a_cell_are_those_it_names_in_their_order() -> None:
    rows = (
        block("TR", block("TH", "Quai", id="a"), block("TH", "2019", id="b")),
        block("TR", block("TH", "Nord", id="c"), block("TD", "3", headers=("b", "c", "lost"))),
    )
    cell = next(one for one in of_pdf(block("Table", *rows)) if one.role == "cell")
    assert cell.facts.headers == ("2019", "Nord")
    page = (
        '<table><tr><th>Quai</th><th id="b">2019</th></tr>'
        '<tr><th id="c">Nord</th><td headers="b c lost">3</td></tr></table>'
    )
    assert next(one for one in of_html(page) if one.role == "cell").facts.headers == ("2019", "Nord")


def test_headers_that_span_columns_or_head_a_group_of_rows_are_announced() -> None:
    page = (
        '<table><thead><tr><td></td><th colspan="2" scope="colgroup">2019</th></tr></thead><tbody>'
        '<tr><th scope="rowgroup">Port</th><td>1</td><td>2</td></tr>'
        '<tr><th scope="row">Nord</th><td>3</td><td>4</td></tr>'
        "</tbody></table>"
    )
    headers = [one.facts.headers for one in of_html(page) if one.role == "cell" and one.runs]
    assert headers == [("Port", "2019"), ("Port", "2019"), ("Port", "Nord", "2019"), ("Port", "Nord", "2019")]


def test_what_a_table_claims_beyond_reason_does_not_keep_it_from_being_said() -> None:
    huge = block(
        "Table", block("TR", block("TD", "1", column_span=10**9, row_span=10**9)), block("TR", block("TD", "2"))
    )
    assert [one.text for one in of_pdf(huge) if one.role == "cell"] == ["1", "2"]
    page = '<table><tr><td colspan="99999999" rowspan="99999">1</td></tr><tr><td>2</td></tr></table>'
    assert [one.text for one in of_html(page) if one.role == "cell"] == ["1", "2"]


def test_what_is_nested_without_end_is_still_said() -> None:
    deep = block("P", "au fond")
    for role in ("LBody", "LI", "L") * 80:
        deep = block(role, deep)
    assert "au fond" in "".join(one.text for one in of_pdf(deep))
    assert "au fond" in "".join(one.text for one in of_html("<blockquote>" * 190 + "au fond" + "</blockquote>" * 190))
