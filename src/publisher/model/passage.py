"""A text to be checked, with what it translates and where it lies."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.text import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one block or attribute: of the source, or its translation."""

    text: Text
    file: str
    line: int | None
    id: str | None
    """of the block, the same in every language; the field of the configuration for metadata"""
    source: Text | None = None
    """what the text translates; None for the source itself"""
