"""LanguageTool's remarks as findings on the prose of the source and of translations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from fnmatch import fnmatchcase

from publisher.checks.not_run import not_run
from publisher.checks.prose.transliteration import without_particles
from publisher.checks.prose.unknown_words import Unknown, is_code, is_name, judge
from publisher.checks.remarks import finding_of
from publisher.languages import language
from publisher.model.finding import Finding
from publisher.model.language import ProseProfile
from publisher.model.passage import Passage
from publisher.model.remark import Remark
from publisher.model.verdict import Match
from publisher.rules import rules

__all__ = ["findings_of", "frequent_words", "not_run", "rule_of"]

SPELLING = "prose/spelling"
UNKNOWN_NAME = "prose/unknown-name"
GRAMMAR = "prose/grammar"
DOUBTFUL = "prose/doubtful"
TYPOGRAPHY = "prose/typography"
STYLE = "prose/style"

# The types of ITS 2.0 that LanguageTool gives; its French rules leave most at `uncategorized`, so the category
# decides first where it is clear.
TYPES = {
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
    (re.compile(r"^TYPOS$|SPELL|ORTHOGRAPH|DIACRITICS"), SPELLING),
    (re.compile(r"TYPOGRAPH|PUNCTUATION|PONCTUATION|WHITESPACE"), TYPOGRAPHY),
    (re.compile(r"STYLE|REDUNDAN|PLEONASM|REPETITION|COLLOQUIAL|WORDINESS|PLAIN_ENGLISH|REPEAT"), STYLE),
)
UNKNOWN = {Unknown.SLIP: SPELLING, Unknown.NAME: UNKNOWN_NAME, Unknown.SOUND: None}
FREQUENT = 3
"""texts; a word of so many is one of the subject, not a slip"""
MOST_CHARACTERS = 60
"""of the text that a message quotes"""


def frequent_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words, in small letters, that stand in several of the texts of a language."""
    counts = Counter(word for text in texts for word in set(re.findall(r"\w+", text.lower())))
    return frozenset(word for word, count in counts.items() if count >= FREQUENT)


def findings_of(
    passage: Passage,
    matches: Iterable[Match],
    accepted: Collection[str] = frozenset(),
    checker: str | None = None,
    frequent: Collection[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return a finding for each remark on a passage that counts by the profile of its language.

    None for accepted words and where a remark touches a skipped span. An accepted word counts as it is written; one in
    small letters counts in any case; one of several parts covers the remarks within it. `frequent` are the words of
    `frequent_words`.
    """
    profile = language(passage.text.language).prose
    text = passage.text.plain
    spans = [*((part.start, part.end) for part in passage.text.stretches), *_phrases(text, accepted)]
    found = []
    for match in matches:
        at = _last_word(match, text) if match.rule == profile.speller else match
        words = text[at.offset : at.offset + at.length]
        if _is_accepted(words, accepted) or _is_accepted(words, profile.known_words) or _touches(at, spans):
            continue
        rule = _rule_for(at, passage, profile, is_frequent=words.lower() in frequent)
        if rule is not None:
            found.append(_finding(rule, at, words, passage, checker))
    return tuple(found)


def rule_of(match: Match) -> str:
    """Return our rule for a remark by its kind: spelling, grammar, typography or style.

    A word put for another is grammar, though LanguageTool may call it misspelt.
    """
    for pattern, rule in CATEGORIES:
        if pattern.search(match.category):
            return rule
    return TYPES.get(match.issue_type, GRAMMAR)


def _rule_for(match: Match, passage: Passage, profile: ProseProfile, *, is_frequent: bool) -> str | None:
    """Return our rule for a remark on a passage; None for one that does not count."""
    start, end = match.offset, match.offset + match.length
    if _is_muted(match, profile):
        return None
    if match.rule == profile.speller:
        return UNKNOWN[judge(passage.text, start, end, match.replacements, passage.source, is_frequent=is_frequent)]
    if is_code(passage.text.plain, start, end) or is_name(passage.text.plain, start, end, passage.source):
        return None
    if match.rule in profile.spelling_rules:
        return SPELLING
    return DOUBTFUL if _is_doubtful(match, passage.text.plain, profile) else rule_of(match)


def _is_muted(match: Match, profile: ProseProfile) -> bool:
    """Tell whether a remark does not count: asked for or not, a server of others may give it."""
    if profile.only_enabled:
        return match.rule not in profile.enabled_rules
    # Rules of word lists have an id for each word, which begins with that of the list.
    is_muted = any(match.rule == rule or match.rule.startswith(f"{rule}_") for rule in profile.muted_rules)
    return is_muted or match.category in profile.muted_categories


def _is_doubtful(match: Match, text: str, profile: ProseProfile) -> bool:
    if any(fnmatchcase(id, pattern) for pattern in profile.doubtful for id in (match.rule, match.category)):
        return True
    around = profile.doubtful_around.get(match.rule)
    if around is not None and re.search(around, _marked(match, text)):
        return True
    # The first word of a text has its capital by right; one further on is perhaps a name.
    later = text[max(match.offset, 1) : match.offset + match.length]
    return match.rule in profile.doubtful_on_names and bool(re.search(r"(?<!\w)[A-Z\u00c0-\u00de]", later))


def _marked(match: Match, text: str) -> str:
    """Return a text with ⟦ and ⟧ around what a remark means."""
    start, end = match.offset, match.offset + match.length
    return f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"


def _last_word(match: Match, text: str) -> Match:
    """Narrow a speller's remark on two words to the unknown one, which is the last."""
    words = text[match.offset : match.offset + match.length]
    first, _, last = words.rpartition(" ")
    if not first or not last:
        return match
    # The suggestions are for both words.
    return replace(match, offset=match.offset + len(first) + 1, length=len(last), replacements=())


def _is_accepted(words: str, accepted: Collection[str]) -> bool:
    """Whether a project or a profile knows a word, in Arabic also with the particles that are written with it."""
    return any(word in accepted for word in (words, words.lower(), without_particles(words)))


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


def _finding(id: str, match: Match, words: str, passage: Passage, checker: str | None) -> Finding:
    shown = words if len(words) <= MOST_CHARACTERS else f"{words[:MOST_CHARACTERS]}…"
    suggestions = ", ".join(word for word in match.replacements if word.strip())
    end = match.offset + match.length
    finding = finding_of(Remark(id, (shown, match.message, match.rule), match.offset, end), passage)
    return replace(finding, hint=rules()[id].hint.format(suggestions) if suggestions else None, checker=checker)
