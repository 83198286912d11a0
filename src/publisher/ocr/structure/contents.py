"""Tables of contents: titles with their pages, in one line or one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.ocr.structure.shape import cut, ends_sentence, merged, text_of
from publisher.ocr.values import Classified, Line, Role

ENTRY = re.compile(r"(?:\S.*?[^\d\s.…·_])?[\s.…·_]*\b(?P<page>\d{1,4})\Z")
HEADED = re.compile(r"(?i:sommaire|table des mati[eèé]res|contenu|contents|dans ce (?:chapitre|num[ée]ro|document))\b")
FEWEST = 3
LONGEST = 160
ASCENDING = 0.5
"""share of the pages that are not before the one above; two columns may be mixed up"""
PAGES = 0.3
"""share of the lines that end with a page"""


def find(items: Sequence[Classified]) -> Iterator[Classified]:
    """Yield the blocks, tables of contents as lists: lines that all end with a page, or what follows their title."""
    at = 0
    while at < len(items):
        item = items[at]
        if item.role is Role.PARAGRAPH and is_contents(item.block.lines):
            yield merged([item], Role.LIST)
        elif item.role is Role.PARAGRAPH and HEADED.match(item.block.lines[0].text.text):
            title, *entries = cut(item, [(0, 1, Role.PARAGRAPH)])
            end = _end(items, at + 1)
            entries += items[at + 1 : end]
            if is_entries([line for entry in entries for line in entry.block.lines]):
                yield from (title, merged(entries, Role.LIST))
                at = end - 1
            else:
                yield item
        else:
            yield item
        at += 1


def is_contents(lines: Sequence[Line]) -> bool:
    """Return whether every line ends with a page, and no page goes back."""
    if len(lines) < FEWEST or any(len(line.text.text) > LONGEST for line in lines):
        return False
    pages = _pages(lines)
    return len(pages) == len(lines) and all(first <= second for first, second in pairwise(pages))


def pieces(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each entry, up to its page."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or ENTRY.match(lines[end - 1].text.text[:LONGEST]):
            yield tuple(lines[start:end])
            start = end


def is_entries(lines: Sequence[Line]) -> bool:
    """Return whether lines are entries of a table of contents, pages after some of them."""
    pages = _pages(lines)
    ascending = sum(first <= second for first, second in pairwise(pages))
    return len(pages) > max(FEWEST, PAGES * len(lines)) and ascending >= ASCENDING * (len(pages) - 1)


def _end(items: Sequence[Classified], start: int) -> int:
    """Return the end of the short blocks that may be entries, the last of which ends with a page."""
    end = start
    while end < len(items) and items[end].role is Role.PARAGRAPH and _is_short(items[end]):
        end += 1
    while end > start and not _pages(items[end - 1].block.lines[-1:]):
        end -= 1
    return end


def _is_short(item: Classified) -> bool:
    text = text_of(item.block.lines)
    return len(text) <= LONGEST and not ends_sentence(text) and not HEADED.match(text)


def _pages(lines: Sequence[Line]) -> list[int]:
    found = (ENTRY.match(line.text.text[:LONGEST]) for line in lines)
    return [int(entry["page"]) for entry in found if entry]
