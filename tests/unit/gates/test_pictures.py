"""Each kind of picture goes through its own gate, by the suffix of its name."""

from __future__ import annotations

import pytest

from publisher.gates.pictures import SUFFIXES, is_picture, passed_picture

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"/>\n'


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_drawing_is_one_under_its_own_name_only(suffix: str) -> None:
    for name in (f"source/images/a{suffix}", f"source/images/a{suffix.upper()}"):
        assert is_picture(name)
        assert (passed_picture(name, DRAWING).data == DRAWING) is (suffix == ".svg")


def test_other_files_are_no_pictures() -> None:
    assert [name for name in ("a.css", "png", "a.svg.html", "a.tiff", ".svg/b") if is_picture(name)] == []
