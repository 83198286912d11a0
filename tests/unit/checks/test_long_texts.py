"""A long text costs what its length says: nobody waits minutes for one that was made to be slow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice, product
from string import ascii_lowercase

import pytest

from publisher.checks.text.balance import check_balance
from publisher.checks.text.characters import check_characters
from publisher.checks.text.doubled import check_doubled
from publisher.checks.text.typography import check_typography
from publisher.checks.translation.verbatim import check_verbatim
from publisher.checks.translation.wording import check_wording
from publisher.model.remark import Remark
from publisher.model.text import Text

Check = Callable[[Text], Iterable[Remark]]
SIZE, TIMES = 2000, 8
NOISE = 0.005
"""seconds of the processor below which a shared machine measures itself"""


def of_copy(text: Text) -> Iterable[Remark]:
    """Return what is said of a translation that is its source."""
    return check_wording(replace(text, language="fr"), text)


MARKS = [
    (check_typography, "fr", "«", ""),
    (check_typography, "es", "l'", ""),
    (check_typography, "fr", " ", "a ! :,"),
    (check_typography, "es", " ", "a ;"),
    (check_typography, "en", " ", "a ;"),
    (check_typography, "ar", " ", "a ;"),
    (check_typography, "ar", "ال ", ",)"),
    (check_typography, "en", " ", "a «"),
    (check_typography, "en", "a", "@"),
    (check_balance, "fr", "(", "]"),
    (check_balance, "fr", "«)", ""),
    (check_balance, "fr", "\n«", ""),
    (check_balance, "fr", "\n“", ""),
    (check_characters, "fr", "a\u200d", ""),
    (check_characters, "fr", "Ã", ""),
    (of_copy, "en", "-", "aa bb cc"),
    (of_copy, "en", "2020 ab ", ""),
]


@pytest.mark.parametrize(("check", "language", "unit", "end"), MARKS)
def test_a_check_does_not_take_the_square_of_the_length(check: Check, language: str, unit: str, end: str) -> None:
    short, long = (_seconds(check, unit * count + end, language) for count in (SIZE, SIZE * TIMES))
    assert long < 3 * TIMES * max(short, NOISE)


def _seconds(check: Check, words: str, language: str) -> float:
    """Return what a check costs of the processor, at best."""
    return min(_once(check, Text(words, language, words.replace("\n", " "), words)) for _ in range(3))


def _once(check: Check, text: Text) -> float:
    begun = time.process_time()
    list(check(text))
    return time.process_time() - begun


def test_hundreds_of_words_that_stand_twice_do_not_take_their_square() -> None:
    short, long = (_seconds(check_doubled, _twice(count), "fr") for count in (250, 250 * TIMES))
    assert long < 3 * TIMES * max(short, NOISE)


def test_hundreds_of_codes_that_are_not_in_the_source_do_not_take_their_square() -> None:
    short, long = (_seconds(of_codes, _codes(count), "en") for count in (50, 50 * TIMES))
    assert long < 3 * TIMES * max(short, NOISE)


def of_codes(text: Text) -> Iterable[Remark]:
    """Return what is said of a translation whose source has as many other codes."""
    words = text.plain.replace("AB", "WXYZ")
    return check_verbatim(Text(words, "fr", words, words), text)


def _twice(count: int) -> str:
    words = ("".join(letters) for letters in product(ascii_lowercase, repeat=3))
    return " ".join(f"{word} {word}" for word in islice(words, count))


def _codes(count: int) -> str:
    return " ".join(f"AB-{number}" for number in range(count))
