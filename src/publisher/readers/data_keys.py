"""What each key of `source/data/*.toml` may hold: a question a key, which answers with the fault it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from publisher.languages import known
from publisher.languages.values import is_currency, is_territory, is_unit
from publisher.model.data import Drawing, Kind
from publisher.readers.marks import without_towers

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]")
"""what no line of text holds: also what turns its order round, and what XML has no place for"""
LAST_YEAR = 9999
LARGEST = 10**15
MOST_DECIMALS = 6
MOST_CATEGORIES = 500
MOST_SERIES = 12
LONGEST = 400
"""characters of a text"""

Question = Callable[[Any], str | None]
"""what finds the fault of a value, if it has one"""


def text_fault(value: Any) -> str | None:
    """Return what keeps a value from being a text that readers see."""
    if not (isinstance(value, str) and value.strip() and not CONTROL.search(value) and len(value) <= LONGEST):
        return f"must be a text on one line of at most {LONGEST} characters"
    return None if without_towers(value) == value else "has a letter with too many marks on it"


def _amount(value: Any) -> str | None:
    if type(value) not in (int, float) or not abs(value) < LARGEST:  # not a number is not smaller
        return f"must be a number under {LARGEST:,}"
    return None if _decimals(value) <= MOST_DECIMALS else f"has more than {MOST_DECIMALS} decimals"


def _decimals(value: float) -> int:
    return max(0, -int(Decimal(str(value)).normalize().as_tuple().exponent))


def _figure(value: Any) -> str | None:
    return None if type(value) is date else _amount(value) and "must be a number under 10^15, or a date without a time"


def _amounts(value: Any) -> str | None:
    good = isinstance(value, list) and all(item == "" or _amount(item) is None for item in value)
    return None if good else 'must be a list of numbers, with "" where nothing is known'


def _label(value: Any) -> str | None:
    if type(value) is int:
        return None if abs(value) <= LAST_YEAR else f"is no year up to {LAST_YEAR}"
    return text_fault(value) and "must be a text on one line, or a year"


def _categories(value: Any) -> str | None:
    good = isinstance(value, list) and value and all(_label(item) is None for item in value)
    if not good or len(value) > MOST_CATEGORIES:
        return f"must be a list of texts or years, at most {MOST_CATEGORIES}"
    return "names a category twice" if len(set(value)) < len(value) else None


def _series_list(value: Any) -> str | None:
    good = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    return None if good and len(value) <= MOST_SERIES else f"must be 1 to {MOST_SERIES} tables with name and values"


def _territories(value: Any) -> str | None:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        return "must be a list of codes such as “DZ”"
    wrong = [item for item in value if not is_territory(item)]
    if wrong:
        return f"holds “{wrong[0]}”, which is no code of a territory (ISO 3166-1, two letters)"
    return "names a territory twice" if len(set(value)) < len(value) else None


def _languages(value: Any) -> str | None:
    good = isinstance(value, list) and all(item in known() for item in value)
    return None if good else f"must be a list of languages among {', '.join(known())}"


def _choice(*words: str) -> Question:
    return lambda value: None if value in words else f"must be one of {', '.join(words)}"


def _that(holds: Callable[[Any], bool], sentence: str) -> Question:
    return lambda value: None if holds(value) else sentence


FORMAT: Mapping[str, Question] = {
    "kind": _choice(*Kind),
    "currency": _that(lambda value: isinstance(value, str) and is_currency(value), "must be a code such as “EUR”"),
    "unit": _that(lambda value: isinstance(value, str) and is_unit(value), "must be a unit such as “kilometer”"),
    "digits": _that(lambda value: type(value) is int and 0 <= value <= MOST_DECIMALS, f"must be 0 to {MOST_DECIMALS}"),
    "compact": _that(lambda value: isinstance(value, bool), "must be true or false"),
    "shows": _choice("day", "month", "year"),
    "feminine": _languages,
}
"""keys that say how a figure is written, with the question that finds their fault"""
SERIES: Mapping[str, Question] = {"name": _label, "values": _amounts, "total": _amount}

VALUE: Mapping[str, Question] = {"value": _figure, **FORMAT}
TAKEN: Mapping[str, Question] = {
    "from": text_fault,
    "series": _label,
    "category": _label,
    "value": _amount,
    **FORMAT,
}
TABLE: Mapping[str, Question] = {
    "caption": text_fault,
    "heading": text_fault,
    "categories": _categories,
    "series": _series_list,
    "total": text_fault,
    "chart": _choice(*Drawing),
    **FORMAT,
}
TERRITORIES: Mapping[str, Question] = {
    "territories": _territories,
    "names": _that(lambda value: isinstance(value, dict), "must be tables of names, one for a language"),
}
