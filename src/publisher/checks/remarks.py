"""Remarks on a text -> findings: what a rule says, at the place where the text lies."""

from __future__ import annotations

from publisher.model.finding import Finding
from publisher.model.passage import Passage
from publisher.model.remark import Remark
from publisher.rules import rules


def finding_of(remark: Remark, passage: Passage) -> Finding:
    """Return the finding of a remark on a passage; KeyError for a rule without a row in `rules/`."""
    rule = rules()[remark.rule]
    return Finding(
        rule=rule.id,
        message=rule.message.format(*remark.words),
        level=rule.level,
        language=passage.text.language,
        file=passage.file,
        line=passage.line,
        id=passage.id,
        msgid=passage.source.notation if passage.source else None,
        hint=rule.hint.format(*remark.words),
        text=passage.text.notation,
        quote=None if remark.start is None else passage.text.plain[remark.start : remark.end],
        fix=remark.replacement,
    )
