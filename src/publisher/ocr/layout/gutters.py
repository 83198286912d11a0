"""Lines of a page -> columns side by side, told apart by the white space that a program left between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from publisher.ocr.values import Line

GUTTER = 2
"""white space between two columns, at least"""
NARROWEST = 15
"""characters of the left column with the space behind it, at least"""
LONGEST_ROW, LONGEST = 240, 150
"""characters of a row, rows of a page"""
ROWS = 3
"""rows that have something in both columns, at least"""
ALIGNED = 0.8
"""share of the rows of the right column that begin at the same place"""
AS_WIDE = 0.75
"""share of the left column's width that a block under it has which goes on with it"""

WIDE = re.compile(rf"\s{{{GUTTER},}}(?=\S)")
WORD = re.compile(r"\S+")


class Layout(NamedTuple):
    """Rows `start` to `end` with a gutter before the place `x` of the page."""

    start: int
    end: int
    x: int
    both: int
    """rows with something on either side"""


class Sides(NamedTuple):
    """What of a row stands left and right of a gutter."""

    left: bool
    right: bool
    aligned: bool
    """the right part begins directly behind the gutter"""


def layouts(lines: Sequence[Line]) -> Iterator[Layout]:
    """Yield the stretches of rows that a gutter divides, in their order, the best gutter of each."""
    position, tried = 0, dict[int, int]()
    for index, line in enumerate(lines):
        if index < position or len(line.raw) > LONGEST_ROW:
            continue
        found = list[Layout]()
        for space in WIDE.finditer(line.raw):
            x = space.end()
            if x >= NARROWEST and tried.get(x, 0) <= index:
                layout, tried[x] = _layout(lines, index, x, position)
                found += [layout] if layout else []
        if found:
            best = max(found, key=lambda layout: layout.both)
            yield best
            position = best.end


def divided(lines: Sequence[Line], x: int) -> tuple[list[Line], list[Line]]:
    """Return what of rows stands left of a gutter and what right of it; gaps count the rows that have nothing."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for side, (begin, end) in zip(sides, ((0, x), (x, len(line.raw))), strict=True):
            if line.raw[begin:end].strip():
                gap = line.number - side[-1].number - 1 if side else line.gap
                side.append(replace(_part(line, begin, end), gap=gap))
    return sides


def _layout(lines: Sequence[Line], index: int, x: int, position: int) -> tuple[Layout | None, int]:
    """Return the stretch around a row with a gutter before `x`, if it is one, and the row that cannot belong to it."""
    rows, end = list[Sides](), index
    while end < len(lines) and len(rows) < LONGEST and lines[end].page == lines[index].page:
        sides = _sides(lines[end].raw, x)
        if sides is None:
            break
        rows.append(sides)
        end += 1
    both, right = sum(row.left and row.right for row in rows), sum(row.right for row in rows)
    if both < ROWS or sum(row.aligned for row in rows) < ALIGNED * right:
        return None, end
    start = index
    while start > position and lines[start - 1].page == lines[index].page:
        before = _sides(lines[start - 1].raw, x)
        if before is None or not before.right:
            break
        start -= 1
    last = index + max(at for at, row in enumerate(rows) if row.right) + 1
    return Layout(start, _left_end(lines, (start, last, end)), x, both), end


def _left_end(lines: Sequence[Line], rows: tuple[int, int, int]) -> int:
    """Return where the left column ends, of which the right one fills the rows up to the second place."""
    start, last, end = rows
    while last < end:
        block = last + 1
        while block < end and not lines[block].gap:
            block += 1
        if lines[last].gap and not _goes_on(lines, (start, last, block)):
            return last
        last = block
    return last


def _goes_on(lines: Sequence[Line], rows: tuple[int, int, int]) -> bool:
    start, last, block = rows
    widths = [len(WIDE.split(line.raw.lstrip())[0]) for line in lines[start:last]]
    return block - last > 1 and max(len(line.raw) for line in lines[last:block]) >= AS_WIDE * max(widths)


def _sides(raw: str, x: int) -> Sides | None:
    """Return what of a row stands left and right of a gutter before `x`, None when it has something in it."""
    if len(raw) <= x - GUTTER:
        return Sides(True, False, False)
    if len(raw) > LONGEST_ROW or not raw[x - GUTTER : x].isspace() or len(raw) <= x:
        return None
    return Sides(bool(raw[:x].strip()), True, not raw[x].isspace())


def _part(line: Line, begin: int, end: int) -> Line:
    """Return what a line has from one place of the page to another."""
    before = sum(1 for _ in WORD.finditer(line.raw, 0, begin))
    inside = sum(1 for _ in WORD.finditer(line.raw, begin, end))
    words = [match.span() for match in WORD.finditer(line.text.text)][before : before + inside]
    return replace(line, text=line.text.part(words[0][0], words[-1][1]), raw=line.raw[begin:end].rstrip())
