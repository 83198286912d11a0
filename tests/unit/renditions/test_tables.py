"""Header cells of tricky tables, and the HTML algorithm word by word against our quicker one."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from publisher.renditions.pdf.grid import Grid, span
from publisher.renditions.pdf.tables import Table


def table(text: str) -> Element:
    return fromstring(f"<table>{text}</table>")


def headers(text: str) -> dict[str, str]:
    """Return the texts of the headers of every cell that has some, by the text of the cell."""
    found = Table(table(text)).headers
    return {str(cell.text): " ".join(str(head.text) for head in heads) for cell, heads in found.items() if heads}


def scopes(text: str) -> dict[str, str]:
    return {str(cell.text): scope for cell, scope in Table(table(text)).scopes.items()}


def test_a_plain_table_needs_no_scope() -> None:
    text = "<tr><th>Pays</th><th>Eau</th></tr><tr><th>Nord</th><td>1</td></tr>"
    assert scopes(text) == {"Pays": "Column", "Eau": "Column", "Nord": "Row"}
    assert headers(text) == {"1": "Nord Eau", "Nord": "Pays"}


def test_two_rows_of_headers_come_outermost_first() -> None:
    text = (
        "<tr><th>Pays</th><th colspan='2'>2023</th></tr><tr><th/><th>prévu</th><th>reçu</th></tr>"
        "<tr><th>Nord</th><td>1</td><td>2</td></tr>"
    )
    assert headers(text)["1"] == "Nord 2023 prévu"
    assert headers(text)["2"] == "Nord 2023 reçu"


def test_a_cell_over_columns_has_the_headers_of_all_of_them() -> None:
    assert headers("<tr><th>a</th><th>b</th><th>c</th></tr><tr><td colspan='2'>1</td><td>2</td></tr>") == {
        "1": "a b",
        "2": "c",
    }


def test_a_rowspan_shifts_the_cells_of_the_next_row() -> None:
    text = (
        "<tr><th>a</th><th>b</th><th>c</th></tr><tr><th rowspan='2' scope='row'>N</th><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr>"
    )
    assert headers(text) == {"N": "a", "1": "N b", "2": "N c", "3": "N b", "4": "N c"}


def test_a_row_group_header_with_a_span_heads_the_rows_it_spans() -> None:
    text = (
        "<tbody><tr><th rowspan='2' scope='rowgroup'>N</th><th scope='row'>x</th><td>1</td></tr>"
        "<tr><th scope='row'>y</th><td>2</td></tr><tr><th scope='rowgroup' rowspan='1'>S</th><th scope='row'>z</th>"
        "<td>3</td></tr></tbody><tbody><tr><th scope='row'>w</th><td>4</td></tr></tbody>"
    )
    found = headers(text)
    assert (found["1"], found["2"], found["3"], found["4"]) == ("N x", "N y", "S z", "w")


def test_a_row_group_header_without_a_span_heads_the_rest_of_its_group_only() -> None:
    text = (
        "<tbody><tr><th scope='rowgroup' colspan='2'>Nord</th></tr><tr><th scope='row'>x</th><td>1</td></tr></tbody>"
        "<tbody><tr><th scope='row'>y</th><td>2</td></tr></tbody>"
    )
    assert headers(text) == {"x": "Nord", "1": "Nord x", "2": "y"}


def test_a_column_group_header_without_a_span_heads_its_column_group() -> None:
    text = (
        "<colgroup/><colgroup span='2'/><tr><td>z</td><th scope='colgroup'>g</th></tr>"
        "<tr><td>0</td><td>1</td><td>2</td></tr>"
    )
    assert headers(text) == {"1": "g", "2": "g"}


def test_named_headers_replace_all_others() -> None:
    text = (
        "<tr><th id='a'>a</th><th id='b'>b</th></tr><tr><td headers='b nulle-part'>1</td><td headers='a b'>2</td></tr>"
    )
    assert headers(text) == {"1": "b", "2": "a b"}


def test_a_lower_header_hides_the_one_of_the_same_place_and_size_beyond_data() -> None:
    text = (
        "<tr><th scope='col' colspan='2'>large</th></tr><tr><th scope='col'>a</th><th scope='col'>b</th></tr>"
        "<tr><td>1</td><td>2</td></tr><tr><th scope='col'>c</th><th scope='col'>d</th></tr>"
        "<tr><td>3</td><td>4</td></tr>"
    )
    found = headers(text)
    assert (found["1"], found["3"], found["4"]) == ("large a", "large c", "large d")
    assert found["c"] == "large"


def test_an_empty_corner_does_not_keep_headers_from_heading() -> None:
    text = "<tr><td/><th>a</th><th>b</th></tr><tr><th>N</th><td>1</td><td>2</td></tr>"
    assert headers(text) == {"1": "N a", "2": "N b"}


def test_a_header_among_data_heads_its_row() -> None:
    text = "<tr><td>x</td><td>1</td></tr><tr><th>Total</th><td>2</td></tr>"
    assert scopes(text) == {"Total": "Row"}
    assert headers(text) == {"2": "Total"}


def test_an_empty_header_says_nothing() -> None:
    assert headers("<tr><th> </th><th>a</th></tr><tr><td>1</td><td>2</td></tr>") == {"2": "a"}


def test_the_foot_is_below_the_body_wherever_it_is_written() -> None:
    text = "<thead><tr><th>a</th></tr></thead><tfoot><tr><td>2</td></tr></tfoot><tbody><tr><td>1</td></tr></tbody>"
    assert [str(cell.text) for cell in Grid(table(text)).cells] == ["a", "1", "2"]
    assert headers(text) == {"1": "a", "2": "a"}


def test_no_cell_reaches_beyond_its_row_group() -> None:
    grid = Grid(
        table("<tbody><tr><td rowspan='9'>a</td></tr></tbody><tbody><tr><td rowspan='0'>b</td></tr><tr/></tbody>")
    )
    assert [(cell.y, cell.height) for cell in grid.cells.values()] == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    ("value", "expected"), [("3", 3), (" 2 ", 2), ("-1", 1), ("x", 1), ("0", 0), ("9999999", 1000), ("²", 1)]
)
def test_spans_are_read_as_html_does(value: str, expected: int) -> None:
    assert span(Element("td", colspan=value), "colspan", 1000) == expected


CELLS = st.builds(
    lambda tag, scope, x, y: (tag, scope if tag == "th" else "", x, y),
    st.sampled_from(["td", "th", "th"]),
    st.sampled_from(["col", "row"]),
    st.integers(1, 3),
    st.integers(1, 3),
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=6))
def test_headers_are_those_of_the_html_algorithm(rows: list[list[tuple[str, str, int, int]]]) -> None:
    root = Element("table")
    for row in rows:
        line = Element("tr")
        for tag, scope, width, height in row:
            cell = Element(tag, scope=scope, colspan=str(width), rowspan=str(height))
            cell.text = "x"
            line.append(cell)
        root.append(line)
    found = Table(root)
    # Cells that overlap are an error in the table: HTML takes such a slot for none.
    assume(len(found.grid.slots) == sum(cell.width * cell.height for cell in found.grid.cells.values()))
    assert {cell: set(heads) for cell, heads in found.headers.items()} == {
        cell: by_the_letter(found.grid, cell) for cell in found.grid.cells
    }


def by_the_letter(grid: Grid, element: Element) -> set[Element]:
    """Return the headers of a cell as HTML, 4.9.12.3 tells to find them."""
    cell, found = grid.cells[element], set()
    for dx, dy, starts in (
        (-1, 0, [(cell.x, y) for y in range(cell.y, cell.y + cell.height)]),
        (0, -1, [(x, cell.y) for x in range(cell.x, cell.x + cell.width)]),
    ):
        for x, y in starts:
            opaque, block = [], [cell] if cell.is_header else []
            in_block = cell.is_header
            while x + dx >= 0 and y + dy >= 0:
                x, y = x + dx, y + dy  # noqa: PLW2901 - the algorithm walks
                current = grid.slots.get((x, y))
                if current is None or current is cell:
                    continue
                if not current.is_header:
                    opaque += block if in_block else []
                    block, in_block = ([], False) if in_block else (block, False)
                    continue
                in_block = True
                block.append(current)
                if dx == 0:
                    blocked = any((other.x, other.width) == (current.x, current.width) for other in opaque)
                    blocked |= current.scope != "col"
                else:
                    blocked = any((other.y, other.height) == (current.y, current.height) for other in opaque)
                    blocked |= current.scope != "row"
                if not blocked:
                    found.add(current.element)
    return found - {element}
