"""What two quantities without fellows may still have in common before they are called different."""

from __future__ import annotations

from decimal import Decimal

from publisher.checks.translation.numbers.clock import MIDNIGHT, NOON, same_time
from publisher.checks.translation.numbers.marks import Number
from publisher.checks.translation.numbers.quantities import Percent, Quantity, Time
from publisher.checks.translation.numbers.units import same_amount

_FRACTIONS = {
    10: (10,), 20: (5, 2), 25: (4,), 30: (3,), 33: (3,), 40: (4, 2), 50: (2, 5), 60: (6, 3), 70: (7,), 75: (4, 3),
    80: (8, 4), 90: (9,),
}  # fmt: skip
"""percentages, and what is counted when they are said as a share: `four out of five`"""
_HALVES = {Decimal("0.5"): 2, Decimal("0.25"): 4, Decimal("0.75"): 4}


def equivalent(quantity: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities say the same in other words; the order does not matter."""
    return _one_way(quantity, other) or _one_way(other, quantity)


def _one_way(quantity: Quantity, other: Quantity) -> bool:
    if quantity.time and other.time:
        return same_time(quantity.time, other.time)
    if quantity.time:
        return _same_hour(quantity.time, other) or _lasts(quantity.time, other)
    if isinstance(quantity.value, str) and isinstance(other.value, str):
        return quantity.value[-_SUBSCRIBER:] == other.value[-_SUBSCRIBER:]
    if quantity.unit and other.unit and same_amount(quantity.value, quantity.unit, other.value, other.unit):
        return True
    return _years(quantity, other) or _share(quantity, other)


def _same_hour(time: Time, other: Quantity) -> bool:
    """Tell whether a number is the hour of a time: الساعة الثامنة, `from 2 to 4 p.m.`, `8.30`."""
    if not isinstance(other.value, int | Decimal):
        return False
    hour, minute = divmod(time.minutes, 60)
    said, rest = divmod(other.value, 1)
    if (said - hour) % 12 != 0 or said > 24:  # noqa: PLR2004 - hours of a day
        return False
    return other.spelled or int(rest * 100) == minute


_SUBSCRIBER = 8
"""digits of a telephone number that are the same from home and from abroad"""


def _lasts(time: Time, other: Quantity) -> bool:
    """Tell whether `1 h 30` is a length of time, such as 90 minutes."""
    return bool(other.unit) and same_amount(time.minutes, "minute", other.value, other.unit or "")


def in_fractions(quantity: Quantity, known: frozenset[Number | str], units: frozenset[str]) -> bool:
    """Tell whether the other text says a number in another way.

    By halves and quarters (45 minutes, 1 h 30, 0,5), by its parts (section 4.1 as 4-1), or by one of a greater unit (24
    hours, a day).
    """
    value = quantity.value
    if quantity.time is not None and quantity.unit is None:
        return _hours_and_minutes(quantity.time, known)
    if quantity.unit and any(_share_of_one(value, quantity.unit, unit, known) for unit in units):
        return True
    if quantity.unit == "year" and value == _HALF_A_CENTURY:
        return known.issuperset((2, 100))
    pieces = parts(quantity)
    if isinstance(value, Decimal) and value in _HALVES:
        return _HALVES[value] in known
    return bool(pieces) and known.issuperset(pieces)


def _share_of_one(value: Number | str, unit: str, other: str, known: frozenset[Number | str]) -> bool:
    """Tell whether an amount is one of another unit, or its half or quarters where the text names these."""
    if same_amount(value, unit, 1, other):
        return True
    return any(word in known and same_amount(value, unit, share, other) for share, word in _HALVES.items())


_QUARTERS_OF_AN_HOUR = (15, 30, 45)
_HALF_A_CENTURY = 50


def _hours_and_minutes(time: Time, known: frozenset[Number | str]) -> bool:
    """Tell whether a time is said in two numbers, or in an hour and a half or a quarter."""
    hour, minute = divmod(time.minutes, 60)
    if hour > 2 and hour not in known:  # noqa: PLR2004 - one and two may be in the form of the noun
        return False
    return minute in known or (minute in _QUARTERS_OF_AN_HOUR and not known.isdisjoint((2, 4)))


def _years(quantity: Quantity, other: Quantity) -> bool:
    """Tell whether a year is a decade or a century: `années 1990` and `the nineties`, `années 1800` and XIXe."""
    year, short = quantity.value, other.value
    if not isinstance(year, int) or not isinstance(short, int) or not 1000 <= year <= 2100:  # noqa: PLR2004
        return False
    return short == year % 100 or (year % 100 == 0 and short in (year // 100, year // 100 + 1))


def _share(quantity: Quantity, other: Quantity) -> bool:
    """Tell whether a percentage is a share in words: 50 % and half."""
    if quantity.percent is Percent.NO or other.percent is not Percent.NO or not isinstance(quantity.value, int):
        return False
    return other.spelled and other.value in _FRACTIONS.get(quantity.value, ())


def parts(quantity: Quantity) -> tuple[int, ...]:
    """Return hour and minute of a time, or the numbers around the point of a section; none of measured numbers."""
    if quantity.time is not None and quantity.unit is None:
        return divmod(quantity.time.minutes, 60)
    if (
        not isinstance(quantity.figure, Decimal)
        or quantity.unit
        or quantity.scale > 1
        or quantity.percent is not Percent.NO
    ):
        return ()
    whole, _, rest = format(quantity.figure, "f").partition(".")
    return (int(whole), int(rest))


def is_noon(quantity: Quantity) -> bool:
    """Tell whether a quantity is twelve o'clock."""
    return quantity.time is not None and quantity.time.minutes == NOON


def is_midnight(quantity: Quantity) -> bool:
    """Tell whether a quantity is midnight."""
    return quantity.time is not None and quantity.time.minutes % MIDNIGHT == 0
