"""The header cells that a PDF announces for each cell of a table (ISO 32000-1, table 349; ISO 32000-2, 14.8.4.8.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publisher.model.pdf_structure import Element, Text

PARTS = frozenset({"THead", "TBody", "TFoot"})
ROW, COLUMN = ("Row", "Both"), ("Column", "Both")
MOST_SLOTS = 1_000_000
"""slots a table may have; a hostile file may claim any span"""


@dataclass(slots=True)
class PdfTable:
    """A table whose cells have their slots."""

    ids: Mapping[str, Element]
    """elements by id, as the IDTree leads to them"""
    rows: list[list[Element]] = field(default_factory=list)
    places: dict[Element, tuple[int, int]] = field(default_factory=dict)
    """column and row of each cell"""
    slots: dict[tuple[int, int], Element] = field(default_factory=dict)

    def headers(self, cell: Element) -> list[Element]:
        """Return what is announced for a cell: what it names, else what is found by Scope; silent headers left out."""
        found = self.named(cell) if cell.headers is not None else self.found(cell)
        return [head for head in dict.fromkeys(found) if is_heard(head) and head is not cell]

    def named(self, cell: Element) -> list[Element]:
        """Return the elements that `Headers` leads to."""
        return [self.ids[key] for key in cell.headers or () if key in self.ids]

    def found(self, cell: Element) -> list[Element]:
        """Return the headers found to the left, the first in the row first, then those found above."""
        x, y = self.places[cell]
        to_the_left = [self.slots.get((place, y)) for place in range(x - 1, -1, -1)]
        above = [self.slots.get((x, place)) for place in range(y - 1, -1, -1)]
        return [*reversed(self.search(to_the_left, ROW)), *reversed(self.search(above, COLUMN))]

    def search(self, cells: list[Element | None], scopes: tuple[str, str]) -> list[Element]:
        """Return the headers among cells, the nearest first: up to a data cell behind a header."""
        found: list[Element] = []
        for cell in cells:
            if cell is None or cell.type != "TH":
                if found:
                    break
            elif cell.headers is not None:
                return [*found, *([cell] if cell.scope in scopes else []), *reversed(self.named(cell))]
            elif cell.scope in scopes:
                found.append(cell)
        return found


def pdf_table(element: Element, ids: Mapping[str, Element]) -> PdfTable:
    """Return a table with its cells in their slots; ValueError when it claims more of them than any table has."""
    table = PdfTable(ids)
    for y, row in enumerate(rows_of(element)):
        cells = [kid for kid in row.elements if kid.type in ("TH", "TD")]
        table.rows.append(cells)
        x = 0
        for cell in cells:
            while (x, y) in table.slots:
                x += 1
            table.places[cell] = (x, y)
            if len(table.slots) + cell.column_span * cell.row_span > MOST_SLOTS:
                raise ValueError("a table claims more cells than it has")
            for j in range(y, y + cell.row_span):
                for i in range(x, x + cell.column_span):
                    table.slots.setdefault((i, j), cell)
            x += cell.column_span
    return table


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table."""
    for kid in table.elements:
        if kid.type == "TR":
            yield kid
        elif kid.type in PARTS:
            yield from (row for row in kid.elements if row.type == "TR")


def is_heard(cell: Element) -> bool:
    """Whether something of a cell is heard."""
    return any(
        bool(below.alternative)
        or bool(below.actual)
        or any(isinstance(kid, Text) and kid.text.strip() for kid in below.kids)
        for below in cell.walk()
    )
