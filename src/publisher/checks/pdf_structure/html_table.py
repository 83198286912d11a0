"""The header cells of each cell of an HTML table, by the letter of HTML (4.9.12.1 to 4.9.12.3).

The steps of the standard are followed one by one, slowly, and apart from how the PDF is made: a check that shares its
code with what it checks proves nothing. Where authors commonly mean something else than the letter says, the table can
be read `leniently`: a header of a group that spans rows or columns heads those only, an empty corner cell does not
keep the cells beside it from being headers, and a header that would head nothing heads its column in a `thead`, else
its row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publisher.pages.page import Node

MOST_STEPS = 1_500_000
"""steps of scanning that a table may take, about a second; the letter asks for the square of its rows"""
MOST_COLUMNS, MOST_ROWS = 1000, 65534
"""limits of spans"""
SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})
PARTS = ("thead", "tbody", "tfoot")


@dataclass(slots=True, eq=False)
class Cell:
    """A cell and the slots it covers, columns and rows counted from 0."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    group: int
    """number of its row group"""
    in_head: bool
    is_header: bool
    is_heard: bool

    @property
    def scope(self) -> str:
        """Its `scope`, "" for auto and for a data cell."""
        scope = self.node.attributes.get("scope", "").strip().lower()
        return scope if self.is_header and scope in SCOPES else ""

    @property
    def columns(self) -> range:
        """The columns it covers."""
        return range(self.x, self.x + self.width)

    @property
    def rows(self) -> range:
        """The rows it covers."""
        return range(self.y, self.y + self.height)


@dataclass(slots=True)
class HtmlTable:
    """A table whose cells have their slots."""

    rows: list[list[Cell]] = field(default_factory=list)
    """the cells of each row"""
    cells: list[Cell] = field(default_factory=list)
    slots: dict[tuple[int, int], list[Cell]] = field(default_factory=dict)
    """cells by column and row"""
    columns: list[tuple[int, int]] = field(default_factory=list)
    """first column and end of each column group"""
    data: dict[bool, tuple[set[int], set[int]]] = field(default_factory=dict)
    """rows and columns with data cells: all of them, and those that are not empty"""
    of_groups: list[Cell] = field(default_factory=list)
    """header cells of row groups and column groups"""
    directions: dict[tuple[Cell, bool], str] = field(default_factory=dict)
    """what each header was found to head, by the letter and leniently"""
    lines: dict[tuple[bool, int], list[tuple[int, Cell]]] = field(default_factory=dict)
    """what scanning meets in each column and row"""
    width: int = 0
    """number of its columns"""
    steps: int = 0

    def headers(self, cell: Cell, lenient: bool) -> list[Cell]:
        """Return the header cells assigned to a cell: those of groups, of its rows, of its columns.

        In each direction the furthest comes first, as they are announced. Headers that nobody hears are left out.
        Raises OverflowError for a table that is too large to be followed by the letter.
        """
        named = cell.node.attributes.get("headers", "").split()
        found = self.named(named) if named else self.found(cell, lenient)
        return [head for head in dict.fromkeys(found) if head.is_heard and head is not cell]

    def named(self, keys: Sequence[str]) -> list[Cell]:
        """Return the cells of this table that have these ids."""
        by_id = {cell.node.id: cell for cell in reversed(self.cells)}
        return [by_id[key] for key in keys if key in by_id]

    def found(self, cell: Cell, lenient: bool) -> list[Cell]:
        """Return the headers a cell has by its place, some twice."""
        found = [*self.group_headers(cell, lenient)]
        for y in cell.rows:
            found += reversed(self.scan(cell, (cell.x, y), False, lenient))
        for x in cell.columns:
            found += reversed(self.scan(cell, (x, cell.y), True, lenient))
        return found

    def scan(self, principal: Cell, start: tuple[int, int], upwards: bool, lenient: bool) -> list[Cell]:
        """Return the headers met on the way back from a slot along its row or its column, the nearest first."""
        found: list[Cell] = []
        opaque: list[Cell] = []
        block = [principal] if principal.is_header else []
        stops = self.line(upwards, start[0] if upwards else start[1])
        first = bisect_left(stops, start[1] if upwards else start[0], key=lambda stop: stop[0])
        self.steps += first
        if self.steps > MOST_STEPS:
            raise OverflowError
        for number in range(first - 1, -1, -1):
            current = stops[number][1]
            if current.is_header:
                block.append(current)
                if not self.is_blocked(current, opaque, upwards, lenient):
                    found.append(current)
            elif block:
                opaque += block
                block = []
        return found

    def line(self, is_column: bool, number: int) -> list[tuple[int, Cell]]:
        """Return place and cell of each slot of a column or row that one cell covers.

        Of data cells that follow each other the first is enough: all they do is to end a run of headers.
        """
        key = (is_column, number)
        if key not in self.lines:
            stops: list[tuple[int, Cell]] = []
            for place in range(len(self.rows) if is_column else self.width):
                covering = self.slots.get((number, place) if is_column else (place, number), [])
                if len(covering) == 1 and (covering[0].is_header or not stops or stops[-1][1].is_header):
                    stops.append((place, covering[0]))
            self.lines[key] = stops
        return self.lines[key]

    def is_blocked(self, current: Cell, opaque: Sequence[Cell], upwards: bool, lenient: bool) -> bool:
        """Whether a header heads nothing in this direction, or one met before, of the same size, hides it."""
        if self.direction(current, lenient) != ("col" if upwards else "row"):
            return True
        if upwards:
            return any((other.x, other.width) == (current.x, current.width) for other in opaque)
        return any((other.y, other.height) == (current.y, current.height) for other in opaque)

    def direction(self, cell: Cell, lenient: bool) -> str:
        """Return whether a header heads a column (`col`) or a row (`row`); "" for neither."""
        key = (cell, lenient)
        if key not in self.directions:
            self.directions[key] = self.found_direction(cell, lenient)
        return self.directions[key]

    def found_direction(self, cell: Cell, lenient: bool) -> str:
        """Return what a header heads, see `direction`."""
        if cell.scope in ("row", "col"):
            return cell.scope
        if cell.scope == "colgroup":
            return "col" if lenient and cell.width > 1 else ""
        if cell.scope == "rowgroup":
            return "row" if lenient and cell.height > 1 else ""
        for empty_ones_too in (True, False) if lenient else (True,):
            rows, columns = self.data[empty_ones_too]
            if rows.isdisjoint(cell.rows):
                return "col"
            if columns.isdisjoint(cell.columns):
                return "row"
        return ("col" if cell.in_head else "row") if lenient else ""

    def group_headers(self, cell: Cell, lenient: bool) -> Iterator[Cell]:
        """Yield the headers of the row group, then of the column group, that a cell is in."""
        for scope in ("rowgroup", "colgroup"):
            for head in self.of_groups:
                if head.scope != scope or (lenient and self.direction(head, lenient)):
                    continue
                is_before = head.x <= cell.columns[-1] and head.y <= cell.rows[-1]
                if is_before and (head.group == cell.group if scope == "rowgroup" else self.in_one_group(head, cell)):
                    yield head

    def in_one_group(self, head: Cell, cell: Cell) -> bool:
        """Whether two cells are anchored in the same column group."""
        return any(start <= head.x < end and start <= cell.x < end for start, end in self.columns)


