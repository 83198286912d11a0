"""A word cut by a hyphen at the end of a line: what the document itself proves about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

HYPHENS = "-\u2010"
CERTAIN_HYPHENS = "\u00ad\u00ac"
"""soft hyphen, and the not sign some OCR programs write for it: never part of a word"""

LONGEST = 60
"""characters of a word part; a longer one is no French word, and would cost time"""

WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
LAST_PART = re.compile(r"([^\W_]+(?:[-\u2010][^\W_]+)*)[-\u2010\u00ad\u00ac]\Z")


@dataclass(frozen=True, slots=True)
class Seam:
    """How two lines of one paragraph meet."""

    cut: int = 0
    """characters to take from the end of the first line"""
    glue: str = " "
    left: str = ""
    right: str = ""
    """the parts of the word, when a person should decide"""
    original: str = ""
    proposal: str = ""
    why: str = ""


SPACE = Seam()
GLUED = Seam(cut=1, glue="")
KEPT = Seam(glue="")


def is_cut(first: str, second: str) -> bool:
    """Return whether `first` ends with a hyphen that belongs to a word which may go on in `second`."""
    return first[-1:] in (*HYPHENS, *CERTAIN_HYPHENS) and first[-2:-1].isalnum() and second[:1].isalnum()


def words_of(text: str) -> frozenset[str]:
    """Return the words of a document, hyphenated ones whole, without regard to case."""
    return frozenset(WORD.findall(text.casefold()))


def seam(first: str, second: str, words: frozenset[str]) -> Seam:
    """Return how two lines meet, by the `words` the document has elsewhere.

    A hyphen is dropped only when the word stands elsewhere without it and never with it: French has words of its own
    with a hyphen, and a reader forgives a hyphen too many sooner than a letter too few.
    """
    if not is_cut(first, second):
        return SPACE
    before, after = LAST_PART.search(first[-LONGEST:]), WORD.match(second, 0, LONGEST)
    if before is None or after is None or after.end() == LONGEST:
        return SPACE
    left, right = before[1], after[0]
    if first[-1] in CERTAIN_HYPHENS:
        return GLUED if right[0].islower() else SPACE
    compound, joined = f"{left}{first[-1]}{right}", left + right
    if not right[0].islower():
        return _before_capital(left, right, compound, words)
    return _before_small(left, right, (compound, joined), words)


def _before_small(left: str, right: str, forms: tuple[str, str], words: frozenset[str]) -> Seam:
    """Return the seam of a word that goes on with a small letter; `forms` with the hyphen, without it."""
    compound, joined = forms
    with_hyphen, without = compound.casefold() in words, joined.casefold() in words
    if without and not with_hyphen:
        return GLUED
    if with_hyphen and not without:
        return KEPT
    why = f"hyphen kept at a line end: the document has {'both forms' if without else 'neither form'}"
    hyphen = compound[len(left)]
    return Seam(0, "", left, right, f"{left}{hyphen}\n{right}", joined, why)


def _before_capital(left: str, right: str, compound: str, words: frozenset[str]) -> Seam:
    """Return the seam before a capital or a digit: a compound name, or a dash that lost its space."""
    if compound.casefold() in words:
        return KEPT
    hyphen = compound[len(left)]
    why = "hyphen at a line end before a capital or a digit: a compound, or a dash"
    return Seam(0, " ", left, right, f"{left}{hyphen}\n{right}", compound, why)
