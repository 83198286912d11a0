"""A form as it stands: sections with their comments, and what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from publisher.answers.lines import Kind, Statement
from publisher.model.finding import Outcome
from publisher.model.judgement import Answer

VERDICTS: Mapping[str, Outcome] = {
    "passed": Outcome.PASSED,
    "failed": Outcome.FAILED,
    "inapplicable": Outcome.INAPPLICABLE,
    "cannot-tell": Outcome.CANT_TELL,
}
"""the words of a form"""
KEYS = ("verdict", "remark", "name", "date", "text")
"""of an answer, in the order they are written"""
EARLIER = "before"
"""name of the rows with answers for texts that were other ones"""
SEEN = "seen"
"""name of the table that tells what a text consisted of"""
TOP = ("name", "date")
"""keys at the top, for all answers without their own"""


def file_of(language: str) -> str:
    """Return where the form of a language lies."""
    return f"source/audit/{language}.toml"


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a form with all that was written around it."""

    name: str
    """id of a question, `EARLIER` or `SEEN`; empty for what stands above all tables"""
    machine: tuple[str, ...] = ()
    """comments of this program above it"""
    above: tuple[str, ...] = ()
    """comments of persons above it"""
    head: str = ""
    body: tuple[Statement, ...] = ()
    """pairs, and comments of persons among them"""

    @property
    def text(self) -> str:
        """The section as it is written."""
        head = (self.head,) if self.head else ()
        return "\n".join((*self.machine, *self.above, *head, *(one.text for one in self.body)))

    @property
    def has_comments(self) -> bool:
        """Whether a person wrote comments here."""
        comments = (one.comment or one.kind is Kind.COMMENT for one in self.body)
        return bool(self.above) or any(comments)

    def saying(self, values: Mapping[str, str | None]) -> Section:
        """Return the section with other values, as TOML writes them; those that are None are taken out.

        What says the same already stays as it was written. Missing keys come before the hash of the text.
        """
        body = [one for one in (_other(one, values) for one in self.body) if one is not None]
        known = {one.name for one in body}
        new = [
            Statement(Kind.PAIR, f"{key} = {value}")
            for key, value in values.items()
            if value is not None and key not in known
        ]
        place = next((number for number, one in enumerate(body) if one.name == "text"), len(body))
        return replace(self, body=(*body[:place], *new, *body[place:]))


def _other(one: Statement, values: Mapping[str, str | None]) -> Statement | None:
    if one.kind is not Kind.PAIR or one.name not in values:
        return one
    value = values[one.name]
    if value is None:
        return Statement(Kind.COMMENT, one.comment) if one.comment else None
    comment = f"  {one.comment}" if one.comment else ""
    return Statement(Kind.PAIR, f"{one.name} = {value}{comment}", comment=one.comment)


@dataclass(frozen=True, slots=True)
class Form:
    """A form, read."""

    file: str
    top: Section = Section("")
    sections: Mapping[str, Section] = field(default_factory=dict)
    """by the id of their question"""
    given: Mapping[str, Answer] = field(default_factory=dict)
    """what stands in them, by the id of their question, with name and date from the top; without a verdict where it is
    owed"""
    earlier: tuple[tuple[Section, Answer], ...] = ()
    """answers for texts that were other ones, in their order"""
    seen_section: Section = Section(SEEN)
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """marks of what a text consisted of, by its hash"""
    end: tuple[str, ...] = ()
    """comments of persons after all tables"""
    newline: str = "\n"

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All that persons answered, for earlier texts first, with the marks of what was judged."""
        given = (*(answer for _, answer in self.earlier), *self.given.values())
        return tuple(
            replace(answer, seen=self.seen.get(answer.hash, ())) for answer in given if answer.verdict is not None
        )

    @property
    def text(self) -> str:
        """The form as it is written."""
        return self.newline.join("\n\n".join(part for part in self._parts() if part).split("\n")) + self.newline

    def _parts(self) -> Iterator[str]:
        yield self.top.text
        yield from (section.text for section in self.sections.values())
        yield from (section.text for section, _ in self.earlier)
        yield self.seen_section.text if self.seen_section.body else ""
        yield "\n".join(self.end)


def literal(text: str) -> str:
    """Return a text as TOML writes it."""
    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def values_of(answer: Answer) -> dict[str, str | None]:
    """Return what a form says for an answer."""
    word = next((word for word, outcome in VERDICTS.items() if outcome is answer.verdict), "")
    when: date | None = answer.date
    return {
        "verdict": literal(word),
        "remark": literal(answer.remark),
        "name": literal(answer.name) if answer.name else None,
        "date": when.isoformat() if when else None,
        "text": literal(answer.hash),
    }
