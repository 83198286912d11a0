"""Where a picture ends in its file: what follows is shown by no program, and could be any other file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

MOST_BYTES = 50_000_000
"""of a picture: larger ones are not looked at"""
MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""of a JPEG file, but those that stand within its picture"""
WITHOUT_LENGTH = frozenset(range(0x01, 0xC0)) | {0xD8}
"""Markers alone: of those below 0xC0 only the first means anything, and decoders drop the others within a picture."""
END_OF_IMAGE = 0xD9
START_OF_SCAN = b"\xff\xda"
AT_HEAD = re.compile(rb"\xff(?:([\xe0-\xef\xfe])|[\xc0-\xcf\xdb\xdd])")
"""of a JPEG file: markers that every decoder reads a length behind; the group: of notes, which draw nothing"""
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
    """Return how many scans a JPEG file has at most: each goes over the whole picture once more."""
    # Decoders disagree on what to pass over in odd files, so that scans could hide from any walk, but none finds a scan
    # without its marker, and points never look like it. Notes before the first scan may: small pictures, profiles.
    return data.count(START_OF_SCAN) - sum(data.count(START_OF_SCAN, *place) for place in _notes(data))


def _notes(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where notes of cameras and programs begin and end, as far as segments follow each other without a gap."""
    place = 2
    while found := AT_HEAD.match(data, place):
        start = found.end()
        place = start + int.from_bytes(data[start : start + 2], "big")
        if found[1]:
            yield start, place


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
