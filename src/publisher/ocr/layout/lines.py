"""Text of a file -> its lines, page by page, and which of them are running heads, feet and page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from publisher.ocr.traced import Source, Traced
from publisher.ocr.values import Line

RUN_OF_SPACES = re.compile(r"\s{2,}")
SINGLE_SPACE = re.compile(r"[^\S\u00a0\u202f\u2007]")
"""what a single white space character is written as one space for; no-break spaces are the typography stage's"""

ONE_SPACE = re.compile(r" \S")
MORE_SPACES = re.compile(r"\s{2,}\S")

EDGE = 2
"""lines at the top and at the bottom of a page where running heads and page numbers are looked for"""
ENOUGH_PAGES = 3
"""pages that must have a line in the same place before it counts as a running one"""
LONGEST_RUNNING = 120
"""characters; a longer line is text, whatever repeats"""
NUMBER = re.compile(r"[0-9]{1,4}(?![0-9])")


def lines(source: Source) -> tuple[Line, ...]:
    """Return the lines of `source` that are not blank, white space folded, every character with its origin.

    A form feed begins a page. Where a file has none, a line with exactly one space before it does, as some OCR
    programs leave it; not where indents are common, be it of one space or of more.
    """
    rows = source.text.split("\n")
    marked = "\f" not in source.text and _spaces_mark_pages(rows)
    found, page, gap, offset = list[Line](), 0, 0, 0
    for number, row in enumerate(rows, start=1):
        pieces = row.split("\f")
        blank = len(pieces) == 1
        for index, raw in enumerate(pieces):
            if index or (marked and ONE_SPACE.match(raw)):
                page += 1
            if raw and not raw.isspace():
                found.append(Line(_folded(raw, offset), raw.rstrip(), number, page, gap))
                blank, gap = False, 0
            offset += len(raw) + 1
        gap += blank
    return tuple(found)


def running(found: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that are running heads or feet, or page numbers.

    Such a line stands among the first or the last two of its page, and of at least three pages in the same place:
    with the same text, or the same but for a number that grows with the pages. The first of those that have no such
    number is left out: as often as not it is the title that the others repeat. Where pages have running lines, two
    pages one after the other are enough for a text.
    """
    places = defaultdict[tuple[str, bool], dict[int, int]](dict)
    for line, at_top in _edges(found):
        for signature in _signatures(line):
            places[signature, at_top].setdefault(line.page, line.number)
    same = {place: pages for place, pages in places.items() if len(pages) > 1}
    common = {at_top for (_, at_top), pages in same.items() if len(pages) >= ENOUGH_PAGES}
    numbers = set[int]()
    for (signature, at_top), pages in same.items():
        at = sorted(pages)
        counted = "{" in signature
        beside = at_top in common and at[-1] - at[0] == 1 and not counted
        if len(at) >= ENOUGH_PAGES or beside:
            numbers.update(pages[page] for page in (at if counted else at[1:]))
    return frozenset(numbers)


def _spaces_mark_pages(rows: Sequence[str]) -> bool:
    """Return whether one space before a line is rare enough to mark pages, and no indent among many."""
    one = sum(1 for row in rows if ONE_SPACE.match(row))
    more = sum(1 for row in rows if MORE_SPACES.match(row))
    written = sum(1 for row in rows if row and not row.isspace())
    return more <= one and one * 2 <= written


def _folded(raw: str, offset: int) -> Traced:
    """Return `raw`, which begins at `offset` of the file, without white space at its ends and with folded spaces."""
    stripped = raw.strip()
    base = offset + len(raw) - len(raw.lstrip())
    starts, origins, removed = [0], [base], 0
    for spaces in RUN_OF_SPACES.finditer(stripped):
        starts.append(spaces.start() - removed + 1)
        origins.append(base + spaces.end())
        removed += spaces.end() - spaces.start() - 1
    text = RUN_OF_SPACES.sub(" ", stripped) if removed else stripped
    return Traced(SINGLE_SPACE.sub(" ", text), tuple(starts), tuple(origins))


def _edges(found: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield the outer lines of each page, and whether they stand at its top."""
    begin = 0
    for end in range(1, len(found) + 1):
        if end < len(found) and found[end].page == found[begin].page:
            continue
        page = found[begin:end]
        yield from ((line, True) for line in page[:EDGE])
        yield from ((line, False) for line in page[max(EDGE, len(page) - EDGE) :])
        # A page of one or two lines is all top and all bottom.
        yield from ((line, False) for line in page[:EDGE] if len(page) <= EDGE)
        begin = end


def _signatures(line: Line) -> Iterator[str]:
    """Yield what a running line has alike on all its pages: its text, and that with a number counted from the page."""
    text = line.text.text
    if len(text) > LONGEST_RUNNING:
        return
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    if not plain.isdecimal():
        yield plain
    found = list(NUMBER.finditer(plain))
    for number in (*found[:1], *found[1:][-1:]):
        yield f"{plain[: number.start()]}{{{int(number[0]) - line.page}}}{plain[number.end() :]}"
