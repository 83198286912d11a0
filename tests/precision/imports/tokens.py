"""Texts -> words that can be compared: what the typography stage decides is made alike on all sides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

WORD = re.compile(r"\S+")
DASH = re.compile(r"(?:(?<!\d)[–—―]|[–—―](?!\d))+")
"""between digits a dash makes one word of a range, elsewhere it parts words"""
ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"), **dict.fromkeys("‐‑–—―−", "-"), **dict.fromkeys("«»“”„‟‹›\"", None),
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "…": "...", "ﬁ": "fi", "ﬂ": "fl", "\u00ad": None, "\ufeff": None,
    }
)  # fmt: skip
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
PUNCTUATION = frozenset(".,;:!?%)]€")
"""what may stand by itself after a word; bullets, dashes and what opens a bracket are not compared alone"""
GROUP = re.compile(r"\d{3}")
HEAD = re.compile(r"\d{1,3}(?: ?\d{3})*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word."""

    core: str
    """what is compared: no punctuation at its ends, no neutral difference"""
    form: str
    """with the punctuation around it"""
    block: int = 0
    line: int = 0
    """from 1, with `start` and `end` in that line from 0; 0 where the text has no file"""
    start: int = 0
    end: int = 0


def tokens(text: str, block: int = 0, line: int = 0) -> tuple[Token, ...]:
    """Return the words of a text; with `line`, the text is that line of a file."""
    found = list[Token]()
    for token in _pieces(text, block, line):
        before = found[-1] if found else None
        if not token.core:
            if before is not None and before.block == block:
                found[-1] = replace(before, form=before.form + token.form)
        elif before is not None and _grouped(before, token):
            found[-1] = replace(before, core=before.core + token.core, form=before.form + token.form, end=token.end)
        else:
            found.append(token)
    return tuple(found)


def tokens_of_lines(lines: Iterable[tuple[int, str]], block: int = 0) -> tuple[Token, ...]:
    """Return the words of numbered lines of a file."""
    return tuple(token for number, line in lines for token in tokens(line, block, number))


def alike(text: str) -> str:
    """Return a text with one form for every dash, quote, apostrophe and œ, and capitals without accents."""
    same = unicodedata.normalize("NFC", text).translate(ALIKE)
    return "".join(_bare(character) if character.isupper() else character for character in same)


def _pieces(text: str, block: int, line: int) -> Iterator[Token]:
    for found in WORD.finditer(text):
        start = found.start()
        for part in DASH.split(found[0]):
            at = text.find(part, start, found.end())
            form = alike(part)
            core = EDGES.sub("", form)
            start = at + len(part)
            if form:
                yield Token(core, form if core or PUNCTUATION.issuperset(form) else "", block, line, at, start)


def _grouped(before: Token, token: Token) -> bool:
    """Return whether two words are groups of one number."""
    return bool(before.core == before.form and HEAD.fullmatch(before.core) and GROUP.fullmatch(token.core))


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