def html_table(node: Node) -> HtmlTable:
    """Return a table with its cells in their slots: row groups in order, feet last (HTML, 4.9.12.1)."""
    table = HtmlTable(columns=list(column_groups(node)))
    groups = sorted(row_groups(node), key=lambda group: group[0] == "tfoot")
    for number, (tag, rows) in enumerate(groups):
        top = len(table.rows)
        table.rows += [row_of(table, row, (top + y, top + len(rows)), number, tag) for y, row in enumerate(rows)]
    table.width = max((cell.x + cell.width for cell in table.cells), default=0)
    table.of_groups = [cell for cell in table.cells if cell.scope in ("rowgroup", "colgroup")]
    for empty_ones_too in (True, False):
        cells = [cell for cell in table.cells if not cell.is_header and (empty_ones_too or cell.is_heard)]
        table.data[empty_ones_too] = (
            {y for cell in cells for y in cell.rows},
            {x for cell in cells for x in cell.columns},
        )
    return table


def row_groups(node: Node) -> list[tuple[str, list[Node]]]:
    """Return tag and rows of each row group; rows outside of any are a body together, as parsers make it."""
    groups: list[tuple[str, list[Node]]] = []
    is_loose = False
    for kid in node.nodes:
        if kid.tag in PARTS:
            groups.append((kid.tag, [] if kid.is_silent else [row for row in kid.nodes if is_row(row)]))
            is_loose = False
        elif is_row(kid):
            if not is_loose:
                groups.append(("tbody", []))
            groups[-1][1].append(kid)
            is_loose = True
    return groups


def is_row(node: Node) -> bool:
    """Whether an element is a row that is heard."""
    return node.tag == "tr" and not node.is_silent


def row_of(table: HtmlTable, row: Node, place: tuple[int, int], group: int, tag: str) -> list[Cell]:
    """Return the cells of a row, in the first slots that are free; `place` is the row, and the end of its group."""
    y, end = place
    x, cells = 0, []
    for node in row.nodes:
        if node.tag not in ("td", "th") or "hidden" in node.attributes:
            continue
        while (x, y) in table.slots:
            x += 1
        width = span(node, "colspan", MOST_COLUMNS) or 1
        height = min(span(node, "rowspan", MOST_ROWS) or end - y, end - y)
        cell = Cell(node, x, y, width, height, group, tag == "thead", node.tag == "th", node.is_heard)
        for j in cell.rows:
            for i in cell.columns:
                table.slots.setdefault((i, j), []).append(cell)
        cells.append(cell)
        x += width
    table.cells += cells
    return cells


def column_groups(node: Node) -> Iterator[tuple[int, int]]:
    """Yield first column and end of each column group."""
    start = 0
    for kid in node.nodes:
        if kid.tag == "colgroup":
            columns = sum(span(column, "span", MOST_COLUMNS) or 1 for column in kid.nodes if column.tag == "col")
            end = start + (columns or span(kid, "span", MOST_COLUMNS) or 1)
            yield start, end
            start = end


def span(node: Node, name: str, limit: int) -> int:
    """Return a number of columns or rows as HTML reads it: 1 when it is none."""
    value = node.attributes.get(name, "1").strip()
    return min(int(value), limit) if value.isascii() and value.isdigit() else 1
