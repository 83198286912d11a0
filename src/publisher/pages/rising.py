"""What is out of order, and what need not be moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the indexes of a longest subsequence that rises: what need not be moved.

    >>> sorted(longest_rising([0, 3, 1, 2, 4]))
    [0, 2, 3, 4]
    """
    ends: list[int] = []
    indexes: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(ends, number)
        before.append(indexes[place - 1] if place else -1)
        ends[place : place + 1] = [number]
        indexes[place : place + 1] = [index]
    kept: set[int] = set()
    at = indexes[-1] if indexes else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
