"""What the repair of words asks of a dictionary."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Analysis(NamedTuple):
    """One reading of a form by the dictionary."""

    stem: str
    """the entry, without affixes"""
    kinds: frozenset[str]
    """the entry's `po:` and `is:` fields: `nom`, `adj`, `v1_itnq__a`, `prep`, `mas`, `fem`, `sg`, `pl`, `npr`…"""
    ending: str
    """the suffix that was added (`ées`), empty for the entry itself"""
    flag: str
    """the suffix's flag in the affix file (`p+` participles, `a0` verbs in -er, `S.` and `F.` plurals …), or empty"""


class Lexicon(Protocol):
    """French words; every answer is remembered, so asking twice is cheap."""

    def is_word(self, form: str) -> bool:
        """Return whether the dictionary has the form as it is written, capitals and elisions (`l’`) included."""

    def frequency(self, form: str) -> float:
        """Return how often the form, in small letters, stands in a word of French text (0 to 1); 0 when unknown."""

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """Return the dictionary's readings of a form; none when it is no word."""
