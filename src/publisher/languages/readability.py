"""How hard a text is to read, by the published formula of its language: the table `[readability]` of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from publisher.languages import table

ENDS = re.compile(r"(?<![.!?؟…])[.!?؟…]++(?=[\s»”\")\]]|$)")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
ELISION = re.compile(r"[’'-]")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of readability: a constant, words by sentence and syllables by word."""

    name: str
    constant: float
    words_per_sentence: float
    syllables_per_word: float
    limit: float
    """what a text of plain language reaches, for readers with lower secondary education"""
    mute: re.Pattern[str]
    """letters of a word that are not heard as a vowel"""
    vowels: re.Pattern[str]
    """what makes a syllable"""

    @property
    def is_ease(self) -> bool:
        """Whether more is easier: a score of ease, not a school year."""
        return self.syllables_per_word < 0

    def is_hard(self, score: float) -> bool:
        """Whether a score lies beyond the limit."""
        return score < self.limit if self.is_ease else score > self.limit


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted in a text."""

    words: int
    sentences: int
    syllables: int


@cache
def formula(tag: str) -> Formula | None:
    """Return the formula of a language; None where none is sure enough."""
    data = table(tag, "readability")
    if not data:
        return None
    return Formula(**{**data, "mute": re.compile(data["mute"]), "vowels": re.compile(data["vowels"])})


def measured(texts: list[str], by: Formula) -> Measured:
    """Return the counts of some texts, each of at least one sentence.

    An elided word counts with the one that follows.
    """
    words = [word.casefold() for text in texts for word in WORD.findall(text)]
    sentences = sum(sum(bool(WORD.search(part)) for part in ENDS.split(text)) for text in texts)
    return Measured(len(words), sentences, sum(syllables(word, by) for word in words))


def syllables(word: str, by: Formula) -> int:
    """Return the number of syllables of a word in small letters, at least one."""
    count = sum(len(by.vowels.findall(by.mute.sub("", part))) for part in ELISION.split(word))
    return max(count, 1)


def score(found: Measured, by: Formula) -> float:
    """Return what the formula says of a text with words and sentences."""
    return (
        by.constant
        + by.words_per_sentence * found.words / found.sentences
        + by.syllables_per_word * found.syllables / found.words
    )
