"""Forms of one word that count as the same: the owner of snowballstemmer, and what it does not do."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

ALGORITHMS = {"fr": "french", "en": "english", "es": "spanish"}
ENDINGS = {
    "fr": ((re.compile(r"aux$"), "al"), (re.compile(r"(?<=\w\w\w)[sx]$"), ""), (re.compile(r"(?<=\w{5})e$"), "")),
    "en": ((re.compile(r"(?<=\w\w)ies$"), "y"), (re.compile(r"(?<=\w\w)(?<!s)s$"), "")),
    "es": ((re.compile(r"(?<=[^aeiouáéíóú])es$"), ""), (re.compile(r"(?<=\w\w)s$"), "")),
}
"""plural, and in French the feminine of adjectives"""
CONJUNCTIONS = ("و", "ف")
PREPOSITIONS = ("ب", "ك", "ل")
ARTICLES = ("ال", "لل")
SUFFIXES = ("ة", "ه", "ها", "هم", "نا", "ات", "ين", "ون", "ان", "ي", "ية", "يه", "اته", "اتها", "ا")
SPELLINGS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ؤ": "و", "ئ": "ي", "ـ": None})
SHORTEST = 3
"""letters of a stem"""


@lru_cache(maxsize=65_536)
def inflected(word: str, language: str) -> str:
    """Return the form a word shares with its plural and feminine, and with few others. The word is in small letters.

    It is strict: a term of a glossary must not be found in `opérateur` when it is `opération`.
    """
    for ending, instead in ENDINGS.get(language, ()):
        word = ending.sub(instead, word)
    return word


@lru_cache(maxsize=65_536)
def stems(word: str, language: str) -> frozenset[str]:
    """Return what a word shares with all its forms, and perhaps with others; two words are akin when one is common.

    It is lenient: a translator inflects as her sentence needs. The word is in small letters, without vowel signs.
    """
    if language in ALGORITHMS:
        return frozenset((_stemmer(ALGORITHMS[language]).stemWord(word),))
    if language == "ar":
        return _arabic_stems(word.translate(SPELLINGS))
    return frozenset((word,))


def _arabic_stems(word: str) -> frozenset[str]:
    """Return a word without each prefix and suffix it may have; which are its own cannot be told from the letters."""
    starts = {word}
    for prefixes in (CONJUNCTIONS, PREPOSITIONS, ARTICLES):
        starts |= {start.removeprefix(prefix) for start in starts for prefix in prefixes}
    ends = starts | {start.removesuffix(suffix) for start in starts for suffix in SUFFIXES}
    return frozenset(end for end in ends if len(end) >= SHORTEST) or frozenset((word,))


@cache
def _stemmer(algorithm: str) -> BaseStemmer:
    from snowballstemmer import stemmer  # late: only a glossary needs it

    return stemmer(algorithm)
