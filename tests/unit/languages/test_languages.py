"""Languages as data: complete, and counting as gettext does."""

from __future__ import annotations

import gettext

import pytest

from publisher.languages import known, language


@pytest.mark.parametrize("tag", known())
def test_every_language_has_every_label(tag: str) -> None:
    assert set(language(tag).labels) == set(language("fr").labels)
    assert all(language(tag).labels.values())


@pytest.mark.parametrize(
    ("number", "form"), [(0, 0), (1, 1), (2, 2), (5, 3), (26, 4), (100, 5), (194, 4), (103, 3), (111, 4)]
)
def test_arabic_counts_by_the_formula_of_gnu(number: int, form: int) -> None:
    formula = language("ar").plural_forms.partition("plural=")[2].rstrip(";")
    assert gettext.c2py(formula)(number) == form


def test_french_zero_is_singular_and_english_zero_plural() -> None:
    forms = {tag: language(tag).plural_forms.partition("plural=")[2].rstrip(";") for tag in ("fr", "en")}
    assert gettext.c2py(forms["fr"])(0) == 0
    assert gettext.c2py(forms["en"])(0) == 1
