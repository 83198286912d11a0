"""Fonts of others: what is none, or would unpack to more than anybody has room for, is not used."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

from publisher.gates.fonts import MOST_BYTES, passed_font
from publisher.pipeline.build import build
from publisher.workspace import Workspace


def font(flavor: str | None = None) -> bytes:
    """A font of one empty letter."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": builder_glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Quai", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    made = BytesIO()
    builder.font.flavor = flavor
    builder.save(made)
    return made.getvalue()


def builder_glyph() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


def woff_bomb(size: int) -> bytes:
    packed = zlib.compress(bytes(size), 9)
    head = struct.pack(">4s4sIHHI24x", b"wOFF", b"\0\1\0\0", 64 + len(packed), 1, 0, 100)
    return head + struct.pack(">4sIIII", b"glyf", 64, len(packed), len(packed) + 1, 0) + packed


def woff2_bomb(size: int) -> bytes:
    packed = brotli.compress(bytes(size), quality=5)
    head = struct.pack(">4s4sIHHII24x", b"wOF2", b"\0\1\0\0", 51 + len(packed), 1, 0, 100, len(packed))
    return head + bytes([1, 100]) + packed


@pytest.mark.parametrize("flavor", [None, "woff", "woff2"])
def test_a_font_stays_as_it_is(flavor: str | None) -> None:
    data = font(flavor)
    assert TTFont(BytesIO(data)).getGlyphOrder() == [".notdef"]
    passed = passed_font(f"styles/quai.{flavor or 'ttf'}", data)
    assert (passed.data, passed.findings) == (data, ())


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 8 * MOST_BYTES])
def test_a_font_that_grows_without_measure_is_not_used(size: int) -> None:
    for name, data in (("a.woff", woff_bomb(size)), ("a.woff2", woff2_bomb(size))):
        assert len(data) < MOST_BYTES // 50
        passed = passed_font(name, data)
        assert (passed.data, [finding.rule for finding in passed.findings]) == (None, ["document/unsafe-font"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ttf", b"<script>"),
        ("a.woff", font("woff2")),
        ("a.woff2", font("woff2")[:60]),
        ("a.woff", font("woff")[:50]),
        ("a.woff2", b"wOF2" + b"\xff" * 60),
        ("a.otf", b""),
    ],
)
def test_what_is_no_whole_font_is_not_used(name: str, data: bytes) -> None:
    assert passed_font(name, data).data is None


def test_a_publication_is_built_without_the_font(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = []\n')
    workspace.write("source/a.md", b"# Le port\n\nUn quai.\n")
    workspace.write("styles/screen.css", b"@font-face { font-family: Quai; src: url(a.woff2), url(b.woff) }")
    workspace.write("styles/a.woff2", woff2_bomb(MOST_BYTES + 1))
    workspace.write("styles/b.woff", font("woff"))
    made = build(workspace, (), ("html",))
    assert ("document/unsafe-font", "styles/a.woff2") in {(found.rule, found.file) for found in made.findings}
    names = {path.rpartition("/")[2] for path in made.outputs}
    assert "b.woff" in names
    assert "a.woff2" not in names
