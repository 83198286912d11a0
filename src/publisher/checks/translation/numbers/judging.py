"""What there is to say of a translation's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from publisher.checks.translation.numbers.comparing import equivalent, in_fractions, is_midnight, is_noon, parts
from publisher.checks.translation.numbers.marks import Number, written
from publisher.checks.translation.numbers.pairing import Pairing, pair
from publisher.checks.translation.numbers.quantities import Percent, Quantity, Reading
from publisher.checks.translation.numbers.reading import digits_elsewhere, plain_digits
from publisher.checks.translation.numbers.units import confused
from publisher.checks.translation.numbers.vocabulary import Vocabulary, vocabulary
from publisher.model.remark import Remark
from publisher.model.text import Text

_SERVICE_NUMBER = re.compile("116[ \u00a0\u202f][0-9]{3}")
"""the numbers for victims, children, doctors on call that all of Europe has, grouped alike in every language"""
_CAPITALS = re.compile("(?<![A-Za-z])([A-Z]{2,6})[ \u00a0\u202f]$")
"""letters right before a number; `search` is given where the number begins"""
_MOST = 30
"""quantities without fellows that are held against one another; in a text with more, most are wrong anyway"""


@dataclass(frozen=True, slots=True)
class Side:
    """A text with its reading."""

    text: Text
    reading: Reading
    known: Vocabulary

    def quote(self, quantity: Quantity) -> str:
        """Return a quantity as it stands in the text."""
        return self.text.plain[quantity.start : quantity.end].strip()

    def digits(self, quantity: Quantity) -> str:
        """Return the digits of a quantity with their marks as they stand in the text."""
        return self.text.plain[quantity.digits[0] : quantity.digits[1]]


def judge(source: Side, target: Side) -> Iterator[Remark]:
    """Yield what is wrong with the quantities of a translation."""
    found = pair(source.reading.quantities, target.reading.quantities)
    for original, quantity in found.pairs:
        if quantity.wrong or _nature(original) != _nature(quantity):
            yield from _of_pair(source, target, original, quantity)
    if found.lost or found.added:
        yield from _of_strays(source, target, found)


def _nature(quantity: Quantity) -> tuple[object, ...]:
    """Return what a quantity is beside its value; most pairs have it in common, and nothing is wrong with them."""
    return quantity.percent, quantity.unit, quantity.negative


def _of_pair(source: Side, target: Side, original: Quantity, quantity: Quantity) -> Iterator[Remark]:
    """Yield what is wrong with a number of the right value."""
    if _sign_differs(source, target, original, quantity):
        yield _at("translation/percent", quantity, source.quote(original), target.quote(quantity))
    elif _unit_differs(original, quantity):
        yield _at("translation/unit", quantity, source.quote(original), target.quote(quantity))
    if _cold(original) != _cold(quantity) and not _says_below_zero(source, target):
        yield _at("translation/number", quantity, source.quote(original), target.quote(quantity))
    if quantity.wrong and original.time is None and _surely_a_number(source, target, original, quantity):
        yield _format(target, quantity, original)


def _unit_differs(original: Quantity, quantity: Quantity) -> bool:
    if not original.unit or not quantity.unit:
        return False
    if (original.vague or quantity.vague) and "second" in (original.unit, quantity.unit):
        return False  # the ordinal: `segundo`, ثانية
    return confused(original.unit, quantity.unit)


def _cold(quantity: Quantity) -> bool:
    return quantity.unit == "celsius" and quantity.negative


def _says_below_zero(*sides: Side) -> bool:
    return any(each.known.below_zero.search(each.reading.folded) for each in sides)


def _sign_differs(source: Side, target: Side, original: Quantity, quantity: Quantity) -> bool:
    """Tell whether a percent sign was lost or came from nowhere; a share may be a percentage by the words around it."""
    if original.percent is quantity.percent or original.vague or quantity.vague:
        return False
    signs = (original.percent, quantity.percent)
    if Percent.MAYBE in signs:
        return False
    if Percent.NO not in signs:
        return True
    bare = target if quantity.percent is Percent.NO else source
    return not _mentions_percent(bare)


def _mentions_percent(side: Side) -> bool:
    """Tell whether percent is said apart from the numbers: in a heading, `percentage of`."""
    taken = [(each.start, each.end) for each in side.reading.quantities if each.percent is not Percent.NO]
    return any(
        not any(start <= match.start() < end for start, end in taken)
        for match in side.known.percent_words.finditer(side.reading.folded)
    )


def _surely_a_number(source: Side, target: Side, original: Quantity, quantity: Quantity) -> bool:
    """Tell whether a mark is out of place; `4.1` may be a section or a version, said alike everywhere."""
    digits = target.digits(quantity)
    if quantity.unit is None and (
        _SERVICE_NUMBER.fullmatch(digits) or _is_standard(source, target, original, quantity)
    ):
        return False
    if isinstance(original.figure, int) and isinstance(quantity.figure, Decimal):
        return False  # 3 and 3.0 are equal, and one of them is a version
    if digits != source.digits(original):
        return plain_digits(digits) == digits  # a Latin comma among Arabic digits is how keyboards write it
    if original.wrong:
        return False
    measured = quantity.unit or quantity.percent is not Percent.NO or quantity.scale > 1
    return bool(measured) or source.known.decimal == ","


def _is_standard(source: Side, target: Side, original: Quantity, quantity: Quantity) -> bool:
    """Tell whether the number is the name of a standard, after the same capitals on both sides: `EN 301 549`."""
    one = _CAPITALS.search(source.text.plain, 0, original.digits[0])
    other = _CAPITALS.search(target.text.plain, 0, quantity.digits[0])
    return one is not None and other is not None and one[1] == other[1]


def _format(target: Side, quantity: Quantity, original: Quantity) -> Remark:
    digits = target.digits(quantity)
    known = target.known
    value = quantity.figure if quantity.wrong else original.figure
    replacement = None
    if value is not None:
        replacement = written(value, digits, known.group_with, known.grouped_from, known.decimal)
    words = (digits, replacement or "")
    return Remark("translation/number-format", words, *quantity.digits, replacement)


def _at(rule: str, quantity: Quantity, *words: str) -> Remark:
    return Remark(rule, words, quantity.start, quantity.end)


def _of_strays(source: Side, target: Side, found: Pairing) -> Iterator[Remark]:
    """Yield what the numbers without fellows say, after all that sound translations do with numbers is set aside."""
    lost = list(_strays(found.lost, source, target))
    added = list(_strays(found.added, target, source))
    yield from _reread(source, target, lost, added)
    _set_aside_equivalents(lost, added, found)
    yield from _changed(source, target, lost, added)
    for quantity in _once(lost):
        if _must_appear(quantity, target.text.language):
            yield Remark("translation/number-lost", (source.quote(quantity),))
    for quantity in _once(added):
        if _must_appear(quantity, source.text.language):
            yield _at("translation/number-added", quantity, target.quote(quantity))


def _once(quantities: Iterable[Quantity]) -> Iterable[Quantity]:
    """Return the first quantity of each value."""
    found: dict[Number | str, Quantity] = {}
    for quantity in quantities:
        found.setdefault(quantity.value, quantity)
    return found.values()


def _strays(quantities: Iterable[Quantity], own: Side, other: Side) -> Iterator[Quantity]:
    """Yield the quantities that nothing in the other text accounts for."""
    said = frozenset(key for quantity in other.reading.quantities for key in quantity.keys)
    in_parts = said.union(*(parts(quantity) for quantity in other.reading.quantities))
    months = other.reading.months
    elsewhere: frozenset[str] | None = None
    always = own.known.always.search(own.reading.folded) or other.known.always.search(other.reading.folded)
    for quantity in quantities:
        known = said if quantity.time is not None and quantity.unit is None else in_parts
        if quantity.value in known or quantity.value in months or (always and quantity.value in (24, 7)):
            continue
        if in_fractions(quantity, known, other.reading.units):
            continue
        if (is_noon(quantity) and other.known.noon.search(other.reading.folded)) or (
            is_midnight(quantity) and other.known.midnight.search(other.reading.folded)
        ):
            continue
        if elsewhere is None:
            elsewhere = digits_elsewhere(other.text.plain, other.reading)
        if str(quantity.value) in elsewhere or own.digits(quantity) in elsewhere:
            continue
        yield quantity


def _reread(source: Side, target: Side, lost: list[Quantity], added: list[Quantity]) -> Iterator[Remark]:
    """Yield the numbers that are right by the marks of another language, and take them off both lists."""
    for quantity in added[:_MOST]:
        for original in lost[:_MOST]:
            if original.other is not None and original.other in quantity.keys:
                _drop(lost, added, original, quantity)
                break
            if quantity.other is not None and quantity.other in original.keys:
                _drop(lost, added, original, quantity)
                yield _format(target, quantity, original)
                break


def _drop(lost: list[Quantity], added: list[Quantity], original: Quantity, quantity: Quantity) -> None:
    lost.remove(original)
    added.remove(quantity)


def _set_aside_equivalents(lost: list[Quantity], added: list[Quantity], found: Pairing) -> None:
    """Take off both lists what the other text says in other words."""
    for original in lost[:_MOST]:
        for quantity in found.added[:_MOST]:
            if equivalent(original, quantity):
                lost.remove(original)
                if quantity in added:
                    added.remove(quantity)
                break
    for quantity in added[:_MOST]:
        if any(equivalent(original, quantity) for original in found.lost[:_MOST]):
            added.remove(quantity)


def _changed(source: Side, target: Side, lost: list[Quantity], added: list[Quantity]) -> Iterator[Remark]:
    """Yield the numbers that stand in the place of others, and take them off both lists."""
    for original in [quantity for quantity in lost if not quantity.vague][:_MOST]:
        candidates = [quantity for quantity in added if not quantity.vague][:_MOST]
        candidates = [each for each in candidates if _accusable(original, each)]
        if not candidates:
            continue
        quantity = max(candidates, key=lambda each: _alike(original, each))
        _drop(lost, added, original, quantity)
        yield _at(_rule(original, quantity), quantity, source.quote(original), target.quote(quantity))


def _accusable(original: Quantity, quantity: Quantity) -> bool:
    return not (original.spelled and quantity.spelled) or quantity.scale == original.scale


def _alike(original: Quantity, quantity: Quantity) -> int:
    return (
        8 * (original.figure is not None and original.figure == quantity.figure)
        + 4 * (original.unit is not None and original.unit == quantity.unit)
        + 4 * (original.time is not None and quantity.time is not None)
        + 2 * (original.percent is quantity.percent)
        + (original.spelled == quantity.spelled)
    )


def _rule(original: Quantity, quantity: Quantity) -> str:
    if original.time and quantity.time:
        return "translation/time"
    if original.figure is not None and original.figure == quantity.figure and original.scale != quantity.scale:
        return "translation/magnitude"
    return "translation/number"


def _must_appear(quantity: Quantity, language: str) -> bool:
    """Tell whether a number in digits cannot go without saying; Arabic says one and two by the form of the noun."""
    if quantity.spelled or quantity.vague or quantity.value in (0, 1):
        return False
    if quantity.value == 100 and quantity.percent is Percent.YES:  # noqa: PLR2004 - fully, all of it
        return False
    return quantity.value != 2 or language != "ar"  # noqa: PLR2004 - the dual


def side(text: Text, reading: Reading) -> Side:
    """Return a text with its reading and its language's numbers."""
    return Side(text, reading, vocabulary(text.language))
