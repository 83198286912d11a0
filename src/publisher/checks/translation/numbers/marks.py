"""Digits with decimal and grouping marks: what they say by a language, and how that language writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

Number = int | Decimal

FIGURE = re.compile(
    "[0-9.](?:(?<=[0-9])(?:[0-9]{0,2}([ \u00a0\u202f\u2009’'٬.,])[0-9]{3}(?:\\1[0-9]{3})*(?![0-9])"
    "(?:[.,٫][0-9]+(?![.,]?[0-9]))?|[0-9]*(?:[.,٫][0-9]+)*)"
    r"|(?<=\.)(?<![\w.,)\]]\.)[0-9]+(?![.0-9]))"
)
"""a number as people write it anywhere; more than one mark of a kind is grouping only with groups of three

It begins with a set of characters, not with a choice, so that a search is quick."""

LONGEST = 40
"""digits of a number that is read as one; longer ones are keys and codes"""

_MARK = re.compile(r"[^0-9]")
_ALWAYS_GROUPING = "’'٬ \u00a0\u202f\u2009"


class Figure(NamedTuple):
    """What digits and marks say."""

    value: Number
    other: Number | None = None
    """what they would say where the mark means the other thing: `15.300`"""
    wrong: bool = False
    """clear, but not as this language writes it: `1,4` in English"""


def read_figure(digits: str, decimal: str, grouping: str) -> Figure | None:
    """Return what digits with marks say where these marks are used; None for version numbers and the like."""
    if digits.isdecimal():
        return Figure(int(digits))
    marks = _MARK.findall(digits)
    kinds = dict.fromkeys(marks)
    last = marks[-1]
    if len(kinds) > 1:
        return _grouped(digits, last, decimal, grouping) if marks.count(last) == 1 and last in ".,٫" else None
    if last in _ALWAYS_GROUPING or len(marks) > 1:
        return _whole(digits, last, decimal, grouping)
    return _one_mark(digits, last, decimal, grouping)


def _plain(digits: str) -> str:
    return _MARK.sub("", digits)


def _fraction(digits: str, mark: str) -> Decimal:
    whole, _, rest = digits.rpartition(mark)
    return Decimal(f"{_plain(whole)}.{rest}")


def _grouped(digits: str, last: str, decimal: str, grouping: str) -> Figure:
    """Read `1.234,5`."""
    first = next(iter(_MARK.findall(digits)))
    right = last in decimal + "٫" and first in grouping + "’'٬"
    return Figure(_fraction(digits, last), wrong=not right)


def _whole(digits: str, mark: str, decimal: str, grouping: str) -> Figure | None:
    """Read `1.234.567` and `1 234`."""
    if any(len(group) != 3 for group in digits.split(mark)[1:]):  # noqa: PLR2004 - thousands, everywhere
        return None
    return Figure(int(_plain(digits)), wrong=mark not in grouping + "’'٬")


def _one_mark(digits: str, mark: str, decimal: str, grouping: str) -> Figure:
    """Read `1.234` and `1.5`, where the mark may mean either."""
    before, after = digits.split(mark)
    small = Decimal(f"{before or 0}.{after}")
    if not before or len(after) != 3 or len(before) > 3 or before.startswith("0") or mark == "٫":  # noqa: PLR2004 - thousands
        return Figure(small, wrong=mark not in decimal + "٫")
    if mark in decimal:
        return Figure(small, int(before + after))
    return Figure(int(before + after), small, mark not in grouping)


def written(value: Number, digits: str, group_with: str, grouped_from: int, decimal: str) -> str:
    """Return a value as a language writes it, with as many decimals as `digits` had and in its digits."""
    text = str(value) if isinstance(value, int) else format(value, "f")
    whole, _, rest = text.partition(".")
    arabic = any("٠" <= digit <= "٩" for digit in digits)
    if len(whole) >= grouped_from and (_MARK.search(digits) is not None):
        whole = f"{int(whole):,}".replace(",", "٬" if arabic else group_with)
    result = whole + (("٫" if arabic else decimal[0]) + rest if rest else "")
    return result.translate(_ARABIC) if arabic else result


_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
