"""Each kind of picture goes through its own gate, by the suffix of its name, and gets the time its head asks for."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publisher.gates.pictures import PER_MILLION_POINTS, SECONDS, SUFFIXES, is_picture, passed_picture, seconds
from publisher.gates.raster import FORMATS

BITMAPS = tuple(FORMATS)
MOVING = (".avif", ".gif", ".png", ".webp")
AMPLE = 5
"""times the seconds of an honest picture are left to a slow machine"""
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
def test_a_moving_picture_gets_the_time_of_all_its_pictures(suffix: str, options: dict[str, object]) -> None:
    data = plain(suffix, (1000, 400), frames=9, **options)  # type: ignore[arg-type]
    assert enough(suffix, 8 * 400_000) <= seconds(f"a{suffix}", data) <= enough(suffix, 9 * 400_000)


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
    before = time.process_time()
    assert passed_picture(f"a{suffix}", data).data == data
    assert AMPLE * (time.process_time() - before) < seconds(f"a{suffix}", data)


HEADS = {suffix: plain(suffix, (40, 30)) for suffix in BITMAPS}
