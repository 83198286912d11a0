"""New messages and the texts that left -> which came from which: changed, split or joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from publisher.catalogs.similarity import Index, Text, best_pairs, is_part, likeness, parts, text_of

ENOUGH = 0.56
"""likeness, with what the place adds, under which a guess costs a translator more than it helps"""
PLACE = 0.09
"""what standing after the same text adds to likeness, and before the same text"""
SAME = 0.85
"""likeness from which a text was changed, whatever else resembles a part of it"""
WHOLE = -1
"""stands for a piece that is no piece"""
NEIGHBOURS = 4
"""texts that stand in one place and are looked at; where all changed, words must decide"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A source text and what stood around it: the nearest texts that did not change, None at the ends."""

    msgid: str
    plural: bool
    position: int
    """in its file, so that neighbours follow each other"""
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True)
class Guesses:
    """Numbers of new messages -> numbers of old ones."""

    changed: dict[int, int]
    split: dict[int, int]
    """two new ones or more have the same old one"""
    joined: dict[int, tuple[int, ...]]


def guesses(new: Sequence[Placed], old: Sequence[Placed]) -> Guesses:
    """Return where new messages came from among texts that left; an old text serves one message unless it was split.

    Pairs are weighed all together, the best first. Likeness decides; of two alike the one in the right place is taken,
    and the right place makes up for some likeness.
    """
    texts = [text_of(item.msgid) for item in new]
    text = cache(lambda number: text_of(old[number].msgid))
    scores = {
        (number, other): likeness(texts[number], text(other))
        for number, other in _candidates(new, old, texts)
        if new[number].plural == old[other].plural
    }
    single = [(number, other, score) for (number, other), score in scores.items() if not new[number].plural]
    split = _wholes(single, new, texts.__getitem__, text)
    joined = _wholes([(other, number, score) for number, other, score in single], old, text, texts.__getitem__)
    gone = {*split, *(part for found in joined.values() for part in found)}
    arrived = {*joined, *(part for found in split.values() for part in found)}
    changed = best_pairs(
        (total, number, other)
        for (number, other), score in scores.items()
        if number not in arrived and other not in gone
        if (total := score + PLACE * _place(new[number], old[other])) >= ENOUGH
    )
    return Guesses(changed, {part: whole for whole, found in split.items() for part in found}, joined)


def _candidates(new: Sequence[Placed], old: Sequence[Placed], texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    index = Index((item.msgid for item in old), texts)
    after: defaultdict[object, list[int]] = defaultdict(list)
    before: defaultdict[object, list[int]] = defaultdict(list)
    for number, item in enumerate(old):
        after[item.before].append(number)
        before[item.after].append(number)
    for number, item in enumerate(new):
        near = (*index.nearest(texts[number]), *after[item.before][:NEIGHBOURS], *before[item.after][-NEIGHBOURS:])
        yield from ((number, other) for other in dict.fromkeys(near))


def _place(one: Placed, other: Placed) -> int:
    return (one.before == other.before) + (one.after == other.after)


def _wholes(
    pairs: Iterable[tuple[int, int, float]],
    pieces: Sequence[Placed],
    piece_text: Callable[[int], Text],
    whole_text: Callable[[int], Text],
) -> dict[int, tuple[int, ...]]:
    """Return the numbers of wholes with those of their pieces, from (piece, whole, likeness); a piece is used once.

    A whole of which one piece is the same but for a few words was not cut up.
    """
    near: defaultdict[int, list[int]] = defaultdict(list)
    for piece, whole, score in pairs:
        near[whole].append(piece if score < SAME else WHOLE)
    at = {item.position: number for number, item in enumerate(pieces)}
    found: dict[int, tuple[int, ...]] = {}
    used = {WHOLE}
    for whole, close in sorted(near.items()):
        free = [] if WHOLE in close else [piece for piece in close if piece not in used]
        text = whole_text(whole)
        places = [pieces[piece].position for piece in free if is_part(piece_text(piece), text)]
        run = parts(text, places, lambda place: piece_text(at[place]))
        if run:
            found[whole] = tuple(at[place] for place in run)
            used.update(found[whole])
    return found
