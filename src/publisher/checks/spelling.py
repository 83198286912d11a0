"""LanguageTool's remarks as findings on the prose of the source and of translations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from publisher.checks.not_run import not_run
from publisher.model.finding import Finding, Level
from publisher.model.passage import Passage
from publisher.model.verdict import Match

__all__ = ["findings_of", "not_run", "rule_of"]

SPELLING = "prose/spelling"
GRAMMAR = "prose/grammar"
TYPOGRAPHY = "prose/typography"
STYLE = "prose/style"

LEVELS = {SPELLING: Level.WARNING, GRAMMAR: Level.WARNING, TYPOGRAPHY: Level.NOTE, STYLE: Level.NOTE}
# The types of ITS 2.0 that LanguageTool gives; its French rules leave most at `uncategorized`, so the category
# decides first where it is clear.
TYPES = {
    "misspelling": SPELLING,
    "typographical": TYPOGRAPHY,
    "whitespace": TYPOGRAPHY,
    "characters": TYPOGRAPHY,
    "formatting": TYPOGRAPHY,
    "style": STYLE,
    "register": STYLE,
    "locale-violation": STYLE,
    "length": STYLE,
}
CATEGORIES = (
    (re.compile(r"^TYPOS$|SPELL|ORTHOGRAPH"), SPELLING),
    (re.compile(r"TYPOGRAPH|PUNCTUATION|PONCTUATION|WHITESPACE"), TYPOGRAPHY),
    (re.compile(r"STYLE|REDUNDAN|PLEONASM|REPETITION|COLLOQUIAL|WORDINESS|PLAIN_ENGLISH|REPEAT"), STYLE),
)
MOST_WORDS = 60
"""characters of the text that a message quotes"""


def findings_of(
    passage: Passage, matches: Iterable[Match], accepted: Collection[str] = frozenset(), checker: str | None = None
) -> tuple[Finding, ...]:
    """Return a finding for each remark on a passage, except on accepted words and where one touches a skipped span.

    An accepted word counts as it is written; one in small letters counts in any case; one of several parts covers the
    remarks within it.
    """
    text = passage.text.plain
    spans = [*((part.start, part.end) for part in passage.text.stretches), *_phrases(text, accepted)]
    return tuple(
        Finding(
            rule=rule_of(match),
            message=_message(match, words),
            level=LEVELS[rule_of(match)],
            language=passage.text.language,
            file=passage.file,
            line=passage.line,
            id=passage.id,
            msgid=passage.source.notation if passage.source else None,
            hint=_hint(match),
            checker=checker,
            text=passage.text.notation,
            quote=words,
        )
        for match in matches
        for words in [text[match.offset : match.offset + match.length]]
        if not _is_accepted(words, accepted) and not _touches(match, spans)
    )


def rule_of(match: Match) -> str:
    """Return our rule for a remark: spelling, grammar, typography or style."""
    if match.issue_type == "misspelling":
        return SPELLING
    for pattern, rule in CATEGORIES:
        if pattern.search(match.category):
            return rule
    return TYPES.get(match.issue_type, GRAMMAR)


def _is_accepted(words: str, accepted: Collection[str]) -> bool:
    return words in accepted or words.lower() in accepted


def _phrases(text: str, accepted: Iterable[str]) -> list[tuple[int, int]]:
    """Return the places of accepted names of several parts, which LanguageTool remarks on part by part."""
    places: list[tuple[int, int]] = []
    for name in accepted:
        if re.fullmatch(r"\w+", name):
            continue
        flags = re.IGNORECASE if name == name.lower() else re.NOFLAG
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        places.extend(found.span() for found in re.finditer(pattern, text, flags))
    return places


def _touches(match: Match, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.offset + match.length and match.offset < end for start, end in spans)


def _message(match: Match, words: str) -> str:
    quoted = words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"
    return f"“{quoted}”: {match.message} [{match.rule}]"


def _hint(match: Match) -> str | None:
    written = [word for word in match.replacements if word.strip()]
    return f"perhaps: {', '.join(written)}" if written else None
