"""Strings of a PO file <-> their text; the only module that imports polib, for its escaping.

polib reads and writes whole files too, several times slower than `grammar` and `writing` do, and forgiving where
msgfmt is not; in the tests it is the reference for both.
"""

from __future__ import annotations

import re

import polib

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""what no line of ours holds as it is: it hides from editors; what others write so is read, and not published"""
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|x([0-9a-fA-F]+)|(.?))", re.DOTALL)
NUMBERED = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]+)|.)")
LETTERS = {b"n": b"\n", b"t": b"\t", b"b": b"\b", b"r": b"\r", b"f": b"\f", b"v": b"\v", b"a": b"\a"}
LETTERS |= {b"\\": b"\\", b'"': b'"'}


def escape(text: str) -> str:
    """Return `text` as it stands between the quotes of a PO file, line feeds as escapes too."""
    escaped: str = polib.escape(text)
    return escaped if escaped.isprintable() else CONTROL.sub(_octal, escaped)


def unescape(content: str) -> str:
    """Return the text of what stands between the quotes.

    Errors: ValueError for an escape gettext does not know, and for bytes that are not UTF-8. Law:
    `unescape(escape(text)) == text` for any text.
    """
    if "\\" not in content:
        return content
    if "\\\\" not in content:  # the usual escapes, without a call for each
        content = content.replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t")
        if "\\" not in content:
            return content
    return unescaped_bytes(content).decode()


def unescaped_bytes(content: str) -> bytes:
    """Return the bytes of one string, which may end within a character; errors as for `unescape`."""
    return ESCAPE.sub(_bytes, content.encode())


def of_fixed_length(content: str) -> str:
    """Return `content` with every numbered escape in three digits, so that the next string can be joined to it."""
    return NUMBERED.sub(_three_digits, content) if "\\" in content else content


def _bytes(match: re.Match[bytes]) -> bytes:
    octal, hexadecimal, letter = match.groups()
    found = LETTERS.get(letter) if letter is not None else _numbered(octal, hexadecimal)
    if found is None:
        raise ValueError(f"the escape {match.group().decode(errors='replace')}")
    return found


def _numbered(octal: bytes | str | None, hexadecimal: bytes | str | None) -> bytes:
    return bytes([(int(octal, 8) if octal else int(hexadecimal or "0", 16)) & 0xFF])


def _three_digits(match: re.Match[str]) -> str:
    octal, hexadecimal = match.groups()
    return f"\\{_numbered(octal, hexadecimal)[0]:03o}" if octal or hexadecimal else match.group()


def _octal(match: re.Match[str]) -> str:
    return "".join(f"\\{byte:03o}" for byte in match.group().encode())
