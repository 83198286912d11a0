"""Months and days of the week."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publisher.checks.translation.numbers.folding import Folded
from publisher.checks.translation.numbers.quantities import Name
from publisher.checks.translation.numbers.scanning import Token
from publisher.checks.translation.numbers.vocabulary import Vocabulary

_NEAR = re.compile(r"[ \u00a0\u202f,.–/-]{0,3}(?:(?:st|nd|rd|th|er|de|del|of|من|the) ?)?(?:[ \u00a0]?عام )?")


def read_names(tokens: Sequence[Token], folded: Folded, known: Vocabulary) -> tuple[dict[int, Name], dict[int, Name]]:
    """Return the months and the days of the week of a text, each where it is said first."""
    months: dict[int, Name] = {}
    weekdays: dict[int, Name] = {}
    for at, token in enumerate(tokens):
        word = token.word
        if word is None:
            continue
        if word.month is not None and _may_be_month(tokens, at, folded):
            _keep(months, word.month, folded, token, _sure_month(tokens, at, folded, known))
        elif word.weekday is not None:
            _keep(weekdays, word.weekday, folded, token, word.value is None)
    return months, weekdays


def _may_be_month(tokens: Sequence[Token], at: int, folded: Folded) -> bool:
    """Tell whether a word that is a number too is cut short, or a day or a year stands beside it: `3 sept 2020`."""
    token = tokens[at]
    is_number = token.word is not None and token.word.value is not None
    return not is_number or folded.text[token.end : token.end + 1] == "." or _beside_figure(tokens, at, folded)


def _sure_month(tokens: Sequence[Token], at: int, folded: Folded, known: Vocabulary) -> bool:
    """Tell whether a word is a month: it means nothing else, or a day or a year stands beside it."""
    token = tokens[at]
    if folded.text[token.start : token.end] not in known.ambiguous_months:
        return True
    if token.word and token.word.value is not None and folded.text[token.end : token.end + 1] != ".":
        return False
    return _beside_figure(tokens, at, folded)


def _keep(names: dict[int, Name], number: int, folded: Folded, token: Token, sure: bool) -> None:
    known = names.get(number)
    if known is None or (sure and not known.sure):
        names[number] = Name(number, folded.place(token.start), folded.place(token.end), sure)


def _beside_figure(tokens: Sequence[Token], at: int, folded: Folded) -> bool:
    before = (
        at > 0 and tokens[at - 1].word is None and _NEAR.fullmatch(folded.text, tokens[at - 1].end, tokens[at].start)
    )
    after = (
        at + 1 < len(tokens)
        and tokens[at + 1].word is None
        and _NEAR.fullmatch(folded.text, tokens[at].end, tokens[at + 1].start)
    )
    return bool(before or after)


def differing(source: Mapping[int, Name], target: Mapping[int, Name]) -> list[tuple[Name, Name]]:
    """Return the names that only the source has, each with one that only the target has."""
    if not source or not target:
        return []
    lost = [name for number, name in source.items() if number not in target and name.sure]
    added = [name for number, name in target.items() if number not in source and name.sure]
    return list(zip(lost, added, strict=False))
