"""The words of a text, as checks of wording compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?")
MARKED_WORD = re.compile(r"(?:[^\W\d_]|[\u064b-\u0652\u0670])+(?:'(?=[^\W\d_]))?")
DOT_INSIDE = re.compile(r"\.[^\W\d_]")
CODE = re.compile(r"(?<!\S)(?=\S*(?:[@_=]|://|\w\.\w))\S+")
"""an address, the name of a file, a line of a program: letters that are no words"""
VOWEL_SIGN = re.compile(r"[\u064b-\u0652\u0670]")
"""of Arabic: written or not, the word is the same"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order."""

    text: str
    """what they were read from: apostrophes straight, addresses and code blank; places agree with the text's own"""
    small: tuple[str, ...]
    """in small letters, without vowel signs; one that is elided keeps its apostrophe: `l'`, `jusqu'`"""
    distinct: frozenset[str]
    letters: int
    """of all words"""

    def places(self) -> tuple[re.Match[str], ...]:
        """Return each word as it is written, with its place, in the order of `small`."""
        return _places(self.text)


def words_of(text: str) -> Words:
    """Return the words of a text, such as `Text.prose`."""
    if "\u2019" in text:
        text = text.replace("\u2019", "'").replace("\u02bc", "'")
    if "@" in text or "_" in text or "=" in text or "://" in text or DOT_INSIDE.search(text):
        text = CODE.sub(lambda found: " " * len(found[0]), text)
    lower = text.lower()
    small = tuple(WORD.findall(lower if lower.isascii() else VOWEL_SIGN.sub("", lower)))
    return Words(text, small, frozenset(small), len("".join(small)))


remembered_words = lru_cache(maxsize=4096)(words_of)
"""the same of what is asked for again: a source has translations in several languages, a term stands in many texts"""


@lru_cache(maxsize=16)
def _places(text: str) -> tuple[re.Match[str], ...]:
    return tuple(MARKED_WORD.finditer(text))
