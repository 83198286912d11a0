"""The words of a text as OCR left them: with the signs that stand for letters, elisions apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

BARS = "|[]!"
"""signs that stand for a letter with one stroke when they touch a word"""
ELISIONS = frozenset("l d n s c j m t qu jusqu lorsqu puisqu quoiqu presqu quelqu".split())
"""words before an apostrophe, without it, in small letters"""


class Sort(Enum):
    """What a token is."""

    WORD = auto()
    """letters, perhaps with apostrophes, hyphens, digits and signs that stand for letters"""
    NUMBER = auto()
    ORDINAL = auto()
    """digits and what is left of raised letters"""
    FIXED = auto()
    """an address, a hashtag, a file name: never looked at"""
    SIGN = auto()


class Token(NamedTuple):
    """A word, number or sign of a text."""

    start: int
    text: str
    sort: Sort

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


TOKEN = re.compile(
    r"""
    (?P<FIXED>(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+\.\w+|[\#@]\w+|\w{1,64}(?:\.\w{2,64})*\.[a-z]{2,4}(?!\w))
    |(?P<ORDINAL>\d+(?:[éeê]m[eé]|¢m\b|[¢°]?™|[*¢°](?=\s+[^\W\d_]))(?!\w))
    |(?P<NUMBER>\d+(?:[.,]\d+)*(?![^\W_]))
    |(?P<WORD>
        (?:(?<![\w|\[\]!])[|\[\]!]-(?=\w)
        |(?<![\w|\[\]!])(?:[|\]!]|\[(?![^\[\]]{0,99}\])){1,2}(?=['’"]{0,2}[^\W\d_])['’"]{0,2}|(?<!\w)['’"]{1,2}(?=[^\W\d_]))?
        [^\W_](?:[^\W_]++|[|\[\]!](?=['’]{0,2}[^\W\d_])|['’"]{1,2}(?=[|\[\]!]?[^\W_])|[-\u2010](?=[^\W_|\[]))*+
        ['’]?
    )
    |(?P<SIGN>\S)
    """,
    re.VERBOSE,
)


SORTS = {name: Sort[name] for name in TOKEN.groupindex}


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order; white space is between them."""
    for found in TOKEN.finditer(text):
        yield Token(found.start(), found[0], SORTS[found.lastgroup or "SIGN"])
