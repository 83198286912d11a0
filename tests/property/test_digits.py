"""The laws of other digits: nothing moves, once is enough, and a number is still the same number."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from publisher.languages.digits import WESTERN, digits_of
from publisher.languages.values import MINUS, written
from publisher.model.data import Format, Kind
from publisher.renditions.digits import in_digits, text_in_digits
from tests.property.test_isolation import document, fragments, texts

ARAB = digits_of("ar", "arab")
MARKS = str.maketrans({mark: "." for mark in ".,\u00a0\u202f٫٬"} | {"٪": "%"})
figures = st.lists(st.sampled_from([*WESTERN, ".", ",", "%", " ", "\u00a0", "-", "/", "كلمة"]), max_size=14).map(
    "".join
)


def values(text: str) -> str:
    """Return a text with all digits as Western ones."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)


@given(texts | figures)
def test_every_digit_keeps_its_value_and_its_place(text: str) -> None:
    written = text_in_digits(text, ARAB)
    assert len(written) == len(text)
    pairs = [(a, b) for a, b in zip(text, written, strict=True) if a.isdigit() or b.isdigit()]
    assert [values(a) for a, _ in pairs] == [values(b) for _, b in pairs]


@given(texts | figures)
def test_writing_them_twice_changes_nothing(text: str) -> None:
    assert text_in_digits(text_in_digits(text, ARAB), ARAB) == text_in_digits(text, ARAB)


@given(fragments)
def test_a_tree_keeps_its_elements_and_the_length_of_every_text(html: str) -> None:
    before, after = document(html).body, in_digits(document(html), ARAB).body
    assert [tag.name for tag in after.find_all(True)] == [tag.name for tag in before.find_all(True)]
    assert [len(tag.get_text()) for tag in after.find_all(True)] == [
        len(tag.get_text()) for tag in before.find_all(True)
    ]
    assert values(after.get_text()).translate(MARKS) == values(before.get_text()).translate(MARKS)


@given(
    st.decimals(-(10**12), 10**12, places=6) | st.decimals(-1, 1, places=6) | st.integers(-(10**7), 10**7).map(Decimal),
    st.sampled_from([Format(), Format(Kind.PERCENT), Format(Kind.CURRENCY, "EUR"), Format(digits=1)]),
)
def test_a_figure_has_none_but_them_and_reads_back(amount: Decimal, form: Format) -> None:
    said = written(amount, form, "ar")
    shown = text_in_digits(said, ARAB)
    assert not set(shown) & set(WESTERN)
    marks = str.maketrans({"٬": "", "٫": ".", "٪": "", "€": "", "\u00a0": "", MINUS: "-"})
    assert Decimal(values(shown).translate(marks)) == (round(amount, 1) if form.digits else amount)
