"""Where a picture ends in its file: what follows is shown by no program, and could be any other file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""of a JPEG file, but those that stand within its picture"""
WITHOUT_LENGTH = frozenset({0x01, 0xD8})
END_OF_IMAGE, START_OF_SCAN = 0xD9, 0xDA
EXTENSION, PICTURE, TRAILER = b"!,;"
"""how blocks of a GIF file begin"""
BOXES = frozenset({b"free", b"ftyp", b"mdat", b"meta", b"moov", b"skip", b"udta", b"uuid"})
LONG_SIZE = 1
"""in place of the size of a box: it stands behind its name"""


def end_of(kind: str, data: bytes) -> int | None:
    """Return the length of the picture at the beginning of a file, None where it has no end."""
    try:
        end = ENDS[kind](data)
    except IndexError:
        return None
    return end if end is not None and end <= len(data) else None


def _png(data: bytes) -> int | None:
    """Walk the chunks (PNG 3rd edition, 5.3): length, type, data, checksum."""
    place = 8
    while place + 12 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        place += 12 + length
        if kind == b"IEND":
            return place
    return None


def _webp(data: bytes) -> int:
    """Read the size of the container (RFC 9649, 2.4), which is padded to an even one."""
    size = int.from_bytes(data[4:8], "little")
    return 8 + size + size % 2


def _gif(data: bytes) -> int | None:
    """Walk the blocks (GIF89a, appendix B)."""
    place = 13 + _colours(data[10])
    while place < len(data) and data[place] != TRAILER:
        if data[place] not in (EXTENSION, PICTURE):
            return None
        place = _after_blocks(data, place + (2 if data[place] == EXTENSION else 11 + _colours(data[place + 9])))
    return min(place + 1, len(data))  # some programs leave the trailer out


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += 1 + data[place]
    return place + 1


def scans_of(data: bytes) -> int:
    """Return how many scans a JPEG file has: each goes over the whole picture once more."""
    return sum(kind == START_OF_SCAN for kind, _ in _segments(data))


def _jpeg(data: bytes) -> int | None:
    return next((place for kind, place in _segments(data) if kind == END_OF_IMAGE), None)


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the markers of a JPEG file (ITU-T T.81, B.1.1), and the place behind each, up to the end of the picture.

    Segments before a scan have a length, within one nothing looks like them.
    """
    place, kind = 0, 0
    while kind != END_OF_IMAGE and (found := MARKER.search(data, place)):
        kind, place = found[1][0], found.end()
        yield kind, place
        if kind not in WITHOUT_LENGTH:
            place += int.from_bytes(data[place : place + 2], "big")


def _avif(data: bytes) -> int:
    """Walk the boxes of a file (ISO 14496-12, 4.2) up to the first that has no place there."""
    place = 0
    while place < len(data) and data[place + 4 : place + 8] in BOXES:
        size = int.from_bytes(data[place : place + 4], "big")
        if size == LONG_SIZE:
            size = int.from_bytes(data[place + 8 : place + 16], "big")
        place += max(size, 8) if size else len(data) - place
    return place


ENDS: Mapping[str, Callable[[bytes], int | None]] = MappingProxyType(
    {"AVIF": _avif, "GIF": _gif, "JPEG": _jpeg, "PNG": _png, "WEBP": _webp}
)
