"""Two audits beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.evidence import Assertion
from publisher.model.finding import Outcome


@dataclass(frozen=True, slots=True)
class Earlier:
    """A defect of an earlier audit, as its report told it."""

    fingerprint: str
    rule: str
    language: str | None
    place: str
    """`file:line`"""
    message: str
    outcome: Outcome = Outcome.FAILED
    """failed, cantTell, untested"""
    subject: str | None = None
    """path of what was tested; None when the report does not say"""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, what was known, what is mended; by fingerprint, so that no number hides an exchange."""

    new: tuple[Assertion, ...] = ()
    known: tuple[Assertion, ...] = ()
    mended: tuple[Earlier, ...] = ()
