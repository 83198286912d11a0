"""What is said of a file as a whole, before anything in it is looked at."""

from __future__ import annotations

from publisher.model.evidence import Assertion, TestSubject
from publisher.model.finding import Finding, Outcome
from publisher.rules import rules


def doubt(name: str, subject: TestSubject, checker: str) -> Assertion:
    """Return that nobody can tell something of a file, by a rule whose sentence names the file."""
    rule, words = rules()[name], (subject.path,)
    finding = Finding(
        rule=rule.id,
        message=rule.message.format(*words),
        level=rule.level,
        outcome=Outcome.CANT_TELL,
        language=subject.language,
        file=subject.path,
        hint=rule.hint,
        checker=checker,
        subject=subject.path,
        words=words,
    )
    return Assertion(finding, subject)
