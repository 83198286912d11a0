"""Small words, abbreviations and usual length of a language's texts: the table `[wording]` of its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from publisher.languages import table


@dataclass(frozen=True, slots=True)
class Wording:
    """What tells a language from others, and a whole text from a part of it. Words are in small letters."""

    length: float
    """letters of a translation for each letter of the French, typical of publications"""
    function_words: frozenset[str]
    """words no text of a few sentences does without; those with an elision end in `'`"""
    shared: frozenset[str]
    """words at home in this language that are function words in another"""
    strangers: frozenset[str]
    """small words of languages that have no file here"""
    clause_words: frozenset[str]
    """words that no name holds: a stretch with one is a sentence, though it begin with a capital"""
    loans: frozenset[str]
    """phrases that are sound in translations into other languages; an elided word stands apart: `coup d' état`"""
    abbreviations: frozenset[str]
    """words that a full stop follows without ending a sentence"""


@cache
def wording(tag: str) -> Wording:
    """Return what the table `[wording]` says of a known language."""
    data = table(tag, "wording")
    words = {name: frozenset(words) for name, words in data.items() if name != "length"}
    return Wording(length=data["length"], **words)
