"""Units of measure and currencies: their symbols in every language, and what they are worth in one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit among those that measure the same thing."""

    measures: str
    size: Decimal | None = None
    """in the smallest unit of its kind; None for what is not converted"""
    kind: str = ""
    """units of one kind are converted exactly: months are not so many days"""


def _units(measures: str, **sizes: str) -> dict[str, Unit]:
    return {name: Unit(measures, Decimal(size), measures) for name, size in sizes.items()}


UNITS = {
    **_units("time", second="1", minute="60", hour="3600", day="86400", week="604800"),
    "month": Unit("time", Decimal(1), "calendar"),
    "year": Unit("time", Decimal(12), "calendar"),
    **_units("length", mm="1", cm="10", m="1000", km="1000000"),
    **_units("area", m2="1", ha="10000", km2="1000000"),
    **_units("mass", mg="1", g="1000", kg="1000000", t="1000000000"),
    **_units("volume", ml="1", cl="10", l="1000", hl="100000"),
    **_units("data", kB="1", MB="1000", GB="1000000", TB="1000000000"),
    **_units("power", W="1", kW="1000", MW="1000000", GW="1000000000"),
    **_units("energy", Wh="1", kWh="1000", MWh="1000000", GWh="1000000000", TWh="1000000000000"),
    **dict.fromkeys(("euro", "dollar", "pound", "franc", "yen"), Unit("money")),
    **dict.fromkeys(("celsius", "fahrenheit"), Unit("temperature")),
    **dict.fromkeys(("mile", "foot"), Unit("length")),
    "acre": Unit("area"),
}

SYMBOLS = {
    **{name: name for name in UNITS if len(name) <= 3 and name not in ("day", "yen")},  # noqa: PLR2004 - symbols
    "€": "euro",
    "EUR": "euro",
    "$": "dollar",
    "US$": "dollar",
    "USD": "dollar",
    "£": "pound",
    "GBP": "pound",
    "CHF": "franc",
    "FCFA": "franc",
    "F CFA": "franc",
    "¥": "yen",
    "JPY": "yen",
    "h": "hour",
    "min": "minute",
    "mn": "minute",
    "s": "second",
    "m²": "m2",
    "km²": "km2",
    "L": "l",
    "mL": "ml",
    "Ko": "kB",
    "ko": "kB",
    "KB": "kB",
    "Mo": "MB",
    "Go": "GB",
    "To": "TB",
    "°C": "celsius",
    "°F": "fahrenheit",
}

SCALES = {
    "k": 1_000,
    "K": 1_000,
    "M": 1_000_000,
    "MM": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "Md": 1_000_000_000,
    "Mds": 1_000_000_000,
    "Mrd": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "B": 1_000_000_000,
    "tn": 1_000_000_000_000,
}
"""letters for magnitudes, beside a currency only: alone most of them are units"""


def _any(names: dict[str, object]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_MONEY = {symbol: name for symbol, name in SYMBOLS.items() if name in UNITS and UNITS[name].measures == "money"}
_BEGINNINGS = "".join(sorted({re.escape(name[0]) for name in (*SYMBOLS, *SCALES)}))
AFTER = re.compile(
    rf"[ \u00a0\u202f\u2009-]?(?=[{_BEGINNINGS}])"
    rf"(?:(?P<scale>{_any(dict(SCALES))})[ \u00a0\u202f]?(?P<money>{_any(dict(_MONEY))})"
    rf"|(?!\w{{5}})(?P<symbol>{_any(dict(SYMBOLS))}))(?![\w’'])"
)
"""a symbol after a number, with or without a letter for its magnitude; most words are longer than any of them"""
MONEY_ENDS = frozenset(symbol[-1] for symbol in _MONEY)
BEFORE = re.compile(rf"(?P<money>{_any(dict(_MONEY))})[ \u00a0\u202f]?$")
SCALE_ALONE = re.compile("[ \u00a0\u202f](?P<scale>M|Mds?|Mrd|bn)(?![\\w’'.])")
"""letters for magnitudes that need no currency"""
SCALE_AFTER = re.compile(rf"[ \u00a0\u202f]?(?P<scale>{_any(dict(SCALES))})(?![\w’'])")
"""the letter for a magnitude after a number with its currency before it: `$5bn`"""

_ROUGHLY = {
    (8, "day", 1, "week"),
    (8, "day", 7, "day"),
    (15, "day", 2, "week"),
    (15, "day", 14, "day"),
    (30, "day", 1, "month"),
}
"""counted with both ends in the Romance languages"""


def same_amount(value: object, unit: str, other: object, other_unit: str) -> bool:
    """Tell whether two numbers with units are one amount: 24 months and two years."""
    if (value, unit, other, other_unit) in _ROUGHLY or (other, other_unit, value, unit) in _ROUGHLY:
        return True
    left, right = UNITS[unit], UNITS[other_unit]
    if left.kind != right.kind or left.size is None or right.size is None:
        return False
    if not isinstance(value, int | Decimal) or not isinstance(other, int | Decimal):
        return False
    return value * left.size == other * right.size


def confused(unit: str, other: str) -> bool:
    """Tell whether two units measure the same thing and are not the same."""
    return unit != other and UNITS[unit].measures == UNITS[other].measures
