"""Does the PDF announce for each cell of a table the headers that the page gives it (WCAG 2.2, 1.3.1)?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.checks.pdf_structure.comparison import Comparison
from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.checks.pdf_structure.html_table import Cell, HtmlTable, html_table
from publisher.checks.pdf_structure.pdf_table import PdfTable, pdf_table
from publisher.checks.pdf_structure.walking import met, page_of, text_of
from publisher.model.pdf_structure import Element
from publisher.pages.page import Node

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
NONE = "none"
TOO_LARGE = "it has too many rows"
WORDS = (TOO_LARGE,)


def header_faults(comparison: Comparison, lost: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with the headers of tables, but those that blocks are `lost` of."""
    for node, element, block in tables(comparison):
        if lost.isdisjoint(own_ids(node)):
            yield from table_faults(node, element, comparison, block)


def tables(comparison: Comparison) -> Iterator[tuple[Node, Element, str | None]]:
    """Yield each table of the pages with that of the PDF, and its block.

    Those belong together that share a block; the others by their order, as long as both have as many.
    """
    drawn = [found for found in met(comparison.structure) if found.element.type == "Table"]
    by_id: dict[str, int] = {}
    for number, found in enumerate(drawn):
        for below in found.element.walk():  # tables within come later, and take their ids
            if below.id is not None:
                by_id[below.id] = number
    nodes = [
        node
        for page in comparison.pages
        for node in page.body.walk()
        if node.tag == "table" and not node.is_presentation
    ]
    matched: dict[int, Node] = {}
    for node in nodes:
        known = [by_id[key] for key in own_ids(node) if key in by_id]
        if known:
            matched.setdefault(known[0], node)
    rest = [node for node in nodes if not any(node is other for other in matched.values())]
    free = [number for number in range(len(drawn)) if number not in matched]
    matched |= dict(zip(free, rest, strict=True)) if len(rest) == len(free) else {}
    for number, node in sorted(matched.items(), key=lambda pair: pair[0]):
        yield node, drawn[number].element, drawn[number].block


def own_ids(table: Node) -> Iterator[str]:
    """Yield the ids in a table that are in no table within it."""
    waiting = [table]
    while waiting:
        node = waiting.pop()
        if node.id:
            yield node.id
        waiting += [kid for kid in node.nodes if kid.tag != "table"]


def table_faults(node: Node, element: Element, comparison: Comparison, block: str | None) -> Iterator[Fault]:
    """Yield what is wrong with one table."""
    try:
        wanted, drawn = html_table(node), pdf_table(element, comparison.structure.ids)
    except ValueError as error:
        yield Fault("pdf/table-shape", (str(error),), block, page_of(element))
        return
    pairs = list(paired(wanted, drawn))
    problem = other_shape(wanted, drawn)
    if problem is not None:
        yield Fault("pdf/table-shape", (problem,), block, page_of(element))
        return
    try:
        yield from announced(wanted, drawn, dict(pairs), comparison, block)
    except OverflowError:
        yield Fault("pdf/not-compared", (label(wanted.cells[0]), TOO_LARGE), block)


def announced(
    wanted: HtmlTable, drawn: PdfTable, names: dict[Cell, Element], comparison: Comparison, block: str | None
) -> Iterator[Fault]:
    """Yield what is wrong with what is announced for the cells of a table; errors as for `HtmlTable.headers`."""
    for cell, found in names.items():
        if cell.is_header and found.scope not in (wanted_scope(wanted, cell), "Both"):
            words = (label(cell), found.scope or NONE, wanted_scope(wanted, cell))
            yield Fault("pdf/header-scope", words, cell.node.id or block, page_of(found))
        own = cell.node.id if cell.node.id in comparison.nodes else block
        yield from cell_faults(wanted, drawn, cell, names, own)


def cell_faults(
    wanted: HtmlTable, drawn: PdfTable, cell: Cell, names: dict[Cell, Element], block: str | None
) -> Iterator[Fault]:
    """Yield what is wrong with what is announced for one cell."""
    # A PDF has no way to say that a header has none itself, and readers seldom ask Scope for those of headers.
    may_have_none = cell.is_header and names[cell].headers is None
    readings: list[list[Element]] = []
    for lenient in (False, True):
        heads = [names[head] for head in wanted.headers(cell, lenient)]
        said = drawn.headers(names[cell])
        if said == heads or (may_have_none and not heads):
            return
        readings.append(heads)
    same = any(set(said) == set(heads) for heads in readings)
    words = (label(cell), named(said), named(readings[-1]))
    yield Fault("pdf/header-order" if same else "pdf/cell-headers", words, block, page_of(names[cell]))


def paired(wanted: HtmlTable, drawn: PdfTable) -> Iterator[tuple[Cell, Element]]:
    """Yield the cells of a page with those of the PDF, row by row."""
    for row, cells in zip(wanted.rows, drawn.rows, strict=False):
        yield from zip(row, cells, strict=False)


def other_shape(wanted: HtmlTable, drawn: PdfTable) -> str | None:
    """Return in what a table of the PDF has other cells than that of the page, None when they agree.

    Where a row of the page ends early, the PDF may have empty cells.
    """
    if len(wanted.rows) != len(drawn.rows):
        return f"{len(drawn.rows)} rows, {len(wanted.rows)} in the page"
    for number, (row, cells) in enumerate(zip(wanted.rows, drawn.rows, strict=True), 1):
        extra = cells[len(row) :]
        if len(cells) < len(row) or any(cell.type != "TD" or cell.kids for cell in extra):
            return f"{len(cells)} cells in row {number}, {len(row)} in the page"
        for cell, found in zip(row, cells, strict=False):
            if (cell.is_header, cell.width, cell.height) != (found.type == "TH", found.column_span, found.row_span):
                return f"the cell “{label(cell)}” is of another kind or size than in the page"
    return None


def wanted_scope(table: HtmlTable, cell: Cell) -> str:
    """Return the Scope a header cell should have."""
    return SCOPES[cell.scope or table.direction(cell, lenient=True)]


def label(cell: Cell) -> str:
    """Return what a person recognises a cell by."""
    return shortened(cell.node.text, 40)


def named(cells: Sequence[Element]) -> str:
    """Return headers as they are announced."""
    return ", ".join(shortened(text_of(cell), 40) for cell in cells) or NONE
