"""What layout could not do well, as findings at the block of the source it happened to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from publisher.checks.printed import Printed
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.layout_facts import Contrast, Limit, MissingGlyph, Overflow
from publisher.rules import rules

OVERSTEPPED = {
    Limit.PAGE: ("beyond the page", Level.ERROR),
    Limit.CUT: ("cut off by its box", Level.ERROR),
    Limit.CELL: ("beyond its cell", Level.WARNING),
    Limit.BOX: ("beyond its box", Level.WARNING),
    Limit.AREA: ("into the margin of the page", Level.WARNING),
}
"""what is said of a limit that is overstepped, and how grave it is: text that is lost, or only in a bad place"""
SIDES = {"left": "on the left", "right": "on the right", "top": "above", "bottom": "below"}
WORDS = tuple(f"{said}, {side}" for said, _ in OVERSTEPPED.values() for side in SIDES.values())
"""what the sentence of `pdf/overflow` names"""


def findings_of(
    overflows: Iterable[Overflow],
    missing: Iterable[MissingGlyph],
    printed: Printed,
    contrasts: Iterable[Contrast] = (),
) -> tuple[Finding, ...]:
    """Return a finding for each fact, `pdf/overflow` first; facts of several parts are several calls."""
    return (
        *(_overflow(fact, printed) for fact in overflows),
        *(_missing_glyph(fact, printed) for fact in missing),
        *(_contrast(fact, printed) for fact in contrasts),
    )


def _overflow(fact: Overflow, printed: Printed) -> Finding:
    said, level = OVERSTEPPED[fact.limit]
    words = (fact.text, f"{said}, {SIDES[fact.edge]}", f"{fact.by:.1f}")
    return _finding("pdf/overflow", words, level, (fact.id, fact.page), printed)


def _missing_glyph(fact: MissingGlyph, printed: Printed) -> Finding:
    code = f"U+{ord(fact.character):04X} {unicodedata.name(fact.character, '')}".strip()
    families = ", ".join(fact.families)
    words = (fact.character, code, families)
    return _finding("pdf/missing-glyph", words, rules()["pdf/missing-glyph"].level, (fact.id, fact.page), printed)


def _contrast(fact: Contrast, printed: Printed) -> Finding:
    place = (fact.id, fact.page)
    if fact.ratio is None or not fact.sure:
        noted = _finding("pdf/contrast-unsure", (fact.text,), Level.NOTE, place, printed)
        return replace(noted, outcome=Outcome.CANT_TELL)
    words = (fact.text, str(fact.colour), str(fact.ground), f"{fact.ratio:.2f}", f"{fact.wanted:.1f}")
    return _finding("pdf/contrast", words, rules()["pdf/contrast"].level, place, printed)


def _finding(
    name: str, words: tuple[str, ...], level: Level, place: tuple[str | None, int], printed: Printed
) -> Finding:
    """Return the finding of a rule at a place: the id of a block, and the page of its part, from 0."""
    rule, (block, number) = rules()[name], place
    page = printed.pages_before + number + 1
    file, line = printed.index.get(block or "", (printed.subject, None))
    return Finding(
        rule=rule.id,
        message=f"{rule.message.format(*words)} (page {page})",
        level=level,
        language=printed.language,
        file=file,
        line=line,
        id=block,
        hint=rule.hint,
        quote=words[0],
        subject=printed.subject,
        page=page,
        words=words,
    )
