"""Lines of a page -> lines in reading order: columns that were read across are told apart by what goes on in what."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.layout.gutters import divided, layouts
from publisher.ocr.layout.seams import CLOSED, LOWEST, Follows, Seams
from publisher.ocr.layout.tracks import WIDE, Piece, Reading, Row, Stretch
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.values import Doubt, Line

WINDOW, LOOSE, LOOSE_WIDE = 5, -0.4, 0.4
"""lines in a row that do not go on in each other, on the average, are looked at closely; sooner if one is wide"""
AROUND = 5
"""lines before and behind them that are looked at too"""
HEAD = 60
"""characters at either end of a line that tell how it meets its neighbours"""
CERTAIN, ROWS = 4.0, 3
"""evidence of the words, and rows with more than one column, from which lines are put in order without asking"""
POSSIBLE, ASKED = 1.5, 3.0
"""evidence from which they are shown to a person, and of what is only shown, however much the words say"""
GUTTER, WORDS = 3.0, 0.25
"""evidence of a gutter besides that of the words; what the words must say for each row with two columns"""
WIDE_ROW = 30
"""characters of a row that may hold two columns of words, without a gutter"""
NARROW = 18
"""characters of most lines of a column of running text; what is narrower are labels of a picture, or cells"""
SHORT = 0.75
"""share of the widest line of a column below which a line may end a paragraph"""
LONGEST_BLOCK = 40
"""lines before and behind columns that may belong to one of them"""

NOTHING: Mapping[str, bool] = MappingProxyType({})


def in_order(
    lines: Sequence[Line], follows: Follows, lexicon: Lexicon, choices: Mapping[str, bool] = NOTHING
) -> tuple[tuple[Line, ...], tuple[tuple[int, Doubt], ...]]:
    """Return the lines in reading order, and doubts about it, each with the index of the line it belongs to.

    A line that held two columns becomes two lines with its number; signs that stood between columns are left out.
    `follows` returns the natural logarithm of how much likelier words come directly after others than anywhere.
    `choices` says of originals of earlier doubts whether their lines are to be put in order.
    """
    seams = Seams(follows, lexicon, lost=not any("à" in line.text.text for line in lines))
    ordered, doubts, position, apart = list[Line](), list[tuple[int, Doubt]](), 0, list[int]()
    for found in _found(lines, seams):
        if found.start < position or found.evidence < POSSIBLE:
            continue
        ordered += lines[position : found.start]
        position = found.end
        doubt = _doubt(found, lines, choices)
        doubts.append((len(ordered), doubt))
        ordered += found.lines if doubt.done else lines[found.start : found.end]
        if doubt.done and not found.goes_on:
            apart.append(len(ordered))
    ordered += lines[position:]
    for index in apart:
        ordered[index : index + 1] = map(_apart, ordered[index : index + 1])
    return tuple(ordered), tuple(doubts)


class Found(NamedTuple):
    """Lines `start` to `end` of a text, and those that could stand instead."""

    start: int
    end: int
    lines: tuple[Line, ...]
    evidence: float
    rows: int
    """with more than one column"""
    goes_on: bool
    """the last line goes on in the line at `end`"""


def _found(lines: Sequence[Line], seams: Seams) -> Iterator[Found]:
    widths = sorted(len(line.text.text) for line in lines)
    usual, position = widths[len(widths) // 2] if widths else 0, 0
    for laid in (*_laid_out(lines, seams), None):
        part = lines[position : laid.start if laid else len(lines)]
        for found in _read_across(part, seams, usual):
            yield found._replace(start=found.start + position, end=found.end + position)
        if laid:
            yield laid
            position = laid.end


def _laid_out(lines: Sequence[Line], seams: Seams) -> Iterator[Found]:
    """Yield the stretches whose columns have a gutter between them, and go on in themselves rather than across it."""
    for layout in layouts(lines):
        rows = lines[layout.start : layout.end]
        sides = divided(rows, layout.x)
        if min(map(_usual_width, sides)) < NARROW:
            continue
        down = sum(_meeting(before, after, seams) for side in sides for before, after in pairwise(side))
        across = sum(_meeting(before, after, seams) for before, after in pairwise(_row_by_row(*sides)))
        if down - across >= max(POSSIBLE, WORDS * layout.both):
            parts = [tuple(_spaced(_nested(side, seams), seams)) for side in sides]
            whole = (*parts[0], _apart(parts[1][0]), *parts[1][1:])
            yield Found(layout.start, layout.end, whole, down - across + GUTTER, layout.both, False)


def _row_by_row(left: Sequence[Line], right: Sequence[Line]) -> Sequence[Line]:
    return [replace(line, gap=0) for line in merge(left, right, key=lambda line: line.number)]


def _nested(column: Sequence[Line], seams: Seams) -> Sequence[Line]:
    """Return the lines of a column in which columns may stand side by side too."""
    found, position = list[Line](), 0
    for laid in _laid_out(column, seams):
        found += (*column[position : laid.start], *laid.lines)
        position = laid.end
    return (*found, *column[position:])


def _usual_width(lines: Sequence[Line]) -> int:
    """Return how many characters most lines have."""
    return sorted(len(line.text.text) for line in lines)[len(lines) // 2]


def _read_across(lines: Sequence[Line], seams: Seams, usual: float) -> Iterator[Found]:
    for start, end in _suspects(lines, seams, usual):
        if sum(len(line.text.text) >= WIDE_ROW for line in lines[start:end]) < ROWS:
            continue
        reading = Reading(lines[start:end], seams, usual)
        for stretch in reading.stretches():
            yield _whole(lines, start, reading, stretch, seams)


def _suspects(lines: Sequence[Line], seams: Seams, usual: float) -> Iterator[tuple[int, int]]:
    """Yield runs of lines of one page among which are some that do not go on in each other."""
    fits = {0: 0.0}
    start, end = 0, 0
    for index in range(len(lines)):
        window = range(index, min(index + WINDOW, len(lines)))
        wide = any(len(lines[near].text.text) >= WIDE * usual for near in window)
        if not _is_loose(lines, window, seams, fits, (LOOSE_WIDE if wide else LOOSE) * len(window)):
            continue
        if index - AROUND > end:
            yield from _pages(lines, start, end)
            start = index - AROUND
        end = min(len(lines), index + WINDOW + AROUND)
    yield from _pages(lines, max(0, start), end)


def _is_loose(lines: Sequence[Line], window: range, seams: Seams, fits: dict[int, float], least: float) -> bool:
    """Return whether all that lines say for going on in each other is less than `least`.

    `fits` remembers what each line says of itself and the one before; no more are asked than the answer takes.
    """
    known = [fits.get(index, 0.0 if lines[index].gap else LOWEST) for index in window]
    total = sum(known)
    for index, assumed in zip(reversed(window), reversed(known), strict=True):
        if total >= least:
            return False
        if index not in fits:
            fits[index] = _meeting(lines[index - 1], lines[index], seams)
            total += fits[index] - assumed
    return total < least


def _meeting(before: Line, after: Line, seams: Seams) -> float:
    left, right = before.text.text[-HEAD:].split(), after.text.text[:HEAD].split()
    fit = seams.fit(left, len(left), right, 0)
    return max(0.0, fit) if after.gap else fit


def _pages(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[int, int]]:
    for index in range(start + 1, end):
        if lines[index].page != lines[index - 1].page:
            yield start, index
            start = index
    if start < end:
        yield start, end


def _whole(lines: Sequence[Line], offset: int, reading: Reading, stretch: Stretch, seams: Seams) -> Found:
    """Return a stretch with the lines around it that belong to one of its columns, the lines put in order.

    What goes on in the first column, and what the last one goes on in, stays where it is. A left column that begins
    below the right one and ends above it is a box beside a text, and follows that.
    """
    start, end = offset + stretch.start, offset + stretch.end
    columns = [[_cut(reading.rows[piece.row], piece) for piece in column] for column in stretch.columns]
    filled = [index for index, column in enumerate(columns) if column]
    if len(filled) > 1 and stretch.before == stretch.after == filled[-1]:
        filled.reverse()
    if stretch.before not in (-1, filled[0]):
        first = _block_start(lines, start)
        columns[stretch.before][:0] = lines[first:start]
        start = first
    if stretch.after not in (-1, filled[-1]):
        last = _block_end(lines, end)
        columns[stretch.after] += lines[end:last]
        end = last
    parts = [tuple(_spaced(part, seams)) for index in filled for part in _parted(columns[index], seams)]
    parts[1:] = [(_apart(part[0]), *part[1:]) for part in parts[1:]]
    goes_on, evidence = stretch.after == filled[-1], stretch.evidence
    if any(column and _usual_width(column) < NARROW for column in columns):
        evidence = min(evidence, ASKED)
    return Found(start, end, tuple(line for part in parts for line in part), evidence, stretch.across, goes_on)


def _parted(column: Sequence[Line], seams: Seams) -> tuple[Sequence[Line], ...]:
    """Return the columns that a column holds: itself, or two, where three were read across."""
    reading = Reading(column, seams, 0)
    for stretch in reading.stretches():
        if stretch.evidence >= CERTAIN and stretch.across >= ROWS:
            left, right = ([_cut(reading.rows[piece.row], piece) for piece in pieces] for pieces in stretch.columns)
            return (*column[: stretch.start], *left), (*right, *column[stretch.end :])
    return (column,)


def _block_start(lines: Sequence[Line], before: int) -> int:
    """Return where the block begins that ends at the line before."""
    start = before - 1
    while (
        start and before - start < LONGEST_BLOCK and not lines[start].gap and lines[start].page == lines[start - 1].page
    ):
        start -= 1
    return start


def _block_end(lines: Sequence[Line], start: int) -> int:
    """Return where the block ends that begins at a line."""
    end = start + 1
    while (
        end < len(lines) and end - start < LONGEST_BLOCK and not lines[end].gap and lines[end].page == lines[start].page
    ):
        end += 1
    return end


def _cut(row: Row, piece: Piece) -> Line:
    """Return the line of a piece."""
    if piece.start == 0 and piece.end == len(row.tokens):
        return row.line
    last = piece.end - 1
    text = row.line.text.part(row.starts[piece.start], row.starts[last] + len(row.tokens[last]))
    return replace(row.line, text=text, raw=text.text)


def _spaced(column: Sequence[Line], seams: Seams) -> Iterator[Line]:
    """Yield the lines of a column, blank lines before those that begin a paragraph of it and before no others."""
    widest = max(len(line.text.text) for line in column)
    yield column[0]
    for before, line in pairwise(column):
        left = before.text.text
        closed = CLOSED.search(left[-HEAD:]) is not None
        if closed and len(left) < SHORT * widest and not line.text.text[0].islower():
            yield _apart(line)
        elif not closed and _meeting(before, line, seams) > 0:
            yield replace(line, gap=0)
        else:
            yield line


def _apart(line: Line) -> Line:
    return replace(line, gap=max(1, line.gap))


def _doubt(found: Found, lines: Sequence[Line], choices: Mapping[str, bool]) -> Doubt:
    original = "\n".join(line.raw.strip() for line in lines[found.start : found.end])
    text = "\n".join("\n" * (line.gap > 0 and index > 0) + line.text.text for index, line in enumerate(found.lines))
    return Doubt(
        kind=Kind.ORDER,
        start=0,
        end=len(text),
        origin=lines[found.start].text.origin(0),
        original=original,
        proposals=(text,),
        why=reasons.COLUMNS,
        score=1 / (1 + math.exp(-found.evidence / 4)),
        done=choices.get(original, found.evidence >= CERTAIN and found.rows >= ROWS),
    )
