"""Which words of one text stand for which words of another, moved stretches included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

LARGEST = 2500
"""words times words of a stretch that is compared letter by letter; beyond, words are skipped"""
NEAR = 30
"""words between the place of a word and where it is looked for"""
FAR = 1000.0
"""what it costs to take two words for one that are not"""
ALIKE = 0.5
"""least similarity (1 - distance / length) of two words that are taken for one"""


@dataclass(slots=True)
class Alignment:
    """Words of a text beside those of the truth; places are indexes."""

    at: list[tuple[int, ...]]
    """by word of the truth: the words of the text that stand for it; two words may share one"""
    matched: list[bool]
    """by word of the truth: it is there, exactly"""
    extra: list[tuple[int, int]] = field(default_factory=list)
    """words of the text that stand for none, each with the word of the truth before which it stands"""
    moved: set[int] = field(default_factory=set)
    """words of the truth that stand elsewhere in the text"""

    @property
    def backwards(self) -> dict[int, int]:
        """By word of the text: the first word of the truth that it stands for."""
        return {place: index for index in reversed(range(len(self.at))) for place in self.at[index]}


def align(words: Sequence[str], truth: Sequence[str]) -> Alignment:
    """Return the alignment with the fewest changed words; then what moved is looked for among what is left."""
    found = Alignment([()] * len(truth), [False] * len(truth))
    _into(found, words, truth, range(len(words)), range(len(truth)))
    _find_moved(found, words, truth)
    _find_single(found, words, truth)
    return found


def _into(
    found: Alignment, words: Sequence[str], truth: Sequence[str], places: Sequence[int], indexes: Sequence[int]
) -> None:
    """Align the words at `places` with the words of the truth at `indexes`."""
    run: tuple[int, int, int, int] | None = None
    left, right = [words[place] for place in places], [truth[index] for index in indexes]
    for code in [*Levenshtein.opcodes(left, right), None]:
        if code is not None and code.tag != "equal":
            first = run or (code.src_start, code.src_start, code.dest_start, code.dest_start)
            run = (first[0], code.src_end, first[2], code.dest_end)
            continue
        if run is not None:
            after = indexes[run[3]] if run[3] < len(indexes) else indexes[-1] + 1 if indexes else 0
            _differing(found, words, truth, (places[run[0] : run[1]], indexes[run[2] : run[3]], after))
            run = None
        if code is not None:
            for step in range(code.src_end - code.src_start):
                index = indexes[code.dest_start + step]
                found.at[index], found.matched[index] = (places[code.src_start + step],), True


def _differing(
    found: Alignment, words: Sequence[str], truth: Sequence[str], run: tuple[Sequence[int], Sequence[int], int]
) -> None:
    """Align a run in which no word is the same: pairs, one for two, two for one, or none."""
    places, indexes, after = run
    steps = _steps([words[place] for place in places], [truth[index] for index in indexes])
    i = j = 0
    for wide, deep in steps:
        own = tuple(places[i : i + wide])
        for index in indexes[j : j + deep]:
            found.at[index] = own
            found.matched[index] = wide == deep == 1 and words[own[0]] == truth[index]
        if deep == 0:
            before = indexes[j] if j < len(indexes) else after
            found.extra += [(place, before) for place in own]
        i, j = i + wide, j + deep


MOVES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 0), (0, 1))


def _steps(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return how many words of either side go together, step after step, for the fewest changed letters."""
    if len(left) * len(right) > LARGEST or not left or not right:
        return [(1, 0)] * len(left) + [(0, 1)] * len(right)
    costs: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            for move in MOVES:
                before = (i - move[0], j - move[1])
                if before in costs:
                    cost = costs[before][0] + _cost(left[before[0] : i], right[before[1] : j])
                    if (i, j) not in costs or cost < costs[i, j][0]:
                        costs[i, j] = (cost, move)
    steps, at = list[tuple[int, int]](), (len(left), len(right))
    while at != (0, 0):
        move = costs[at][1]
        steps.append(move)
        at = (at[0] - move[0], at[1] - move[1])
    return steps[::-1]


def _cost(left: Sequence[str], right: Sequence[str]) -> float:
    if not left or not right:
        return 0.75 * sum(map(len, (*left, *right))) + 0.5
    one, other = "".join(left), "".join(right)
    if one.isdigit() and other.isdigit():
        return 0.0 if one == other else FAR
    distance = Levenshtein.distance(one, other)
    longest = max(len(one), len(other))
    if (distance > longest * ALIKE and longest > 2) or (len(left) != len(right) and distance * 3 > longest):
        return FAR
    return distance + 0.5 * abs(len(left) - len(right))


def _find_moved(found: Alignment, words: Sequence[str], truth: Sequence[str]) -> None:
    """Give words of the truth that are missing to words of the text that stand for none, stretch by stretch."""
    sources = _runs([place for place, _ in found.extra])
    missing = _runs([index for index, places in enumerate(found.at) if not places])
    for places in sorted(sources, key=len, reverse=True):
        bag = Counter(words[place] for place in places)
        best, shared = None, 0
        for candidate in missing:
            common = sum((bag & Counter(truth[index] for index in candidate)).values())
            if common > shared:
                best, shared = candidate, common
        if best is not None and _plausible(shared, len(places), len(best)):
            missing.remove(best)
            _move(found, words, truth, places, best)
            missing += _runs([index for index in best if not found.at[index]])


def _find_single(found: Alignment, words: Sequence[str], truth: Sequence[str]) -> None:
    """Give missing words the same word, where it stands near and stands for none: a caption before its number."""
    left = dict[str, list[int]]()
    for place, _ in found.extra:
        left.setdefault(words[place], []).append(place)
    taken = set[int]()
    for index in [index for index, places in enumerate(found.at) if not places]:
        near = next((found.at[before][0] for before in range(index - 1, -1, -1) if found.at[before]), 0)
        own = min(left.get(truth[index], ()), key=lambda place: abs(place - near), default=None)
        if own is not None and abs(own - near) <= NEAR:
            left[truth[index]].remove(own)
            found.at[index], found.matched[index] = (own,), True
            found.moved.add(index)
            taken.add(own)
    found.extra = [(place, before) for place, before in found.extra if place not in taken]


def _plausible(shared: int, wide: int, deep: int) -> bool:
    return wide == deep == shared or (shared > 1 and shared * 2 >= min(wide, deep))


def _move(
    found: Alignment, words: Sequence[str], truth: Sequence[str], places: Sequence[int], indexes: Sequence[int]
) -> None:
    own = set(places)
    kept = [(place, before) for place, before in found.extra if place not in own]
    where = dict(found.extra)
    found.extra = []
    _into(found, words, truth, places, indexes)
    found.moved |= {index for index in indexes if found.at[index]}
    found.extra = kept + [(place, where[place]) for place, _ in found.extra]


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs = list[list[int]]()
    for place in sorted(places):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
