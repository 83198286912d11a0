from __future__ import annotations

import pytest
import tinyhtml5
from hypothesis import assume, given
from hypothesis import strategies as st

from publisher.checks.pdf_structure import html_table as module
from publisher.checks.pdf_structure.headers import wanted_scope
from publisher.checks.pdf_structure.html_table import HtmlTable, html_table
from publisher.pages.page import read_page
from publisher.renditions.pdf.tables import Table

SCOPES = st.sampled_from(["", "", ' scope="row"', ' scope="col"', ' scope="rowgroup"', ' scope="colgroup"'])
SPANS = st.sampled_from(["", "", "", "", ' colspan="2"', ' rowspan="2"', ' colspan="3" rowspan="2"'])
TEXTS = st.sampled_from(["mil", "riz", "eau", " "])
CELLS = st.tuples(st.sampled_from(["th", "td"]), SCOPES, SPANS, TEXTS)
ROWS = st.lists(CELLS, min_size=1, max_size=4)
BODIES = st.lists(ROWS, min_size=1, max_size=3)
TABLES = st.tuples(st.sampled_from(["", '<colgroup span="2"></colgroup><colgroup><col><col></colgroup>']),
                   st.booleans(), st.lists(BODIES, min_size=1, max_size=3), st.booleans())  # fmt: skip


def written(columns: str, with_head: bool, bodies: list[list[list[tuple[str, str, str, str]]]], with_foot: bool) -> str:
    parts, number = [], 0
    for place, body in enumerate(bodies):
        tag = "thead" if with_head and place == 0 else "tfoot" if with_foot and place == len(bodies) - 1 else "tbody"
        rows = []
        for row in body:
            cells = []
            for name, scope, span, text in row:
                number += 1
                cells.append(f'<{name} id="c{number}"{scope if name == "th" else ""}{span}>{text}</{name}>')
            rows.append(f"<tr>{''.join(cells)}</tr>")
        parts.append(f"<{tag}>{''.join(rows)}</{tag}>")
    return f"<table>{columns}{''.join(parts)}</table>"


def read(table: str) -> HtmlTable:
    return html_table(next(read_page(f"<body>{table}</body>").body.nodes))


def heads(table: HtmlTable, cell: str, *, lenient: bool = False) -> list[str]:
    found = next(one for one in table.cells if one.node.id == cell)
    return [head.node.id for head in table.headers(found, lenient)]


@given(TABLES)
def test_two_readings_of_the_standard_that_were_written_apart_agree(
    table: tuple[str, bool, list[list[list[tuple[str, str, str, str]]]], bool],
) -> None:
    html = written(*table)
    mine = read(html)
    assume(all(len(cells) == 1 for cells in mine.slots.values()))  # cells on each other are an error of the page
    other = Table(tinyhtml5.parse(f"<!DOCTYPE html><body>{html}", namespace_html_elements=False).find(".//table"))
    scopes = {element.get("id"): scope for element, scope in other.scopes.items()}
    assert {cell.node.id: wanted_scope(mine, cell) for cell in mine.cells if cell.is_header} == scopes
    for element, found in other.headers.items():
        key = element.get("id", "")
        wanted = [head.get("id") for head in found]
        assert wanted in (heads(mine, key), heads(mine, key, lenient=True))


@pytest.mark.parametrize(
    ("table", "cell", "letter", "meaning"),
    [
        ('<tr><th id="a">x<th id="b">x<tr><th id="c">x<td id="d">x', "d", ["c", "b"], ["c", "b"]),
        # An empty corner is data by the letter, and no reason for authors.
        ('<tr><td><th id="b">x<tr><th id="c">x<td id="d">x', "d", [], ["c", "b"]),
        # A header of a group that spans two rows is meant for these.
        (
            '<tr><th id="a" scope="rowgroup" rowspan="2">x<td>x<tr><td>x<tr><th id="b" scope="row">x<td id="d">x',
            "d",
            ["a", "b"],
            ["b"],
        ),
        # A header hides those of its own width beyond the data that part them.
        ('<tr><th> <th id="a">x<tr><th> <td>1<tr><th> <th id="b">x<tr><th> <td id="d">x', "d", ["b"], ["b"]),
        # What is named counts alone, in the order it is named.
        ('<tr><th id="a">x<th id="b">x<tr><th id="c">x<td id="d" headers="b c nobody">x', "d", ["b", "c"], ["b", "c"]),
        # Nobody announces a header that says nothing.
        ('<tr><th id="a" scope="col"> <tr><td id="d">x', "d", [], []),
    ],
)
def test_the_headers_of_a_cell(table: str, cell: str, letter: list[str], meaning: list[str]) -> None:
    closed = (
        table.replace("<tr>", "</th></td></tr><tr>").replace("<th", "</th></td><th").replace("<td", "</th></td><td")
    )
    found = read(f"<table>{closed}</td></tr></table>")
    assert (heads(found, cell), heads(found, cell, lenient=True)) == (letter, meaning)


def test_a_table_that_is_too_large_to_be_followed_by_the_letter_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<tr><th id="h{number}">x</th><td>x</td></tr>' for number in range(40))
    table = read(f"<table>{rows}</table>")
    monkeypatch.setattr(module, "MOST_STEPS", 30)
    with pytest.raises(OverflowError):
        heads(table, "h39")


def test_spans_end_where_their_group_ends_and_no_number_is_one() -> None:
    table = read('<table><tr><td rowspan="9" colspan="x">a</td></tr><tr><td colspan="0">b</td></tr></table>')
    assert [(cell.x, cell.y, cell.width, cell.height) for cell in table.cells] == [(0, 0, 1, 2), (1, 1, 1, 1)]
