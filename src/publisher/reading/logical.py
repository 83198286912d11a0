"""From the order of the eye to the order of speech: the lines of a PDF hold what is drawn from left to right.

The bidirectional algorithm (Unicode, UAX 9) forgets something: a number beside Latin words may have come before or
after them. Where two orders would be drawn alike, the one of the eye is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

LETTER = (
    r"[\u0590-\u05ff\u0608\u060b\u060d-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
    r"\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""letters that run from right to left, and their marks; figures do not"""
FROM_RIGHT = re.compile(rf"({LETTER}+)")
WITHIN_LATIN = re.compile(rf"{LETTER}(?:[^A-Za-z\u00c0-\u024f]*{LETTER})?")
"""in a text from left to right: from its first letter from the right to the last without Latin ones between them"""
FIGURES = frozenset({"EN", "AN"})
WORDS = FIGURES | {"L"}
JOINER = "CS"
"""class of what keeps two figures together where it stands between them: 1,000 and 7.5 and 9:30"""
SIGNS = frozenset({"ET", "ES"})
"""classes of what belongs to a figure beside it: 71% and +33"""
MISPLACED = re.compile(r"[(\[{«]\s|\s[)\]}».,:;!?،؛؟]|[)\]}»](?=\w)|\w[(\[{]")
"""marks on the wrong side of a word or space"""
OPEN, CLOSE = "([{«‹", ")]}»›"
MIRROR = str.maketrans(OPEN + CLOSE, CLOSE + OPEN)


def logical(text: str, direction: str = "rtl") -> str:
    """Return the order in which a line is said that is given as it is drawn from left to right.

    `direction` is that of the paragraph. Latin words, figures and what joins them keep their own order. Brackets stay
    the characters they are: whether a font names them by what is drawn shows in whole texts only, see `paired`.

    >>> logical("2019 \N{ARABIC LETTER MEEM}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER AIN}") == "عام 2019"
    True
    """
    if direction != "rtl":
        return text if text.isascii() else WITHIN_LATIN.sub(lambda found: from_right(found.group()), text)
    if text.isalnum() and text.isascii():
        return text
    return from_right(text) if FROM_RIGHT.search(text) else edges_turned(text)


def from_right(text: str) -> str:
    """Return a line read from its right end."""
    pieces: list[str] = []
    for number, part in reversed(list(enumerate(FROM_RIGHT.split(text)))):
        if number % 2:
            pieces.append(part[::-1])
        else:
            pieces += between(part)
    return "".join(pieces)


def between(text: str) -> Iterator[str]:
    """Yield the pieces of what stands between letters from the right, the rightmost first.

    From the first Latin letter or figure to the last it keeps its order when there is Latin in it; else each figure
    does by itself.
    """
    classes = [class_of(character) for character in text]
    strong = [place for place, kind in enumerate(classes) if kind in WORDS]
    if not strong:
        yield text[::-1]
        return
    first, last = strong[0], strong[-1] + 1
    yield text[last:][::-1]
    if "L" in classes:
        yield text[first:last]
    else:
        yield from figures(text[first:last], classes[first:last])
    yield text[:first][::-1]


def figures(text: str, classes: list[str]) -> Iterator[str]:
    """Yield figures and what parts them, the rightmost first; each figure keeps its order."""
    end = len(text)
    while end:
        start = end - 1
        if classes[start] in FIGURES:
            while start and (classes[start - 1] in FIGURES or is_joined(classes, start - 1)):
                start -= 1
        yield text[start:end]
        end = start


def is_joined(classes: list[str], place: int) -> bool:
    """Whether a character keeps the figures on both sides of it together."""
    return place > 0 and classes[place] == JOINER and classes[place - 1] in FIGURES


def edges_turned(text: str) -> str:
    """Return a line without letters from the right: it keeps its order, but what stands at its ends changes sides.

    A phrase that runs from left to right looks the same as a part of one; marks tell the two apart, by the side on
    which they touch a word.

    >>> edges_turned(" .1"), edges_turned(" (4.0)")
    ('1. ', ' (4.0)')
    """
    inner = [place for place, character in enumerate(text) if class_of(character) in WORDS | SIGNS]
    first, last = (inner[0], inner[-1] + 1) if inner else (0, 0)
    turned = text[last:][::-1] + text[first:last] + text[:first][::-1]
    return text if len(MISPLACED.findall(text)) < len(MISPLACED.findall(turned)) else turned


@cache
def class_of(character: str) -> str:
    """Return the bidirectional class of a character."""
    return unicodedata.bidirectional(character)


def paired(text: str) -> str:
    """Return a text whose brackets open before they close: a font may call them by what is drawn.

    Where they do so neither as they are nor mirrored, they stay.

    >>> paired(")a( b"), paired("(a) b")
    ('(a) b', '(a) b')
    """
    if is_paired(text):
        return text
    mirrored = text.translate(MIRROR)
    return mirrored if is_paired(mirrored) else text


def is_paired(text: str) -> bool:
    """Whether every bracket that closes follows the one that opens, and all are closed."""
    waiting: list[str] = []
    for character in text:
        if character in OPEN:
            waiting.append(CLOSE[OPEN.index(character)])
        elif character in CLOSE and (not waiting or waiting.pop() != character):
            return False
    return not waiting
