"""A font of others -> the same bytes, once it was found to be what its name says, and of a size that can be opened.

Programs that open a font unpack all of it first, whatever its head promises. Sources: WOFF 1.0, 4 and 5; WOFF 2.0, 4.1.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from publisher.gates.values import Passed
from publisher.model.finding import Finding

MARKS = {
    ".otf": (b"OTTO", b"\0\1\0\0"),
    ".ttf": (b"\0\1\0\0", b"true", b"OTTO"),
    ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
}
"""how files of each kind begin"""
MOST_BYTES = 64_000_000
"""of a font, unpacked: the largest there are, of Chinese and Japanese, have 30"""
WOFF_HEAD, WOFF2_HEAD = 44, 48
"""bytes before the rows of tables"""
WOFF_ROW = struct.Struct(">4sIIII")
OWN_TAG = 63
"""number of a table of WOFF 2 whose name follows"""
OUTLINES = frozenset({10, 11})
"""numbers of the tables glyf and loca"""
PLAIN_VERSION = 3
"""version of those tables that is kept as it is; of all others it is 0"""


def is_font(name: str) -> bool:
    """Whether a file is used as a font."""
    return PurePosixPath(name).suffix.lower() in MARKS


def passed_font(name: str, data: bytes) -> Passed:
    """Return a TrueType, OpenType, WOFF or WOFF 2 font as it is, nothing when it cannot be used; `name` is its path."""
    suffix = PurePosixPath(name).suffix.lower()
    why: str | None = "it is no font of the kind its name says"
    if data.startswith(MARKS[suffix]):
        try:
            size = UNPACKED.get(suffix, len)(data)
            why = f"unpacked it is larger than {MOST_BYTES // 1_000_000} MB" if size > MOST_BYTES else None
        except (ValueError, IndexError, struct.error, zlib.error):
            why = "it is damaged"
    if why is None:
        return Passed(data)
    hint = "save it again as a font of that kind"
    found = Finding("document/unsafe-font", f"the font is not used: {why}", file=name, hint=hint, words=(why,))
    return Passed(None, (found,))


def _woff(data: bytes) -> int:
    """Return how many bytes the tables of a font have together, at most one more than may be."""
    total, (number,) = 0, struct.unpack_from(">H", data, 12)
    for place in range(WOFF_HEAD, WOFF_HEAD + number * WOFF_ROW.size, WOFF_ROW.size):
        _, start, packed, size, _ = WOFF_ROW.unpack_from(data, place)
        if packed < size:
            unpacker = zlib.decompressobj()
            size = len(unpacker.decompress(data[start : start + packed], MOST_BYTES + 1 - total))
        total += size
        if total > MOST_BYTES:
            break
    return total


def _woff2(data: bytes) -> int:
    """Return how many bytes the one stream of a font has, at most one more than may be."""
    import brotli

    number, packed = struct.unpack_from(">H4xI", data, 12)[0], struct.unpack_from(">I", data, 20)[0]
    place = WOFF2_HEAD
    for _ in range(number):
        place = _after_row(data, place)
    unpacker = brotli.Decompressor()
    try:
        return len(unpacker.process(data[place : place + packed], output_buffer_limit=MOST_BYTES + 1))
    except brotli.error as error:
        raise ValueError("the stream cannot be unpacked") from error


def _after_row(data: bytes, place: int) -> int:
    """Return where the row of a table ends: its number and version, its name if it has no number, one or two sizes."""
    kind, version = data[place] & OWN_TAG, data[place] >> 6
    place = _after_number(data, place + (5 if kind == OWN_TAG else 1))
    is_reshaped = version != (PLAIN_VERSION if kind in OUTLINES else 0)
    return _after_number(data, place) if is_reshaped else place


def _after_number(data: bytes, place: int) -> int:
    while data[place] & 0x80:
        place += 1
    return place + 1


UNPACKED: dict[str, Callable[[bytes], int]] = {".woff": _woff, ".woff2": _woff2}
"""kinds that are packed, and how large they are when they are not"""
