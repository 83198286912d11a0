"""What only a person can judge: questions, where to look, and the answers that were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publisher.model.finding import Outcome


@dataclass(frozen=True, slots=True)
class Look:
    """A place to look at."""

    text: str
    """what is there, shortened: a heading, the alternative of a picture, the first words of a table"""
    block: str | None = None
    """id of the block"""
    page: int | None = None
    """of the PDF file, from 1"""
    picture: str | None = None
    """path of a picture of it, relative to `build/reports/`"""
    file: str | None = None
    """name of the page of the HTML rendition, such as `02-eau.html`; None in a PDF file"""
    mark: str = ""
    """four letters or digits for what is judged there: another text has another mark"""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person is asked about one rendition of one language."""

    id: str
    """`matterhorn/13-004` of the PDF file; `wcag/1.1.1/html` of the pages, `wcag/1.4.1/pdf` of the PDF file"""
    text: str
    """English message of the tool's own catalogs"""
    look: tuple[Look, ...]
    """where; empty for the whole of it"""
    hash: str
    """16 hexadecimal digits of the text that is judged: another text is another question"""
    is_void: bool = False
    """whether there is nothing to judge: no such object"""
    parts: tuple[Look, ...] = ()
    """what the whole consists of, chapter by chapter; empty when single things are judged, which `look` has then"""

    @property
    def requirement(self) -> str:
        """The row or the criterion, such as `13-004` or `1.1.1`."""
        return self.id.split("/")[1]

    @property
    def kind(self) -> str:
        """`pdf` or `html`: the rendition it is about."""
        return "html" if self.id.endswith("/html") else "pdf"

    @property
    def marks(self) -> tuple[str, ...]:
        """What an answer has seen of it."""
        return tuple(look.mark for look in self.parts or self.look)

    def changed_since(self, answer: Answer) -> tuple[Look, ...]:
        """Return what is new or other than it was for an answer; none when the answer does not know what it saw."""
        seen = frozenset(answer.seen)
        return tuple(look for look in self.parts or self.look if look.mark not in seen) if seen else ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person judged."""

    question: str
    """id of the question"""
    verdict: Outcome | None
    """passed, failed, inapplicable, cantTell; None while it is owed"""
    name: str = ""
    """of the person"""
    date: date | None = None
    remark: str = ""
    hash: str = ""
    """of the text that was judged"""
    line: int | None = None
    """in its file"""
    seen: tuple[str, ...] = ()
    """marks of what was judged; empty when nobody remembers"""

    def holds_for(self, question: Question) -> bool:
        """Whether it was given for the text as it is now."""
        return self.verdict is not None and self.question == question.id and self.hash == question.hash
