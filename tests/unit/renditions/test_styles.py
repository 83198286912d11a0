"""The cascade: the default of the medium, then the publication's files by name."""

from __future__ import annotations

import pytest

from publisher.languages.digits import digits_of
from publisher.renditions.styles import cascade, without_alternates

OWN = {"print.css": "a", "print-rtl.css": "b", "screen.css": "c", "palette.css": "d", "notes.txt": "e"}
ALTERNATES = {"alternate/large.css": "f", "alternate/large-rtl.css": "g", "alternate/screen.css": "h"}


def names(medium: str, direction: str) -> list[str]:
    return list(cascade(OWN, medium, direction))


def test_a_medium_gets_its_own_and_the_shared_files_after_the_default() -> None:
    assert names("print", "ltr") == ["default-print.css", "palette.css", "print.css"]
    assert names("screen", "ltr") == ["default-screen.css", "palette.css", "screen.css"]


def test_what_is_for_right_to_left_comes_last() -> None:
    assert names("print", "rtl")[-1] == "print-rtl.css"
    assert "print-rtl.css" not in names("print", "ltr")


def test_an_alternate_style_comes_after_all_it_amends() -> None:
    chosen = without_alternates(OWN | ALTERNATES, "large")
    assert list(cascade(chosen, "print", "ltr"))[-2:] == ["print.css", "alternate/large.css"]
    assert list(cascade(chosen, "print", "rtl"))[-2:] == ["alternate/large.css", "alternate/large-rtl.css"]


def test_no_ordinary_rendition_has_an_alternate_sheet() -> None:
    assert without_alternates(OWN | ALTERNATES) == OWN


@pytest.mark.parametrize("medium", ["print", "screen"])
def test_with_other_digits_every_sheet_counts_in_them(medium: str) -> None:
    own = {"book.css": "h2::before { content: counter(section) }"}
    sheets = cascade(own, medium, "rtl", digits_of("ar", "arab"))
    assert list(sheets) == [f"default-{medium}.css", "default-digits-arabic-indic.css", "book.css"]
    assert "counter(section, arabic-indic)" in sheets["book.css"]
    assert "counter(part, arabic-indic)" in sheets[f"default-{medium}.css"]
