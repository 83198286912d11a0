"""Pictures of others are whole, of the kind their name says, of a size that can be shown, and end where they end."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from publisher.gates.raster import passed_raster
from publisher.model.finding import Level

KINDS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
BY_KIND = pytest.mark.parametrize("suffix", KINDS)
OTHERS = {
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run\n",
    "PDF": b"%PDF-1.7\n",
    "TIFF": b"II*\0\x08\0\0\0",
    "icon": b"\0\0\1\0\1\0",
    "nothing": b"",
}


def picture(kind: str, size: tuple[int, int] = (8, 6), frames: int = 1, **options: object) -> bytes:
    file = io.BytesIO()
    shades = [Image.new("RGB", size, (200, number % 256, 0)) for number in range(frames)]
    moving = {"save_all": True, "append_images": shades[1:]} if frames > 1 else {}
    shades[0].save(file, kind, **moving, **options)
    return file.getvalue()


def refused(name: str, data: bytes) -> bool:
    passed = passed_raster(name, data)
    said = [(finding.rule, finding.level, finding.file) for finding in passed.findings]
    assert said in ([], [("document/unsafe-image", Level.ERROR, name)])
    assert (passed.data is None) is bool(said)
    return passed.data is None


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def claiming(width: int, height: int) -> bytes:
    """Return a small PNG file that says it has so many points, and holds none of them."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@BY_KIND
def test_a_whole_picture_keeps_its_bytes(suffix: str) -> None:
    data = picture(KINDS[suffix])
    for name in (f"a.{suffix}", f"images/b.{suffix.upper()}"):
        assert passed_raster(name, data).data == data
        assert not refused(name, data)


@BY_KIND
def test_what_follows_a_picture_is_cut_off(suffix: str) -> None:
    data = picture(KINDS[suffix])
    for tail in (b"<script>alert(1)</script>", b"PK\3\4" + b"\0" * 40, b"\0"):
        assert passed_raster(f"a.{suffix}", data + tail).data == data


@BY_KIND
def test_a_picture_that_was_cut_off_is_not_shown(suffix: str) -> None:
    data = picture(KINDS[suffix], (64, 48))
    assert refused(f"a.{suffix}", data[: len(data) // 2])
    assert refused(f"a.{suffix}", data[:20])


@BY_KIND
@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_no_picture_is_not_shown(suffix: str, data: bytes) -> None:
    assert refused(f"a.{suffix}", data)


def test_a_picture_is_of_the_kind_its_name_says() -> None:
    for suffix, kind in KINDS.items():
        for other, data in ((name, picture(name)) for name in set(KINDS.values())):
            assert refused(f"a.{suffix}", data) is (other != kind)


def test_a_picture_of_too_many_points_is_not_decoded() -> None:
    assert refused("a.png", claiming(20_000, 20_000))
    assert refused("a.png", claiming(70_000, 1))
    assert refused("a.png", claiming(2**31 - 1, 2**31 - 1))
    assert refused("a.png", claiming(8, 6))  # it holds no points


def test_a_picture_that_moves_for_too_long_is_not_shown() -> None:
    assert not refused("a.gif", picture("GIF", frames=20))
    assert refused("a.gif", picture("GIF", (1, 1), frames=1100))


@pytest.mark.parametrize(("times", "is_shown"), [(80, True), (101, False)])
def test_a_picture_that_is_drawn_over_and_over_is_not_shown(times: int, is_shown: bool) -> None:
    data = picture("JPEG", progressive=True)
    again = data[:-2] + data[data.rindex(b"\xff\xda") : -2] * times + data[-2:]
    assert refused("a.jpg", again) is not is_shown


def progressive() -> tuple[bytes, bytes, bytes]:
    """Return a JPEG file without its end, its last scan, and the head of that, for one of which each point restarts."""
    data = picture("JPEG", (64, 48), progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + b"\xff\xdd\0\4\0\1", scan, scan[: 2 + int.from_bytes(scan[2:4], "big")] + b"\x80"


def padded(data: bytes) -> bytes:
    """Return data as what follows a marker and the longest length there is."""
    return b"\xff\xff" + data.ljust(0xFFFF - 2, b"\0")


@pytest.mark.parametrize("marker", [0x01, 0x02, 0x50, 0xBF])
@pytest.mark.parametrize(("times", "is_shown"), [(80, True), (101, False)])
def test_a_marker_that_means_nothing_hides_no_scans(marker: int, times: int, is_shown: bool) -> None:
    # Programs pass over such a marker at the end of a part, and over nothing that follows it.
    start, scan, head = progressive()
    hidden = padded(b"\xff\xdd\0\4\0\0" + scan * times)
    assert refused("a.jpg", start + head + bytes([0xFF, marker]) + hidden + b"\xff\xd9") is not is_shown


def test_a_marker_that_means_nothing_hides_no_end() -> None:
    start, _, head = progressive()
    whole = start + head + b"\xff\x02" + b"\xff\xff" + b"\xff\xd9"
    passed = passed_raster("a.jpg", whole + b"<script>alert(1)</script>".ljust(70_000) + b"\xff\xd9")
    assert passed.data in (None, whole)


@pytest.mark.parametrize(
    "options",
    [
        {"exif": b"Exif\0\0" + b"\xff\xda" * 30_000},
        {"comment": b"\xff\xda" * 30_000},
        {"icc_profile": b"\xff\xda" * 200_000},
        {"exif": b"Exif\0\0" + picture("JPEG", progressive=True), "progressive": True},
    ],
    ids=["exif", "comment", "profile", "thumbnail"],
)
def test_what_a_camera_notes_is_no_scan(options: dict[str, object]) -> None:
    assert not refused("a.jpg", picture("JPEG", **options))


def test_scans_of_what_is_cut_off_do_not_count() -> None:
    start, scan, _ = progressive()
    first = picture("JPEG")
    assert passed_raster("a.jpg", first + start + scan * 200 + b"\xff\xd9").data == first


def test_the_second_picture_that_a_camera_adds_is_cut_off() -> None:
    passed = passed_raster("a.jpg", picture("MPO", frames=2))
    assert passed.data is not None
    assert passed.data.count(b"\xff\xd8\xff") == 1
    assert passed.findings == ()


def test_a_place_that_a_camera_noted_is_told() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    assert [(f.rule, f.level, f.file) for f in passed_raster("a.jpg", picture("JPEG", exif=exif)).findings] == [
        ("document/located-image", Level.NOTE, "a.jpg")
    ]


def test_a_damaged_checksum_is_seen_also_where_layout_forgives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = bytearray(picture("PNG"))
    data[data.index(b"IDAT") + 6] ^= 255
    assert refused("a.png", bytes(data))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@settings(max_examples=150)
@given(st.sampled_from(["png", "jpg", "gif", "webp", "avif"]), st.data())
def test_a_picture_that_was_changed_anywhere_is_judged(suffix: str, data: st.DataObject) -> None:
    good = bytearray(GOOD[suffix])
    for place in data.draw(st.lists(st.integers(0, len(good) - 1), max_size=4)):
        good[place] = data.draw(st.integers(0, 255))
    refused(f"a.{suffix}", bytes(good[: data.draw(st.integers(0, len(good)))]))


GOOD = {suffix: picture(KINDS[suffix], (16, 12)) for suffix in ("png", "jpg", "gif", "webp", "avif")}
