"""What the rooms of an import pass on: lines, blocks, elements with their parts, and doubts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publisher.model.finding import Finding
from publisher.model.review import Kind, Row
from publisher.ocr.traced import Traced


class Role(StrEnum):
    """What an element is in the source."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    """a pull quote: parts `text`, then perhaps `author`, `function`"""
    LIST = "list"
    """parts `item`"""
    SHEET = "sheet"
    """an operation sheet: parts `term`, `value` in turn"""
    FIGURES = "figures"
    """key figures: parts `number`, `caption` in turn"""
    TABLE = "table"
    """parts `cell`, row after row, `columns` a row; the first row is the head"""
    PLACES = "places"
    """a list of countries that stood in running text: parts `item`"""
    GARBAGE = "garbage"
    """what is left of a picture: not in the draft, a row of the review"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or what stands of it on one side of a form feed; never blank."""

    text: Traced
    """runs of white space folded to one space, none at either end"""
    raw: str
    """as the file has it, without white space at its end"""
    number: int
    """from 1"""
    page: int
    """from 0; a form feed, or a line with one space before it where that marks pages, begins the next one"""
    gap: int
    """blank lines before it (0: it follows the line before; a page break counts as none)"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in a part, or a whole element, that a person should decide or may look over."""

    kind: Kind
    start: int
    end: int
    """the place is `text[start:end]` of its part in the draft; (0, length) for a whole element"""
    origin: int
    """offset in the file of its first character"""
    original: str
    """as the file has it, line ends included"""
    proposals: tuple[str, ...]
    """what could stand there, best first; the empty text: drop it"""
    why: str
    """one sentence in English for the editor"""
    score: float | None = None
    """probability, 0 to 1, that the first proposal is right"""
    done: bool = False
    """the draft has the first proposal already (it was corrected automatically); else it has the original"""
    alike: bool = False
    """places with the same kind, original and proposals are one case, decided once; else each is decided by itself"""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text of an element, on one line, white space folded."""

    text: Traced
    label: str = ""
    """which part of its element it is, see `Role`"""
    doubts: tuple[Doubt, ...] = ()
    """in the order of the text, without overlaps"""


@dataclass(frozen=True, slots=True)
class Element:
    """A block of the draft."""

    role: Role
    parts: tuple[Part, ...]
    level: int = 0
    """of a heading, 2 to 6; the document's title is the 1"""
    columns: int = 0
    """of a table"""
    doubts: tuple[Doubt, ...] = ()
    """about the element as a whole: drop, order, heading"""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together: what a blank line, a page break or a column ends."""

    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...] = ()
    """about the order of its lines; places refer to nothing yet, only `original` and `proposals` count"""

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page

    @property
    def gap(self) -> int:
        """Blank lines before it."""
        return self.lines[0].gap


@dataclass(frozen=True, slots=True)
class Classified:
    """A block and what it is, before its parts are told apart."""

    block: Block
    role: Role
    level: int = 0
    """of a heading"""
    doubts: tuple[Doubt, ...] = ()
    """about the role; those about the order of lines stay with the block"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What `publisher import` writes and says."""

    markdown: str
    review: tuple[Row, ...]
    findings: tuple[Finding, ...]
