"""The slots of an HTML table (HTML, 4.9.12.1, "forming a table")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from publisher.renditions.pdf.roles import tag_of

SECTIONS = ("thead", "tbody", "tfoot")
MAX_COLSPAN, MAX_ROWSPAN = 1000, 65534
"""HTML's own limits"""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell and the slots it covers, counted from 0 at the start of the first row."""

    element: Element
    x: int
    y: int
    width: int
    height: int
    section: int
    """number of its row group"""
    in_head: bool
    is_header: bool
    """whether it is a `th`"""
    scope: str
    """its `scope` as written, in lower case"""


class Grid:
    """The slots of a table."""

    def __init__(self, table: Element) -> None:
        self.cells: dict[Element, Cell] = {}
        self.slots: dict[tuple[int, int], Cell] = {}
        self.rows: dict[Element, int] = {}
        self.height = self.width = 0
        for section, (rows, in_head) in enumerate(row_groups(table)):
            self.add_section(section, rows, in_head)
        self.column_groups = tuple(column_groups(table))

    def add_section(self, section: int, rows: Sequence[Element], in_head: bool) -> None:
        """Lay out the cells of a row group; no cell reaches beyond its end."""
        end = self.height + len(rows)
        for y, row in enumerate(rows, start=self.height):
            self.rows[row] = y
            x = 0
            for element in row:
                tag = tag_of(element)
                if tag not in ("td", "th"):
                    continue
                while (x, y) in self.slots:
                    x += 1
                width = span(element, "colspan", MAX_COLSPAN) or 1
                height = min(span(element, "rowspan", MAX_ROWSPAN) or end - y, end - y)
                scope = element.get("scope", "").lower()
                cell = Cell(element, x, y, width, height, section, in_head, tag == "th", scope)
                self.cells[element] = cell
                for j in range(y, y + height):
                    for i in range(x, x + width):
                        self.slots.setdefault((i, j), cell)
                x += width
                self.width = max(self.width, x)
        self.height = end

    def holes(self, row: Element) -> int:
        """Return the number of slots of a row that no cell covers: rows end where their author stopped."""
        y = self.rows.get(row)
        return 0 if y is None else sum((x, y) not in self.slots for x in range(self.width))

    def line(self, axis: int, number: int) -> Iterator[Cell]:
        """Yield the cells of a column (axis 0) or a row (axis 1) in order, each once."""
        previous = None
        for place in range(self.height if axis == 0 else self.width):
            cell = self.slots.get((number, place) if axis == 0 else (place, number))
            if cell is not None and cell is not previous:
                yield cell
                previous = cell


def row_groups(table: Element) -> Iterator[tuple[list[Element], bool]]:
    """Yield the rows of each row group, and whether it is the head: feet last, rows outside of any form groups too."""
    loose: list[Element] = []
    feet: list[list[Element]] = []
    for child in table:
        tag = tag_of(child)
        if tag == "tr":
            loose.append(child)
        elif tag in SECTIONS:
            if loose:
                yield loose, False
                loose = []
            rows = [row for row in child if tag_of(row) == "tr"]
            if tag == "tfoot":
                feet.append(rows)
            else:
                yield rows, tag == "thead"
    if loose:
        yield loose, False
    for rows in feet:
        yield rows, False


def column_groups(table: Element) -> Iterator[tuple[int, int]]:
    """Yield first column and end of every `colgroup`."""
    start = 0
    for child in table:
        if tag_of(child) == "colgroup":
            size = sum(span(column, "span", MAX_COLSPAN) or 1 for column in child if tag_of(column) == "col")
            end = start + (size or span(child, "span", MAX_COLSPAN) or 1)
            yield start, end
            start = end


def span(element: Element, name: str, limit: int) -> int:
    """Return a number of columns or rows as HTML reads it: 1 when it is none."""
    value = element.get(name)
    if value is None:
        return 1
    value = value.strip()
    return min(int(value), limit) if value.isascii() and value.isdigit() else 1
