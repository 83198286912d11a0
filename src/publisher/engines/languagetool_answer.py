"""LanguageTool's answer to one text, checked and counted in characters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publisher.model.notation import HIDDEN
from publisher.model.question import Question
from publisher.model.verdict import Match

MOST_REPLACEMENTS = 5
"""LanguageTool gives up to 60; beyond these nobody reads"""
MOST_MATCHES = 1000
"""remarks on one text: a paragraph of nothing but faults has some hundred"""
LONGEST_MESSAGE = 1000
"""characters; what is longer is cut"""
LONGEST_REPLACEMENT = 200
"""characters; what is longer, or holds what nobody sees, is no word to write instead"""
UNSEEN = re.compile(f"{HIDDEN.pattern}|[\u2066-\u2069]")
"""what nobody sees, and what turns words around"""
LONGEST_NAME = 150
"""characters of the name of a rule, a category, a type"""


def matches_of(answer: object, question: Question) -> tuple[Match, ...]:
    """Return the remarks of an answer of `/v2/check` in the order of the text, without those on what is skipped.

    Raises ValueError with a sentence when the answer is not one on this text, or not a complete one.
    """
    found = _mapping(answer, "the answer")
    warnings = found.get("warnings")
    if isinstance(warnings, Mapping) and warnings.get("incompleteResults"):
        raise ValueError("the answer is incomplete")
    places = _places(question.text)
    _check_sentences(found.get("sentenceRanges"), question.text, places)
    items = [_mapping(item, "a match") for item in _list(found.get("matches"), "matches")]
    if len(items) > MOST_MATCHES:
        raise ValueError(f"the answer has {len(items)} remarks on one text")
    matches = [_match(item, places) for item in items]
    for item, match in zip(items, matches, strict=True):
        _check_quotation(item.get("context"), question.text[match.offset : match.offset + match.length])
    judged = [match for match in matches if question.judges(match.offset, match.offset + match.length)]
    return tuple(sorted(judged, key=lambda match: (match.offset, match.length, match.rule)))


def _check_sentences(ranges: object, text: str, places: Sequence[int]) -> None:
    """Raise ValueError when the sentences that were read do not end where the text does."""
    if not ranges:
        return
    end = _number(_list(_list(ranges, "sentences")[-1], "a sentence")[-1], "the end of a sentence")
    if end >= len(places) or any(character.isalnum() for character in text[places[end] :]):
        raise ValueError("the answer is about another text")


def _check_quotation(context: object, words: str) -> None:
    """Raise ValueError when a remark quotes other words than those of its place."""
    if context is None:
        return
    quoted = _mapping(context, "context")
    text = _text(quoted.get("text"), "text of the context")
    places = _places(text)
    start = _number(quoted.get("offset"), "offset in the context")
    end = start + _number(quoted.get("length"), "length in the context")
    # White space of the text is blanks there.
    if end >= len(places) or text[places[start] : places[end]].split() != words.split():
        raise ValueError("the answer is about another text")


def matches_as_json(matches: Sequence[Match]) -> list[list[object]]:
    """Return matches as short JSON for the file of answers."""
    return [
        [match.rule, match.category, match.message, match.offset, match.length, [*match.replacements], match.issue_type]
        for match in matches
    ]


def matches_from_json(value: object, text: str) -> tuple[Match, ...] | None:
    """Return what `matches_as_json` gave, None when it is something else or does not fit `text`."""
    try:
        return tuple(_stored(item, len(text)) for item in _list(value, "answer"))
    except (ValueError, TypeError):
        return None


def _stored(value: object, size: int) -> Match:
    rule, category, message, offset, length, replacements, issue_type = _list(value, "match")
    match = Match(
        _name(rule, "rule"),
        _name(category, "category"),
        _message(message),
        _number(offset, "offset"),
        _number(length, "length"),
        _words(_list(replacements, "replacements")),
        _name(issue_type, "type"),
    )
    if match.offset + match.length > size:
        raise ValueError("a place outside the text")
    return match


def _match(item: Mapping[str, object], places: Sequence[int]) -> Match:
    rule = _mapping(item.get("rule"), "rule")
    category = _mapping(rule.get("category"), "category")
    start = _number(item.get("offset"), "offset")
    end = start + _number(item.get("length"), "length")
    if end >= len(places):
        raise ValueError("the answer points beyond the end of the text")
    replacements = _list(item.get("replacements", []), "replacements")[:MOST_REPLACEMENTS]
    return Match(
        rule=_name(rule.get("id"), "rule id"),
        category=_name(category.get("id"), "category id"),
        message=_message(item.get("message")),
        offset=places[start],
        length=places[end] - places[start],
        replacements=_words([_mapping(word, "replacement").get("value") for word in replacements]),
        issue_type=_name(rule.get("issueType") or "uncategorized", "issue type"),
    )


def _places(text: str) -> Sequence[int]:
    """Return the character of each UTF-16 unit of a text, its end included: Java counts an emoji as two."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return range(len(text) + 1)
    places: list[int] = []
    for place, character in enumerate(text):
        places.extend([place] * (2 if character > "\uffff" else 1))
    return [*places, len(text)]


def _mapping(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} is not an object")
    return value


def _list(value: object, name: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    return value


def _name(value: object, name: str) -> str:
    text = _text(value, name)
    if not text.isprintable() or len(text.split()) != 1 or len(text) > LONGEST_NAME:
        raise ValueError(f"{name} is not a name")
    return text


def _message(value: object) -> str:
    """Return a sentence for people, with a mark for each character that nobody sees."""
    text = _text(value, "message")
    return UNSEEN.sub("\ufffd", text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 1]}…")


def _words(values: Sequence[object]) -> tuple[str, ...]:
    """Return what may be written instead."""
    words = [_text(value, "replacement") for value in values]
    return tuple(word for word in words if len(word) <= LONGEST_REPLACEMENT and not UNSEEN.search(word))


def _number(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} is not a number")
    return value
