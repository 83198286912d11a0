"""Each kind of picture goes through its own gate, by the suffix of its name, and gets the time its head asks for."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publisher.gates.ends import MOST_BYTES
from publisher.gates.pictures import PER_MILLION_POINTS, SECONDS, SUFFIXES, is_picture, passed_picture, seconds
from publisher.gates.raster import FORMATS

BITMAPS = tuple(FORMATS)
MOVING = (".avif", ".gif", ".png", ".webp")
AMPLE = 2
"""so many times what they need on a machine that has much else to do; four times on a quiet one"""
COLOURS = [(200, 10, 10), (10, 200, 10), (10, 10, 200)]
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"/>\n'


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_drawing_is_one_under_its_own_name_only(suffix: str) -> None:
    for name in (f"source/images/a{suffix}", f"source/images/a{suffix.upper()}"):
        assert is_picture(name)
        assert (passed_picture(name, DRAWING).data == DRAWING) is (suffix == ".svg")


def test_other_files_are_no_pictures() -> None:
    assert [name for name in ("a.css", "png", "a.svg.html", "a.tiff", ".svg/b") if is_picture(name)] == []


def saved(suffix: str, shown: list[Image.Image], **options: object) -> bytes:
    file = io.BytesIO()
    more = {"save_all": True, "append_images": shown[1:]} if len(shown) > 1 else {}
    quick = {"speed": 10} if suffix == ".avif" else {}
    shown[0].save(file, FORMATS[suffix], **more, **quick, **options)
    return file.getvalue()


def plain(suffix: str, size: tuple[int, int], *, mode: str = "RGB", frames: int = 1, **options: object) -> bytes:
    shades = [Image.new("L", size, 20 * number).convert(mode) for number in range(frames)]
    return saved(suffix, shades, **options)


def enough(suffix: str, points: int) -> int:
    return int(SECONDS + PER_MILLION_POINTS[suffix] * points / 1_000_000)


@pytest.mark.parametrize("suffix", BITMAPS)
def test_the_time_of_a_picture_follows_its_points(suffix: str) -> None:
    for width, height in ((1, 1), (3001, 2703)):
        data = plain(suffix, (width, height))
        for name in (f"a{suffix}", f"images/b{suffix.upper()}"):
            assert seconds(name, data) == enough(suffix, width * height)


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        (".jpg", {"progressive": True}),
        (".jpg", {"exif": b"Exif\0\0" + plain(".jpg", (9, 9))}),
        (".jpg", {"icc_profile": b"\xff\xc0" * 100_000}),
        (".jpg", {"comment": b"\xff" * 900}),
        (".webp", {"lossless": True}),
        (".webp", {"exif": b"Exif\0\0" + plain(".jpg", (9, 9))}),
        (".webp", {"mode": "RGBA"}),
        (".avif", {"mode": "RGBA"}),
        (".png", {"mode": "1"}),
    ],
    ids=repr,
)
def test_a_head_is_read_past_all_it_may_hold(suffix: str, options: dict[str, object]) -> None:
    data = plain(suffix, (2500, 1600), **options)  # type: ignore[arg-type]
    assert seconds(f"a{suffix}", data) == enough(suffix, 4_000_000)


@pytest.mark.parametrize("suffix", MOVING)
@pytest.mark.parametrize("options", [{}, {"duration": 40, "loop": 0}], ids=repr)
@pytest.mark.parametrize("colours", [COLOURS[:1], COLOURS], ids=["shades", "colours"])
def test_a_moving_picture_gets_the_time_of_all_its_pictures(
    suffix: str, options: dict[str, object], colours: list[tuple[int, int, int]]
) -> None:
    points = int(1_000_000 / PER_MILLION_POINTS[suffix])  # a second for each picture
    patches = [Image.new("RGB", (30, 20), colours[number % len(colours)]) for number in range(9)]
    shown = [Image.new("RGB", (1000, points // 1000), (20 * number,) * 3) for number in range(9)]
    for picture, patch in zip(shown, patches, strict=True):
        picture.paste(patch)
    found = seconds(f"a{suffix}", saved(suffix, shown, **options))
    assert SECONDS + 8 <= found <= SECONDS + 9


@pytest.mark.parametrize("table", [None, *range(8)])
@pytest.mark.parametrize("flags", [0, 0x20, 0x40, 0x60], ids=["plain", "sorted", "interlaced", "both"])
@pytest.mark.parametrize("before", [b"", b"!\xf9\4\4\4\0\0\0"], ids=["bare", "timed"])
def test_a_moving_picture_may_bring_its_colours(table: int | None, flags: int, before: bytes) -> None:
    colours = bytes([200, 10, 10]) * (0 if table is None else 2 << table)
    flags |= 7 if table is None else 0x80 | table
    frame = before + b",\0\0\0\0\1\0\1\0" + bytes([flags]) + colours + b"\2\2\x44\1\0"
    data = b"GIF89a" + (2500).to_bytes(2, "little") + (1600).to_bytes(2, "little") + b"\x80\0\0" + bytes(6)
    assert seconds("a.gif", data + frame * 9 + b";") == enough(".gif", 9 * 4_000_000)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_is_too_large_is_not_looked_at(suffix: str) -> None:
    head = DRAWING if suffix == ".svg" else plain(suffix, (2500, 1600))
    assert seconds(f"a{suffix}", head.ljust(MOST_BYTES)) > SECONDS
    assert seconds(f"a{suffix}", head.ljust(MOST_BYTES + 1)) == SECONDS


def test_a_drawing_gets_more_for_more_text_and_a_font_is_quick() -> None:
    assert seconds("a.svg", DRAWING) < seconds("a.svg", DRAWING * 50_000)
    assert seconds("a.woff2", b"\xff" * 1_000_000) == SECONDS


@given(st.sampled_from(SUFFIXES), st.binary(max_size=60), st.sampled_from(BITMAPS))
def test_a_head_may_say_what_it_likes(suffix: str, data: bytes, like: str) -> None:
    for file in (data, HEADS[like][: len(data)] + data, b""):
        assert seconds(f"a{suffix}", file) >= SECONDS


@pytest.mark.parametrize(
    "data",
    [b"\xff\0", b"\xff\xe0\0\2", b"\xff\0" * 499 + b"\xff\xe0\0\2", b"isp", b"ispe", b"stsz", b"fcT", b"ANM", b"\0,"],
)
def test_to_look_at_a_head_takes_no_time(data: bytes) -> None:
    file, before = data * (10_000_000 // len(data)), time.process_time()
    for suffix in BITMAPS:
        seconds(f"a{suffix}", file)
    assert time.process_time() - before < SECONDS


@pytest.mark.parametrize("suffix", BITMAPS)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_an_honest_picture_needs_little_of_its_time(suffix: str, mode: str) -> None:
    data = saved(suffix, [Image.effect_noise((1155, 866), 60).convert(mode)])  # no program can make it small
    assert needed(f"a{suffix}", data) < seconds(f"a{suffix}", data) / AMPLE


def test_a_picture_that_was_not_made_small_needs_little_of_its_time() -> None:
    noise = [Image.effect_noise((1600, 1250), 90) for _ in "RGBA"]
    data = saved(".avif", [Image.merge("RGBA", noise)], quality=100, subsampling="4:4:4")
    assert needed("a.avif", data) < seconds("a.avif", data) / AMPLE


def test_a_drawing_of_many_parts_needs_little_of_its_time() -> None:
    data = DRAWING.replace(b"/>", b">" + b'<g style="fill:red;stroke:blue"/>' * 90_000 + b"</svg>")
    assert needed("a.svg", data) < seconds("a.svg", data) / AMPLE


def needed(name: str, data: bytes) -> float:
    before = time.process_time()
    assert passed_picture(name, data).data == data
    return time.process_time() - before


HEADS = {suffix: plain(suffix, (40, 30)) for suffix in BITMAPS}
