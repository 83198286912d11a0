"""A located defect, or a test that could not be run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

FIELDS = ("rule", "level", "outcome", "language", "file", "line", "id", "msgid", "message", "hint")
"""Keys of a finding in `--json`, in this order; fixed, other people's scripts read them."""
EXTRA = ("checker", "subject", "page", "text", "quote", "fix", "accepted")
"""keys that stand there when they are known"""


class Level(StrEnum):
    """How much a finding matters; the order of the members is the order of gravity."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Outcome(StrEnum):
    """What a rule answered for a subject (EARL 1.0)."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect at one place, as the checks give it and every report shows it."""

    rule: str
    """`<subject>/<defect>` in kebab case, such as `catalog/fuzzy`; never reused for another meaning"""
    message: str
    level: Level = Level.ERROR
    outcome: Outcome = Outcome.FAILED
    language: str | None = None
    file: str | None = None
    """path relative to the publication: the source, the catalog, or the output when neither is known"""
    line: int | None = None
    id: str | None = None
    """id of the block, the same in every language and rendition"""
    msgid: str | None = None
    hint: str | None = None
    checker: str | None = None
    """name and version of the program that found it; None for our own rules"""
    subject: str | None = None
    """output that was tested, relative to the publication; None when it is `file` itself"""
    text: str | None = None
    """the text it is about, as it stands: the translation, or the text of the source"""
    quote: str | None = None
    """the words in it that are meant; None when it is the whole"""
    fix: str | None = None
    """what should stand in their place, where that is certain"""
    accepted: str | None = None
    """why a person accepted it; None where nobody did"""
    page: int | None = None
    """of the PDF file, from 1; no part of the fingerprint, pages move"""
    known_by: str | None = None
    """what is said of it without numbers that change when something else does; None where the message has none"""
    words: tuple[str, ...] = ()
    """what the sentence of its rule names, for saying it in another language; empty for rules of other programs"""

    def as_json(self) -> dict[str, str | int | None]:
        """Return the fields of the contract, the fingerprint, and of the others those that are known."""
        extra = {name: value for name in EXTRA if (value := getattr(self, name)) is not None}
        return {name: getattr(self, name) for name in FIELDS} | extra | {"fingerprint": self.fingerprint}

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that stay the same while rule, place and text do; lines may move.

        What is said counts only where no words of the text are quoted, and without its passing numbers.
        """
        said = self.known_by or (self.message if self.quote is None else self.quote)
        parts = (self.rule, self.language, self.id or self.file, self.msgid, self.text, said, self.subject)
        return hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def place(self) -> str:
        """`file:line`, as editors understand it; empty when the place is unknown."""
        return ":".join(str(part) for part in (self.file, self.line) if part is not None)


GRAVITY = tuple(Level)


def at_or_above(findings: Iterable[Finding], level: Level) -> tuple[Finding, ...]:
    """Return the findings as grave as `level` or graver; a test that was not run counts by its level too."""
    limit = GRAVITY.index(level)
    return tuple(finding for finding in findings if GRAVITY.index(finding.level) <= limit)
