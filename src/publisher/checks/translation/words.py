"""Marks of unfinished work in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.languages.words import unfinished_phrases
from publisher.model.remark import Remark
from publisher.model.text import Text, holds_any

MARK = re.compile(
    r"(?<!\w)(?:TODO|FIXME|TKTK?|XXX+)(?!\w)|[?؟]{2,}|@@+|#{3,}|(?i:lorem ipsum)"
    r"|\[[^\[\]]{1,60}\]|\{\{[^{}]{1,60}\}\}|\((?=[^()]* )[^()]{1,60}\)"
)
"""a mark of unfinished work, or a bracket that may hold one"""
HINTS = ("TODO", "FIXME", "TK", "XXX", "??", "؟؟", "@@", "###", "psum", "PSUM", "[", "{{", "(")
"""one of them stands in every text with a mark; quick"""
ALL = re.compile(r"TODO(?= +(?!\w*[aei]r\b)\w)")
"""the Spanish word for “all” in capitals; before an infinitive it is a note of something to do"""
THIRTY = re.compile(r"30|XXX|٣٠|(?i:trent|thirt|trein|trig)|ثلاث")


def check_words(source: Text, target: Text) -> Iterator[Remark]:
    """Yield marks of unfinished work; a source that is unfinished itself may have a translation that says so.

    Rule: `translation/unfinished`.
    """
    if not holds_any(target.prose, HINTS):
        return
    for match in _marks(target):
        if match.group() not in source.prose and not next(_marks(source), None) and not _is_thirty(match, source):
            yield Remark("translation/unfinished", (match.group(),), *match.span())


def _marks(text: Text) -> Iterator[re.Match[str]]:
    for match in MARK.finditer(text.prose):
        if match.group()[0] in "[({":
            inside = match.group().strip("[](){} ").lower()
            if any(inside == phrase or inside.startswith(f"{phrase}:") for phrase in unfinished_phrases()):
                yield match
        elif not (text.language == "es" and ALL.match(text.prose, match.start())):
            yield match


def _is_thirty(match: re.Match[str], source: Text) -> bool:
    """Whether three capital X are a Roman number."""
    return match.group() == "XXX" and THIRTY.search(source.prose) is not None
