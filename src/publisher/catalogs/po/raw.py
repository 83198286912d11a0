"""An entry of a PO file before its strings are read, and what is wrong with a file that has none."""

from __future__ import annotations

from typing import NamedTuple


class PoSyntaxError(Exception):
    """What msgfmt would refuse: a message, the line, what to do about it."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint


class Raw(NamedTuple):
    """One entry: where its parts stand in the text, and what is between its quotes, still escaped.

    Blank lines and comments come first, then the `#|` lines, then msgctxt to msgid_plural, then the translation.
    Without a msgid it is what follows the last entry.
    """

    cuts: tuple[int, int, int, int, int]
    """offsets of the four parts, and of the end"""
    line: int
    """line of the first keyword"""
    obsolete: bool = False
    whole_lines: bool = True
    """whether every part starts and ends with a line, so that its text can be written again as it stands"""
    previous_msgctxt: str | None = None
    previous_msgid: str | None = None
    previous_msgid_plural: str | None = None
    msgctxt: str | None = None
    msgid: str | None = None
    msgid_plural: str | None = None
    msgstr: str = ""
    plurals: tuple[str, ...] = ()
