"""Text as number words are looked up: small letters, plain digits, Arabic letters without their variants."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LETTERS = tuple(zip("أإآٱى\u2212\u2011\u2236", "ااااي--:", strict=True))
_FIGURES = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ARABIC_FIGURE = re.compile("[٠-٩۰-۹]")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200e\u200f\u061c\u2066-\u2069\u00ad]+")
JOINER = "\u0640"
"""a letter that no folded text holds: stands for the space inside a month's name of two words"""
_TWO_WORDS = re.compile("(كانون|تشرين) (?=ال(?:ثان|اول))")


class Folded(NamedTuple):
    """A text to be looked up in, and where its characters come from."""

    text: str
    cased: str
    """the same with its capitals"""
    cuts: tuple[int, ...] = ()
    """places in `text` before which characters were left out"""
    shifts: tuple[int, ...] = ()
    """for each cut, how many were left out up to there"""

    def place(self, at: int) -> int:
        """Return the place in the original text."""
        cut = bisect_right(self.cuts, at)
        return at + self.shifts[cut - 1] if cut else at


def fold(text: str) -> Folded:
    """Return a text as its numbers are read."""
    if text.isascii():
        return Folded(text.lower(), text)
    cuts: list[int] = []
    shifts: list[int] = []
    left_out = 0
    for match in _MARKS.finditer(text):
        cuts.append(match.start() - left_out)
        left_out += match.end() - match.start()
        shifts.append(left_out)
    cased = _MARKS.sub("", text) if cuts else text
    cased = _plain(cased)
    if "ن ال" in cased:
        cased = _TWO_WORDS.sub(rf"\1{JOINER}", cased)
    small = cased.lower()
    if len(small) != len(cased):  # a few capitals have small letters of two characters
        small = "".join([low if len(low := character.lower()) == 1 else character for character in cased])
    return Folded(small, cased, tuple(cuts), tuple(shifts))


def _plain(text: str) -> str:
    """Return a text with plain letters and digits; one after the other is quicker than a table of characters."""
    for letter, plain in _LETTERS:
        if letter in text:
            text = text.replace(letter, plain)
    return text.translate(_FIGURES) if _ARABIC_FIGURE.search(text) else text


def folded_word(form: str) -> str:
    """Return a word of the data as it is looked up; `_` stands for the space inside a name of two words."""
    return _plain(_MARKS.sub("", form)).lower().replace("_", JOINER)
