"""How well one text goes on in another: by its words, capitals and stops."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp, log
from typing import TypeAlias

from publisher.ocr.french.context import words_of
from publisher.ocr.lexicon import Lexicon

Follows: TypeAlias = Callable[[Sequence[str], Sequence[str]], float]

MEMORY = 50_000
BEFORE, AFTER = 5, 2
"""tokens on either side of a place that are looked at"""

CLOSED = re.compile(r"[.!?…][\s»”’\"')\]]*\Z")
OPENING = re.compile(r"[«“\"(\[‘]+")
READ_AS_L = re.compile(r"\A(?:[I1|\[]['’‘`´]|\[?['|\"’‘](?=[^\W_])|[|\[](?=[^\W\d_]))")
"""how OCR reads an elided article; enough to see what kind of word follows"""

AFTER_STOP, SMALL_AFTER_STOP = 1.5, -2.5
CAPITAL, EVERYDAY = -2.5, 1e-3
"""a capital on a word of at least this frequency in the middle of a sentence"""
OPENS, OPENS_SMALL = 1.0, -1.0
HIGHEST, LOWEST = 3.0, -3.0


class Seams:
    """What `follows` says of places in a text, and what capitals and stops say."""

    def __init__(self, follows: Follows, lexicon: Lexicon, lost: bool) -> None:
        """Take what a language model says; `lost`: the text has no `à`, so an `a` may be one."""
        self._follows = follows
        self._lexicon = lexicon
        self._lost = lost
        self._fits = lru_cache(MEMORY)(self._fit)

    def opening(self, token: str) -> float:
        """Return how well a text begins with a token."""
        return OPENS_SMALL if OPENING.sub("", READ_AS_L.sub("l'", token))[:1].islower() else OPENS

    def fit(self, left: Sequence[str], end: int, right: Sequence[str], start: int, since: int = 0) -> float:
        """Return how well `right[start:]` goes on with `left[since:end]`: a natural logarithm, 0 when it may or not."""
        return self._fits(tuple(left[max(since, end - BEFORE) : end]), tuple(right[start : start + AFTER]))

    def _fit(self, left: tuple[str, ...], right: tuple[str, ...]) -> float:
        after = OPENING.sub("", READ_AS_L.sub("l'", right[0]))
        if CLOSED.search(left[-1]):
            return SMALL_AFTER_STOP if after[:1].islower() else AFTER_STOP
        before, behind = _words(left), _words(right)
        if not before or not behind:
            return 0.0
        fit = self._either(before, behind) if self._lost else self._follows(before, behind)
        return max(LOWEST, min(HIGHEST, fit + self._capital(after, behind[0])))

    def _capital(self, token: str, word: str) -> float:
        """Return the evidence of a capital in the middle of a sentence; names have one, and what is in capitals."""
        if not token[:1].isupper() or (len(token) > 1 and token.isupper()):
            return 0.0
        return CAPITAL if word[-1] == "'" or self._lexicon.frequency(word.casefold()) > EVERYDAY else 0.0

    def _either(self, before: tuple[str, ...], after: tuple[str, ...]) -> float:
        """Return how well words go on in others when an `a` beside the place may be an `à`."""
        lefts, rights = [(before, 1.0)], [(after, 1.0)]
        if before[-1] == "a":
            rest = before[:-1]
            lefts = [((*rest, form), exp(self._follows(rest, (form,)) if rest else 0.0)) for form in ("a", "à")]
        if after[0] == "a":
            rest = after[1:]
            rights = [((form, *rest), exp(self._follows((form,), rest) if rest else 0.0)) for form in ("a", "à")]
        ways = [(one * two, left, right) for left, one in lefts for right, two in rights]
        whole = sum(weight for weight, _, _ in ways)
        return log(sum(weight * exp(self._follows(left, right)) for weight, left, right in ways) / whole)


def _words(tokens: Sequence[str]) -> tuple[str, ...]:
    return words_of(" ".join(READ_AS_L.sub("l'", token) for token in tokens))
