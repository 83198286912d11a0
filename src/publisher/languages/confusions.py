"""Words that are put for others in a language: the table `[[confusions]]` of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from publisher.languages import table
from publisher.model.patterns import compiled


@dataclass(frozen=True, slots=True)
class Confusion:
    """One way to take a word for another."""

    guard: tuple[str, ...]
    """in small letters; without one of them in the text, `find` finds nothing"""
    find: str
    """regular expression of what is wrong; only its group `at` where it has one"""
    suggest: str
    """what should stand there, in the language of the text"""

    @property
    def pattern(self) -> re.Pattern[str]:
        """`find`, compiled when it is first wanted."""
        return compiled(self.find)


@cache
def confusions(tag: str) -> tuple[Confusion, ...]:
    """Return the confusions of a language; none when it has no file."""
    rows: Any = table(tag, "confusions")
    return tuple(Confusion(tuple(row["guard"]), row["find"], row["suggest"]) for row in rows)
