"""A check that did not take place: said aloud, so that silence never reads as a pass."""

from __future__ import annotations

from publisher.model.finding import Finding, Level, Outcome


def not_run(
    rule_prefix: str,
    reason: str,
    *,
    language: str | None = None,
    checker: str | None = None,
    subject: str | None = None,
) -> Finding:
    """Return the finding that the checks of a prefix (`prose`, `html/axe`) did not take place.

    It is as grave as an error: nobody knows what the check would have said.
    """
    return Finding(
        rule=f"{rule_prefix}-not-run" if "/" in rule_prefix else f"{rule_prefix}/not-run",
        message=reason,
        level=Level.ERROR,
        outcome=Outcome.UNTESTED,
        language=language,
        file=subject,
        checker=checker,
        subject=subject,
    )
