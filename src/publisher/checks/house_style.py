"""A convention that a whole language of a publication breaks alike is its own: one note, not a warning a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from publisher.model.finding import Finding
from publisher.model.passage import Passage
from publisher.rules import rules

FEWEST = 20
"""texts that must break a convention before it can be a style"""
SHARE = 0.9
"""of the texts where the convention matters"""
NOTE = "typography/house-style"


def settle(found: Iterable[Finding], passages: Sequence[Passage]) -> Iterator[Finding]:
    """Yield the findings on the texts of one language; those of a style that it keeps throughout as one note."""
    found = tuple(found)
    texts_of = {(finding.rule, finding.file, finding.line, finding.text) for finding in found}
    broken = Counter(rule for rule, *_ in texts_of)
    styles = {rule for rule, texts in broken.items() if texts >= FEWEST and _is_style(rule, texts, passages)}
    told: set[str] = set()
    for finding in found:
        if finding.rule not in styles:
            yield finding
        elif finding.rule not in told:
            told.add(finding.rule)
            yield _note(finding, broken[finding.rule])


def _is_style(rule: str, texts: int, passages: Iterable[Passage]) -> bool:
    kept = _kept(rule)
    if kept is None:
        return False
    right = sum(kept.search(passage.text.prose) is not None for passage in passages)
    return texts >= SHARE * (texts + right)


@cache
def _kept(rule: str) -> re.Pattern[str] | None:
    pattern = rules()[rule].kept if rule in rules() else None
    return None if pattern is None else re.compile(pattern)


def _note(finding: Finding, texts: int) -> Finding:
    rule = rules()[NOTE]
    return Finding(
        rule.id, rule.message.format(finding.rule, texts), rule.level, language=finding.language, file=finding.file,
        line=finding.line, id=finding.id, msgid=finding.msgid, hint=rule.hint.format(finding.rule), text=finding.text,
    )  # fmt: skip
