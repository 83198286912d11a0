"""What words stand beside each other in French: which of several candidates fits, whether a line goes on in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from typing import NamedTuple, TypeAlias

from publisher.ocr.french.grammar import Grammar
from publisher.ocr.lexicon import Lexicon

_ELISIONS = "l|d|j|m|n|s|t|c|ç|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'"})
_WORD = re.compile(
    rf"(?<![^\W_])(?:{_ELISIONS})'(?=\S|$)"
    r"|\d+(?:[ \u00a0\u202f]\d{3}(?!\d)|[.,]\d+)*[^\W_]*"
    r"|[^\W\d_]+(?:['-][^\W_]+)*"
    r"|[^\w\s]|_",
    re.IGNORECASE,
)
LONGEST = 600
"""slots read at a time; a longer paragraph is cut, best behind the end of a sentence"""
FAINT = 1e-7
"""what is so much less likely than the best reading is given up"""
LEAST = -30.0
"""a candidate's weight below the best of its slot, at most"""
AHEAD = 8
"""words before and after a gap that `follows` looks at"""
MEMORY = 20_000
"""answers of `follows` that are remembered, for words before and after a gap"""


class Candidate(NamedTuple):
    """What may have been printed in the place of a token."""

    words: tuple[str, ...]
    """as `words_of` splits sound French: usually one, several where the file lost a space or an apostrophe"""
    weight: float
    """natural logarithm of how likely the file's token is when this was printed"""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of sound French: elided forms, compounds, numbers, and each sign by itself."""
    return tuple(match.group() for match in _WORD.finditer(text.translate(_APOSTROPHES)))


_States: TypeAlias = dict[int, float]
"""states by number (a pair of tags, see `Grammar.pair`) with their weights"""


class _Slot(NamedTuple):
    """The readings of a slot: per candidate its states, and every way into them."""

    states: list[_States]
    before: int
    """candidates of the slot before"""
    ways: list[tuple[int, int, int, int, float]]
    """candidate before, its state, candidate, its state, factor"""


class Context:
    """A hidden Markov model of French: tags of words follow each other, and pairs of words attract or repel."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._grammar = Grammar(lexicon)
        # The same few words are asked about at many places.
        self._after = lru_cache(MEMORY)(self._states_after)
        self._alone = lru_cache(MEMORY)(self._somewhere)

    def posteriors(self, slots: Sequence[Sequence[Candidate]]) -> list[tuple[float, ...]]:
        """Return for every candidate the probability that it was printed, given its neighbours; each slot sums to 1."""
        found = list[tuple[float, ...]]()
        for piece in _pieces(slots):
            found.extend(self._solved(piece))
        return found

    def follows(self, left: Sequence[str], right: Sequence[str]) -> float:
        """Return ln of how much likelier `right` comes directly after `left` than anywhere."""
        if not left or not right:
            return 0.0
        ahead = tuple(right[:AHEAD])
        together = self._read(self._after(tuple(left[-AHEAD:])), left[-1], ahead)[1]
        return together - self._alone(ahead) + self._grammar.capital(left[-1], ahead[0])

    def _states_after(self, words: tuple[str, ...]) -> _States:
        """Return the states after words at a beginning."""
        return self._read({self._grammar.edge: 1.0}, "", words)[0]

    def _somewhere(self, words: tuple[str, ...]) -> float:
        """Return ln of the probability of words, whatever stands before them."""
        states = self._grammar.anywhere(words[0])
        whole = sum(states.values())
        states = {state: weight / whole for state, weight in states.items()}
        return log(whole) + self._read(states, words[0], words[1:])[1]

    def _read(self, states: _States, before: str, words: Sequence[str]) -> tuple[_States, float]:
        """Return the states after words that follow others, and ln of the probability of the words."""
        total = 0.0
        for word in words:
            states = self._through(states, before, word)
            whole = sum(states.values())
            total += log(whole)
            states = {state: weight / whole for state, weight in states.items()}
            before = word
        return states, total

    def _solved(self, slots: Sequence[Sequence[Candidate]]) -> list[tuple[float, ...]]:
        grammar = self._grammar
        last, states = [""], [{grammar.edge: 1.0}]
        read = list[_Slot]()
        for slot in slots:
            step = self._slot(last, states, slot)
            read.append(step)
            last, states = [candidate.words[-1] if candidate.words else "" for candidate in slot], step.states
        backward = [{state: grammar.ends(state) for state in candidate} for candidate in states]
        found = list[tuple[float, ...]]()
        for step in reversed(read):
            found.append(_shares(step.states, backward))
            backward = _left(step, backward)
        return found[::-1]

    def _slot(self, last: Sequence[str], states: Sequence[_States], slot: Sequence[Candidate]) -> _Slot:
        best = max(candidate.weight for candidate in slot)
        ends = [_States() for _ in slot]
        ways = list[tuple[int, int, int, int, float]]()
        for index, candidate in enumerate(slot):
            factor = exp(max(candidate.weight - best, LEAST))
            end = ends[index]
            for origin, word in enumerate(last):
                pull = factor * (self._grammar.attraction(word, candidate.words[0]) if candidate.words else 1.0)
                for state, weight in states[origin].items():
                    for reached, chance in self._passed(state, candidate.words):
                        ways.append((origin, state, index, reached, pull * chance))
                        end[reached] = end.get(reached, 0.0) + weight * pull * chance
        return _Slot(_thinned(ends), len(last), ways)

    def _passed(self, state: int, words: Sequence[str]) -> Sequence[tuple[int, float]]:
        """Return the states after the words of a candidate, with their probabilities."""
        if len(words) == 1:
            return self._grammar.moves(state, words[0])
        states: _States = {state: 1.0}
        for before, word in pairwise(("", *words)):
            states = self._through(states, before, word)
        return tuple(states.items())

    def _through(self, states: _States, before: str, word: str) -> _States:
        grammar, found = self._grammar, _States()
        pull = grammar.attraction(before, word)
        for state, weight in states.items():
            for reached, chance in grammar.moves(state, word):
                found[reached] = found.get(reached, 0.0) + weight * pull * chance
        return found


