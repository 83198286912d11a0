"""Sheets: runs of short lines `Term : value`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from publisher.ocr.structure.shape import bare, between, cut, merged, starts_small
from publisher.ocr.values import Classified, Line, Role

TERM = re.compile(r"(?P<term>[^\W\d_][^:;.!?]{0,38}?)\s?:(?=\s)\s*(?=\S)")
TERM_WORDS = 6
LONGEST_VALUE, VALUE_LINES = 160, 4
"""characters of a line, and lines of one value: more is speech or prose"""
FEWEST = 3
KNOWN = {bare(term): term for term in ("Qui", "Quand", "Quoi", "Quantité", "Où", "Comment", "Résultat", "Pourquoi")}
"""terms of operation sheets by their letters without accents: two of them are enough, and OCR may have lost accents"""
NEAR = 2
"""blank lines within a sheet"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that begins with a term, and the lines its value goes on in."""

    term: str
    lines: tuple[Line, ...]


def find(items: Iterable[Classified]) -> Iterator[Classified]:
    """Yield the blocks, runs of lines with terms as sheets; a term that comes again begins the next sheet."""
    waiting = list[Classified]()
    for item in items:
        if item.role is Role.PARAGRAPH and _may_belong(item, waiting):
            waiting.append(item)
            continue
        yield from _settled(waiting)
        waiting = []
        if item.role is Role.PARAGRAPH and term_of(item.block.lines[0]) is not None:
            waiting = [item]
        else:
            yield from _within(item)
    yield from _settled(waiting)


def term_of(line: Line) -> str | None:
    """Return the term that a line begins with, None when it begins with none."""
    found = TERM.match(line.text.text)
    if found is None or len(line.text.text) > LONGEST_VALUE or len(found["term"].split()) > TERM_WORDS:
        return None
    return found["term"]


def pieces(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    """Yield each term of a sheet with the lines of its value."""
    for row in _rows(lines):
        found = TERM.match(row.lines[0].text.text)
        if found is not None:
            yield between(row.lines[0], 0, found.end("term")), (between(row.lines[0], found.end()), *row.lines[1:])


def known_term(term: str) -> str:
    """Return a term of operation sheets as it is written, when only accents are lost; else the term."""
    return KNOWN.get(bare(term), term)


def _may_belong(item: Classified, waiting: Sequence[Classified]) -> bool:
    """Return whether a block goes on with a sheet: it begins with a term, or with small letters in the same value."""
    lines = item.block.lines
    if not waiting or lines[0].gap > NEAR:
        return False
    if term_of(lines[0]) is not None:
        return True
    before = waiting[-1].block.lines[-1].text.text
    return len(lines) < FEWEST and starts_small(lines[0].text.text) and before.endswith((",", "-", "et", "de", "des"))


def _settled(waiting: Sequence[Classified]) -> Iterator[Classified]:
    """Yield blocks that begin with terms: as sheets when they are, else as they were."""
    if not waiting:
        return
    lines = [line for item in waiting for line in item.block.lines]
    sheets = list(_sheets(list(_rows(lines))))
    if all(_is_sheet(sheet) for sheet in sheets) and sheets:
        places, at = list[tuple[int, int, Role]](), 0
        for sheet in sheets:
            length = sum(len(row.lines) for row in sheet)
            places.append((at, at + length, Role.SHEET))
            at += length
        yield from cut(merged(waiting, Role.PARAGRAPH), places)
    else:
        for item in waiting:
            yield from _within(item)


def _within(item: Classified) -> Iterator[Classified]:
    """Yield one block, runs of lines with terms in it as sheets."""
    lines = item.block.lines
    if item.role is not Role.PARAGRAPH or len(lines) < FEWEST:
        yield item
        return
    places, at = list[tuple[int, int, Role]](), 0
    for has_term, run in groupby(lines, lambda line: term_of(line) is not None):
        length = len(list(run))
        if has_term and length >= FEWEST:
            places.append((at, at + length, Role.SHEET))
        at += length
    yield from cut(item, places)


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of lines of which the first begins with a term."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or term_of(lines[end]) is not None:
            yield Row(bare(term_of(lines[start]) or ""), tuple(lines[start:end]))
            start = end


def _sheets(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows in sheets, a new one where the first term of the last one comes again."""
    sheet = list[Row]()
    for row in rows:
        if sheet and row.term == sheet[0].term:
            yield sheet
            sheet = []
        sheet.append(row)
    if sheet:
        yield sheet


def _is_sheet(rows: Sequence[Row]) -> bool:
    known = sum(row.term in KNOWN for row in rows)
    if known < NEAR and (len(rows) < FEWEST or len({row.term for row in rows}) < FEWEST):
        return False
    return all(len(row.lines) <= VALUE_LINES for row in rows)
