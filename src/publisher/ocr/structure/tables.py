"""Tables: lines whose cells stand under each other, or between upright strokes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from publisher.ocr.structure.figures import is_number
from publisher.ocr.structure.shape import between, cut
from publisher.ocr.values import Classified, Line, Role

FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
LONGEST_CELL, MOST_COLUMNS = 48, 12
NUMBERS = 0.6
"""share of the cells of a column that are numbers, when there are two columns only"""
CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
STROKES = re.compile(r"\|.*\|\s*\Z")
RULE = re.compile(r"[|+\s:=-]+\Z")
YEAR_OR_DASH = re.compile(r"(?:(?:19|20)\d\d|[-–—]|n\.?[cd]\.?)\Z", re.IGNORECASE)


class Grid(NamedTuple):
    """The cells of a table, row after row, `columns` a row; an empty cell is None."""

    cells: tuple[Line | None, ...]
    columns: int


def find(items: Iterable[Classified]) -> Iterator[Classified]:
    """Yield the blocks, runs of lines that make a table as such."""
    for item in items:
        if item.role is not Role.PARAGRAPH or len(item.block.lines) < FEWEST_COLUMNS:
            yield item
            continue
        lines = item.block.lines
        places, at = list[tuple[int, int, Role]](), 0
        for shape, run in groupby(lines, _shape):
            length = len(list(run))
            if shape and _is_table(lines[at : at + length]):
                places.append((at, at + length, Role.TABLE))
            at += length
        yield from cut(item, places)


def pieces(lines: Sequence[Line]) -> Grid:
    """Return the cells of a table; a row with fewer cells gets its cells by where they stand in the line."""
    if _shape(lines[0]) == "strokes":
        rows = [_between_strokes(line) for line in lines if not RULE.match(line.text.text)]
        most = max(map(len, rows), default=1)
        return Grid(tuple(cell for row in rows for cell in (*row, *[None] * (most - len(row)))), most)
    columns = _columns(lines)
    cells = list[Line | None]()
    for line in lines:
        row: list[Line | None] = [None] * len(columns)
        for start, end in _spans(line):
            row[_column(columns, start, end)] = _cell(line, start, end)
        cells += row
    return Grid(tuple(cells), len(columns))


def _shape(line: Line) -> str:
    """Return how the cells of a line are told apart; empty when it has one only."""
    if STROKES.match(line.text.text) and line.text.text.count("|") > FEWEST_COLUMNS:
        return "strokes"
    return "spaces" if FEWEST_COLUMNS <= len(_spans(line)) <= MOST_COLUMNS else ""


def _spans(line: Line) -> list[tuple[int, int]]:
    """Return where the cells of a line are that two spaces part, in characters of the file's line."""
    return [found.span() for found in CELL.finditer(line.raw.expandtabs(8))]


def _is_table(lines: Sequence[Line]) -> bool:
    if _shape(lines[0]) == "strokes":
        return len(lines) >= FEWEST_COLUMNS
    if len(lines) < FEWEST_ROWS:
        return False
    columns = _columns(lines)
    spans = [_spans(line) for line in lines]
    if len(columns) < FEWEST_COLUMNS or any(end - start > LONGEST_CELL for row in spans for start, end in row):
        return False
    return _has_numbers(lines, columns) or (len(columns) > FEWEST_COLUMNS and _is_full(spans, columns))


def _columns(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the columns of a table: stretches of the lines that no white space runs through from top to bottom."""
    found = list[tuple[int, int]]()
    for start, end in sorted(span for line in lines for span in _spans(line)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _column(columns: Sequence[tuple[int, int]], start: int, end: int) -> int:
    return next(at for at, (first, last) in enumerate(columns) if first <= start and end <= last)


def _is_full(spans: Sequence[Sequence[tuple[int, int]]], columns: Sequence[tuple[int, int]]) -> bool:
    """Return whether most rows have most cells."""
    return sum(map(len, spans)) >= 0.8 * len(spans) * len(columns)


def _has_numbers(lines: Sequence[Line], columns: Sequence[tuple[int, int]]) -> bool:
    """Return whether a column after the first holds numbers."""
    counts, total = [0] * len(columns), [0] * len(columns)
    for line in lines:
        raw = line.raw.expandtabs(8)
        for start, end in _spans(line):
            at, text = _column(columns, start, end), raw[start:end]
            total[at] += 1
            counts[at] += is_number(text) or YEAR_OR_DASH.match(text) is not None
    return any(
        count >= FEWEST_COLUMNS and count >= NUMBERS * all_cells
        for count, all_cells in zip(counts[1:], total[1:], strict=True)
    )


def _cell(line: Line, start: int, end: int) -> Line:
    """Return a cell by its place in the file's line; white space is folded in the line it is cut from."""
    raw = line.raw.expandtabs(8)
    first = len(" ".join(raw[:start].split()))
    first += first > 0
    return between(line, first, first + len(" ".join(raw[start:end].split())))


def _between_strokes(line: Line) -> list[Line | None]:
    places = [at for at, sign in enumerate(line.text.text) if sign == "|"]
    cells = [between(line, first + 1, last) for first, last in pairwise(places)]
    return [cell if cell.text.text else None for cell in cells]
