"""What an audit may say of itself in all honesty; that something conforms is never among it."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.evidence import Counts
from publisher.reports.wording import numbers

WORDS = {
    "failed": "Failures that were found: {n}",
    "none_failed": "No failure was found in what was tested.",
    "notRun": "Tests that programs did not run: {n}. This report is incomplete.",
    "cantTell": "Places where programs could not decide: {n}",
    "owed": "Checks that a person still has to make: {n}",
    "none_owed": "Programs and persons have answered all that was asked. What follows, the person who signs says.",
    "nothing": "Nothing was tested.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the verdict."""

    key: str
    """of the outcome it tells of, as in the `WORDS` of outcomes"""
    text: str
    """English message; with `{n}` where there is a count"""
    count: int | None = None


def verdict(counts: Counts) -> tuple[Line, ...]:
    """Return what the numbers of an audit say, the gravest first."""
    if not counts.total:
        return (Line("notRun", WORDS["nothing"]),)
    figures = numbers(counts)
    left = tuple(Line(key, WORDS[key], figures[key]) for key in ("notRun", "cantTell", "owed") if figures[key])
    if counts.failed:
        return (Line("failed", WORDS["failed"], counts.failed), *left)
    said = Line(left[0].key if left else "passed", WORDS["none_failed"])
    return (said, *(left or (Line("passed", WORDS["none_owed"]),)))