def _pieces(slots: Sequence[Sequence[Candidate]]) -> Iterator[Sequence[Sequence[Candidate]]]:
    """Yield a paragraph in pieces of at most `LONGEST` slots, cut behind a sentence where that can be."""
    start = 0
    while start < len(slots):
        end = min(start + LONGEST, len(slots))
        if end < len(slots):
            end = next((at for at in range(end, start + LONGEST // 2, -1) if _ends(slots[at - 1])), end)
        yield slots[start:end]
        start = end


def _ends(slot: Sequence[Candidate]) -> bool:
    return len(slot) == 1 and slot[0].words[-1:] in ((".",), ("!",), ("?",))


def _thinned(states: Sequence[_States]) -> list[_States]:
    """Return states with the highest weight at 1, without those that are given up."""
    highest = max((max(each.values(), default=0.0) for each in states), default=0.0)
    highest = highest or 1.0
    least = highest * FAINT
    return [{state: weight / highest for state, weight in each.items() if weight > least} for each in states]


def _left(step: _Slot, backward: Sequence[_States]) -> list[_States]:
    found = [_States() for _ in range(step.before)]
    for origin, state, index, reached, chance in step.ways:
        ahead = backward[index].get(reached)
        if ahead is not None:
            here = found[origin]
            here[state] = here.get(state, 0.0) + chance * ahead
    highest = max(max(each.values(), default=0.0) for each in found) or 1.0
    return [{state: weight / highest for state, weight in each.items()} for each in found]


def _shares(states: Sequence[_States], backward: Sequence[_States]) -> tuple[float, ...]:
    shares = [
        sum(weight * ahead.get(state, 0.0) for state, weight in here.items())
        for here, ahead in zip(states, backward, strict=True)
    ]
    total = sum(shares)
    return tuple(share / total for share in shares) if total else tuple(1 / len(shares) for _ in shares)
