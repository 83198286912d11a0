"""Folded text -> the words and figures that matter for its numbers, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from publisher.checks.translation.numbers.folding import Folded
from publisher.checks.translation.numbers.marks import FIGURE
from publisher.checks.translation.numbers.vocabulary import Word, finder
from publisher.model.text import BLANK


class Token(NamedTuple):
    """A figure, or a word that may belong to a number; places are those of the folded text."""

    start: int
    end: int
    word: Word | None = None
    """None for a figure"""
    roman: int | None = None


_CODE = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|\{[^{}\n]{0,80}\}|\[[0-9]{1,3}\](?!\()"
    r"|%(?:\([^()\n]{1,60}\)|[0-9]{1,2}\$)?[-+#0]?[0-9]*(?:\.[0-9]+)?[hlzjt]*[a-zA-Z](?![\w])"
    r"|(?<![\w-])(?:[A-Z][A-Za-z0-9]*[-_/])+[0-9]\w*(?:[-._/:][0-9]\w*)*"
    r"|(?<![\w-])[a-z]+(?:[-_][a-z0-9]+)*[._][a-z]+[0-9]\w*|(?<![\w-])[A-Za-z]+[0-9]\w*(?:[-_][\w-]*[0-9]\w*)+"
)
_MAY_HOLD_CODE = re.compile(
    r"[@{\[_:%0-9w](?:(?<=[@{\[_])|(?<=:)//|(?<=w)ww\.|(?<=%)[(a-zA-Z0-9.]"
    r"|(?<=[0-9])(?:(?<=[A-Za-z].)|(?<=[A-Za-z][-_/].)|[a-zA-Z]\w*[-_]))"
)
"""quick: it begins with a set of characters"""
_WORD = re.compile(r"[^\W\d_]+")
_NUMERAL = r"(?P<letters>[XVI](?<![^\W\d_].)[XVI]{{0,6}}){ordinal}(?![^\W\d_])"
_ROMAN = {
    "fr": re.compile(_NUMERAL.format(ordinal="(?:er|re|e|es|ème)?")),
    "en": re.compile(_NUMERAL.format(ordinal="(?:th)?")),
}
_BARE_ROMAN = re.compile(_NUMERAL.format(ordinal=""))
_VALID_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")


def without_codes(folded: Folded) -> Folded:
    """Return a text with addresses, placeholders, notes and names with digits blanked out, at the same length."""
    if not _MAY_HOLD_CODE.search(folded.cased):
        return folded
    spans = [match.span() for match in _CODE.finditer(folded.cased)]
    if not spans:
        return folded
    return Folded(_blanked(folded.text, spans), _blanked(folded.cased, spans), folded.cuts, folded.shifts)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (text[done:start], BLANK * (end - start))
        done = end
    return "".join((*parts, text[done:]))


def scan(folded: Folded, tag: str) -> tuple[Token, ...]:
    """Return figures and the words that may belong to a number, a month or a day."""
    look_up = finder(tag)
    figures = [Token(*match.span()) for match in FIGURE.finditer(folded.text)]
    words = _words(folded.text, look_up)
    numerals = [token for token in _numerals(folded.cased, tag) if not look_up(folded.text[token.start : token.end])]
    return tuple(sorted((*figures, *words, *numerals)))


def _words(text: str, look_up: Callable[[str], Word | None]) -> list[Token]:
    """Return the words that matter; the others, nearly all, are not asked for their places."""
    forms = _WORD.findall(text)
    meanings = list(map(look_up, forms))
    end = 0
    found = []
    for form, word in compress(zip(forms, meanings, strict=True), meanings):
        start = _place(text, form, end)
        end = start + len(form)
        found.append(Token(start, end, word))
    return found


def _place(text: str, form: str, start: int) -> int:
    """Return the next place of a form that is a word by itself."""
    start = text.find(form, start)
    while _is_letter(text[start - 1 : start]) or _is_letter(text[start + len(form) : start + len(form) + 1]):
        start = text.find(form, start + 1)
    return start


def _is_letter(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


_NO_WORD = Word()


def _numerals(text: str, tag: str) -> Iterator[Token]:
    """Yield the Roman numerals up to 39, as centuries, chapters and kings have them."""
    for match in _ROMAN.get(tag, _BARE_ROMAN).finditer(text):
        if _VALID_ROMAN.fullmatch(match["letters"]):
            yield Token(*match.span(), _NO_WORD, _roman(match["letters"]))


def _roman(letters: str) -> int:
    value = 0
    for letter, following in zip(letters, letters[1:] + " ", strict=True):
        size = {"I": 1, "V": 5, "X": 10}[letter]
        value += -size if {"I": 1, "V": 5, "X": 10}.get(following, 0) > size else size
    return value
