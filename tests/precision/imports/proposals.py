"""The rows of a review against the truth: which of them help an editor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

from tests.precision.imports.compared import Compared
from tests.precision.imports.tokens import tokens

ABOUT_WORDS = ("word", "split", "join")
LEAST = 3
"""letters of a word that is decided once for all its places"""


class Row(Protocol):
    """What is read of a row of the review."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def original(self) -> str: ...
    @property
    def proposals(self) -> tuple[str, ...]: ...
    @property
    def decision(self) -> str: ...


class Proposals:
    """Which words of the truth the review proposes, in rows that wait for an editor.

    A row that is right is so wherever the file has the same word: the review has one row for all of them.
    """

    def __init__(self, both: Compared, rows: Iterable[Row]) -> None:
        self._both = both
        self._offsets = [0]
        for line in both.raw_text.split("\n"):
            self._offsets.append(self._offsets[-1] + len(line) + 1)
        self._words: Sequence[tuple[int, int]] = [
            (self._offsets[word.line - 1] + word.start, self._offsets[word.line - 1] + word.end)
            for word in both.raw.words
        ]
        self._ends = [end for _, end in self._words]
        self._right = set[int]()
        self._alike = dict[str, tuple[str, ...]]()
        self.figures = {"rows": 0, "idle": 0}
        self.cases = list[tuple[str, str, str, str, str, int]]()
        for row in rows:
            if row.kind in ABOUT_WORDS and not row.decision:
                self._take(row)

    def has(self, index: int) -> bool:
        """Return whether a row proposes a word of the truth for what stands in the file."""
        if index in self._right:
            return True
        raw, places = self._both.raw, self._both.raw.alignment.at[index]
        text = " ".join(raw.words[place].core for place in places)
        return self._both.words[index].core in self._alike.get(text, ())

    def _take(self, row: Row) -> None:
        self.figures["rows"] += 1
        start = self._offsets[row.line - 1] + row.column - 1
        end = start + len(row.original)
        places = self._places(start, end)
        if not places:
            return
        first, last = self._words[places[0]][0], self._words[places[-1]][1]
        text = self._both.raw_text
        before, after = text[min(first, start) : start], text[end : max(last, end)]
        proposals = {_cores(before + proposal + after) for proposal in row.proposals}
        printed = self._printed(places)
        cores = tuple(self._both.words[index].core for index in printed)
        right = cores in proposals
        if right and len(row.original) >= LEAST:
            self._alike[" ".join(_cores(text[first:last]))] = cores
        self._judge(row, printed, cores, right)

    def _judge(self, row: Row, printed: Sequence[int], cores: tuple[str, ...], right: bool) -> None:
        if right:
            self._right |= set(printed)
            return
        was = all(self._both.raw.alignment.matched[index] for index in printed)
        now = all(self._both.result.alignment.matched[index] for index in printed)
        idle = was and now
        self.figures["idle"] += idle
        outcome = "idle" if idle else "wrong"
        self.cases.append((outcome, " ".join(cores), row.original, "|".join(row.proposals), "", row.line))

    def _places(self, start: int, end: int) -> list[int]:
        """Return the words of the file between two offsets, those cut included."""
        places, at = list[int](), bisect_right(self._ends, start)
        while at < len(self._words) and self._words[at][0] < end:
            places.append(at)
            at += 1
        return places

    def _printed(self, places: Sequence[int]) -> list[int]:
        """Return the words of the truth that words of the file stand for."""
        backwards, at = self._both.raw.backwards, self._both.raw.alignment.at
        found = dict[int, None]()
        for place in places:
            index = backwards.get(place)
            while index is not None and index < len(at) and place in at[index]:
                found[index] = None
                index += 1
        return list(found)


def _cores(text: str) -> tuple[str, ...]:
    return tuple(token.core for token in tokens(" ".join(text.split())))
