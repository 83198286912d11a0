"""A text -> its quantities, months and days of the week, by its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from publisher.checks.translation.numbers.figures import read_digits
from publisher.checks.translation.numbers.folding import Folded, fold
from publisher.checks.translation.numbers.names import read_names
from publisher.checks.translation.numbers.quantities import Percent, Quantity, Reading
from publisher.checks.translation.numbers.scanning import Token, scan, without_codes
from publisher.checks.translation.numbers.vocabulary import Vocabulary, vocabulary
from publisher.checks.translation.numbers.words import read_word

_DIGITS = re.compile("[0-9]+(?:[.,][0-9]+)*")


def read(prose: str, tag: str) -> Reading:
    """Return all numbers of a text without those in addresses, code and other languages."""
    known = vocabulary(tag)
    folded = without_codes(fold(prose))
    tokens = scan(folded, tag)
    if not tokens:
        return Reading((), {}, {}, frozenset(), folded.text)
    months, weekdays = read_names(tokens, folded, known)
    quantities = _shared(list(_quantities(tokens, folded, known)), folded.text, known)
    if folded.cuts:
        quantities = [_placed(quantity, folded) for quantity in quantities]
    units = frozenset([token.word.unit for token in tokens if token.word and token.word.unit])
    return Reading(tuple(quantities), months, weekdays, units, folded.text)


read_source = lru_cache(maxsize=4096)(read)
"""the same, remembered: one source has translations in several languages"""


def _quantities(tokens: Sequence[Token], folded: Folded, known: Vocabulary) -> Iterator[Quantity]:
    done = 0
    for at, token in enumerate(tokens):
        if token.start < done:
            continue
        found = (read_digits if token.word is None else read_word)(tokens, at, folded, known)
        yield from found.quantities
        done = found.end


def _shared(quantities: list[Quantity], text: str, known: Vocabulary) -> list[Quantity]:
    """Return the quantities with what the last one of a list says for all: `de 20 à 30 millions`, `30 ou 40 %`."""
    for at in range(len(quantities) - 2, -1, -1):
        first, second = quantities[at], quantities[at + 1]
        carries = second.percent in (Percent.YES, Percent.MAYBE) or second.scale > 1
        if not carries or first.percent is not Percent.NO or first.scale > 1 or first.time is not None:
            continue
        if not known.listed.fullmatch(text, first.end, second.start):
            continue
        percent = Percent.NO if second.percent is Percent.NO else Percent.MAYBE
        also = first.also
        if second.scale > 1 and not isinstance(first.value, str):
            also = (*also, first.value * second.scale)
        quantities[at] = first._replace(percent=percent, also=also)
    return quantities


def _placed(quantity: Quantity, folded: Folded) -> Quantity:
    return quantity._replace(
        start=folded.place(quantity.start),
        end=folded.place(quantity.end),
        digits=(folded.place(quantity.digits[0]), folded.place(quantity.digits[1])),
    )


def digits_elsewhere(plain: str, reading: Reading) -> frozenset[str]:
    """Return the digits of a text that are in none of its quantities: in words, addresses, protected text."""
    taken = iter(reading.quantities)
    current = next(taken, None)
    found: list[str] = []
    for match in _DIGITS.finditer(plain_digits(plain)):
        while current is not None and current.end <= match.start():
            current = next(taken, None)
        if current is None or match.start() < current.start:
            digits = match[0].replace(",", ".")
            found += (digits, *digits.split("."))
    return frozenset(found)


def plain_digits(text: str) -> str:
    """Return a text with plain digits, character by character."""
    return text if text.isascii() else text.translate(_PLAIN_DIGITS)


_PLAIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
