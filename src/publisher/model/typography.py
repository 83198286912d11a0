"""How a language sets its marks and spaces, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.model.patterns import compiled


@dataclass(frozen=True, slots=True)
class Convention:
    """One defect of typography: where it is, and what should stand there."""

    rule: str
    """id of the rule it breaks, `typography/<defect>`"""
    guard: frozenset[str]
    """a text without any of these characters is not searched"""
    find: str
    """regular expression of what it looks like; the first group that is named and matched is the place, else all"""
    holds: tuple[str, ...] = ()
    """nor is one without any of these strings; empty where the guard is enough"""
    replace: str | None = None
    """what stands there when it is mended, with `\\1` for groups; None where a person must decide, or for `swap`"""
    swap: Mapping[int, str] | None = None
    """the characters to exchange at the place, as `str.translate` wants them"""
    ascending: bool = False
    """whether the numbers of its first two groups must rise: `14-16` is a range, `2022-15` a reference"""

    @property
    def pattern(self) -> re.Pattern[str]:
        """`find`, compiled when it is first wanted: a text breaks few of a language's conventions."""
        return compiled(self.find)
