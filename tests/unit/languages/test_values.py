"""Figures as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from publisher.languages import known
from publisher.languages.values import territory, written
from publisher.model.data import Format, Kind

EUROS = Format(Kind.CURRENCY, "EUR")
MANY_EUROS = Format(Kind.CURRENCY, "EUR", compact=True)
WORDS = Format(compact=True)
NARROW, FULL = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("amount", "form", "expected"),
    [
        ("13377", Format(), (f"13{NARROW}377", "13,377", f"13{FULL}377", "13,377")),
        ("1050", Format(), (f"1{NARROW}050", "1,050", "1050", "1,050")),
        ("-7.3", Format(), ("−7,3", "−7.3", "−7,3", "−7.3")),
        ("41", Format(Kind.PERCENT), (f"41{FULL}%", "41%", f"41{FULL}%", "41%")),
        ("12.5", EUROS, (f"12,5{FULL}€", "€12.5", f"12,5{FULL}€", f"12.5{FULL}€")),
        ("-3", EUROS, (f"−3{FULL}€", "−€3", f"−3{FULL}€", f"−3{FULL}€")),
        (
            "142000000",
            MANY_EUROS,
            (f"142{FULL}millions d’euros", f"€142{FULL}million", f"142{FULL}millones de euros", f"142{FULL}مليون يورو"),
        ),
        ("12000000000", WORDS, (f"12{FULL}milliards", f"12{FULL}billion", f"12{FULL}mil millones", f"12{FULL}مليار")),
        ("2019", Format(Kind.YEAR), ("2019",) * 4),
        ("12", Format(unit="hour"), (f"12{FULL}heures", "12 hours", "12 horas", "12 ساعة")),
    ],
)
def test_each_language_has_its_marks_and_its_words(amount: str, form: Format, expected: tuple[str, ...]) -> None:
    assert tuple(written(Decimal(amount), form, tag) for tag in ("fr", "en", "es", "ar")) == expected


@pytest.mark.parametrize(
    ("amount", "french"),
    [
        ("1000000", "1 million"),
        ("1500000", "1,5 million"),
        ("2000000", "2 millions"),
        ("999960000", "1 milliard"),
        ("999940000", "999,9 millions"),
        ("999999", "999 999"),
        ("-5000000", "−5 millions"),
    ],
)
def test_a_compact_number_takes_the_word_that_fits_it_once_rounded(amount: str, french: str) -> None:
    assert written(Decimal(amount), WORDS, "fr").replace(NARROW, " ").replace(FULL, " ") == french


def test_arabic_counts_few_millions_in_their_own_plural() -> None:
    assert written(Decimal(3_000_000), WORDS, "ar").endswith("ملايين")
    assert written(Decimal(30_000_000), WORDS, "ar").endswith("مليون")


def test_halves_are_rounded_up_as_readers_do() -> None:
    assert [written(Decimal(text), Format(digits=0), "en") for text in ("0.5", "1.5", "2.5")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, ("1er", "1st", "1.º", "الأول")), (2, ("2e", "2nd", "2.º", "الثاني")), (13, ("13e", "13th", "13.º", "الـ13")),
     (111, ("111e", "111th", "111.º", "الـ111")), (122, ("122e", "122nd", "122.º", "الـ122"))],
)  # fmt: skip
def test_ordinals(number: int, expected: tuple[str, ...]) -> None:
    assert tuple(written(Decimal(number), Format(Kind.ORDINAL), tag) for tag in ("fr", "en", "es", "ar")) == expected


def test_an_ordinal_is_feminine_only_in_the_languages_that_say_so() -> None:
    form = Format(Kind.ORDINAL, feminine=frozenset({"fr", "es"}))
    assert [written(Decimal(1), form, tag) for tag in ("fr", "es", "ar")] == ["1re", "1.ª", "الأول"]


def test_dates_and_their_parts() -> None:
    first = date(2020, 7, 1)
    assert written(first, Format(Kind.DATE), "fr") == "1er juillet 2020"
    assert written(first.replace(day=21), Format(Kind.DATE), "fr") == "21 juillet 2020"
    assert written(first, Format(Kind.DATE), "es") == "1 de julio de 2020"
    assert "يوليه" in written(first, Format(Kind.DATE), "ar")
    assert written(first, Format(Kind.DATE, shows="month"), "en") == "July 2020"
    assert written(first, Format(Kind.DATE, shows="year"), "ar") == "2020"


@pytest.mark.parametrize("tag", known())
def test_no_marks_of_direction_are_left_in_a_value(tag: str) -> None:
    forms = [Format(), EUROS, MANY_EUROS, Format(Kind.PERCENT), Format(unit="kilometer", compact=True)]
    shown = "".join(written(Decimal(amount), form, tag) for form in forms for amount in (-7_800_000, 12))
    assert not set("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069") & set(shown)


def test_territories_have_their_names_in_each_language() -> None:
    assert [territory("DZ", tag) for tag in ("fr", "en", "es", "ar")] == ["Algérie", "Algeria", "Argelia", "الجزائر"]
