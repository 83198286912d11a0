"""How each language writes a figure: patterns and names of the CLDR, marks of the house (`[numbers]`, `[values]`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from publisher.languages import known, language, month_and_year, table
from publisher.model.data import Format, Kind
from publisher.model.language import Language

if TYPE_CHECKING:
    from babel import Locale

MINUS = "\u2212"
NO_BREAK = "\u00a0"
BIDI = re.compile("[\u061c\u200e\u200f]")
"""marks of the CLDR for plain text; documents order their runs by elements"""
MILLION = Decimal(10) ** 6
PATTERN = re.compile(r"[#0][#0.,]*")
"""the figure in a pattern of the CLDR"""


@dataclass(frozen=True, slots=True)
class Writing:
    """The conventions of one language."""

    spoken: Language
    locale: Locale
    decimal: str
    group_with: str
    grouped_from: int
    """digits of the smallest number that is written in groups"""
    joins: tuple[tuple[re.Pattern[str], str], ...]
    """what stands between a word such as “million” and what is counted, by how that begins"""
    joined: re.Pattern[str]
    """words after which it stands"""
    by_thousands: Mapping[str, str]
    """words of the CLDR that are not written, and the word that is, for a number a thousand times as large"""
    one_by_word: bool
    """whether exactly one of them is its word without a figure"""
    sum_by_name: bool
    """whether a compact sum of money names its currency; else it has the sign"""
    ordinals: Mapping[str, str]
    """patterns of ordinals by number, last digit after `*`, or `other`; `-f` ends those that are feminine"""
    first_day: str
    """the first day of a month; empty where it is written like any other"""


@cache
def writing(tag: str) -> Writing:
    """Return the conventions of a known language."""
    from babel import Locale  # late: most verbs write no figure

    spoken, numbers, values = language(tag), table(tag, "numbers"), table(tag, "values")
    return Writing(
        spoken=spoken,
        locale=Locale.parse(spoken.locale),
        decimal=numbers["decimal"][0],
        group_with=numbers["group_with"],
        grouped_from=numbers["grouped_from"],
        joins=tuple((re.compile(start, re.IGNORECASE), word) for start, word in values["joins"]),
        joined=re.compile(values["joined"]),
        by_thousands=values.get("by_thousands", {}),
        one_by_word=values.get("one_by_word", False),
        sum_by_name=values["sum_by_name"],
        ordinals=values["ordinals"],
        first_day=values["first_day"],
    )


def written(amount: Decimal | date, form: Format, tag: str) -> str:
    """Return a value as a language writes it, such as `142 millions d’euros` or `1er juillet 2020`.

    Digits are Western: others are the business of `renditions/digits`, which sees what stands around a value. No-break
    spaces stand inside the value where a line may not end; marks of direction do not: see `renditions/isolation`.
    """
    by = writing(tag)
    if isinstance(amount, date):
        return DATES[form.shows](amount, by)
    return BIDI.sub("", AMOUNTS[form.kind](amount, form, by))


def _day(day: date, by: Writing) -> str:
    from babel.dates import format_date

    if by.spoken.months:
        return f"{day.day}{NO_BREAK}{month_and_year(day, by.spoken)}"
    text = str(format_date(day, "long", locale=by.locale))
    return re.sub(r"^1\b", by.first_day, text) if by.first_day else text


DATES: Mapping[str, Callable[[date, Writing], str]] = {
    "day": _day,
    "month": lambda day, by: month_and_year(day, by.spoken),
    "year": lambda day, by: str(day.year),
}


def _number(amount: Decimal, form: Format, by: Writing) -> str:
    shown = _rounded(amount, form.digits)
    if form.compact and abs(shown) >= MILLION:
        figure = _compact(amount, form, by)
        name = _unit(MILLION, form.unit, by).replace("{0}", "").strip(f" {NO_BREAK}")
        return f"{figure}{_join(figure, name, by)}{name}" if name else figure
    return _unit(shown, form.unit, by).replace("{0}", _figure(shown, by))


def _currency(amount: Decimal, form: Format, by: Writing) -> str:
    from babel.numbers import get_currency_name, get_currency_symbol

    is_compact = form.compact and abs(_rounded(amount, form.digits)) >= MILLION
    figure = _compact(amount, form, by) if is_compact else _figure(_rounded(amount, form.digits), by)
    if is_compact and by.sum_by_name:
        name = get_currency_name(form.currency, count=MILLION, locale=by.locale)
        return f"{figure}{_join(figure, name, by)}{name}"
    symbol = get_currency_symbol(form.currency, locale=by.locale)
    pattern = by.locale.currency_formats["standard"].pattern.partition(";")[0]
    text = BIDI.sub("", PATTERN.sub(figure.lstrip(MINUS), pattern, count=1)).replace("¤", symbol)
    return (MINUS if figure.startswith(MINUS) else "") + text


def _percent(amount: Decimal, form: Format, by: Writing) -> str:
    figure = _figure(_rounded(amount, form.digits), by)
    return str(PATTERN.sub(figure, by.locale.percent_formats[None].pattern, count=1))


def _year(amount: Decimal, form: Format, by: Writing) -> str:
    return str(amount)


def _ordinal(amount: Decimal, form: Format, by: Writing) -> str:
    number = int(amount)
    keys: tuple[str, ...] = (str(number), f"*{number % 100}", f"*{number % 10}", "other")
    if by.spoken.tag in form.feminine:
        keys = tuple(key for each in keys for key in (f"{each}-f", each))
    return next(by.ordinals[key] for key in keys if key in by.ordinals).replace("{0}", str(number))


AMOUNTS: Mapping[Kind, Callable[[Decimal, Format, Writing], str]] = {
    Kind.NUMBER: _number,
    Kind.CURRENCY: _currency,
    Kind.PERCENT: _percent,
    Kind.YEAR: _year,
    Kind.ORDINAL: _ordinal,
}


def _rounded(amount: Decimal, digits: int | None) -> Decimal:
    return amount if digits is None else amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _figure(amount: Decimal, by: Writing) -> str:
    """Return a number in groups, with the marks of a language."""
    whole, _, fraction = f"{abs(amount):f}".partition(".")
    if len(whole) >= by.grouped_from:
        whole = f"{int(whole):,}".replace(",", by.group_with)
    return (MINUS if amount < 0 else "") + whole + (by.decimal + fraction if fraction else "")


def _compact(amount: Decimal, form: Format, by: Writing) -> str:
    """Return a number of a million or more with its word, such as `7,8 millions`."""
    patterns: Any = by.locale.compact_decimal_formats["long"]
    powers = sorted(int(power) for power in patterns["other"] if int(power) >= MILLION)
    digits = 1 if form.digits is None else form.digits
    power = max(power for power in powers if power <= max(abs(amount), MILLION))
    scaled, pattern = _scaled(amount, power, patterns, digits, by)
    if (above := power * 10) in powers and abs(scaled) * (power // 10 ** (_zeros(pattern) - 1)) >= above:
        scaled, pattern = _scaled(amount, above, patterns, digits, by)  # 999,96 millions are a milliard
    for word, smaller in by.by_thousands.items():
        if pattern.endswith(f" {word}"):
            scaled, pattern = _bare(scaled * 1000), pattern.removesuffix(word) + smaller
    if by.one_by_word and scaled == 1:
        return BIDI.sub("", pattern.replace("0", "")).strip()
    figure = _figure(scaled, by)
    return BIDI.sub("", re.sub("0+", figure, pattern, count=1).replace(f"{figure} ", f"{figure}{NO_BREAK}"))


def _scaled(amount: Decimal, power: int, patterns: Any, digits: int, by: Writing) -> tuple[Decimal, str]:
    """Return a number in units of the word for a power of ten, and the pattern with that word."""
    zeros = _zeros(patterns["other"][str(power)].pattern)
    scaled = _bare(_rounded(amount / (power // 10 ** (zeros - 1)), digits))
    form = by.locale.plural_form(abs(scaled))
    return scaled, patterns.get(form, patterns["other"])[str(power)].pattern


def _zeros(pattern: str) -> int:
    return pattern.count("0")


def _bare(number: Decimal) -> Decimal:
    """Return a number without the noughts that end its decimals."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _unit(amount: Decimal, unit: str, by: Writing) -> str:
    """Return the pattern of a unit for an amount; `{0}`, which few amounts do without, is its figure."""
    patterns = _unit_patterns(unit, by) if unit else {"other": "{0}"}
    return patterns.get(by.locale.plural_form(abs(amount)), patterns["other"])


