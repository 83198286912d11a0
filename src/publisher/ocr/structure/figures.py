"""Key figures: a number in large type, and in a few short lines what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.ocr.structure.shape import (
    between,
    first_letter,
    goes_on,
    is_capitals,
    merged,
    plain,
    starts_small,
    text_of,
    width,
)
from publisher.ocr.values import Classified, Line, Role

ABOUT = r"(?:(?:plus|pr[eéè]s|moins)\sd[e'’]\s?|environ\s|jusqu'[aà]\s)?"
AMOUNT = r"[+−±~<>≈]?\s?\d[\d\s.,/]*"
UNITS = (
    r"%|‰|€|\$|°C?|[kM]€|millions?|milliards?|mille|milliers?|tonnes?|kg|km[²2]?|m[²2]|ha|litres?|ans|jours|heures|mois|"
    r"eur|euros?|usd|dollars?|d['’‘]{1,2}\s?(?:eur|usd|euros?)|go|mo|[kmg]wh"
)
NUMBER = re.compile(rf"{ABOUT}{AMOUNT}(?:\s?(?:{UNITS})){{0,3}}\s?\Z", re.IGNORECASE)
LEADING = re.compile(
    rf"(?P<number>{ABOUT}{AMOUNT}(?<=\d)(?:\s?(?:{UNITS})(?!\w)){{0,3}})\s+(?=[^\W\d_])", re.IGNORECASE
)
UNIT = re.compile(rf"(?:{UNITS})\Z", re.IGNORECASE)
YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
MONTHS = "janvier f[ée]vrier mars avril mai juin juillet ao[ûu]t septembre octobre novembre d[ée]cembre".split()
OTHER = re.compile(
    rf"\d+(?:er)?,?\s+(?:{'|'.join(MONTHS)}|(?:bis|ter)?,?\s?(?:rue|avenue|av|bd|boulevard|place|quai|chemin|route)\b)",
    re.IGNORECASE,
)
"""dates and addresses"""
SECTION = re.compile(rf"\d+(?:\.\d+)+\.?\s+(?!(?:{UNITS})\b)[^\W\d_]", re.IGNORECASE)
"""numbers of sections: a figure has a comma in it"""
LONGEST_NUMBER = 40
CAPTION_LINES, CAPTION_WIDTH, CAPTION_LENGTH = 5, 52, 120
NARROW, FEW_WORDS = 24, 5
"""characters of the lines, or words of the one line, of a figure that has its number in a line with other words"""
FEWEST_LETTERS = 3
NEAR = 3
"""blank lines between a number and what it counts"""
RUNNING_LENGTH = 120
"""characters from which a block is running text"""


def find(items: Sequence[Classified]) -> Iterator[Classified]:
    """Yield the blocks, each number with what it counts as figures of their own."""
    at = 0
    while at < len(items):
        item, following = items[at], items[at + 1] if at + 1 < len(items) else None
        if item.role is Role.PARAGRAPH and _is_whole(item.block.lines, following):
            yield merged([item], Role.FIGURES)
            at += 1
            continue
        run = _run(items, at)
        pairs = _pairs(items, at, run)
        if not pairs:
            yield item
            at += 1
            continue
        yield from items[at : pairs[0]]
        yield from (merged(items[first : first + 2], Role.FIGURES) for first in pairs)
        at = pairs[-1] + 2


def with_units(items: Sequence[Classified]) -> Iterator[Classified]:
    """Yield the blocks, a unit that a blank line cut from its number put back."""
    number: Classified | None = None
    for item in items:
        first, *rest = item.block.lines
        if number is None or item.role is not Role.PARAGRAPH or not UNIT.match(first.text.text):
            yield from (number,) if number else ()
            number = item if item.role is Role.PARAGRAPH and _kind(item.block.lines) == "number" else None
            yield from () if number else (item,)
        else:
            yield merged([number, plain([first])], Role.PARAGRAPH)
            number = None
            yield from (plain(rest, item.block.doubts),) if rest else ()
    yield from (number,) if number else ()


def pieces(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of the number and of what it counts, whichever came first."""
    for at, line in enumerate(lines):
        if is_number(line.text.text):
            end = at + 1 + (at + 1 < len(lines) and UNIT.match(lines[at + 1].text.text) is not None)
            return tuple(lines[at:end]), (*lines[:at], *lines[end:])
    found = LEADING.match(lines[0].text.text)
    end = found.end() if found else 0
    return (between(lines[0], 0, end),), (between(lines[0], end), *lines[1:])


