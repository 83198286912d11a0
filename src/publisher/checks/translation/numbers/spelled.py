"""Number words in a row -> one number: `quatre-vingt-dix-sept`, `mil doscientos`, خمسة وأربعون."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from publisher.checks.translation.numbers.scanning import Token
from publisher.checks.translation.numbers.vocabulary import Kind, Vocabulary, Word

_TEN = 10
_HUNDRED = 100
_THOUSAND = 1_000
_DUALS = (2_000, 2_000_000, 2_000_000_000)
"""Arabic words for two of a magnitude, which no number stands before"""
_GREATEST = 10**18
"""after which no magnitude goes on a number"""
_TENS = (20, 30, 40, 50, 60, 70, 80, 90)
_TIGHT = re.compile("[ \u00a0\u202f-]{1,2}")


@dataclass(slots=True)
class _Sum:
    """A number being said: what is complete above a thousand, and what is still being said below."""

    total: int = 0
    current: int = 0
    started: bool = False


class Spelled(NamedTuple):
    """A number in words and the token after it."""

    value: int
    following: int
    words: int


def read_words(tokens: Sequence[Token], at: int, text: str, known: Vocabulary) -> Spelled:
    """Read the number words from a token on; the words that belong together end where the language's grammar ends."""
    said = _Sum()
    following = at
    while following < len(tokens):
        token = tokens[following]
        if token.word is None or token.word.value is None:
            break
        link = _link(text[tokens[following - 1].end : token.start], known) if following > at else False
        if link is None or not _take(said, token.word, link or token.word.joined, known.language):
            break
        following += 1
    return Spelled(said.total + said.current, following, following - at)


def _link(gap: str, known: Vocabulary) -> bool | None:
    """Tell whether the words around a gap are joined by `and`; None when they are apart."""
    if _TIGHT.fullmatch(gap):
        return False
    return True if gap.strip(" \u00a0\u202f-") in known.joins and len(gap) <= 6 else None  # noqa: PLR2004 - ` and `


def _take(said: _Sum, word: Word, linked: bool, language: str) -> bool:
    """Add a word to a number; False when it begins another one."""
    value = word.value or 0
    if word.kind is Kind.MAGNITUDE:
        taken = _multiply(said, value, linked, language)
    elif said.started and value == _HUNDRED and not linked and 0 < said.current < _TEN:
        said.current *= _HUNDRED
        taken = True
    elif said.started and not _follows(said, value, linked, language):
        taken = False
    else:
        said.current += 4 * 19 if language == "fr" and value == 20 and said.current % _HUNDRED == 4 else value  # noqa: PLR2004 - 4 times 20
        taken = True
    said.started = True
    return taken


def _multiply(said: _Sum, size: int, linked: bool, language: str) -> bool:
    """Apply a magnitude: it multiplies what was said since the last greater one, or all when none was greater."""
    if not said.started:
        said.total = size
    elif linked:  # `and a million`: adds one of its own, in Arabic
        if language != "ar" or said.current or size >= said.total:
            return False
        said.total += size
    elif size in _DUALS or said.total >= _GREATEST or (said.current == 0 and size == said.total):
        return False
    elif size > said.total:
        said.total = (said.total + said.current) * size
        said.current = 0
    else:
        said.total += (said.current or 1) * size
        said.current = 0
    return True


def _follows(said: _Sum, value: int, linked: bool, language: str) -> bool:
    """Tell whether a word below a thousand can go on a number, by the language's grammar or else by size."""
    rest = said.current % _HUNDRED
    answer = _GRAMMARS[language](rest, value, linked) if language in _GRAMMARS else None
    if answer is not None:
        return answer
    size = _TEN if value < _TEN else _HUNDRED if value < _HUNDRED else _THOUSAND
    return said.current % size == 0


def _french(rest: int, value: int, linked: bool) -> bool | None:
    """Know vingt et un, mille et une, quatre-vingts, soixante-dix and dix-sept."""
    if linked:
        return (rest in _TENS and value in (1, 11)) or (rest == 0 and value == 1)
    if rest == _TEN:
        return value in (7, 8, 9)
    if rest in (60, 80) and _TEN <= value <= 16:  # noqa: PLR2004 - soixante-seize
        return True
    return True if rest == 4 and value == 20 else None  # noqa: PLR2004 - quatre-vingts


def _english(rest: int, value: int, linked: bool) -> bool | None:
    """Know one hundred and fifty, and that twenty and three are two numbers."""
    return False if rest == _TEN or (linked and rest) else None


def _spanish(rest: int, value: int, linked: bool) -> bool | None:
    """Know treinta y cinco, mil y una and décimo tercero."""
    if linked:
        return (value < _TEN and rest in _TENS) or (rest == 0 and value == 1)
    return rest in (10, 20) if rest and rest % _TEN == 0 and value < _TEN else None


def _arabic(rest: int, value: int, linked: bool) -> bool | None:
    """Know ثلاثة عشر and خمسة وأربعون."""
    units = 1 <= rest < _TEN
    if not linked:
        return units and value == _TEN
    if units:
        return value in _TENS
    return None if rest == 0 else False


_GRAMMARS: dict[str, Callable[[int, int, bool], bool | None]] = {
    "fr": _french,
    "en": _english,
    "es": _spanish,
    "ar": _arabic,
}
"""(tens and units said so far, the next word, joined by `and`) -> whether it goes on; None for by size"""
