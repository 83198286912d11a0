"""A remark on a PDF file -> a finding at the block of the source."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.checks.printed import Printed
from publisher.model.finding import Finding, Level, Outcome
from publisher.rules import rules


@dataclass(frozen=True, slots=True)
class Fault:
    """What one check found in a PDF file."""

    rule: str
    words: tuple[str, ...] = ()
    """what the sentence of the rule names; the first are words of the text, or the name of what is meant"""
    block: str | None = None
    page: int | None = None
    """from 0"""


def finding_of(fault: Fault, printed: Printed) -> Finding:
    """Return the finding of a fault; KeyError for a rule without a row in `rules/`.

    What is only noted is for a person to judge.
    """
    rule = rules()[fault.rule]
    file, line = printed.index.get(fault.block or "", (printed.subject, None))
    place = "" if fault.page is None or fault.page < 0 else f" (page {fault.page + 1})"
    return Finding(
        rule=rule.id,
        message=rule.message.format(*fault.words) + place,
        level=rule.level,
        outcome=Outcome.CANT_TELL if rule.level is Level.NOTE else Outcome.FAILED,
        language=printed.language,
        file=file,
        line=line,
        id=fault.block,
        hint=rule.hint,
        # A page number is no part of what a fault is known by: pages move.
        quote=fault.words[0] if fault.words else None,
        subject=printed.subject,
        page=None if fault.page is None or fault.page < 0 else fault.page + 1,
        words=fault.words,
    )


def shortened(text: str, length: int = 80) -> str:
    """Return a text on one line, cut where it is long.

    >>> shortened("un deux trois", 8)
    'un deux…'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rstrip() + "…"
