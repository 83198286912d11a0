"""Numbers in digits, with what stands beside them: ordinal marks, magnitudes, percent signs, units, a. m. and p. m."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from publisher.checks.translation.numbers.clock import read_clock
from publisher.checks.translation.numbers.folding import Folded
from publisher.checks.translation.numbers.marks import LONGEST, Figure, Number, read_figure
from publisher.checks.translation.numbers.quantities import Quantity
from publisher.checks.translation.numbers.scanning import Token
from publisher.checks.translation.numbers.tails import read_tail
from publisher.checks.translation.numbers.units import AFTER, BEFORE, MONEY_ENDS, SCALE_AFTER, SCALES, SYMBOLS
from publisher.checks.translation.numbers.vocabulary import Vocabulary, finder

_DIGITS = re.compile("[0-9]+")
_RUN = re.compile(r"\w+")
_YEARS = re.compile("[0-9]{4}[-\u2010-\u2015/]$")
_LETTERS = re.compile(r"[^\W\d_]+$")
_PARTICLES = re.compile("[وف]?(?:ب|ل|ك|ال|بال|لل)?")
_SHORTEST_PHONE = 8
_PHONE = re.compile("(?:\\+[0-9]{1,3}|0[0-9]{1,3})(?:[ \u00a0\u202f./-]?\\(?[0-9]{1,4}\\)?){2,8}(?![0-9])")


class Found(NamedTuple):
    """Quantities read at a token, and the place after them in the folded text."""

    quantities: tuple[Quantity, ...]
    end: int


def read_digits(tokens: Sequence[Token], at: int, folded: Folded, known: Vocabulary) -> Found:
    """Read the number at a token of digits; none for digits that are part of a code."""
    token = tokens[at]
    if _in_code(folded.text, token.start, known):
        return Found((), _after_run(folded.text, token.end))
    return (
        _phone(folded.text, token)
        or _clock(folded.text, token.start, known)
        or _number(tokens, at, folded, known)
        or Found((), _after_run(folded.text, token.end))
    )


def _clock(text: str, start: int, known: Vocabulary) -> Found | None:
    clock = read_clock(text, start, known)
    if clock is None:
        return None
    unit, value = (None, clock.time.said) if clock.hours is None else ("hour", clock.hours)
    place = (start, clock.end)
    return Found((Quantity(value, *place, place, clock.hours, unit=unit, time=clock.time),), clock.end)


def _number(tokens: Sequence[Token], at: int, folded: Folded, known: Vocabulary) -> Found | None:
    token = tokens[at]
    end = _mark_of_ordinal(folded.text, token.end, known)
    if end is None:
        return None
    digits = folded.text[token.start : token.end]
    if len(digits) > LONGEST:
        return Found((), end)
    figure = read_figure(digits, known.decimal, known.grouping)
    return (
        Found(tuple(_parts(digits, token.start)), end)
        if figure is None
        else _figure(tokens, at, folded, known, figure, end)
    )


def _figure(tokens: Sequence[Token], at: int, folded: Folded, known: Vocabulary, figure: Figure, end: int) -> Found:
    token = tokens[at]
    before = _money_before(folded.cased, token.start)
    money = SYMBOLS[before["money"]] if before else None
    tail = read_tail(tokens, at + 1, folded, known, end)
    scale, stop = tail.scale, tail.end
    if money and scale == 1 and (letter := SCALE_AFTER.match(folded.cased, end)):
        scale, stop = SCALES[letter["scale"]], letter.end()
    quantity = Quantity(
        value=scaled(figure.value, scale, tail.half),
        start=before.start() if before else token.start,
        end=stop,
        digits=(token.start, token.end),
        figure=figure.value,
        scale=scale,
        also=_also(folded, token, figure.value, tail.before_unit, known),
        other=None if figure.other is None else scaled(figure.other, scale, tail.half),
        wrong=figure.wrong,
        percent=tail.percent,
        unit=money or tail.unit,
        negative=_negative(folded.text, token.start),
    )
    return Found((quantity,), stop)


def _money_before(text: str, start: int) -> re.Match[str] | None:
    """Return the currency before a number."""
    near = max(0, start - 6)
    if text[near:start].rstrip()[-1:] not in MONEY_ENDS:
        return None
    return BEFORE.search(text, near, start)


def scaled(value: Number, scale: int, half: bool) -> Number:
    """Return a number times a magnitude, and a half of that magnitude."""
    if half:
        return int(value * scale + scale // 2) if scale > 1 else value + Decimal("0.5")
    return value * scale if scale > 1 else value


def _negative(text: str, start: int) -> bool:
    """Tell whether a minus sign stands before a number, and not a hyphen or the dash of a range."""
    return text[start - 1 : start] == "-" and (start == 1 or text[start - 2] in " \u00a0\u202f(")


def _also(folded: Folded, token: Token, value: Number, end: int, known: Vocabulary) -> tuple[Number, ...]:
    """Return the whole year of `2015-19`, and two and a half of `2 ans et demi`."""
    if token.end - token.start == 2:  # noqa: PLR2004 - a year without its century
        before = _YEARS.search(folded.text, max(0, token.start - 5), token.start)
        if before:
            return (int(before[0][:2]) * 100 + int(value),)
    return noun_and_half(folded.text, end, value, known)


def noun_and_half(text: str, end: int, value: Number, known: Vocabulary) -> tuple[Number, ...]:
    """Return the number with its half where the noun stands between: `2 ans et demi`."""
    return (value + Decimal("0.5"),) if known.noun_and_half.match(text, end) else ()


def _in_code(text: str, start: int, known: Vocabulary) -> bool:
    """Tell whether letters before digits make a code of them; Arabic particles and currencies do not."""
    if start == 0 or not (text[start - 1].isalpha() or text[start - 1] == "_"):
        return False
    letters = _LETTERS.search(text, max(0, start - 12), start)
    if letters is None:
        return True
    if known.language == "ar" and _PARTICLES.fullmatch(letters[0]):
        return False
    return letters[0].upper() not in SYMBOLS and letters[0] not in ("n", "p", "art")


def _after_run(text: str, end: int) -> int:
    match = _RUN.match(text, end)
    return match.end() if match else end


def _mark_of_ordinal(text: str, end: int, known: Vocabulary) -> int | None:
    """Return the place after the mark of an ordinal or a decade; None when other letters make a code of the digits."""
    following = text[end : end + 1]
    if not following or following in " \n\u00a0\u202f":
        return end
    mark = known.ordinal_mark.match(text, end)
    if mark is not None:
        return mark.end()
    run = _RUN.match(text, end)
    if run is None:
        return end
    if run[0] == "s" and known.language == "en":
        return run.end()
    return end if finder(known.language)(run[0]) or AFTER.match(text, end) or run[0] in _LOOSE else None


_LOOSE = frozenset(symbol.lower() for symbol in (*SYMBOLS, *SCALES))


def _parts(digits: str, start: int) -> list[Quantity]:
    """Return the numbers of a version, an address or a date with points."""
    return [
        Quantity(
            int(match[0]),
            start + match.start(),
            start + match.end(),
            (start + match.start(), start + match.end()),
            int(match[0]),
        )
        for match in _DIGITS.finditer(digits)
        if match.end() - match.start() <= LONGEST
    ]


def _phone(text: str, token: Token) -> Found | None:
    """Read a telephone number, which is compared digit by digit."""
    start = token.start - 1 if text[token.start - 1 : token.start] == "+" else token.start
    if text[start] not in "+0":
        return None
    match = _PHONE.match(text, start)
    digits = "".join(_DIGITS.findall(match[0])) if match else ""
    if match is None or len(digits) < _SHORTEST_PHONE or match.end() < token.end:
        return None
    return Found((Quantity(digits, *match.span(), match.span()),), match.end())
