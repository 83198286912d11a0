"""Whether an Arabic word writes the sounds of a word in Latin letters: names and loans, which no dictionary has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from publisher.checks.prose.edit_distance import distance

VOWEL_SIGN = re.compile("[\u064b-\u0652\u0670\u0640]")
AND, IN_OR_LIKE, THE = "[\u0648\u0641]", "[\u0628\u0643]", "\u0627\u0644"
PREFIX = re.compile(f"^(?:{AND}?{IN_OR_LIKE}?{THE}|{AND}?\u0644\u0644|{AND}?(?:{IN_OR_LIKE}|\u0644)|{AND})(?=..)")
"""`and`, `so`, `in`, `like`, `for`, `the`, written together with the word"""
# Letters of one sound, or that the two scripts do not tell apart, have one sign; vowels have none.
ARABIC = {
    "\u0628": "b", "\u067e": "b", "\u062a": "t", "\u062b": "s", "\u062c": "g", "\u0686": "g", "\u062d": "h",
    "\u062e": "g", "\u062f": "t", "\u0630": "s", "\u0631": "r", "\u0632": "s", "\u0633": "s", "\u0634": "s",
    "\u0635": "s", "\u0636": "t", "\u0637": "t", "\u0638": "s", "\u063a": "g", "\u0641": "f", "\u06a4": "f",
    "\u0642": "g", "\u0643": "g", "\u06af": "g", "\u0644": "l", "\u0645": "m", "\u0646": "n", "\u0647": "h",
}  # fmt: skip
LATIN = {
    "b": "b", "p": "b", "t": "t", "d": "t", "k": "g", "c": "g", "q": "g", "g": "g", "j": "g", "x": "gs",
    "s": "s", "z": "s", "f": "f", "v": "f", "l": "l", "r": "r", "m": "m", "n": "n", "h": "h",
}  # fmt: skip
GROUPS = (
    (re.compile("sch|[cs]h|c(?=[eiy])"), "s"),
    (re.compile("[gk]h|ck|qu"), "k"),
    (re.compile("th"), "t"),
    (re.compile("ph"), "f"),
)
BEFORE_NAME = re.compile(
    r"\b([LlDd]es|[Ll][ae]|[Dd][ue]|[LlDd]['\u2019]|[Ss]ainte?|[Mm]ont|[Vv]al)[ -]?([A-Z\u00c0-\u00de][^\W\d_]+)"
)
"""small words that Arabic writes together with the name after them"""
FEWEST, FEWEST_OF_NAME, FEWEST_OF_JOINED = 3, 2, 4
"""consonants; with fewer, a likeness says nothing; a word with a capital is a name rather; a small word adds one"""
TOLERANCE = 0.34
"""part of the consonants that may differ"""


def is_transliterated(word: str, source: str) -> bool:
    """Tell whether an Arabic word sounds like a word of a text in Latin letters, its prefixes apart."""
    sounds = {arabic_consonants(word), arabic_consonants(without_particles(word))}
    return any(_is_alike(ours, theirs, fewest) for theirs, fewest in _consonants_of(source) for ours in sounds)


def without_particles(word: str) -> str:
    """Return an Arabic word without the particles and the article that are written together with it."""
    return PREFIX.sub("", word)


def arabic_consonants(word: str) -> str:
    """Return the consonants of an Arabic word in our signs."""
    return _single(ARABIC.get(letter, "") for letter in VOWEL_SIGN.sub("", word))


def latin_consonants(word: str) -> str:
    """Return the consonants of a word in Latin letters in our signs."""
    small = "".join(letter for letter in normalize("NFD", word.lower()) if letter.isalpha())
    for group, letter in GROUPS:
        small = group.sub(letter, small)
    return _single(LATIN.get(letter, "") for letter in small)


@lru_cache(maxsize=1024)
def _consonants_of(source: str) -> frozenset[tuple[str, int]]:
    """Return the consonants of each word of a text, with how many it needs to say something."""
    words = re.findall(r"[^\W\d_]+", source)
    joined = ("".join(parts) for parts in BEFORE_NAME.findall(source))
    return frozenset(
        (
            *((latin_consonants(word), FEWEST if word.islower() else FEWEST_OF_NAME) for word in words),
            *((latin_consonants(word), FEWEST_OF_JOINED) for word in joined),
        )
    )


def _single(signs: Iterable[str]) -> str:
    """Join signs; a double one counts once."""
    return re.sub(r"(.)\1+", r"\1", "".join(signs))


def _is_alike(ours: str, theirs: str, fewest: int) -> bool:
    least, most = sorted((len(ours), len(theirs)))
    return least >= fewest and most - least <= TOLERANCE * most and distance(ours, theirs) <= TOLERANCE * most
