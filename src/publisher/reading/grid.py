"""The headers that are announced for the cells of a table: those a cell names, else those found by their scope.

What is found lies before the cell in its row, then above it in its column; the furthest is said first (ISO 32000-1,
table 349; HTML, 4.9.12). Both renditions are brought into this form, so that one way of reading serves them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

MOST_SLOTS = 200_000
"""slots that are looked at; a hostile file may claim any span"""
MOST_HEADERS = 20
"""headers that are announced for a cell in one direction: who listens has given up before"""
MOST_GROUPS = 20
"""headers of row groups that are looked at"""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell of a table."""

    text: str
    """what is said of it where it heads others"""
    id: str = ""
    is_header: bool = False
    scope: str = ""
    """`row`, `column`, `both`, `rowgroup`, or "" for a header whose place says it"""
    names: tuple[str, ...] | None = None
    """ids of the headers it names; None when it names none"""
    width: int = 1
    height: int = 1
    in_head: bool = False
    group: int = 0
    """number of its row group"""


@dataclass(slots=True)
class Grid:
    """A table whose cells have their slots."""

    rows: Sequence[Sequence[Cell]]
    slots: dict[tuple[int, int], Cell] = field(default_factory=dict)
    """cells by column and row"""
    places: dict[Cell, tuple[int, int]] = field(default_factory=dict)
    by_id: dict[str, Cell] = field(default_factory=dict)
    data_rows: set[int] = field(default_factory=set)
    of_groups: list[Cell] = field(default_factory=list)
    """headers of one row that head all rows below them in their group"""

    lines: dict[tuple[str, int], list[tuple[int, Cell | None]]] = field(default_factory=dict)
    """what scanning meets in each row and column"""
    columns: int = 0
    """number of its columns"""

    def headers(self, cell: Cell) -> tuple[str, ...]:
        """Return the texts of the headers that are announced for a cell; those without words are left out."""
        names = cell.names
        found = self.found(cell) if names is None else [self.by_id[key] for key in names if key in self.by_id]
        return tuple(head.text for head in dict.fromkeys(found) if head.text and head is not cell)

    def found(self, cell: Cell) -> list[Cell]:
        """Return the headers a cell has by its place."""
        if cell not in self.places:
            return []
        x, y = self.places[cell]
        rows, columns = range(y, min(y + cell.height, len(self.rows))), range(x, min(x + cell.width, self.columns))
        before = [head for row in rows for head in self.scan("row", row, x)]
        return [*self.of_group(cell), *before, *(head for column in columns for head in self.scan("column", column, y))]

    def of_group(self, cell: Cell) -> list[Cell]:
        """Return the headers that stand for the rows below them in the row group of a cell."""
        x, y = self.places[cell]
        return [
            head for head in self.of_groups
            if head.group == cell.group and self.places[head][0] <= x and self.places[head][1] <= y
        ]  # fmt: skip

    def scan(self, direction: str, line: int, end: int) -> list[Cell]:
        """Return the headers before a place that head this row or column, up to a data cell behind the nearest."""
        stops = self.line(direction, line)
        found: dict[Cell, None] = {}
        for number in range(bisect_left(stops, end, key=itemgetter(0)) - 1, -1, -1):
            cell = stops[number][1]
            if (cell is None and found) or len(found) == MOST_HEADERS:
                break
            if cell is not None:
                found[cell] = None
        return list(found)[::-1]

    def line(self, direction: str, line: int) -> list[tuple[int, Cell | None]]:
        """Return place and header of each slot of a row or column that heads it; None where data begin."""
        key = direction, line
        if key not in self.lines:
            stops: list[tuple[int, Cell | None]] = []
            for place in range(self.columns if direction == "row" else len(self.rows)):
                cell = self.slots.get((place, line) if direction == "row" else (line, place))
                if cell is not None and cell.is_header:
                    if self.heads(cell, direction):
                        stops.append((place, cell))
                elif not stops or stops[-1][1] is not None:
                    stops.append((place, None))
            self.lines[key] = stops
        return self.lines[key]

    def heads(self, cell: Cell, direction: str) -> bool:
        """Whether a header heads its row, or its column."""
        if cell.scope == "rowgroup":
            return direction == "row" and cell.height > 1
        if cell.scope:
            return cell.scope in (direction, "both")
        _, y = self.places[cell]
        if cell.in_head or self.data_rows.isdisjoint(range(y, y + cell.height)):
            return direction == "column"
        return direction == "row"


def grid_of(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Return a table with its cells in their slots; a cell that claims more than any table has gets one slot."""
    grid = Grid(rows)
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in grid.slots:
                x += 1
            grid.places[cell] = (x, y)
            if cell.scope == "rowgroup" and cell.height == 1 and len(grid.of_groups) < MOST_GROUPS:
                grid.of_groups.append(cell)
            if cell.id:
                grid.by_id.setdefault(cell.id, cell)
            for slot in covered(cell, x, y, len(rows), MOST_SLOTS - len(grid.slots)):
                grid.slots.setdefault(slot, cell)
                if not cell.is_header:
                    grid.data_rows.add(slot[1])
            x += max(1, cell.width)
    grid.columns = max((x for x, _ in grid.slots), default=-1) + 1
    return grid


def covered(cell: Cell, x: int, y: int, height: int, left: int) -> Iterator[tuple[int, int]]:
    """Yield the slots a cell covers, within the rows there are."""
    rows = range(y, min(y + max(1, cell.height), height))
    if len(rows) * cell.width > left:
        yield x, y
        return
    for j in rows:
        yield from ((i, j) for i in range(x, x + max(1, cell.width)))
