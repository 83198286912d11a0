"""Assertions in the order of their readers: one cause is one group, however many places it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from publisher.model.evidence import Assertion, Mode, Requirements
from publisher.model.finding import GRAVITY, Level, Outcome
from publisher.model.texts import Texts
from publisher.reports.environment import said
from publisher.rules import rules
from publisher.standards.matterhorn import conditions
from publisher.standards.wcag import criteria

PLACE = re.compile(r"\{\d\}")
"""what a word of a finding stands for in the sentence of its rule"""
END = ": "
"""what stands in messages of other programs before what they mean"""
MOST_WORDS = 10
"""a sentence has no more places: they have one digit"""
ANY = "…"
"""what stands for words that are not the same in all places of a group"""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and whether it is the English of its program or already in the language of the report."""

    text: str
    """markup where words in it are isolated"""
    is_english: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One assertion of a group."""

    assertion: Assertion
    anchor: str
    """id in the report: `f-` and the fingerprint; where two have the same, a number more"""
    message: Said | None
    """None where the group says it"""
    rest: str
    """what the group does not say of a message of another program, which ends in what it means; may be empty"""
    hint: Said | None
    """None where the group says it, or nobody"""


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule has to say, and where."""

    rule: str
    level: Level
    message: Said
    hint: Said | None
    checkers: tuple[str, ...]
    requirements: Requirements
    places: tuple[Place, ...]


class Anchors:
    """Ids of a report: a fingerprint is met twice where two blocks without ids are alike."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def new(self, item: Assertion) -> str:
        """Return the id of an assertion that was not met yet."""
        name = f"f-{item.finding.fingerprint}"
        self._met[name] += 1
        return name if self._met[name] == 1 else f"{name}-{self._met[name]}"


def groups(assertions: Iterable[Assertion], texts: Texts, anchors: Anchors) -> tuple[Group, ...]:
    """Return the assertions by rule, the gravest and most frequent first; places by file and line."""
    ordered = sorted(by_rule(assertions), key=lambda same: (_gravity(same), -len(same), same[0].finding.rule))
    return tuple(_group(same, texts, anchors) for same in ordered)


def by_rule(assertions: Iterable[Assertion]) -> tuple[list[Assertion], ...]:
    """Return assertions that have their rule in common, in the order in which the rules are met."""
    found: dict[str, list[Assertion]] = {}
    for item in assertions:
        found.setdefault(item.finding.rule, []).append(item)
    return tuple(found.values())


def _gravity(same: Iterable[Assertion]) -> int:
    return min(GRAVITY.index(item.finding.level) for item in same)


def _group(same: list[Assertion], texts: Texts, anchors: Anchors) -> Group:
    ordered = sorted(same, key=_place)
    asked = question_of(ordered[0].finding.rule)
    messages, hints = [message(item, texts) for item in ordered], [hint(item, texts) for item in ordered]
    shared = plain(asked, texts) if asked else _shared(ordered, messages, texts)
    alike = len(set(hints)) == 1
    return Group(
        ordered[0].finding.rule,
        GRAVITY[_gravity(same)],
        shared or messages[0],
        hints[0] if alike else None,
        tuple(dict.fromkeys(item.finding.checker for item in ordered if item.finding.checker)),
        _united(item.requirements for item in ordered),
        tuple(
            Place(item, anchors.new(item), *_own(text, shared), hint=None if alike else advice)
            for item, text, advice in zip(ordered, messages, hints, strict=True)
        ),
    )


def _shared(same: Sequence[Assertion], messages: Sequence[Said], texts: Texts) -> Said | None:
    """Return what all messages of a rule say: one of them, its sentence, or how all begin; None when nothing is."""
    if len(set(messages)) == 1:
        return messages[0]
    summary = _summary(same, texts)
    if summary is not None:
        return summary
    beginnings = {Said(item.text.partition(END)[0], item.is_english) for item in messages}
    return beginnings.pop() if len(beginnings) == 1 else None


def _own(text: Said, shared: Said | None) -> tuple[Said | None, str]:
    """Return the message of a place where its group does not say it, or the end of it that the group leaves out."""
    if text == shared:
        return None, ""
    if shared is not None and text.text.startswith(f"{shared.text}{END}"):
        return None, text.text.removeprefix(f"{shared.text}{END}")
    return text, ""


def _place(item: Assertion) -> tuple[str, int, str, str, str]:
    finding = item.finding
    return (
        finding.file or "", finding.line or 0, item.subject.path, finding.id or "", finding.fingerprint,
    )  # fmt: skip


def _united(found: Iterable[Requirements]) -> Requirements:
    wcag: dict[str, None] = {}
    en: dict[str, None] = {}
    matterhorn: dict[str, None] = {}
    for item in found:
        wcag |= dict.fromkeys(item.wcag)
        en |= dict.fromkeys(item.en)
        matterhorn |= dict.fromkeys(item.matterhorn)
    return Requirements(tuple(wcag), tuple(en), tuple(matterhorn))


def message(item: Assertion, texts: Texts) -> Said:
    """Return what an assertion says: our own rules in the language of the report, other programs as they speak."""
    if item.mode is Mode.MANUAL and item.finding.message != question_of(item.finding.rule):
        return Said(item.finding.message, False)  # a person's remark, in a language that only she knows
    rule = rules().get(item.finding.rule)
    own = None if rule is None else _filled(rule.message, item.finding.words, texts)
    return own or plain(item.finding.message, texts)


def question_of(rule: str) -> str:
    """Return what a person is asked by a rule such as `matterhorn/13-004`, `wcag/1.4.1/pdf`; empty for other rules."""
    family, _, rest = rule.partition("/")
    if family == "matterhorn" and rest in conditions():
        return conditions()[rest].question
    criterion = criteria().get(rest.partition("/")[0]) if family == "wcag" else None
    return "" if criterion is None else criterion.question


def hint(item: Assertion, texts: Texts) -> Said | None:
    """Return what to do about it; None where nobody says."""
    if not item.finding.hint:
        return None
    rule, words = rules().get(item.finding.rule), item.finding.words
    if rule is not None and item.finding.hint in (rule.hint, _english(rule.hint, words)):
        return _filled(rule.hint, words, texts) or plain(item.finding.hint, texts)
    return plain(item.finding.hint, texts)


def _summary(same: Sequence[Assertion], texts: Texts) -> Said | None:
    """Return the sentence of one of our rules with the words that all have in common."""
    rule = rules().get(same[0].finding.rule)
    if rule is None:
        return None
    return _filled(rule.message, _common([item.finding.words for item in same]), texts)


def _common(words: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words at each place of a sentence, `ANY` where they are not all the same."""
    alike = tuple(found[0] if len(set(found)) == 1 else ANY for found in zip_longest(*words))
    return alike + (ANY,) * (MOST_WORDS - len(alike))


