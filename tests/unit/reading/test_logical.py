"""From the order of the eye to the order of speech."""

from __future__ import annotations

import re

import pytest

from publisher.reading.directions import direction_of
from publisher.reading.logical import logical, paired

LATIN = re.compile(r"[A-Za-z0-9]")
YEAR, IN, REPORT = "عام", "في", "تقرير"


def drawn(*parts: str) -> str:
    """Return a line as it is drawn: its parts from right to left, Latin words and figures as they are."""
    return "".join(part if LATIN.search(part) else part[::-1] for part in reversed(parts))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((YEAR, " ", "2019"), "عام 2019"),
        (("2019", " ", IN), "2019 في"),
        ((REPORT, " ", "Annual Report 2019", " ", IN), "تقرير Annual Report 2019 في"),
        ((IN, " ", "63,000", " ", YEAR), "في 63,000 عام"),
        ((IN, " ", "7.5", " ", YEAR), "في 7.5 عام"),
        ((IN, " ", "2018", "-", "2019"), "في 2018-2019"),
        ((IN, " ", "71", "%"), "في 71%"),
        ((IN, " ", "12", ", ", "13", "."), "في 12, 13."),
        ((YEAR, ": ", REPORT, "."), "عام: تقرير."),
        ((REPORT, " ", "(", "IP", ")", "."), "تقرير (IP)."),
        (("بلدًا",), "بلدًا"),
        (("في ", "٢٠١٩"[::-1]), "في ٢٠١٩"),
    ],
)
def test_a_line_drawn_from_right_to_left_is_said_in_its_order(parts: tuple[str, ...], said: str) -> None:
    assert logical(drawn(*parts)) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", ""),
        ("IP", "IP"),
        (" .1", "1. "),
        ("4 ", " 4"),
        ("71%", "71%"),
        ("+33 4 72 44 70 00", "+33 4 72 44 70 00"),
        (" (", " ("),
        (" 4.0)", " 4.0)"),
        (" .", ". "),
        ("(3)", "(3)"),
    ],
)
def test_a_line_without_arabic_keeps_its_order_and_its_marks_touch_what_they_belong_to(line: str, said: str) -> None:
    assert logical(line) == said


def test_in_a_line_from_left_to_right_only_the_arabic_words_are_turned() -> None:
    line = f"The word {drawn(REPORT, ' ', YEAR)} means a report"
    assert logical(line, "ltr") == "The word تقرير عام means a report"


def test_a_line_from_left_to_right_stays() -> None:
    assert logical("Un rapport (2019), à 71 %.", "ltr") == "Un rapport (2019), à 71 %."


def test_letters_are_neither_lost_nor_made() -> None:
    line = "«x ,(12 ةكبش) :IP-7/24 ، 3%» ؟"
    assert sorted(logical(line)) == sorted(line)


@pytest.mark.parametrize(
    ("text", "said"),
    [(")أ( ب", "(أ) ب"), ("»أ« ب", "«أ» ب"), ("(أ) [ب]", "(أ) [ب]"), ("أ) ب", "أ) ب"), (")أ", ")أ")],
)
def test_brackets_are_mirrored_where_that_pairs_them(text: str, said: str) -> None:
    assert paired(text) == said


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("he", "rtl"),
        ("uz-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("fr", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_language_says_which_way_it_runs(language: str, direction: str) -> None:
    assert direction_of(language) == direction
