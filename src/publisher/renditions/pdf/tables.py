"""The header cells of each cell of an HTML table, and what every header heads (HTML, 4.9.12.2 and .3).

Three liberties, because authors write tables so: `scope=rowgroup` on a cell that spans rows heads those rows, not the
rest of its group (`colgroup` likewise); an empty `td` in the corner does not keep the cells beside it from being
headers; and a `th` that by the letter would head nothing heads its column in a `thead`, else its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from publisher.renditions.pdf.grid import Cell, Grid
from publisher.renditions.pdf.names import text_of

COLUMN, ROW = 0, 1
"""directions along which a cell looks for its headers"""

Seen = dict[Cell, tuple[Cell, ...]]


@dataclass(slots=True, eq=False)
class Sight:
    """The headers one row or column shows to a cell that looks back along it, kept up to date cell by cell.

    `valid` are those of the run of header cells that ends here, `places` start and size of every cell of that run, and
    `further` the headers beyond it; the nearest first.
    """

    further: tuple[Cell, ...] = ()
    valid: tuple[Cell, ...] = ()
    places: set[tuple[int, int]] = field(default_factory=set)

    def heads(self, axis: int, *cells: Cell) -> tuple[Cell, ...]:
        """Return what is seen from here; a run, and `cells` with it, hide what has their place and size beyond it."""
        hidden = self.places.union(place(axis, cell) for cell in cells)
        return (*self.valid, *(head for head in self.further if place(axis, head) not in hidden))


class Table:
    """Headers and scopes of the cells of one table."""

    def __init__(self, table: Element) -> None:
        self.grid = Grid(table)

    @cached_property
    def scopes(self) -> dict[Element, str]:
        """Scope of every header cell: Row or Column (ISO 32000-1, table 349)."""
        return {cell.element: self.find_scope(cell) for cell in self.grid.cells.values() if cell.is_header}

    def find_scope(self, cell: Cell) -> str:
        """Return the direction in which a header cell heads other cells."""
        if cell.scope in ("col", "colgroup"):
            return "Column"
        if cell.scope in ("row", "rowgroup"):
            return "Row"
        in_rows, in_columns = self.data_beside[cell.element]
        if in_rows and in_columns:
            in_rows, in_columns = self.real_data_beside[cell.element]
        if in_rows and in_columns:
            return "Column" if cell.in_head else "Row"
        return "Row" if in_rows else "Column"

    @cached_property
    def data_beside(self) -> dict[Element, tuple[bool, bool]]:
        """Whether there is a `td` in the rows, and in the columns, that a header cell covers."""
        return self.beside(lambda cell: not cell.is_header)

    @cached_property
    def real_data_beside(self) -> dict[Element, tuple[bool, bool]]:
        """The same for every `td` that is not empty."""
        return self.beside(lambda cell: not cell.is_header and bool(text_of(cell.element)))

    def beside(self, wanted: Callable[[Cell], bool]) -> dict[Element, tuple[bool, bool]]:
        """Return for every header cell whether a wanted cell stands in its rows, and in its columns."""
        rows: set[int] = set()
        columns: set[int] = set()
        for cell in filter(wanted, self.grid.cells.values()):
            rows.update(range(cell.y, cell.y + cell.height))
            columns.update(range(cell.x, cell.x + cell.width))
        return {
            cell.element: (
                not rows.isdisjoint(range(cell.y, cell.y + cell.height)),
                not columns.isdisjoint(range(cell.x, cell.x + cell.width)),
            )
            for cell in self.grid.cells.values()
            if cell.is_header
        }

    @cached_property
    def headers(self) -> dict[Element, tuple[Element, ...]]:
        """Header cells of every cell, rows before columns, outermost first."""
        across = {y: self.sights(ROW, y) for y in range(self.grid.height)}
        down = {x: self.sights(COLUMN, x) for x in range(self.grid.width)}
        speaking = {
            cell.element
            for cell in self.grid.cells.values()
            if (cell.is_header or cell.element.get("id")) and text_of(cell.element)
        }
        by_id = {cell.element.get("id", ""): cell for cell in reversed(self.grid.cells.values())}
        return {
            cell.element: tuple(
                [
                    head.element
                    for head in dict.fromkeys(self.heads_of(cell, across, down, by_id))
                    if head is not cell and head.element in speaking
                ]
            )
            for cell in self.grid.cells.values()
        }

    def heads_of(
        self,
        cell: Cell,
        across: dict[int, Seen],
        down: dict[int, Seen],
        by_id: dict[str, Cell],
    ) -> list[Cell]:
        """Return the headers of a cell, some twice: those it names, or those it sees."""
        named = cell.element.get("headers")
        if named and not named.isspace():
            return [by_id[key] for key in named.split() if key in by_id]
        heads = list(self.group_heads(cell)) if self.row_group_heads or self.column_group_heads else []
        for y in range(cell.y, cell.y + cell.height):
            heads += across[y].get(cell, ())
        for x in range(cell.x, cell.x + cell.width):
            heads += down[x].get(cell, ())
        return heads

    def group_heads(self, cell: Cell) -> Iterator[Cell]:
        """Yield the cells that head a whole row group or column group with `cell` in it."""
        for head in self.row_group_heads.get(cell.section, ()):
            if head.x < cell.x + cell.width and head.y < cell.y + cell.height:
                yield head
        for head in self.column_group_heads:
            together = any(start <= head.x < end and start <= cell.x < end for start, end in self.grid.column_groups)
            if together and head.x < cell.x + cell.width and head.y < cell.y + cell.height:
                yield head

    @cached_property
    def row_group_heads(self) -> dict[int, list[Cell]]:
        """Cells with `scope=rowgroup` and no span, by row group."""
        heads: dict[int, list[Cell]] = {}
        for cell in self.grid.cells.values():
            if heads_group(cell, "rowgroup", cell.height):
                heads.setdefault(cell.section, []).append(cell)
        return heads

    @cached_property
    def column_group_heads(self) -> list[Cell]:
        """Cells with `scope=colgroup` and no span."""
        return [cell for cell in self.grid.cells.values() if heads_group(cell, "colgroup", cell.width)]

    def sights(self, axis: int, number: int) -> Seen:
        """Return the headers each cell of a column or row sees, outermost first.

        HTML looks back from every cell. Going forward once gives the same, in linear time: a data cell sees what the
        cell before it saw, and first the headers of a run that ends there.
        """
        sight, seen = Sight(), {}
        heads: tuple[Cell, ...] = ()
        for cell in self.grid.line(axis, number):
            if cell.is_header:
                seen[cell] = sight.heads(axis, cell)[::-1]
                sight.places.add(place(axis, cell))
                if self.heads_line(cell, axis):
                    sight.valid = (cell, *sight.valid)
                continue
            if sight.places:
                sight = Sight(sight.heads(axis))
                heads = sight.further[::-1]
            seen[cell] = heads
        return seen

    def heads_line(self, cell: Cell, axis: int) -> bool:
        """Whether a header cell heads what follows it in its column or row."""
        group, extent = ("colgroup", cell.width) if axis == COLUMN else ("rowgroup", cell.height)
        if heads_group(cell, group, extent):
            return False
        return self.scopes[cell.element] == ("Column" if axis == COLUMN else "Row")


def place(axis: int, cell: Cell) -> tuple[int, int]:
    """Return start and size of a cell across a column or row."""
    return (cell.x, cell.width) if axis == COLUMN else (cell.y, cell.height)


def heads_group(cell: Cell, scope: str, extent: int) -> bool:
    """Whether a cell heads all that follows in its group, not only what it spans."""
    return cell.is_header and cell.scope == scope and extent == 1
