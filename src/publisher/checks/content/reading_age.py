"""Is what is marked as plain language plain (WCAG 2.2, 3.1.5)?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.checks.content.units import units_of
from publisher.checks.content.values import BuiltPage, Fault, Met, Reading, shortened
from publisher.languages.readability import formula, measured, score

RULES = ("content/reading-age",)
PLAIN = "plain"
"""class by which an author says that a block is in plain language"""
LEAST = 50
"""words below which no formula tells anything"""


def reading_faults(built: BuiltPage, reading: Reading, looked: Counter[str]) -> Iterator[Fault]:
    """Yield a fault for each block that its author marks as plain and that asks for more than lower secondary school.

    Blocks of a language without a formula, and those of few words, are not looked at.
    """
    looked["content/reading-age"] += 0
    for found in reading:
        by = formula(found.language) if is_plain(found) else None
        if by is None:
            continue
        texts = [unit.plain for unit in units_of(found) if unit.language == found.language]
        counts = measured(texts, by)
        if counts.words < LEAST:
            continue
        looked["content/reading-age"] += 1
        points = score(counts, by)
        if by.is_hard(points):
            words = (shortened(found.node.text), by.name, f"{points:.0f}", f"{by.limit:.0f}")
            yield Fault("content/reading-age", words, found.block, words[0])


def is_plain(found: Met) -> bool:
    """Whether the author marks an element as plain, and none around it."""
    return PLAIN in classes(found.node.attributes) and not any(
        PLAIN in classes(parent.attributes) for parent in found.parents
    )


def classes(attributes: dict[str, str]) -> list[str]:
    """Return the classes of an element."""
    return attributes.get("class", "").split()
