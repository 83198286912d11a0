"""How large values, selectors and imports become when everything is put in: refused before anybody tries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_GROWN = 2000
"""parts of a value when custom properties are put in"""
LONGEST_CHAIN = 50
"""custom properties one of which needs the next"""
MOST_IMPORTS = 100
"""files that one sheet loads, those that are loaded again counted again"""


@dataclass(frozen=True, slots=True)
class Value:
    """What a declaration holds, before anything is put in."""

    name: str
    """of the custom property it defines; empty for an ordinary declaration"""
    size: int
    uses: Mapping[str, int]
    """custom properties it puts in, and how often"""

    def grown(self, sizes: Mapping[str, int]) -> int:
        """Return its size with those of other custom properties put in."""
        return self.size + sum(count * sizes.get(name, 0) for name, count in self.uses.items())


def sizes_of(values: Iterable[Value]) -> Mapping[str, int]:
    """Return how large each custom property is at most; one more than MOST_GROWN where that has no end in sight.

    Of several definitions the largest counts, whichever sheet it stands in: nobody knows which one an element gets.
    """
    defined = [value for value in values if value.name]
    sizes: dict[str, int] = {}
    unsettled: set[str] = set()
    for turn in range(LONGEST_CHAIN + 1):
        before, moved, unsettled = dict(sizes), unsettled, set()
        for value in defined:
            if turn and moved.isdisjoint(value.uses):
                continue
            grown = min(value.grown(before), MOST_GROWN + 1)
            if grown > sizes.get(value.name, 0):
                sizes[value.name] = grown
                unsettled.add(value.name)
        if not unsettled:
            return sizes
    return sizes | dict.fromkeys(unsettled, MOST_GROWN + 1)  # a circle, or a chain that is too long


def loads_of(imports: Mapping[str, tuple[str, ...]]) -> Mapping[str, int]:
    """Return how many files each file loads; more than MOST_IMPORTS where a circle or a tree has no end in sight."""
    loads = dict.fromkeys(imports, 0)
    for _ in range(MOST_IMPORTS + 1):
        before = dict(loads)
        for file, others in imports.items():
            loads[file] = min(sum(1 + before.get(other, 0) for other in others), MOST_IMPORTS + 1)
        if loads == before:
            break
    return loads
