"""Brackets and quotation marks that open and do not close, or close and did not open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from publisher.model.remark import Remark
from publisher.model.text import Text

PAIRS = {")": "(", "]": "[", "»": "«"}
NESTED = re.compile(r"[()\[\]«»]")
CURLY = re.compile('[“”"]')
SINGLE = re.compile(r"‘(?=[^\W\d])(?![^’]*’)")
"""an opening single quotation mark without any apostrophe after it; before figures it is an apostrophe itself"""
ANY = re.compile('[()\\[\\]«»“”"‘]')
ENUMERATOR = re.compile(r"(?:^|[\s(،؛])(?:\w{1,2}|[ivxIVX]{1,5})[.\-]?$")
"""before a bracket that closes nothing: `a)`, `12)`, `iv)`"""
LONGEST = 8
"""characters that an enumerator has at most, with one before it"""
BOUND = r"[+\u2212-]?(?:[0-9]+(?:[.,][0-9]+)?|[A-Za-z]|\u221e)"
INTERVAL = re.compile(rf"[\[\](]\s?{BOUND}\s?[;,]\s?{BOUND}\s?[\[\])]")
SMILEY = re.compile(r"[:;=8][-o]?$")


def check_balance(text: Text) -> Iterator[Remark]:
    """Yield brackets and quotation marks without their other half; apostrophes are no quotation marks.

    Rule: `punctuation/unmatched`. Not asked: enumerations (`a)`), emoticons, intervals (`[0, 1[`), inches, and a
    quotation mark repeated at the beginning of each line of a quotation.
    """
    prose = text.prose
    if not ANY.search(prose):
        return
    prose = INTERVAL.sub(lambda match: " " * len(match.group()), prose)
    single = (match.start() for match in SINGLE.finditer(prose)) if text.language != "ar" else ()
    for place in (*_nested(prose), *_curly(prose), *single):
        yield Remark("punctuation/unmatched", (prose[place],), place, place + 1)


def check_balance_kept(source: Text, target: Text) -> Iterator[Remark]:
    """Yield what is unmatched in a translation and not in its source."""
    remarks = tuple(check_balance(target))
    if remarks and not tuple(check_balance(source)):
        yield from remarks


def _nested(text: str) -> Iterator[int]:
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for match in NESTED.finditer(text):
        mark, place = match.group(), match.start()
        if mark not in PAIRS:
            if not (mark == "«" and waiting[mark] and _begins_line(text, place)):
                opened.append((mark, place))
                waiting[mark] += 1
        elif waiting[PAIRS[mark]]:
            while opened[-1][0] != PAIRS[mark]:
                inner, start = opened.pop()
                waiting[inner] -= 1
                yield from _doubt(text, start)
            opened.pop()
            waiting[PAIRS[mark]] -= 1
        else:
            yield from _doubt(text, place)
    for _, place in opened:
        yield from _doubt(text, place)


def _begins_line(text: str, place: int) -> bool:
    return text[:place].rstrip(" ").endswith("\n")


def _doubt(text: str, place: int) -> Iterator[int]:
    """Yield the place unless the mark is not one of a pair there."""
    mark, before = text[place], text[max(place - LONGEST, 0) : place]
    if mark == ")" and ENUMERATOR.search(before):
        return
    if mark in "()" and SMILEY.search(before):
        return
    yield place


def _curly(text: str) -> Iterator[int]:
    if "„" in text:
        return
    found = [match.start() for match in CURLY.finditer(text)]
    found = [place for place in found if not (text[place] == "“" and _begins_line(text, place))]
    if len(found) % 2 == 0:
        return
    if any(text[place] == '"' and text[place - 1 : place].isdigit() for place in found):
        return
    yield _lonely(text, found)


def _lonely(text: str, places: list[int]) -> int:
    """Return the first place that follows one of its own direction, the last one when there is none."""
    for before, place in pairwise(places):
        if text[place] == text[before] != '"':
            return before if text[place] == "“" else place
    return places[-1]
