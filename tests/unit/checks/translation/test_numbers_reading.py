"""What a text says in numbers, by its language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.checks.translation.numbers import check_numbers
from publisher.checks.translation.numbers.reading import read
from publisher.model.text import Text

LANGUAGES = ("fr", "en", "es", "ar")
ARABIC_DIGITS = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")


def values(text: str, language: str) -> list[object]:
    return [quantity.value for quantity in read(text, language).quantities if not quantity.vague]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "quatre-vingt-dix-sept, quatre-vingts, soixante et onze, vingt et un", [97, 80, 71, 21]),
        ("fr", "mille neuf cent quatre-vingt-quatre", [1984]),
        ("fr", "trois cent mille, dix-sept, septante-deux, mille et une", [300_000, 17, 72, 1001]),
        ("fr", "deux, trois et quatre", [2, 3, 4]),
        ("fr", "le 3e", [3]),
        ("fr", "XIXe, IIIe et le siècle V, XXI", [19, 3, 5, 21]),
        ("fr", "cinq millions et demi", [5_500_000]),
        ("fr", "7,3 milliards, 142 M€, 3 billions", [7_300_000_000, 142_000_000, 3_000_000_000_000]),
        ("en", "ninety-seven, one hundred and fifty, twenty and three", [97, 150, 20, 3]),
        ("en", "two thousand five hundred, twenty-first, two and a half million", [2500, 21, 2_500_000]),
        ("en", "$2.6 trillion, €4.2bn, 1,250", [2_600_000_000_000, 4_200_000_000, 1250]),
        ("es", "veintiún, noventa y siete, mil doscientos, ciento cinco", [21, 97, 1200, 105]),
        ("es", "mil millones, 2 mil millones, dos billones", [1_000_000_000, 2_000_000_000, 2_000_000_000_000]),
        ("es", "vigésimo primero, décimo tercero, siglos V y VI", [21, 13, 5, 6]),
        ("ar", "سبع وتسعون، مائة وخمسون، ألف وخمسمائة", [97, 150, 1500]),
        ("ar", "أحد عشر ألف، الثامنة عشرة، الحادي والعشرين", [11_000, 18, 21]),
        ("ar", "٧٫٣ مليارات و350 مليونًا وخمسة ملايين ونصف المليون", [7_300_000_000, 350_000_000, 5_500_000]),
        ("ar", "بـ 30 وبـ50", [30, 50]),
    ],
)
def test_numbers_are_read_in_digits_and_words(language: str, text: str, expected: list[object]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "14 h 30"),
        ("fr", "2 h 30 de l’après-midi"),
        ("en", "2.30 p.m."),
        ("en", "2:30 PM"),
        ("es", "14.30 horas"),
        ("ar", "2:30 بعد الظهر"),
    ],
)
def test_one_time_of_day_is_read_in_every_notation(language: str, text: str) -> None:
    assert values(text, language) == ["14:30"]


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("fr", "le 12 mars", 3),
        ("en", "May 12, 2019", 5),
        ("es", "12 de setiembre", 9),
        ("ar", "12 كانون الثاني", 1),
        ("ar", "12 جويلية 2019", 7),
        ("ar", "12 شتنبر 2019", 9),
    ],
)
def test_months_are_known_by_all_their_names(language: str, text: str, month: int) -> None:
    assert list(read(text, language).months) == [month]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "You may march."), ("fr", "la planète Mars"), ("ar", "مارس مهنته")]
)
def test_a_word_that_means_other_things_is_no_sure_month(language: str, text: str) -> None:
    assert not any(name.sure for name in read(text, language).months.values())


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_as_its_language_formats_it_reads_back(language: str, number: Decimal) -> None:
    assert values(format_decimal(number, locale=language), language) == [number]


@given(number=st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_in_arabic_digits_reads_back(number: Decimal) -> None:
    assert values(format_decimal(number, locale="ar").translate(ARABIC_DIGITS), "ar") == [number]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60)
@given(text=st.text(max_size=80) | st.text("0123456789.,: -–€%dh\u202f\u00a0٣٫٬²½IXVeh", max_size=60))
def test_any_text_agrees_with_itself(language: str, text: str) -> None:
    one = Text(text, language, text, text)
    assert [remark.rule for remark in check_numbers(one, one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60)
@given(
    source=st.text("0123456789.,: -–€%h\u202f\u00a0٣٫٬IXVe", max_size=60),
    target=st.text("0123456789.,: -–€%h\u202f\u00a0٣٫٬IXVemil", max_size=60),
)
def test_every_remark_points_into_the_translation(language: str, source: str, target: str) -> None:
    remarks = check_numbers(Text(source, "fr", source, source), Text(target, language, target, target))
    assert all(remark.start is None or 0 <= remark.start < (remark.end or 0) <= len(target) for remark in remarks)


def test_a_string_of_digits_without_end_is_a_key_and_no_number() -> None:
    assert values("9" * 100_000, "fr") == []
