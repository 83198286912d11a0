"""What the glyphs of a font say: its ToUnicode CMap (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pikepdf

from publisher.engines.pdf.opening import bearable

TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([A-Za-z]+)")
CODESPACE, CHARACTERS, RANGES = b"endcodespacerange", b"endbfchar", b"endbfrange"
ENDS = frozenset({CODESPACE, CHARACTERS, RANGES})
MOST_CODES = 400_000
"""codes a font may have; a hostile one could name four thousand million in a line"""
SURROGATES = 0xD800
"""first code that UTF-16, read two by two, would take for a half"""
UNKNOWN = "\N{REPLACEMENT CHARACTER}"

Strings = list[bytes | list[bytes]]


class Table(dict[int, str]):
    """Texts by code; a code without one says that it is unknown."""

    def __missing__(self, code: int) -> str:
        """Return what stands for an unknown text."""
        return UNKNOWN


class Font:
    """A font as far as its texts go."""

    def __init__(self, cmap: bytes, width: int) -> None:
        self.width = width
        """bytes of a code"""
        self.table = Table()
        for end, strings in sections(cmap):
            if end == CODESPACE:
                self.width = max((len(item) for item in strings if isinstance(item, bytes)), default=width)
            elif end == CHARACTERS:
                self.table.update(characters(strings))
            else:
                self.table.update(ranges(strings))
            if len(self.table) > MOST_CODES:
                raise ValueError("a font names too many characters")
        # One glyph may say several letters, as lam and alef. Lines are told in the order of the eye, and so are these.
        self.table.update({code: said[::-1] for code, said in self.table.items() if is_right_to_left(said)})
        self.in_pairs = self.width == 2 and max(self.table, default=0) < SURROGATES  # noqa: PLR2004

    def text(self, codes: bytes) -> str:
        """Return what a string of codes says."""
        if self.in_pairs:
            return codes.decode("utf-16-be", "replace").translate(self.table)
        starts = range(0, len(codes), self.width)
        return "".join(self.table[int.from_bytes(codes[start : start + self.width])] for start in starts)


def is_right_to_left(said: str) -> bool:
    """Whether a glyph says several letters that run from right to left."""
    return len(said) > 1 and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in said)


def font(dictionary: pikepdf.Object) -> Font:
    """Return the font of a font dictionary; without a ToUnicode CMap nothing is known of its glyphs."""
    width = 2 if dictionary.get("/Subtype") == "/Type0" else 1
    cmap = dictionary.get("/ToUnicode")
    return Font(bearable(cmap).read_bytes() if isinstance(cmap, pikepdf.Stream) else b"", width)


def sections(cmap: bytes) -> Iterator[tuple[bytes, Strings]]:
    """Yield the strings before each keyword that ends a section, those in brackets as a list of their own."""
    strings: Strings = []
    inner: list[bytes] | None = None
    for match in TOKEN.finditer(cmap):
        digits, opens, closes, word = match.groups()
        if digits is not None:
            (strings if inner is None else inner).append(hexadecimal(digits))
        elif opens:
            inner = []
        elif closes:
            strings.append(inner or [])
            inner = None
        else:
            if word in ENDS:
                yield word, strings
            strings = []


def characters(strings: Strings) -> Iterator[tuple[int, str]]:
    """Yield code and text of a `bfchar` section."""
    for code, text in zip(strings[::2], strings[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            yield int.from_bytes(code), decoded(text)


def ranges(strings: Strings) -> Iterator[tuple[int, str]]:
    """Yield code and text of a `bfrange` section."""
    for first, last, text in zip(strings[::3], strings[1::3], strings[2::3], strict=False):
        if not isinstance(first, bytes) or not isinstance(last, bytes):
            continue
        start, end = int.from_bytes(first), int.from_bytes(last)
        if end - start > MOST_CODES:
            raise ValueError("a font names too many characters")
        if isinstance(text, list):
            yield from zip(range(start, end + 1), map(decoded, text), strict=False)
        else:
            # Only the last byte counts on (ISO 32000-1, 9.10.3).
            yield from ((start + step, decoded(shifted(text, step))) for step in range(end - start + 1))


def shifted(text: bytes, step: int) -> bytes:
    """Return a text whose last code unit is so many further."""
    return text[:-2] + ((int.from_bytes(text[-2:]) + step) % 0x10000).to_bytes(2)


def decoded(text: bytes) -> str:
    """Return the text of a CMap."""
    return text.decode("utf-16-be", "replace")


def hexadecimal(digits: bytes) -> bytes:
    """Return the bytes of a hexadecimal string; an odd last digit is followed by 0 (ISO 32000-1, 7.3.4.3)."""
    plain = b"".join(digits.split()).decode()
    return bytes.fromhex(plain + "0" * (len(plain) % 2))
