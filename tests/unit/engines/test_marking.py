"""Spaces that line breaking took are written with a glyph of the font that says one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from publisher.engines.weasyprint.marking import Fonts


def font(texts: dict[int, str], name: str = "ABCDEF") -> SimpleNamespace:
    return SimpleNamespace(hash=name, bitmap=False, to_unicode=texts, widths={glyph: 100 + glyph for glyph in texts})


@pytest.mark.parametrize(
    ("fonts", "wanted"),
    [
        ([font({7: "a", 3: " "})], b"<0003>"),
        ([font({4: "\u00a0", 3: " "})], b"<0003>"),
        ([font({3: "\u00a0", 7: "a"})], b"<0003>"),  # one glyph for both, which a no-break space had first
        ([font({3: " "}), font({7: "a"})], b"<0003>"),  # one file, there twice
        ([font({7: "a"}), font({3: "\u00a0"})], b"<0003>"),
        ([font({7: "a"}), font({3: " "}, "GHIJKL")], None),
    ],
)
def test_a_space_is_shown_by_the_glyph_that_says_one(fonts: list[SimpleNamespace], wanted: bytes | None) -> None:
    assert Fonts(fonts).space("ABCDEF", ahead=False) == wanted


def test_a_space_ahead_takes_no_room() -> None:
    assert Fonts([font({3: " "})]).space("ABCDEF", ahead=True) == b"103<0003>"
