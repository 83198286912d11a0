"""The quantities of a source held against those of its translation: which are the same, which have no fellow."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from publisher.checks.translation.numbers.marks import Number
from publisher.checks.translation.numbers.quantities import Quantity

Key = Number | str

_CHOICE = 8
"""fellows of one value among which the likest is chosen; bounds the work on long tables"""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Who belongs to whom."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    lost: tuple[Quantity, ...]
    """of the source, without a fellow"""
    added: tuple[Quantity, ...]
    """of the translation, without a fellow"""


def pair(source: Sequence[Quantity], target: Sequence[Quantity]) -> Pairing:
    """Pair quantities of one value; the likest first, then those that one of their readings makes equal."""
    values = [quantity.value for quantity in source]
    if (
        values == [quantity.value for quantity in target]
        and len(set(values)) == len(values)
        and not any([quantity.vague for quantity in (*source, *target)])
    ):
        return Pairing(tuple(zip(source, target, strict=True)), (), ())
    pairs: list[tuple[Quantity, Quantity]] = []
    lost, added = list(source), list(target)
    for keys in (_own, _every):
        lost, added = _claim(lost, added, keys, pairs)
        if not lost or not added:
            break
    return Pairing(tuple(pairs), tuple(lost), tuple(added))


def _own(quantity: Quantity) -> Iterable[Key]:
    return () if quantity.vague else (quantity.value,)


def _every(quantity: Quantity) -> Iterable[Key]:
    return quantity.keys


def _claim(
    source: list[Quantity],
    target: list[Quantity],
    keys: Callable[[Quantity], Iterable[Key]],
    pairs: list[tuple[Quantity, Quantity]],
) -> tuple[list[Quantity], list[Quantity]]:
    """Move what is equal into `pairs`; return what is left of both sides."""
    index: dict[Key, deque[int]] = {}
    for at, quantity in enumerate(target):
        for key in keys(quantity):
            index.setdefault(key, deque()).append(at)
    free = [True] * len(target)
    left: list[Quantity] = []
    for quantity in source:
        fellow = _likest(quantity, target, [index[key] for key in keys(quantity) if key in index], free)
        if fellow is None:
            left.append(quantity)
        else:
            free[fellow] = False
            pairs.append((quantity, target[fellow]))
    return left, [quantity for at, quantity in enumerate(target) if free[at]]


def _likest(quantity: Quantity, target: Sequence[Quantity], queues: list[deque[int]], free: list[bool]) -> int | None:
    """Return the free quantity of the same value that is written most alike."""
    best: int | None = None
    for queue in queues:
        while queue and not free[queue[0]]:
            queue.popleft()
        for at in islice(queue, _CHOICE):
            if free[at] and (best is None or _likeness(quantity, target[at]) > _likeness(quantity, target[best])):
                best = at
        if best is not None:
            break
    return best


def _likeness(quantity: Quantity, other: Quantity) -> int:
    same_unit = quantity.unit is not None and quantity.unit == other.unit
    return 4 * same_unit + 2 * (quantity.percent is other.percent) + (quantity.spelled == other.spelled)
