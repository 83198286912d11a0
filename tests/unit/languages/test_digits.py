"""Numbers in other digits than Western ones."""

from __future__ import annotations

import pytest

from publisher.languages import known
from publisher.languages.digits import Digits, digits_of


@pytest.fixture
def digits() -> Digits:
    found = digits_of("ar", "arab")
    assert found is not None
    return found


def test_only_arabic_has_other_digits_and_only_when_they_are_asked_for() -> None:
    assert [tag for tag in known() if digits_of(tag, "arab")] == ["ar"]
    assert digits_of("ar", "latn") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", "٢٠١٩"),
        ("13,377", "١٣٬٣٧٧"),
        ("1\u202f234\u202f567", "١٬٢٣٤٬٥٦٧"),
        ("7.3", "٧٫٣"),
        ("1,234.5", "١٬٢٣٤٫٥"),
        ("41%", "٤١٪"),
        ("41\u00a0%", "٤١\u00a0٪"),
        ("12/03/2019، 10:30", "١٢/٠٣/٢٠١٩، ١٠:٣٠"),
        ("2015–2019", "٢٠١٥–٢٠١٩"),
        ("عام 2019.", "عام ٢٠١٩."),
        ("2018, 2019", "٢٠١٨, ٢٠١٩"),
        ("1.2.3", "1.2.3"),
        ("192.168.1.1", "192.168.1.1"),
        ("١٬٢٣٤٫٥", "١٬٢٣٤٫٥"),
        ("٪ %", "٪ %"),
    ],
)
def test_a_number_has_the_marks_of_its_digits(text: str, expected: str, digits: Digits) -> None:
    assert digits.in_text(text) == expected
    assert digits.in_text(expected) == expected
    assert len(digits.in_text(text)) == len(text)
