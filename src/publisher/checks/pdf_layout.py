"""What layout could not do well, as findings at the block of the source it happened to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from publisher.checks.printed import Printed
from publisher.model.finding import Finding, Level
from publisher.model.layout_facts import Limit, MissingGlyph, Overflow
from publisher.rules import rules

OVERSTEPPED = {
    Limit.PAGE: ("leaves the page", Level.ERROR),
    Limit.CUT: ("is cut off by its box", Level.ERROR),
    Limit.CELL: ("does not fit into its cell", Level.WARNING),
    Limit.BOX: ("does not fit into its box", Level.WARNING),
    Limit.AREA: ("runs into the margin of the page", Level.WARNING),
}
"""what is said of a limit that is overstepped, and how grave it is: text that is lost, or only in a bad place"""
SIDES = {"left": "on the left", "right": "on the right", "top": "above", "bottom": "below"}


def findings_of(
    overflows: Iterable[Overflow], missing: Iterable[MissingGlyph], printed: Printed
) -> tuple[Finding, ...]:
    """Return a finding for each fact, `pdf/overflow` first; facts of several parts are several calls."""
    return (
        *(_overflow(fact, printed) for fact in overflows),
        *(_missing_glyph(fact, printed) for fact in missing),
    )


def _overflow(fact: Overflow, printed: Printed) -> Finding:
    said, level = OVERSTEPPED[fact.limit]
    page = printed.pages_before + fact.page + 1
    where = f"{said} {SIDES[fact.edge]} by {fact.by:.1f} points, on page {page}"
    return _finding("pdf/overflow", (fact.text, where), level, fact.id, printed)


def _missing_glyph(fact: MissingGlyph, printed: Printed) -> Finding:
    code = f"U+{ord(fact.character):04X} {unicodedata.name(fact.character, '')}".strip()
    families = ", ".join(fact.families)
    words = (fact.character, f"{code}, page {printed.pages_before + fact.page + 1}", families)
    return _finding("pdf/missing-glyph", words, rules()["pdf/missing-glyph"].level, fact.id, printed)


def _finding(name: str, words: tuple[str, ...], level: Level, block: str | None, printed: Printed) -> Finding:
    rule = rules()[name]
    file, line = printed.index.get(block or "", (printed.subject, None))
    return Finding(
        rule=rule.id,
        message=rule.message.format(*words),
        level=level,
        language=printed.language,
        file=file,
        line=line,
        id=block,
        hint=rule.hint,
        quote=words[0],
        subject=printed.subject,
        words=words,
    )
