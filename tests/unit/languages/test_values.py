"""Figures as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from publisher.languages import known
from publisher.languages.values import is_unit, territory, writing, written
from publisher.model.data import Format, Kind

EUROS = Format(Kind.CURRENCY, "EUR")
MANY_EUROS = Format(Kind.CURRENCY, "EUR", compact=True)
WORDS = Format(compact=True)
NARROW, FULL = "\u202f", "\u00a0"


def spaced(text: str) -> str:
    return text.replace(NARROW, " ").replace(FULL, " ")


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
        (
            "12000000000",
            WORDS,
            (f"12{FULL}milliards", f"12{FULL}billion", f"12{FULL}000{FULL}millones", f"12{FULL}مليار"),
        ),
        ("2019", Format(Kind.YEAR), ("2019",) * 4),
        ("12", Format(unit="hour"), (f"12{FULL}heures", "12 hours", "12 horas", "12 ساعة")),
    ],
)
def test_each_language_has_its_marks_and_its_words(amount: str, form: Format, expected: tuple[str, ...]) -> None:
    assert tuple(written(Decimal(amount), form, tag) for tag in ("fr", "en", "es", "ar")) == expected


LITRE, TONNE, KILOGRAM, GIGABYTE, METRE, DAY = (
    "volume-liter", "mass-tonne", "mass-kilogram", "digital-gigabyte", "length-meter", "duration-day"
)  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("12", LITRE, ("12 litres", "12 litres", "12 litros", "12 لتر")),
        ("12000000", LITRE, ("12 000 000 litres", "12,000,000 litres", "12 000 000 litros", "12,000,000 لتر")),
        ("12", TONNE, ("12 tonnes", "12 tonnes", "12 toneladas", "12 طن متري")),
        ("12", KILOGRAM, ("12 kilogrammes", "12 kilograms", "12 kilogramos", "12 كيلوغرام")),
        ("12", GIGABYTE, ("12 gigaoctets", "12 gigabytes", "12 gigabytes", "12 غيغابايت")),
        ("12", METRE, ("12 mètres", "12 metres", "12 metros", "12 مترًا")),
        ("3", DAY, ("3 jours", "3 days", "3 días", "3 أيام")),
        ("12", DAY, ("12 jours", "12 days", "12 días", "12 يومًا")),
        ("2", DAY, ("2 jours", "2 days", "2 días", "يومان")),
    ],
)
def test_a_unit_has_the_form_that_fits_its_number(amount: str, unit: str, expected: tuple[str, ...]) -> None:
    found = (written(Decimal(amount), Format(unit=unit), tag) for tag in ("fr", "en", "es", "ar"))
    assert tuple(spaced(text) for text in found) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (LITRE, ("33 millions de litres", "33 million litres", "33 millones de litros", "33 مليون لتر")),
        (TONNE, ("33 millions de tonnes", "33 million tonnes", "33 millones de toneladas", "33 مليون طن متري")),
        (KILOGRAM, ("33 millions de kilogrammes", "33 million kilograms", "33 millones de kilogramos",
                    "33 مليون كيلوغرام")),
        (GIGABYTE, ("33 millions de gigaoctets", "33 million gigabytes", "33 millones de gigabytes",
                    "33 مليون غيغابايت")),
        (METRE, ("33 millions de mètres", "33 million metres", "33 millones de metros", "33 مليون متر")),
        (DAY, ("33 millions de jours", "33 million days", "33 millones de días", "33 مليون يوم")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("amount", ["33000000", "33000003", "32999989"])
def test_what_is_counted_in_millions_stands_as_after_whole_millions(
    unit: str, expected: tuple[str, ...], amount: str
) -> None:
    found = (written(Decimal(amount), Format(unit=unit, compact=True), tag) for tag in ("fr", "en", "es", "ar"))
    assert tuple(spaced(text) for text in found) == expected


@pytest.mark.parametrize("tag", known())
def test_every_unit_has_a_name_in_every_language(tag: str) -> None:
    names = [name for name in writing("en").locale.unit_display_names if is_unit(name)]
    assert set(names) >= {LITRE, TONNE, KILOGRAM, GIGABYTE, METRE, DAY}
    forms = [Format(unit=name, compact=compact) for name in names for compact in (False, True)]
    amounts = [Decimal(amount) for amount in ("0", "1", "2", "3", "12", "100", "1.5", "3000000")]
    shown = [(form.unit, written(amount, form, tag)) for form in forms for amount in amounts]
    assert [(name, text) for name, text in shown if name in text or "{" in text] == []


@pytest.mark.parametrize("name", ["", "length-horse", "pressure-gasoline-energy-density", "duration-day-person"])
def test_a_unit_that_some_language_cannot_name_is_none(name: str) -> None:
    assert not is_unit(name)


@pytest.mark.parametrize(
    ("amount", "form", "spanish"),
    [
        ("7300000000", WORDS, "7300 millones"),
        ("1000000000", WORDS, "1000 millones"),
        ("999960000", WORDS, "1000 millones"),
        ("12500000000", WORDS, "12 500 millones"),
        ("-12500000000", WORDS, "−12 500 millones"),
        ("999940000000", WORDS, "999 900 millones"),
        ("7345600000", Format(compact=True, digits=4), "7345,6 millones"),
        ("7300000000", MANY_EUROS, "7300 millones de euros"),
        ("7300000000", Format(unit=LITRE, compact=True), "7300 millones de litros"),
        ("999960000000", WORDS, "1 billón"),
        ("1200000000000", WORDS, "1,2 billones"),
        ("1200000000000", MANY_EUROS, "1,2 billones de euros"),
    ],
)
def test_spanish_counts_thousands_of_millions_in_millions(amount: str, form: Format, spanish: str) -> None:
    assert spaced(written(Decimal(amount), form, "es")) == spanish


@pytest.mark.parametrize("amount", ["7345600000", "12540000000", "99960000000"])
def test_spanish_rounds_thousands_of_millions_as_the_others_do(amount: str) -> None:
    french, spanish = (spaced(written(Decimal(amount), WORDS, tag)) for tag in ("fr", "es"))
    thousands = Decimal(french.removesuffix(" milliards").replace(",", "."))
    assert Decimal(spanish.removesuffix(" millones").replace(" ", "")) == thousands * 1000


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
    assert spaced(written(Decimal(amount), WORDS, "fr")) == french


def test_arabic_counts_few_millions_in_their_own_plural() -> None:
    assert written(Decimal(3_000_000), WORDS, "ar").endswith("ملايين")
    assert written(Decimal(30_000_000), WORDS, "ar").endswith("مليون")


@pytest.mark.parametrize(
    ("amount", "form", "arabic"),
    [
        ("1000000", WORDS, "مليون"),
        ("1040000", WORDS, "مليون"),
        ("1000000000", WORDS, "مليار"),
        ("999960000", WORDS, "مليار"),
        ("1000000", MANY_EUROS, "مليون يورو"),
        ("1000000", Format(unit=TONNE, compact=True), "مليون طن متري"),
        ("-1000000", WORDS, "−1 مليون"),
        ("1500000", WORDS, "1.5 مليون"),
        ("2000000", WORDS, "2 مليون"),
        ("11000000", WORDS, "11 مليون"),
    ],
)
def test_arabic_says_exactly_one_million_by_its_word_alone(amount: str, form: Format, arabic: str) -> None:
    assert spaced(written(Decimal(amount), form, "ar")) == arabic


def test_halves_are_rounded_up_as_readers_do() -> None:
    assert [written(Decimal(text), Format(digits=0), "en") for text in ("0.5", "1.5", "2.5")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, ("1er", "1st", "1.º", "الأول")), (2, ("2e", "2nd", "2.º", "الثاني")),
     (13, ("13e", "13th", "13.º", "الثالث عشر")),
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
