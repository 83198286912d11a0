"""Stretches of the source that a translator left inside a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publisher.checks.words.identifier import likelihoods
from publisher.checks.words.running_words import Words, words_of
from publisher.languages.wording import wording
from publisher.model.remark import Remark
from publisher.model.text import Text

QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"|‘[^‘']*'|\([^()]*\)|\[[^][]*\]")
EMPHASIS = re.compile(r"<((?:em|i|cite|q)\d*)>([^<]+)</\1>")
"""with quotes and brackets, where words of another language may stand"""
MAY_QUOTE = re.compile('[«“„"‘(\\[]')
"""stands in every text with something quoted; quick"""
LEAST_CONTENT = 3
"""letters of a word that says something"""
LEAST_SAID = 2
"""such words that are left together without a small word; one alone may be a loan"""
LIKELY, RULED_OUT = 0.8, 0.03
"""in the language of the source, in that of the translation"""


def left_in_source(source: Text, target: Text, ours: Words, theirs: Words) -> Remark | None:
    """Return a remark on the first words left in the source's language; None without one.

    Words that say something count as left when they stand in the source in the same order, a function word among them
    that the target's language has not, or when the identifier knows them. What is quoted, bracketed, emphasised, a name
    or a loan may stay. Small words alone are the business of `source_words`.
    """
    shared = theirs.distinct & ours.distinct
    least = 1
    signs = shared & foreign_words(source.language, target.language)
    if not signs:
        least = LEAST_SAID
        signs = shared - wording(source.language).function_words
        if len(signs) < least:
            return None
    own = _without_quoted(target, theirs)
    for start, end in _runs(ours, own.small, signs, least):
        if end - start >= least and _is_left(source, target, own, (start, end)):
            first, last = own.places()[start].start(), own.places()[end - 1].end()
            return Remark("translation/left-in-source", (target.plain[first:last],), first, last)
    return None


@cache
def foreign_words(source: str, target: str) -> frozenset[str]:
    """Return the function words of one language that are no words of the other; a letter alone may be a symbol."""
    other = wording(target)
    words = wording(source).function_words - other.function_words - other.shared
    return frozenset(word for word in words if len(word) > 1 or not word.isascii())


def _runs(ours: Words, theirs: tuple[str, ...], signs: frozenset[str], least: int) -> Iterator[tuple[int, int]]:
    """Yield the longest stretches of `theirs` that stand in `ours` too, around each sign; of `least` words."""
    end = 0
    for place, word in enumerate(theirs):
        if word not in signs or place < end:
            continue
        beside = theirs[place - 1 : place] + theirs[place + 1 : place + 2]
        if least == 1 or not ours.distinct.isdisjoint(beside):
            start, end = max(
                (_around(ours.small, theirs, other, place) for other, same in enumerate(ours.small) if same == word),
                key=lambda run: run[1] - run[0],
            )
            yield start, end


def _around(ours: tuple[str, ...], theirs: tuple[str, ...], other: int, place: int) -> tuple[int, int]:
    before = after = 0
    while min(other, place) > before and ours[other - before - 1] == theirs[place - before - 1]:
        before += 1
    while max(other - len(ours), place - len(theirs)) < -after and ours[other + after] == theirs[place + after]:
        after += 1
    return place - before, place + after


def _is_left(source: Text, target: Text, theirs: Words, place: tuple[int, int]) -> bool:
    run, written = theirs.small[slice(*place)], theirs.places()[slice(*place)]
    text = theirs.text[written[0].start() : written[-1].end()]
    own = wording(source.language)
    if " ".join(run) in own.loans or (len(run) > 1 and not re.search(r"[\s']", text)):
        return False
    content = [word[0] for word in written if word[0].lower() not in own.function_words and len(word[0]) > 1]
    signs = foreign_words(source.language, target.language)
    said = [word for word in content if word.islower() and len(word) >= LEAST_CONTENT]
    if not said or (own.clause_words.isdisjoint(run) and _is_name(content)):
        return False
    return not signs.isdisjoint(run) or (len(said) >= LEAST_SAID and _is_foreign(text, source, target))


def _is_foreign(text: str, source: Text, target: Text) -> bool:
    """Ask the identifier about words without a small word of their own; a list may hold names of things."""
    if "," in text:
        return False
    likely = likelihoods(text)
    return likely[source.language] >= LIKELY and likely.get(target.language, 0.0) <= RULED_OUT


def _is_name(content: list[str]) -> bool:
    """Tell names by their capital: `Agence nationale de santé`, `rue des Tilleuls`."""
    if not content[0].islower():
        return True
    return not all(map(str.islower, content)) and not content[1].islower()


def _without_quoted(target: Text, theirs: Words) -> Words:
    """Return the words outside quotes, brackets and emphasis; places stay."""
    text = theirs.text
    if MAY_QUOTE.search(text):
        text = QUOTED.sub(lambda found: " " * len(found[0]), text)
    for found in EMPHASIS.finditer(target.notation):
        place = target.plain.find(found[2])
        if place >= 0:
            text = text[:place] + " " * len(found[2]) + text[place + len(found[2]) :]
    return theirs if text == theirs.text else words_of(text)