def _filled(sentence: str, words: tuple[str, ...], texts: Texts) -> Said | None:
    """Return a sentence with its words; None when there are not enough.

    The first word is one of the text, or a name; the others may be texts of ours.
    """
    if not PLACE.search(sentence):
        return plain(sentence, texts)
    if any(int(place[1:-1]) >= len(words) for place in PLACE.findall(sentence)):
        return None
    return Said(said(texts, sentence, *words[:1], *map(texts, words[1:])), not texts.knows(sentence))


def _english(sentence: str, words: tuple[str, ...]) -> str:
    return PLACE.sub(lambda place: words[int(place[0][1:-1])] if int(place[0][1:-1]) < len(words) else "…", sentence)


def plain(sentence: str, texts: Texts) -> Said:
    """Return a sentence without words; English where it is not known."""
    return Said(texts(sentence), not texts.knows(sentence))


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule that was kept, or that had nothing to look at."""

    rule: str
    checker: str
    outcome: str
    """key in the `WORDS` of outcomes"""
    assertions: int
    subjects: tuple[str, ...]
    objects: int | None
    """how many things it looked at in all; None where no checker counts"""


def kept(assertions: Iterable[Assertion]) -> tuple[Kept, ...]:
    """Return what passed and what was inapplicable, by checker, outcome and rule."""
    together: dict[tuple[str, str, str], list[Assertion]] = {}
    for item in assertions:
        if item.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
            key = (item.finding.checker or "", str(item.outcome), item.finding.rule)
            together.setdefault(key, []).append(item)
    return tuple(
        Kept(
            rule, checker, outcome, len(same), tuple(dict.fromkeys(item.subject.path for item in same)),
            _sum(item.objects for item in same),
        )
        for (checker, outcome, rule), same in sorted(together.items(), key=_order)
    )  # fmt: skip


def _order(entry: tuple[tuple[str, str, str], object]) -> tuple[str, bool, str]:
    checker, outcome, rule = entry[0]
    return checker, outcome != Outcome.PASSED, rule


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
