"""What was tested, by whom, with which answer: an audit is made of tests and of findings."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from publisher.model.finding import Finding, Outcome


@dataclass(frozen=True, slots=True)
class Test:
    """One checker's answer for one file under one standard."""

    __test__ = False  # not a case for pytest

    subject: str
    """file that was tested, relative to the publication"""
    standard: str
    """what it was held against, such as `PDF/UA-1 (ISO 14289-1)`"""
    checker: str
    """program and version"""
    outcome: Outcome
    passed: int | None = None
    """rules or checks that passed; None when the checker does not say"""
    failed: int | None = None
    reason: str | None = None
    """why it was not run"""

    def as_json(self) -> dict[str, str | int | None]:
        """Return the row of a report."""
        return {**asdict(self), "outcome": str(self.outcome)}


@dataclass(frozen=True, slots=True)
class Audit:
    """The evidence for one language."""

    language: str
    tests: tuple[Test, ...]
    findings: tuple[Finding, ...]
