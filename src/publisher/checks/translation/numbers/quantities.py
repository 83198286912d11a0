"""What the numbers of a text are, as far as they are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from publisher.checks.translation.numbers.marks import Number


class Percent(Enum):
    """Whether a number is a percentage."""

    NO = "no"
    MAYBE = "the next number of the list carries the sign"
    YES = "yes"
    MILLE = "per thousand"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day."""

    minutes: int
    """since midnight"""
    marked: bool
    """with a. m. or p. m.: not to be read twelve hours later"""

    @property
    def said(self) -> str:
        """Return the time as it is compared: `14:30`."""
        return f"{self.minutes // 60}:{self.minutes % 60:02}"


class Quantity(NamedTuple):
    """A number of a text, in digits or in words; places are those of the text."""

    value: Number | str
    """a string for times and for what is compared digit by digit: telephone numbers"""
    start: int
    end: int
    digits: tuple[int, int]
    """the place of the digits or words alone, without currency, magnitude and unit"""
    figure: Number | None = None
    """what its digits say, before a magnitude; None in words"""
    scale: int = 1
    also: tuple[Number, ...] = ()
    """other ways to read it that are right too"""
    other: Number | None = None
    """what it would say by the marks of another language"""
    wrong: bool = False
    """with marks of another language"""
    vague: bool = False
    """a word that may stand for a number, and accuses nobody"""
    percent: Percent = Percent.NO
    unit: str | None = None
    time: Time | None = None
    negative: bool = False

    @property
    def spelled(self) -> bool:
        """Whether it is written in words."""
        return self.figure is None and not isinstance(self.value, str)

    @property
    def keys(self) -> tuple[Number | str, ...]:
        """All that it may be called, most likely first."""
        return (self.value, *self.also) if self.time is None else (self.value, *self.also, self.time.said)


@dataclass(frozen=True, slots=True)
class Name:
    """A month or a day of the week."""

    number: int
    start: int
    end: int
    sure: bool
    """False for words that mean other things too, where no number stands beside them"""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is compared in a text."""

    quantities: tuple[Quantity, ...]
    months: Mapping[int, Name]
    weekdays: Mapping[int, Name]
    units: frozenset[str]
    """named anywhere in the text"""
    folded: str
    """the text, small letters and plain digits"""
