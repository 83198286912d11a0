"""The cascade: the default of the medium, then the publication's files by name."""

from __future__ import annotations

from publisher.renditions.styles import cascade

OWN = {"print.css": "a", "print-rtl.css": "b", "screen.css": "c", "palette.css": "d", "notes.txt": "e"}


def names(medium: str, direction: str) -> list[str]:
    return list(cascade(OWN, medium, direction))


def test_a_medium_gets_its_own_and_the_shared_files_after_the_default() -> None:
    assert names("print", "ltr") == ["default-print.css", "palette.css", "print.css"]
    assert names("screen", "ltr") == ["default-screen.css", "palette.css", "screen.css"]


def test_what_is_for_right_to_left_comes_last() -> None:
    assert names("print", "rtl")[-1] == "print-rtl.css"
    assert "print-rtl.css" not in names("print", "ltr")