def _unit_patterns(unit: str, by: Writing) -> Mapping[str, str]:
    """Return the patterns of a unit by form of the plural, by its short name where its long one is the same.

    The CLDR leaves such long names out (UTS 35, 4.1.2), and Babel's own functions do not look further.
    Empty when there are none.
    """
    units: Any = by.locale._data["unit_patterns"]
    name = unit if unit in units else min((name for name in units if name.endswith(unit)), key=len, default="")
    lengths = units.get(name, {})
    return next((lengths[length] for length in ("long", "short") if "other" in lengths.get(length, {})), {})


def _join(figure: str, counted: str, by: Writing) -> str:
    """Return what stands between a compact number and what is counted."""
    if not by.joined.search(figure):
        return " "
    return next((word for start, word in by.joins if start.match(counted)), " ")


def is_unit(name: str) -> bool:
    """Whether every language has a unit of measure by this name of the CLDR."""
    return bool(name) and all(_unit_patterns(name, writing(tag)) for tag in known())


def is_currency(code: str) -> bool:
    """Whether a code is that of a currency (ISO 4217)."""
    return code in writing("en").locale.currencies


def is_territory(code: str) -> bool:
    """Whether a code is that of a country or territory (ISO 3166-1 alpha-2, and those of the CLDR's own use)."""
    return code.isalpha() and code != "ZZ" and code in writing("en").locale.territories


def territory(code: str, tag: str) -> str:
    """Return the name of a territory in a language, as the CLDR has it."""
    return str(writing(tag).locale.territories[code])
