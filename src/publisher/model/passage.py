"""A stretch of prose as a reader hears it, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one block or attribute, to be spelled and parsed as a whole."""

    text: str
    language: str
    file: str
    line: int | None
    id: str | None
    msgid: str | None = None
    """source of a translation; None for the source itself"""
    skipped: tuple[tuple[int, int], ...] = ()
    """spans (start, end) that are not prose of this language: code, protected names, words in another language"""
