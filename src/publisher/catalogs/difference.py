"""What changed between two versions of a source text, as one line a translator reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.catalogs.similarity import same_runs

TOKEN = re.compile(r"(?:</?\w+[ ]?/?>|\S)+")
"""a word with the tags that touch it"""
CONTEXT = 3
"""words shown on either side of a change"""
SHOWN = 12
"""words shown of a long stretch that came or went"""
MOST_WORDS = 1_000
"""of texts beyond it nothing is said: comparing takes the square of their length, and nobody reads it in one line"""


def changed_words(old: str, new: str) -> str:
    """Return the words that went as `[-…-]` and those that came as `{+…+}`, with a few words around each.

    Empty when no word differs or when a text is too long to be compared.

    >>> changed_words("Nous agissons dans 15 pays.", "Nous agissons dans 18 pays.")
    'Nous agissons dans [-15-] {+18+} pays.'
    >>> changed_words("Un, deux, trois, quatre, cinq ou six.", "Un, deux, trois, quatre, cinq ou <em>sept</em>.")
    '… quatre, cinq ou [-six.-] {+<em>sept</em>.+}'
    """
    one, other = TOKEN.findall(old), TOKEN.findall(new)
    if one == other or max(len(one), len(other)) > MOST_WORDS:
        return ""
    return " ".join(_marked(one, other))


def _marked(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    end = new_end = 0
    for start, new_start, size in same_runs(one, other):
        yield from _stretch("[-", one[end:start], "-]")
        yield from _stretch("{+", other[new_end:new_start], "+}")
        end, new_end = start + size, new_start + size
        at_ends = (start, new_start) == (0, 0), (end, new_end) == (len(one), len(other))
        yield from _around(one[start:end], first=at_ends[0], last=at_ends[1])


def _around(words: Sequence[str], *, first: bool, last: bool) -> Iterator[str]:
    before, after = 0 if first else CONTEXT, 0 if last else CONTEXT
    if len(words) <= before + after:
        yield from words
        return
    yield from words[:before]
    yield "…"
    yield from words[len(words) - after :]


def _stretch(start: str, words: Sequence[str], end: str) -> Iterator[str]:
    if words:
        half = SHOWN // 2
        shown = words if len(words) <= SHOWN else [*words[:half], "…", *words[-half:]]
        yield start + " ".join(shown) + end
