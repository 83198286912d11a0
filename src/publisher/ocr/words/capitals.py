"""Names, numerals and words in capitals that no dictionary can mend: what an editor may be asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publisher.ocr.lexicon import Lexicon

NUMERALS = {"Il": "II", "ll": "II", "lI": "II", "Ill": "III", "lll": "III", "IIl": "III", "lII": "III", "llI": "III"}
"""what is read for a Roman number with strokes only"""
STROKES = str.maketrans("015|!", "OISII")
"""what is read for capitals"""
NAMED = 3
"""letters from which a word before a numeral is a name"""
FEWEST = 4
LONG = 6
"""letters from which a word in capitals may have an elided one before it"""
SPECIFIC = 1e-6
"""frequency of what stands behind an elided word in capitals"""
GLUED = re.compile(r"([LD])(?=[AEIOUYHÀÂÉÈÊËÎÔŒ])")


def numeral(text: str, before: str) -> str | None:
    """Return the Roman number that strokes after a name may be; `before` is the word directly before, or empty."""
    if len(before) < NAMED or not before[0].isupper() or not before[-1].isalpha():
        return None
    return NUMERALS.get(text)


def in_capitals(text: str, lexicon: Lexicon, types: Mapping[str, int]) -> str | None:
    """Return the word in capitals that a word may be; `types` are the words of the document."""
    if text.isupper() and text.isalpha():
        return _elided(text, lexicon, types)
    capitals = sum(map(str.isupper, text))
    if len(text) < FEWEST or capitals < 2 or 2 * capitals < len(text):  # noqa: PLR2004
        return None
    printed = text.translate(STROKES).upper()
    return printed if printed.isalpha() and lexicon.is_word(printed.lower()) else None


def _elided(text: str, lexicon: Lexicon, types: Mapping[str, int]) -> str | None:
    found = GLUED.match(text)
    if found is None or len(text) < LONG or _known(text, lexicon):
        return None
    rest = text[1:]
    frequent = _known(rest, lexicon) and lexicon.frequency(rest.lower()) > SPECIFIC
    return f"{found[1]}'{rest}" if frequent or rest in types else None


def _known(text: str, lexicon: Lexicon) -> bool:
    return lexicon.is_word(text.lower()) or lexicon.is_word(text.capitalize())
