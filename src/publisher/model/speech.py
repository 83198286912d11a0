"""What a screen reader says of a rendition: announcements and texts, in the order they are heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What is announced before a text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TERM = "term"
    DESCRIPTION = "description"
    TABLE = "table"
    CAPTION = "caption"
    ROW = "row"
    HEADER = "header"
    CELL = "cell"
    FIGURE = "figure"
    FORMULA = "formula"
    NOTE = "note"
    QUOTE = "quote"
    CONTENTS = "contents"
    ENTRY = "entry"


class Kind(StrEnum):
    """What is announced within a text."""

    TEXT = "text"
    LINK = "link"
    CALL = "call"
    """reference to a note that stands elsewhere"""


HAVE_ENDS = frozenset({Role.LIST, Role.TABLE, Role.NOTE, Role.QUOTE, Role.CONTENTS})
"""roles whose end is announced too"""
ALWAYS_SAID = HAVE_ENDS | {Role.ITEM, Role.ROW, Role.HEADER, Role.CELL, Role.FIGURE, Role.FORMULA, Role.ENTRY}
"""roles that are announced where there is no text of their own"""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one language, of one kind."""

    text: str
    """in the order it is said, white space folded"""
    language: str = ""
    direction: str = "ltr"
    kind: Kind = Kind.TEXT
    expansion: str | None = None
    """of an abbreviation"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of an element with its role; None where nothing is."""

    level: int | None = None
    """of a heading, from 1"""
    count: int | None = None
    """of the items of a list, or the entries of a contents list"""
    position: int | None = None
    """of an item in its list, or a row in its table, from 1"""
    rows: int | None = None
    columns: int | None = None
    label: str | None = None
    """what a style draws before an item or a note, such as `2.`"""
    headers: tuple[str, ...] = ()
    """texts of the header cells that are announced for a cell"""
    is_ordered: bool = False
    """whether the order of a list counts"""


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said at one time: an announcement, and the text that follows."""

    role: Role
    runs: tuple[Run, ...] = ()
    """of a picture, its alternative"""
    language: str = ""
    direction: str = "ltr"
    path: tuple[str, ...] = ()
    """ids of the elements it lies in, the outermost first"""
    page: int | None = None
    """of the PDF file, from 1; None in a page of HTML"""
    depth: int = 0
    """lists, tables, quotations and notes it lies in"""
    facts: Facts = NOTHING
    is_end: bool = False
    """whether it is the end of a list, table … that is announced"""
    is_continued: bool = False
    """whether it goes on after something that stood within, as a paragraph after a note"""

    @property
    def block(self) -> str:
        """Return the id of the nearest element with one, "" where there is none."""
        return self.path[-1] if self.path else ""

    @property
    def text(self) -> str:
        """What is said after the announcement."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the two renditions of a block are heard otherwise."""

    kind: str
    """a member of `KINDS`"""
    pdf: int | None
    """number of the utterance in the PDF; None where it has none"""
    html: int | None
    values: tuple[str, ...] = ()
    """what the PDF says, then what the page says, where that can be quoted"""


DOCUMENT = "document-"
"""how the id begins of the element that holds a document in a PDF file"""
COVER = "_cover"
"""stem of what stands before the first document of a PDF file; no name of a source begins so"""
KINDS = ("missing", "added", "order", "role", "level", "size", "text", "language", "headers", "links", "expansion")
"""the ways there are"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as it is heard in the PDF and in its page."""

    document: str
    """id of the document; "" for what stands before the first one"""
    pdf: tuple[Utterance, ...]
    html: tuple[Utterance, ...] | None = None
    """None where there is no page to compare with"""
    pairs: Sequence[tuple[int, int]] = ()
    """numbers of utterances that belong together, in the order of the PDF"""
    differences: tuple[Difference, ...] = ()

    @property
    def stem(self) -> str:
        """Name of its source without ending, by which its report is called; `COVER` for what is no document."""
        return self.document.removeprefix(DOCUMENT) or COVER


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance in several languages."""

    said: tuple[Utterance | None, ...]
    """in the order of the languages; None where a language does not have it"""
    differences: tuple[tuple[str, int], ...] = ()
    """kind, and number of the language that differs from the first one that has the line"""
