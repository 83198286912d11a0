"""The container of TrueType font programs: tables and their directory (ISO/IEC 14496-22, 4.5)."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Mapping

from publisher.engines.assembly.fonts.refusal import RefusalError

TRUETYPE = (b"\0\1\0\0", b"true")
"""the first bytes of a program with TrueType outlines"""
HEADER = 12
RECORD = 16
MAGIC = 0xB1B0AFBA
"""what the checksum of a whole program and its adjustment add up to"""
ADJUSTMENT = slice(8, 12)
"""where the adjustment stands in `head`"""


def tables(program: bytes) -> dict[bytes, bytes]:
    """Return the tables of a TrueType program; raises `RefusalError` for other outlines and for a cut-off program."""
    if program[:4] not in TRUETYPE:
        raise RefusalError("its outlines are not TrueType")
    found: dict[bytes, bytes] = {}
    end = HEADER + RECORD * int.from_bytes(program[4:6], "big")
    if end > len(program):
        raise RefusalError("its program is cut off")
    for tag, _, offset, length in struct.iter_unpack(">4sIII", program[HEADER:end]):
        if offset + length > len(program) or tag in found:
            raise RefusalError("its program is cut off")
        found[tag] = program[offset : offset + length]
    return found


def write(content: Mapping[bytes, bytes]) -> bytes:
    """Return the program that holds these tables, `head` among them, in the order of their tags, checksums made."""
    count = len(content)
    exponent = count.bit_length() - 1
    search = RECORD << exponent
    directory = struct.pack(">4sHHHH", TRUETYPE[0], count, search, exponent, RECORD * count - search)
    body = b""
    for tag in sorted(content):
        data = content[tag]
        if tag == b"head":
            data = data[: ADJUSTMENT.start] + bytes(4) + data[ADJUSTMENT.stop :]
            adjustment = HEADER + RECORD * count + len(body) + ADJUSTMENT.start
        padded = data + bytes(-len(data) % 4)
        directory += struct.pack(">4sIII", tag, checksum(padded), HEADER + RECORD * count + len(body), len(data))
        body += padded
    program = directory + body
    value = (MAGIC - checksum(program)) % (1 << 32)
    return program[:adjustment] + value.to_bytes(4, "big") + program[adjustment + 4 :]


def checksum(padded: bytes) -> int:
    """Return the sum of the 32-bit words of `padded`."""
    return sum(unpack("I", padded)) % (1 << 32)


def unpack(typecode: str, data: bytes) -> array[int]:
    """Return big-endian numbers: "H" 16 bits, "I" 32; raises ValueError for half a number."""
    numbers = array(typecode)
    numbers.frombytes(data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def pack(typecode: str, numbers: Iterable[int]) -> bytes:
    """Return numbers big-endian; the inverse of `unpack`."""
    packed = array(typecode, numbers)
    if sys.byteorder == "little":
        packed.byteswap()
    return packed.tobytes()
