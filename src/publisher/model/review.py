"""A table that an editor fills in after an import: what it asks, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ACCEPT, KEEP, AUTO = "accept", "keep", "auto"
"""decisions that are not a text, see `Row.decision`"""


class Kind(StrEnum):
    """What a row of the review asks about; part of the file format."""

    WORD = "word"
    SPLIT = "split"
    JOIN = "join"
    DROP = "drop"
    ORDER = "order"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of `<stem>.review.tsv`; the fields are its columns, in this order."""

    id: str
    """derived from kind, original and context, so that it survives another import of a changed file"""
    line: int
    column: int
    kind: Kind
    original: str
    proposals: tuple[str, ...]
    score: float | None
    left: str
    right: str
    decision: str
    """empty: undecided; `accept`: the first proposal; `keep`: as the file has it; `auto`: the first proposal, which the
    import put there by itself; anything else: that text"""
    why: str
