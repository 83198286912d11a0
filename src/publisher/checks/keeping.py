"""What a rule found nothing against: said aloud, with the number of things it looked at."""

from __future__ import annotations

from publisher.model.evidence import Assertion, Requirements, TestSubject
from publisher.model.finding import Finding, Level, Outcome


def kept(
    rule: str, subject: TestSubject, checker: str, objects: int | None = None, wcag: tuple[str, ...] = ()
) -> Assertion:
    """Return that a rule is kept; with `objects` 0, that there is nothing it asks for.

    `objects` is how many things it looked at, None when nobody counts; `wcag` the success criteria that the checker
    says it tests.
    """
    outcome = Outcome.INAPPLICABLE if objects == 0 else Outcome.PASSED
    finding = Finding(
        rule=rule,
        message="",
        level=Level.NOTE,
        outcome=outcome,
        language=subject.language,
        checker=checker,
        subject=subject.path,
    )
    return Assertion(finding, subject, requirements=Requirements(wcag=wcag), objects=objects)
