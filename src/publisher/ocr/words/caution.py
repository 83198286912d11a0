"""How certain a correction must be to be made without asking: by what speaks for it, and for the word that was read."""

from __future__ import annotations

from typing import NamedTuple

from publisher.ocr.words.candidates import FUNCTION, PREFIXES, Reading, Speller
from publisher.ocr.words.channel import LETTERS, table

SURE = 0.85
"""probability from which a correction of an unsound word is made without asking"""
SURE_SHAPE = 0.95
"""the same where letters of similar shapes were confused, which makes words out of terms and names as well"""
SURE_USED = 0.975
"""the same where people write the word that was read, whatever it means"""
SURE_SPLIT = 0.95
"""the same for two words that stand as one: jargon is made of words, too"""
SURE_SPLIT_NAME = 0.97
"""the same where a capital may make a name of them, and for three words"""
SURE_SPLIT_SMALL = 0.91
"""the same where one of them is among the commonest, in small letters"""
SURER = 0.98
"""the same for a sound word"""
EXCEPTIONS = {"a": 0.9, "ou": 0.995, "la": 0.998, "&": 0.9}
"""the same for words that are told apart by their neighbours well, or badly and often"""
SUREST = 0.97
"""the same where a digit becomes a letter"""
OFTEN = 0.001
"""rate from which letters are known to be read as digits"""
NEVER = 2.0
"""more than any probability"""
USED = 1e-7
"""frequency from which people write a word"""
ENGLISH = frozenset(
    "the of and to is with by this that be from which have has other more how when it its at are".split()
)
"""words that show English beside them, and are none of French or hardly ever"""
RARE = 3e-7
"""frequency under which a word is hardly likelier than a term that no dictionary has"""


class Read(NamedTuple):
    """A word that the file has."""

    text: str
    sound: bool
    """it may stand as it is"""
    times: int
    """how often the document has it"""


def needed(read: Read, best: Reading, speller: Speller) -> float:
    """Return the probability from which a word becomes `best` without asking; above 1: never."""
    text, sound, _ = read
    if not best.used:
        # somebody decided it
        return SURE
    digits = _by_digits(text, best, speller)
    if sound:
        return max(digits, EXCEPTIONS.get(text.lower(), SURER))
    return max(digits, _by_shape(text, best, speller), _by_parts(read, best, speller))


def _by_digits(text: str, best: Reading, speller: Speller) -> float:
    if not any(map(str.isdigit, text)) or _digits(text) == _digits(best.text):
        return SURE
    rates = speller.channel.rates
    proven = any(map(str.isalpha, text)) and min((rates[row] for row in best.used), default=0) > OFTEN
    return SUREST if proven else NEVER


def _digits(text: str) -> list[str]:
    return [character for character in text if character.isdigit()]


def _by_shape(text: str, best: Reading, speller: Speller) -> float:
    """Return what it takes to say that letters were confused: more where the word that was read is in use."""
    read, printed = (speller.lexicon.frequency(_body(form)) for form in (text, best.text))
    if text[0].isupper() and read > printed > 0:
        return NEVER
    if "shape" not in _groups(best):
        return SURE
    if text in ENGLISH:
        return NEVER
    if read > USED or printed < RARE:
        return SURE_USED
    return SURE_SHAPE


def _by_parts(read: Read, best: Reading, speller: Speller) -> float:
    """Return what it takes to part a word, or to mend a part of a compound."""
    if best.text.count(" ") > read.text.count(" "):
        return _by_halves(read, best, speller)
    if "-" not in best.text or not _groups(best) & set(LETTERS) or speller.whole(best.text.rpartition("'")[2]):
        return SURE
    named = any(part[:1].isupper() for part in best.text.split("-")[1:])
    return NEVER if named or "shape" in _groups(best) else SURE


def _by_halves(read: Read, best: Reading, speller: Speller) -> float:
    halves = best.text.lower().split(" ")
    small = [half for half in halves if speller.frequency(_body(half)) > FUNCTION]
    if halves[0] in PREFIXES or (read.times > 1 and len(small) < len(halves)):
        return NEVER
    if not read.text.islower() or len(halves) > 2:  # noqa: PLR2004
        return SURE_SPLIT_NAME
    return SURE_SPLIT_SMALL if small else SURE_SPLIT


def _groups(best: Reading) -> set[str]:
    return {table().confusions[index].group for index in best.used}


def _body(form: str) -> str:
    return form.lower().replace("’", "'").rpartition("'")[2]
