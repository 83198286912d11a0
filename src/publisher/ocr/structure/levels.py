"""How deep headings stand: by their numbers, their marks, their style; never a level left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from publisher.ocr.structure.shape import is_capitals, text_of
from publisher.ocr.values import Classified, Role

NUMBERED = re.compile(r"(?P<number>(?:\d{1,2}\.){0,4}\d{1,2})(?:\.|\s*[-–—)]|)\s+(?=[^\W\d_]|[«“\"'‘|\[])")
PARTS = re.compile(
    r"(?i:partie|chapitre|titre|section|annexe|livre|tome|module|le[çc]on)\s+(?:[IVXLC]+|\d{1,2}|[A-Z])\b"
)
ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-H])(?:\s?[.)]\s+|\s[–—-]\s+)(?=[^\W\d_])")
HIGHEST, DEEPEST = 2, 6
FEWEST, SHARE = 2, 0.15
"""headings of a style, and their share of all, from which they stand above the others"""


class Rank(IntEnum):
    """What is known of the place of a heading; the number stands in for its depth where nothing says more."""

    PART = 1
    CHAPTER = 2
    SECTION = 3


def number_of(text: str) -> tuple[int, ...]:
    """Return the number before a heading, `(1, 2)` for `1.2`; empty when it has none."""
    found = NUMBERED.match(text)
    return tuple(map(int, found["number"].split("."))) if found else ()


def levelled(items: Sequence[Classified]) -> tuple[Classified, ...]:
    """Return the blocks, their headings with a level from 2; a level of its own (from marks) is kept as the depth."""
    depths = _depths(items)
    stack = list[tuple[int, int]]()
    found = list[Classified]()
    for at, item in enumerate(items):
        if item.role is not Role.HEADING:
            found.append(item)
            continue
        while stack and stack[-1][0] >= depths[at]:
            stack.pop()
        level = min(DEEPEST, stack[-1][1] + 1 if stack else HIGHEST)
        stack.append((depths[at], level))
        found.append(replace(item, level=level))
    return tuple(found)


def _depths(items: Sequence[Classified]) -> dict[int, int]:
    """Return by index of a heading a number that is greater the deeper it stands."""
    headings = {at: item for at, item in enumerate(items) if item.role is Role.HEADING}
    above = {at for at in headings if at + 1 in headings and not number_of(text_of(headings[at].block.lines))}
    capitals = {at for at, item in headings.items() if is_capitals(text_of(item.block.lines))}
    if len(above) < FEWEST or len(above) < SHARE * len(headings):
        above = set()
    if len(capitals) in (0, 1, len(headings)) or len(capitals) < SHARE * len(headings):
        capitals = set()
    return {at: _depth(item, at in above or at in capitals, bool(above or capitals)) for at, item in headings.items()}


def _depth(item: Classified, stands_above: bool, told_apart: bool) -> int:
    """Return the depth of one heading; `told_apart` when the document shows two styles of headings."""
    text = text_of(item.block.lines)
    if item.level:
        return item.level * 10
    if PARTS.match(text) or ROMAN.match(text):
        return Rank.PART * 10
    number = number_of(text)
    if number:
        return Rank.CHAPTER * 10 + len(number) - 1
    return (Rank.CHAPTER if stands_above or not told_apart else Rank.SECTION) * 10
