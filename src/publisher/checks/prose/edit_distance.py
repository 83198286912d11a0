"""How far two words are from each other."""

from __future__ import annotations


def distance(first: str, second: str) -> int:
    """Return the least number of letters to insert, drop, replace or swap with the next that makes one the other.

    A letter is changed once at most (optimal string alignment). The time grows with the product of the lengths.
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
