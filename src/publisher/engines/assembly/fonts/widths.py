"""The widths of glyphs in a CIDFont, the array W (ISO 32000-1, 9.7.4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from publisher.engines.assembly.fonts.refusal import RefusalError

Width = int | Decimal
"""in thousandths of the font size"""

LAST = 0xFFFF


def read(array: bytes) -> dict[int, Width]:
    """Return the width of each glyph that a W array names, given as it stands in a file.

    Raises `RefusalError` where a glyph has two widths, and ValueError or ArithmeticError for what is no such array.
    """
    if not (array.startswith(b"[") and array.endswith(b"]")):
        raise RefusalError("its widths are damaged")
    found: dict[int, Width] = {}
    count = 0
    *groups, rest = array[1:-1].split(b"]")
    ranges = rest.split()
    for group in groups:
        head, _, each = group.partition(b"[")
        *before, first = head.split()
        if len(before) % 3:
            raise RefusalError("its widths are damaged")
        ranges += before
        widths = numbers(each.split())
        found.update(enumerate(widths, int(first)))
        count += len(widths)
    for first, last, width in zip(ranges[0::3], ranges[1::3], ranges[2::3], strict=True):
        glyphs = range(int(first), min(int(last), LAST) + 1)
        found |= dict.fromkeys(glyphs, *numbers([width]))
        count += len(glyphs)
    if len(found) < count or not all(0 <= glyph <= LAST for glyph in (min(found, default=0), max(found, default=0))):
        raise RefusalError("its widths are damaged")
    return found


def write(widths: Mapping[int, Width]) -> bytes:
    """Return the W array of some glyphs, neighbours together; the inverse of `read`."""
    pieces: list[str] = []
    for glyph in sorted(widths):
        if pieces and glyph - 1 in widths:
            pieces.append(f" {widths[glyph]}")
        else:
            pieces.append(f"{']' if pieces else ''} {glyph} [ {widths[glyph]}")
    return f"[{''.join(pieces)}{']' if pieces else ''} ]".encode()


def numbers(digits: list[bytes]) -> list[Width]:
    """Return numbers as they stand in a file; raises ArithmeticError for what is none."""
    try:
        return [*map(int, digits)]
    except ValueError:
        return [int(some) if some.isdigit() else Decimal(some.decode()) for some in digits]
