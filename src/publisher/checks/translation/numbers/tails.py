"""What stands after a number and belongs to it: a half, magnitudes, a percent sign, a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.checks.translation.numbers.folding import Folded
from publisher.checks.translation.numbers.quantities import Percent
from publisher.checks.translation.numbers.scanning import Token
from publisher.checks.translation.numbers.units import AFTER, SCALE_ALONE, SCALES, SYMBOLS
from publisher.checks.translation.numbers.vocabulary import Kind, Vocabulary

_GREATEST = 10**15
"""magnitude after which no other is read: `mil mil mil …` is no number"""
_TIGHT = re.compile("[ \u00a0\u202f\u2009-]{0,2}")


class Tail(NamedTuple):
    """What stands after a number."""

    scale: int
    half: bool
    percent: Percent
    unit: str | None
    end: int
    before_unit: int


def read_tail(tokens: Sequence[Token], at: int, folded: Folded, known: Vocabulary, end: int) -> Tail:
    """Read what follows a number: a half, magnitudes, a percent sign, a unit."""
    share, half, end = _half(folded.text, end, known)
    scale, at, after = _scale(tokens, at, folded.text, end)
    if after != end and half:
        share, end = known.share.match(folded.text, after), after
    elif after != end:
        share, half, end = _half(folded.text, after, known)
        at = _skip_until(tokens, at, end)
    if share is not None:
        return Tail(scale, half, _SHARES[share.lastgroup or ""], None, share.end(), end)
    symbol = AFTER.match(folded.cased, end)
    if symbol and symbol["symbol"] not in known.not_units:
        scale *= SCALES[symbol["scale"]] if symbol["scale"] else 1
        return Tail(scale, half, Percent.NO, SYMBOLS[symbol["money"] or symbol["symbol"]], symbol.end(), end)
    if scale == 1 and (letter := SCALE_ALONE.match(folded.cased, end)):
        return Tail(SCALES[letter["scale"]], half, Percent.NO, None, letter.end(), letter.end())
    unit = unit_of(tokens[at]) if at < len(tokens) else None
    if unit and known.before_unit.fullmatch(folded.text, end, tokens[at].start):
        return Tail(scale, half, Percent.NO, unit, tokens[at].end, end)
    return Tail(scale, half, Percent.NO, None, end, end)


_SHARES = {"percent": Percent.YES, "mille": Percent.MILLE}


def _half(text: str, end: int, known: Vocabulary) -> tuple[re.Match[str] | None, bool, int]:
    """Return the percent sign after a place or a half, whether there is a half, and the place after it."""
    match = known.tail.match(text, end)
    if match is None or match.lastgroup != "half":
        return match, False, end
    return known.share.match(text, match.end()), True, match.end()


def _scale(tokens: Sequence[Token], at: int, text: str, end: int) -> tuple[int, int, int]:
    """Return the product of the magnitudes after a number, the next token and the place after them."""
    scale = 1
    at = _skip_until(tokens, at, end)
    while (
        scale < _GREATEST
        and at < len(tokens)
        and _magnitude(tokens[at])
        and _TIGHT.fullmatch(text, end, tokens[at].start)
    ):
        word = tokens[at].word
        scale *= (word and word.value) or 1
        end = tokens[at].end
        at += 1
    return scale, at, end


def _skip_until(tokens: Sequence[Token], at: int, end: int) -> int:
    while at < len(tokens) and tokens[at].start < end:
        at += 1
    return at


def _magnitude(token: Token) -> bool:
    return token.word is not None and token.word.kind is Kind.MAGNITUDE and not token.word.joined


def unit_of(token: Token) -> str | None:
    """Return the unit that a word names."""
    return token.word.unit if token.word else None
