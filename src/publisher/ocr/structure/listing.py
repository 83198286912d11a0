"""Lists: lines that begin with a bullet, in whatever form OCR left it, or with a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publisher.ocr.structure import contents
from publisher.ocr.structure.shape import between, merged, plain, text_of
from publisher.ocr.values import Classified, Line, Role

SURE = re.compile(r"[•●▪■◦‣∙·►➢✓*](?:\s+|(?=[A-ZÀ-Ý]))(?=\S)|[➢►▪●•]\s*(?=\S)")
"""signs that begin nothing else"""
LIKELY = re.compile(r"[-–—+»>§¢¤°©eoO0]\s+(?=\S)")
"""signs and letters that are bullets in company"""
NUMBER = re.compile(r"\(?(?P<number>\d{1,3}|[a-z])[.)°]\)?\s+(?=\S)")
COMPANY = 2
NEAR = 2
"""blank lines between items"""


def find(items: Iterable[Classified]) -> Iterator[Classified]:
    """Yield the blocks, those whose lines begin with bullets as lists; neighbouring blocks make one list."""
    before: Classified | None = None
    waiting = list[Classified]()
    for item in items:
        for piece in _apart(item):
            if _begins(piece) and (not waiting or piece.block.gap <= NEAR):
                waiting.append(piece)
                continue
            yield from _settled(waiting, before)
            waiting = [piece] if _begins(piece) else []
            if not waiting:
                yield piece
                before = piece
    yield from _settled(waiting, before)


def pieces(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each item of a list, bullets taken off, numbers kept; without bullets it has contents."""
    if not is_marked(lines[0]):
        yield from contents.pieces(lines)
        return
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or is_marked(lines[end]):
            bullet = SURE.match(lines[start].text.text) or LIKELY.match(lines[start].text.text)
            yield (between(lines[start], bullet.end() if bullet else 0), *lines[start + 1 : end])
            start = end


def is_marked(line: Line) -> bool:
    """Return whether a line may begin an item."""
    return any(mark.match(line.text.text) for mark in (SURE, LIKELY, NUMBER))


def _begins(item: Classified) -> bool:
    lines = item.block.lines
    return item.role is Role.PARAGRAPH and not item.doubts and is_marked(lines[0])


def _apart(item: Classified) -> Iterator[Classified]:
    """Yield a block in two pieces where an introduction is followed by items without a blank line."""
    lines = item.block.lines
    if item.role is not Role.PARAGRAPH or is_marked(lines[0]):
        yield item
        return
    marked = [at for at, line in enumerate(lines) if is_marked(line)]
    first = marked[0] if marked else 0
    introduced = bool(first) and text_of(lines[first - 1 : first]).endswith(":")
    if first and (introduced or sum(SURE.match(lines[at].text.text) is not None for at in marked) >= COMPANY):
        yield plain(lines[:first], item.block.doubts)
        yield plain(lines[first:])
    else:
        yield item


def _settled(waiting: Sequence[Classified], before: Classified | None) -> Iterator[Classified]:
    """Yield blocks that begin with bullets, as a list when these are bullets indeed."""
    if not waiting:
        return
    lines = [line for item in waiting for line in item.block.lines]
    first = [line.text.text for line in lines if is_marked(line)]
    introduced = before is not None and text_of(before.block.lines[-1:]).endswith(":")
    if _is_list(first, introduced):
        yield merged(waiting, Role.LIST)
    else:
        yield from waiting


def _is_list(first: Sequence[str], introduced: bool) -> bool:
    """Return whether lines that begin with bullets are items, `introduced` after a colon."""
    if any(SURE.match(text) for text in first):
        return True
    numbers = [found["number"] for text in first if (found := NUMBER.match(text))]
    if numbers and len(numbers) == len(first):
        return _counts_up(numbers) and (introduced or len(numbers) >= COMPANY)
    return introduced or len(first) >= COMPANY


def _counts_up(numbers: Sequence[str]) -> bool:
    """Return whether numbers or letters follow each other from the first."""
    values = [int(number) if number.isdigit() else ord(number) for number in numbers]
    return values == list(range(values[0], values[0] + len(values)))
