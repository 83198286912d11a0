"""Arabic words no dictionary has: the slips of Arabic spelling, told from words that the dictionary lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.checks.prose.edit_distance import distance
from publisher.checks.prose.transliteration import PREFIX

WORD = re.compile("[\u0620-\u064a]{2,}")
VOWEL_SIGN = re.compile("[\u064b-\u0652\u0670\u0640]")
HAMZA = str.maketrans("\u0623\u0625\u0622\u0626\u0624", "\u0627\u0627\u0627\u064a\u0648")
"""letters with hamza -> those that are written in their stead"""
LOST_FEMININE = re.compile("[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)\\w{3,}\u0647")
"""a word with the article never ends in a pronoun: its last letter has lost its dots"""
WITH_PRONOUN = re.compile(
    "\\w{3,}(?:\u0647\u0627|\u0647\u0645|\u0647\u0645\u0627|\u0646\u0627|\u0646\u064a|\u0648\u0647)"
)
"""verbs with a pronoun, which the dictionary has few of"""
FEMININE_PLURAL = re.compile("\\w{4,}\u0627\u062a")
# Letters that differ by dots, that sound alike, or that are written for one another.
ALIKE = tuple(
    frozenset(group)
    for group in (
        "\u0628\u062a\u062b\u0646\u064a\u0649\u0626",
        "\u062c\u062d\u062e",
        "\u062f\u0630",
        "\u0631\u0632",
        "\u0633\u0634\u0635",
        "\u0635\u0636",
        "\u0637\u0638",
        "\u0636\u0638",
        "\u0630\u0632\u0638",
        "\u0639\u063a",
        "\u0641\u0642",
        "\u0642\u0643",
        "\u062a\u0637",
        "\u062d\u0647",
        "\u0647\u0629",
        "\u0627\u0623\u0625\u0622\u0649",
        "\u0648\u0624",
    )
)
ARTICLE = re.compile("\u0627\u0644\\w{4}")
BARE_ALIF = re.compile("\u0627(?!\u0644)\\w{3}")
SHORTEST, SHORT = 3, 4
"""letters: below `SHORTEST` a hamza decides nothing, and up to `SHORT` a word has a near one always"""


def is_arabic(word: str) -> bool:
    """Tell whether a word has Arabic letters enough to be one."""
    return bool(WORD.search(_unvowelled(word)))


def is_certain_slip(word: str, suggestions: Sequence[str]) -> bool:
    """Tell whether a word lacks the hamza it begins with, or has the wrong letter of a pair at its end."""
    bare = _unvowelled(word)
    if LOST_FEMININE.fullmatch(bare):
        return True
    return any(_lacks_hamza(bare, other) or _ends_wrong(bare, other) for other in map(_unvowelled, suggestions))


def is_near(word: str, suggestions: Sequence[str]) -> bool:
    """Tell whether a word is two run together, or one letter from a known one in a way that slips are."""
    bare = _unvowelled(word)
    if len(bare) <= SHORT or WITH_PRONOUN.fullmatch(bare):
        return False
    others = map(_unvowelled, suggestions)
    return any(
        _has_other_hamza(bare, other) or _is_run_together(bare, other) or _is_slip(bare, other) for other in others
    )


def has_bare_alif(word: str, suggestions: Sequence[str]) -> bool:
    """Tell whether a word without suggestions begins with a bare alif: those that do by right, the dictionary has."""
    return not suggestions and bool(BARE_ALIF.match(_unvowelled(word)))


def _unvowelled(word: str) -> str:
    return VOWEL_SIGN.sub("", word)


def _lacks_hamza(word: str, other: str) -> bool:
    stem, known = PREFIX.sub("", word), PREFIX.sub("", other)
    # A first letter taken for `so`, `in` or `and` may be the name's own: “Vasseur” begins with one.
    shortest = SHORTEST if stem == word or word.startswith("\u0627\u0644") else SHORT + 1
    return (
        stem[:1] == "\u0627" != known[:1] and stem.translate(HAMZA) == known.translate(HAMZA) and len(stem) >= shortest
    )


def _ends_wrong(word: str, other: str) -> bool:
    return (
        word[:-1] == other[:-1]
        and word[-1:] + other[-1:] in ("\u0647\u0629", "\u0649\u064a", "\u064a\u0649")
        and len(word) > SHORT
    )


def _has_other_hamza(word: str, other: str) -> bool:
    """Tell whether a hamza is there too much or too little; the same one on another seat is a name's."""
    return word.translate(HAMZA) == other.translate(HAMZA) and _count_hamza(word) != _count_hamza(other)


def _count_hamza(word: str) -> int:
    return sum(ord(letter) in HAMZA for letter in word)


def _is_run_together(word: str, other: str) -> bool:
    parts = other.split(" ")
    return len(parts) > 1 and "".join(parts) == word and min(map(len, parts)) > 1


def _is_slip(word: str, other: str) -> bool:
    if " " in other or distance(word, other) != 1 or word.translate(HAMZA) == other.translate(HAMZA):
        return False
    if len(word) != len(other):
        return len(word) > SHORT + 1
    places = [place for place in range(len(word)) if word[place] != other[place]]
    if len(places) > 1:
        return True
    if FEMININE_PLURAL.fullmatch(word) or word[:-1] + "\u0647" == other:
        return False
    pair = {word[places[0]], other[places[0]]}
    return ARTICLE.match(word) is not None or any(pair <= group for group in ALIKE)
