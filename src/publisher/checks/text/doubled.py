"""Words that stand twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from publisher.languages.words import words
from publisher.model.remark import Remark
from publisher.model.text import Text

BEFORE = '([«“‘"¿¡*_'
AFTER = ')]»”’"*_.,;:!?…،؛؟'
VOWEL_MARKS = re.compile("[\u064b-\u0652]")
SINGLE = frozenset("aàeoyuو")
"""letters that are words"""
MOST_WORDS = 50
"""that are shown for one text; each is looked for in all of it"""


def check_doubled(text: Text) -> Iterator[Remark]:
    """Yield words, and runs of two words, that are repeated at once, across tags too. Rule: `words/doubled`.

    Words that may be (`doubled` of the language's file), numbers, initials and repetitions after a mark or a new line
    are left alone.
    """
    for repeated in islice(dict.fromkeys(_repeated(text.prose.lower().split(), text.language)), MOST_WORDS):
        once = r"[ \t\u00a0\u202f]+".join(re.escape(word) for word in repeated.split())
        for match in re.finditer(rf"(?<!\w){once}[ \t\u00a0\u202f]+{once}(?!\w)", text.prose, re.IGNORECASE):
            # A letter that names something stands before a word of the same letter: “l’application A a été”.
            if len(repeated) > 1 or match.group()[0] == match.group()[-1]:
                yield Remark("words/doubled", (match.group(),), match.start(), match.end())


def _repeated(tokens: list[str], language: str) -> Iterator[str]:
    """Yield words, and runs of two, whose like comes next among words in small letters."""
    for place in range(len(tokens) - 1):
        token = tokens[place].lstrip(BEFORE)
        # The second stands alone or before a mark; comparing the beginnings first is quick.
        if tokens[place + 1].startswith(token) and _is_repeated(token, tokens[place + 1], language):
            yield token
    for place in range(len(tokens) - 3):
        if tokens[place] == tokens[place + 2] and _are_repeated(tokens[place : place + 4], language):
            yield f"{tokens[place]} {tokens[place + 1]}"


def _is_repeated(first: str, second: str, language: str) -> bool:
    return (
        first == second.rstrip(AFTER) and _is_word(first) and VOWEL_MARKS.sub("", first) not in words(language).doubled
    )


def _are_repeated(tokens: list[str], language: str) -> bool:
    return (
        tokens[1] == tokens[3].rstrip(AFTER)
        and tokens[0] != tokens[1]
        and all(map(_is_word, tokens[:2]))
        and f"{tokens[0]} {tokens[1]}" not in words(language).doubled
    )


def _is_word(token: str) -> bool:
    letters = VOWEL_MARKS.sub("", token.replace("’", "").replace("'", ""))
    return letters.isalpha() and (len(letters) > 1 or letters in SINGLE)
