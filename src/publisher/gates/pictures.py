"""The gate for pictures: each kind has its own; and the time that a check of one may take."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import PurePosixPath
from types import MappingProxyType

from publisher.gates.ends import MARKER, MOST_BYTES, WITHOUT_LENGTH
from publisher.gates.values import Passed

SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""of files that are shown as pictures"""
SECONDS, PER_MB_OF_DRAWING = 3, 3.0
"""Processor time that a check may take: to begin with, and for the text of a drawing."""
PER_MILLION_POINTS = MappingProxyType(
    {".avif": 2.0, ".gif": 0.25, ".jpeg": 0.25, ".jpg": 0.25, ".png": 0.25, ".webp": 0.5}
)
"""Seconds for what the head of a file promises. Pictures full of noise and drawings full of parts, up to the largest
that may be shown, needed a quarter of all of it at most, drawings full of empty rules a half: a slow machine does not
meet it, and what would never end is stopped soon."""
MILLION = 1_000_000
MOST_PARTS, MOST_BETWEEN = 1000, 1000
"""parts of a head that are looked at, and bytes between two of them: to look has no limit of its own"""
SIZED = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""markers of a JPEG file that its size stands behind (ITU-T T.81, B.1.1.3)"""
EXTENTS = re.compile(rb"ispe.{4}(.{4})(.{4})", re.DOTALL)
"""width and height of a picture, or a part of one, in an AVIF file (ISO 23008-12, 6.5.3)"""
MOVES = MappingProxyType(
    {
        # Behind its flags stand colours of its own, which may be any, or else the size of its codes.
        ".gif": re.compile(rb"\0,.{8}(?:[\0-\7 -'@-G`-g][\2-\b]|[\x80-\x87\xa0-\xa7\xc0-\xc7\xe0-\xe7])", re.DOTALL),
        ".png": re.compile(rb"fcTL"),
        ".webp": re.compile(rb"ANMF"),
    }
)
"""how each picture of a moving one begins; points look like it now and then, which gives them more time"""


def is_picture(name: str) -> bool:
    """Whether a file is shown as a picture."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def seconds(name: str, data: bytes) -> int:
    """Return the processor time that is enough for the check of a file, by what its head promises, in whole seconds.

    It decodes nothing, and takes hardly any time itself: a file may say what it likes.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if len(data) > MOST_BYTES:
        return SECONDS
    if suffix == ".svg":
        return int(SECONDS + PER_MB_OF_DRAWING * len(data) / MILLION)
    if suffix not in POINTS:
        return SECONDS
    points = POINTS[suffix](data) * max(1, _number(suffix, data))
    return int(SECONDS + PER_MILLION_POINTS[suffix] * points / MILLION)


def passed_picture(name: str, data: bytes) -> Passed:
    """Return what of a picture may be published; `name` is its path, whose suffix says what it has to be.

    Decoding may take long, or end the process: untrusted files belong into a limited one (see `executors`).
    """
    if PurePosixPath(name).suffix.lower() == ".svg":
        from publisher.gates.svg import passed_drawing

        return passed_drawing(name, data)
    from publisher.gates.raster import passed_raster

    return passed_raster(name, data)


def _number(suffix: str, data: bytes) -> int:
    """Return how many pictures a moving one has; a file that does not say gets the time of one."""
    if suffix in MOVES:
        return sum(1 for _ in islice(MOVES[suffix].finditer(data), MOST_PARTS))
    place = data.find(b"stsz")  # sizes of samples (ISO 14496-12, 8.7.3.2)
    return 1 if place < 0 else _big(data, place + 12, 4)


def _big(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "big")


def _little(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "little")


def _png(data: bytes) -> int:
    return _big(data, 16, 4) * _big(data, 20, 4)


def _gif(data: bytes) -> int:
    return _little(data, 6, 2) * _little(data, 8, 2)


def _jpeg(data: bytes) -> int:
    """Walk the segments up to the one with the size, past pictures that a camera put into others."""
    place = 0
    for _ in range(MOST_PARTS):
        found = MARKER.search(data, place, place + MOST_BETWEEN)
        if found is None:
            break
        kind, place = found[1][0], found.end()
        if kind in SIZED:
            return _big(data, place + 3, 2) * _big(data, place + 5, 2)
        if kind not in WITHOUT_LENGTH:
            place += _big(data, place, 2)
    return 0


def _webp(data: bytes) -> int:
    """Read the size of the canvas, or of the only picture (RFC 9649, 2.5 to 2.7; RFC 6386, 9.1)."""
    match data[12:16]:
        case b"VP8X":
            return (_little(data, 24, 3) + 1) * (_little(data, 27, 3) + 1)
        case b"VP8L":
            both = _little(data, 21, 4)
            return ((both & 0x3FFF) + 1) * ((both >> 14 & 0x3FFF) + 1)
    return (_little(data, 26, 2) & 0x3FFF) * (_little(data, 28, 2) & 0x3FFF)


def _avif(data: bytes) -> int:
    """Return the points of the largest picture there is: others are parts of it, or small ones for lists."""
    sizes = islice(EXTENTS.finditer(data), MOST_PARTS)
    return max((int.from_bytes(size[1], "big") * int.from_bytes(size[2], "big") for size in sizes), default=0)


POINTS: Mapping[str, Callable[[bytes], int]] = MappingProxyType(
    {".avif": _avif, ".gif": _gif, ".jpeg": _jpeg, ".jpg": _jpeg, ".png": _png, ".webp": _webp}
)