def is_number(text: str) -> bool:
    """Return whether a line is a number, perhaps with its unit, and nothing else; a year is none."""
    return len(text) <= LONGEST_NUMBER and NUMBER.match(text) is not None and not YEAR.match(text)


def is_running(item: Classified | None) -> bool:
    """Return whether a block is running text that begins a sentence."""
    if item is None or item.role is not Role.PARAGRAPH:
        return False
    text = text_of(item.block.lines)
    return len(text) >= RUNNING_LENGTH and not first_letter(text).islower()


def _is_whole(lines: Sequence[Line], following: Classified | None) -> bool:
    """Return whether a block is a number and what it counts."""
    texts = [line.text.text for line in lines]
    if len(lines) > CAPTION_LINES or len(text_of(lines)) > CAPTION_LENGTH:
        return False
    if OTHER.match(texts[0]) or SECTION.match(texts[0]):
        return False
    numbers = [at for at, text in enumerate(texts) if is_number(text)]
    if numbers:
        at, rest = numbers[0], [*lines[: numbers[0]], *lines[numbers[0] + 1 :]]
        fits = not _is_lone_digit(texts[0]) if at == 0 else at == len(lines) - 1 and _announces(rest, texts[at])
        return len(numbers) == 1 and fits and _is_caption(rest)
    return _is_written_together(lines, following)


def _is_written_together(lines: Sequence[Line], following: Classified | None) -> bool:
    """Return whether a block begins with a number that the words after it count; a heading may begin so too."""
    found = LEADING.match(lines[0].text.text)
    if found is None or is_running(following) or goes_on(text_of(lines)) or YEAR.match(found["number"]):
        return False
    rest = text_of(lines)[found.end() :]
    if any(LEADING.match(line.text.text) for line in lines[1:]):
        return False
    if is_capitals(rest):
        return True
    if len(lines) == 1:
        return len(rest.split()) < FEW_WORDS and len(found["number"]) > 1
    return width(lines) <= NARROW


def _run(items: Sequence[Classified], at: int) -> int:
    """Return how many blocks from here are numbers and captions in turn."""
    end, before = at, None
    while end < len(items) and items[end].role is Role.PARAGRAPH and (end == at or items[end].block.gap <= NEAR):
        kind = _kind(items[end].block.lines)
        if kind is None or kind == before:
            break
        end, before = end + 1, kind
    return end - at


def _kind(lines: Sequence[Line]) -> str | None:
    if is_number(text_of(lines)):
        return "number"
    return "caption" if _is_caption(lines) else None


def _pairs(items: Sequence[Classified], at: int, run: int) -> list[int]:
    """Return where the pairs of a run begin; they all have the number first, or all the caption."""
    last = at + run - 1
    if last <= at:
        return []
    following = items[last + 1] if last + 1 < len(items) else None
    if _kind(items[last].block.lines) == "caption" and is_running(following) and not is_capitals(_text(items[last])):
        last -= 1  # what stands before running text is its heading
    number_first = _kind(items[at].block.lines) == "number"
    if not number_first and _kind(items[last].block.lines) == "caption" and not _text(items[at]).endswith(":"):
        at, number_first = at + 1, True
    starts = list(range(at, last, 2))
    if number_first:
        return [start for start in starts if not _is_lone_digit(_text(items[start]))]
    announced = (_announces(items[start].block.lines, _text(items[start + 1])) for start in starts)
    return starts if all(announced) or len(starts) > 1 else []


def _text(item: Classified) -> str:
    return text_of(item.block.lines)


def _is_caption(lines: Sequence[Line]) -> bool:
    """Return whether lines may say what a number counts."""
    text = text_of(lines) if lines else ""
    return (
        0 < len(text) <= CAPTION_LENGTH
        and len(lines) <= CAPTION_LINES
        and width(lines) <= CAPTION_WIDTH
        and not goes_on(text)
        and sum(map(str.isalpha, text)) >= FEWEST_LETTERS
    )


def _announces(caption: Sequence[Line], number: str) -> bool:
    """Return whether what stands before a number is its caption, not something by itself."""
    text = text_of(caption)
    return text.endswith(":") or starts_small(text) or any(map(str.isalpha, number)) or number.endswith(("%", "€", "$"))


def _is_lone_digit(text: str) -> bool:
    return len(text) == 1
