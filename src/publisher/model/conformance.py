"""How requirements stand: rows that tables, statements and conformance reports show, computed from assertions."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.evidence import Assertion, Mode
from publisher.model.finding import Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """How one requirement stands for one rendition of one language."""

    id: str
    """row of the Matterhorn Protocol, such as `13-004`, or success criterion of WCAG, such as `1.1.1`"""
    kind: str
    """`pdf` or `html`"""
    outcome: Outcome
    """untested where a person still has to look, or a program was not run"""
    mode: Mode
    """who has the last word"""
    en: str | None = None
    """clause of EN 301 549 V3.2.1; None where it has none"""
    checkers: tuple[str, ...] = ()
    """who tested it, with versions; the name of the person who judged"""
    objects: int | None = None
    """how many things were looked at; None where no checker counts"""
    reason: str = ""
    """why it is inapplicable or untested: an English message of the tool's own catalogs; empty for other outcomes"""
    defects: tuple[Assertion, ...] = ()
    """what speaks against it"""
    answer: Assertion | None = None
    """what a person judged"""
    language: str | None = None
    """of the rendition; None where rows of one language only are in hand"""

    @property
    def is_owed(self) -> bool:
        """Whether a person still has to look."""
        return self.outcome is Outcome.UNTESTED and self.mode is Mode.MANUAL
