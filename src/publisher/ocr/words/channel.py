"""What OCR reads where something else is printed: the table of confusions, and how likely each is in a document."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

PER_THOUSAND = {
    "e": 148.0, "a": 77.0, "i": 70.0, "u": 61.0, "o": 55.0, "c": 33.0, "é": 20.0, "à": 4.9, "è": 3.3, "ê": 1.8,
    "ç": 1.3, "ô": 0.5, "â": 0.3, "î": 0.3, "ù": 0.28, "û": 0.23, "œ": 0.13, "ï": 0.08, "ë": 0.036, "ü": 0.006,
    "ö": 0.003, "ä": 0.001,
}  # fmt: skip
"""how often a letter stands among a thousand of French, by the list of frequencies"""
LETTERS = ("accent", "shape")
"""groups of confusions inside a word"""
NEVER = 1e-9
"""probability of what a document shows no sign of"""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Something printed and what was read in its place."""

    index: int
    printed: str
    seen: str
    group: str
    start: bool
    """only where a word begins; `^` before what is printed says so in the table"""
    rate: float
    """of the places where it was printed, the share that is read so, in a text where the group's errors are common"""

    @property
    def rarity(self) -> float:
        """How much rarer the printed letter is in French than the one seen, at most 1."""
        seen, printed = PER_THOUSAND.get(self.seen, 0.0), PER_THOUSAND.get(self.printed, 0.0)
        return min(1.0, printed / seen) if seen and printed else 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """All confusions, by index and by what is seen first."""

    confusions: tuple[Confusion, ...]
    by_first: Mapping[str, tuple[Confusion, ...]]
    """those that stand inside words, by the first character seen"""

    def index(self, group: str, printed: str, seen: str) -> int:
        """Return the index of a confusion; raises `KeyError` when there is none."""
        for confusion in self.confusions:
            if (confusion.group, confusion.printed, confusion.seen) == (group, printed, seen):
                return confusion.index
        raise KeyError(group, printed, seen)

    def sign(self, seen: str) -> Confusion | None:
        """Return what may be printed where a sign or digit stands alone."""
        return next((row for row in self.confusions if row.group == "sign" and row.seen == seen), None)


@cache
def table() -> Table:
    """Return the confusions of `data/confusions.toml`."""
    data = tomllib.loads(files("publisher.ocr.words").joinpath("data/confusions.toml").read_text("utf-8"))
    found = list[Confusion]()
    by_first = defaultdict[str, list[Confusion]](list)
    for group, rows in data.items():
        for printed, readings in rows.items():
            for seen, rate in readings.items():
                found.append(Confusion(len(found), printed.lstrip("^"), seen, group, printed.startswith("^"), rate))
                if group in LETTERS:
                    by_first[seen[0]].append(found[-1])
    return Table(tuple(found), {first: tuple(rows) for first, rows in by_first.items()})


@dataclass(frozen=True, slots=True)
class Channel:
    """How likely each confusion is in one document, and which the document proves."""

    rates: tuple[float, ...]
    """by the index of the confusion: P(seen | printed)"""
    usable: frozenset[int]
    """confusions that may be undone without asking"""
    suspected: frozenset[int] = frozenset()
    """of them, those by which even a sound word is doubted"""
    losses: Mapping[str, float] = field(default_factory=dict)
    """accented letters -> how often they are not read as themselves"""
    damaged: bool = False
    """there are errors all over the document"""

    def weight(self, printed: str, used: tuple[int, ...]) -> float:
        """Return ln of the probability that `printed` was read with the confusions `used` and no other."""
        total = 0.0
        for index in used:
            total += log(max(self.rates[index], NEVER))
        for letter, loss in self.losses.items():
            kept = printed.count(letter)
            if kept:
                kept -= sum(table().confusions[index].printed == letter for index in used)
                total += max(kept, 0) * log(max(1 - loss, NEVER))
        return total


def first_guess() -> Channel:
    """Return the channel to look at a document with before anything is known about it."""
    return Channel(tuple(confusion.rate for confusion in table().confusions), frozenset())
