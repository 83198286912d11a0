"""What an audit rests on: assertions, each by one checker or person, of one subject, by one rule (EARL 1.0)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from publisher.model.finding import Finding, Level, Outcome

EARLIER = frozenset({Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED})
"""outcomes that are compared with those of another audit: what passed needs no name"""


class Mode(StrEnum):
    """Who tested (EARL 1.0, TestMode)."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class TestSubject:
    """What was tested: a PDF file, a page, or all pages of a language (its folder)."""

    __test__ = False  # not a case for pytest

    path: str
    """relative to the publication; a folder ends in `/`"""
    sha256: str
    """of the file; of a folder, of the hashes of its files"""
    language: str

    @property
    def kind(self) -> str:
        """`pdf` or `html`."""
        return "pdf" if self.path.endswith(".pdf") else "html"


@dataclass(frozen=True, slots=True)
class Requirements:
    """What standards ask for, where a rule tests a part of it."""

    wcag: tuple[str, ...] = ()
    """success criteria of WCAG 2.2, such as `1.3.1`"""
    en: tuple[str, ...] = ()
    """clauses of EN 301 549 V3.2.1, such as `9.1.3.1` for pages and `10.1.3.1` for documents"""
    matterhorn: tuple[str, ...] = ()
    """rows of the Matterhorn Protocol 1.1, such as `15-003`"""


@dataclass(frozen=True, slots=True)
class CatalogPlace:
    """Where the translation of a block stands."""

    file: str
    line: int | None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one checker, or a person, says of one subject by one rule; at one place, where a rule is broken.

    A rule that is broken at three places makes three assertions, one that is kept makes one.
    """

    finding: Finding
    """rule, outcome, level, message, place; of what passed it has rule, outcome, checker and subject only"""
    subject: TestSubject
    mode: Mode = Mode.AUTOMATIC
    requirements: Requirements = Requirements()
    objects: int | None = None
    """how many things the rule looked at; None when the checker does not say, or of a place"""
    catalog: CatalogPlace | None = None
    """the entry that the block's text comes from; None for the source language, and where there is no block"""

    @property
    def outcome(self) -> Outcome:
        """What was found out."""
        return self.finding.outcome

    @property
    def is_owed(self) -> bool:
        """Whether a person still has to look."""
        return self.mode is Mode.MANUAL and self.outcome is Outcome.UNTESTED

    @property
    def is_not_run(self) -> bool:
        """Whether a program should have tested and did not."""
        return self.mode is Mode.AUTOMATIC and self.outcome is Outcome.UNTESTED

    def as_json(self) -> dict[str, object]:
        """Return the row of every report: the fields of a finding, then what an auditor needs around it."""
        return {
            **self.finding.as_json(),
            "mode": str(self.mode),
            "subject": self.subject.path,
            "sha256": self.subject.sha256,
            "checker": self.finding.checker,
            "page": self.finding.page,
            "catalog": None if self.catalog is None else {"file": self.catalog.file, "line": self.catalog.line},
            "wcag": list(self.requirements.wcag),
            "en301549": list(self.requirements.en),
            "matterhorn": list(self.requirements.matterhorn),
            "objects": self.objects,
        }


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of an audit; every form shows these, and no form counts otherwise."""

    passed: int = 0
    failed: int = 0
    cant_tell: int = 0
    inapplicable: int = 0
    not_run: int = 0
    """tests that a program should have made"""
    owed: int = 0
    """tests that a person still has to make"""
    errors: int = 0
    """of what failed"""
    warnings: int = 0
    notes: int = 0

    @property
    def total(self) -> int:
        """The number of assertions."""
        return self.passed + self.failed + self.cant_tell + self.inapplicable + self.not_run + self.owed


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that an audit found out, of one language or of all."""

    title: str
    """of the publication, in its source language"""
    source_language: str
    languages: tuple[str, ...]
    """that were audited, in the order of the publication"""
    tool: str
    """this program and its version"""
    checkers: tuple[str, ...]
    """programs with their versions, in the order they are asked"""
    subjects: tuple[TestSubject, ...]
    assertions: tuple[Assertion, ...]
    date: str | None = None
    """ISO 8601, from SOURCE_DATE_EPOCH; None when nobody says: a clock would make every report another"""

    def of(self, language: str) -> Evidence:
        """Return the evidence for one language."""
        return replace(
            self,
            languages=(language,),
            subjects=tuple(subject for subject in self.subjects if subject.language == language),
            assertions=tuple(item for item in self.assertions if item.subject.language == language),
        )

    @property
    def counts(self) -> Counts:
        """The numbers."""
        return counted(self.assertions)

    @property
    def defects(self) -> Iterator[Assertion]:
        """What failed, what nobody can tell, what was not run: what is known again by its fingerprint."""
        return (item for item in self.assertions if item.outcome in EARLIER and not item.is_owed)


def counted(assertions: Iterable[Assertion]) -> Counts:
    """Return the numbers of some assertions."""
    rows = tuple(assertions)
    by_outcome = Counter(row.outcome for row in rows)
    levels = Counter(row.finding.level for row in rows if row.outcome is Outcome.FAILED)
    owed = sum(row.is_owed for row in rows)
    return Counts(
        passed=by_outcome[Outcome.PASSED],
        failed=by_outcome[Outcome.FAILED],
        cant_tell=by_outcome[Outcome.CANT_TELL],
        inapplicable=by_outcome[Outcome.INAPPLICABLE],
        not_run=by_outcome[Outcome.UNTESTED] - owed,
        owed=owed,
        errors=levels[Level.ERROR],
        warnings=levels[Level.WARNING],
        notes=levels[Level.NOTE],
    )
