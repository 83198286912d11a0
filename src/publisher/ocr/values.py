"""What the import stage passes on: paragraphs, the doubts in them, and the rows a reviewer decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publisher.model.finding import Finding


class Kind(StrEnum):
    """What a row of the review asks about; part of the file format."""

    WORD = "word"
    SPLIT = "split"
    JOIN = "join"
    DROP = "drop"
    ORDER = "order"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in a paragraph that a person should decide."""

    kind: Kind
    start: int
    end: int
    """the place is `text[start:end]` of its paragraph, whatever has been decided so far"""
    line: int
    column: int
    """origin of the first character, from 1"""
    original: str
    """as the file has it, line ends included"""
    proposals: tuple[str, ...]
    """what could stand there instead of the text of the draft, best first"""
    why: str
    left: str = ""
    right: str = ""
    """a little of the draft before and after, from before any decision"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line: no line end, no doubled space, no white space at either end."""

    text: str
    line: int
    column: int
    """origin of the first character, from 1"""
    doubts: tuple[Doubt, ...] = ()
    """in the order of the text, without overlaps"""


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
    """empty: undecided; `accept`: the first proposal; `keep`: the draft as it is; anything else: that text"""
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What `publisher import` writes and says."""

    markdown: str
    review: tuple[Row, ...]
    findings: tuple[Finding, ...]
