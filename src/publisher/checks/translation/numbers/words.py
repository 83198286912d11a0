"""Numbers in words, Roman numerals and halves, with their units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.checks.translation.numbers.figures import Found, noun_and_half, scaled
from publisher.checks.translation.numbers.folding import Folded
from publisher.checks.translation.numbers.marks import Number
from publisher.checks.translation.numbers.quantities import Quantity
from publisher.checks.translation.numbers.scanning import Token
from publisher.checks.translation.numbers.spelled import Spelled, read_words
from publisher.checks.translation.numbers.tails import Tail, read_tail
from publisher.checks.translation.numbers.vocabulary import Kind, Vocabulary

_PLURAL_AFTER = re.compile(r"[ \u00a0]\w+[sx]\b")
_NEAR = re.compile("[ \u00a0-]{1,2}(?:an? )?")
_MAGNITUDES = (1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000)


def read_word(tokens: Sequence[Token], at: int, folded: Folded, known: Vocabulary) -> Found:
    """Read the number that begins with a word; none when the word alone says no number."""
    token = tokens[at]
    word = token.word
    if token.roman is not None:
        return _roman(tokens, at, folded)
    if word is None or (word.value is None and not word.vague):
        return Found((), token.end)
    if word.value is None:
        quantity = _half_magnitude(tokens, at, folded) or _vague(token)
        return Found((quantity,), quantity.end)
    spelled = read_words(tokens, at, folded.text, known)
    return _spelled(tokens, at, spelled, folded, known)


def _vague(token: Token) -> Quantity:
    word = token.word
    values = word.vague if word else ()
    return Quantity(
        values[0],
        token.start,
        token.end,
        (token.start, token.end),
        also=values[1:],
        vague=True,
        unit=word.unit if word else None,
    )


def _half_magnitude(tokens: Sequence[Token], at: int, folded: Folded) -> Quantity | None:
    """Read `un demi-million`, `half a million`."""
    if not (word := tokens[at].word) or not word.half:
        return None
    for following in tokens[at + 1 : at + 3]:
        named = following.word
        if named is None or named.value is None or not _NEAR.fullmatch(folded.text, tokens[at].end, following.start):
            return None
        if named.kind is Kind.MAGNITUDE:
            place = (tokens[at].start, following.end)
            return Quantity(named.value // 2, *place, place)
    return None


def _spelled(tokens: Sequence[Token], at: int, spelled: Spelled, folded: Folded, known: Vocabulary) -> Found:
    first, last = tokens[at], tokens[spelled.following - 1]
    tail = read_tail(tokens, spelled.following, folded, known, last.end)
    if spelled.value <= 1 and tail.scale == 1 and not tail.half:
        return Found((), last.end)
    alone = spelled.words == 1 and _alone(first, folded)
    quantity = Quantity(
        _with_half(spelled.value, tail),
        first.start,
        tail.end,
        (first.start, last.end),
        also=first.word.vague
        if alone and first.word
        else noun_and_half(folded.text, tail.before_unit, spelled.value, known),
        vague=alone,
        percent=tail.percent,
        unit=tail.unit,
    )
    return Found((quantity,), quantity.end)


def _with_half(value: int, tail: Tail) -> Number:
    """Return five and a half million for `cinq millions et demi`, where the magnitude is in the words already."""
    if not tail.half or tail.scale > 1:
        return scaled(value, tail.scale, tail.half)
    size = next((size for size in _MAGNITUDES if value >= size), 1)
    return value + size // 2 if size > 1 else scaled(value, 1, half=True)


def _alone(token: Token, folded: Folded) -> bool:
    """Tell whether a number word by itself may mean something else: `neuf`, `millions`, `second`."""
    word = token.word
    if word is None:
        return True
    if word.kind is Kind.MAGNITUDE:
        return not word.whole
    return bool(word.vague) and not _PLURAL_AFTER.match(folded.text, token.end)


def _roman(tokens: Sequence[Token], at: int, folded: Folded) -> Found:
    """Read a Roman numeral; a letter alone is one beside a century or another numeral only."""
    token = tokens[at]
    letters = token.end - token.start
    beside = [other for other in (at - 1, at + 1) if 0 <= other < len(tokens) and _century(tokens[other])]
    if (letters == 1 and not beside) or (token.roman or 0) <= 1:
        return Found((), token.end)
    return Found((Quantity(token.roman or 0, token.start, token.end, (token.start, token.end)),), token.end)


def _century(token: Token) -> bool:
    return token.roman is not None or (token.word is not None and token.word.century)
