"""What is to be said of a word that no dictionary has: a slip, a name perhaps, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from unicodedata import normalize

from publisher.checks.prose.edit_distance import distance
from publisher.checks.prose.transliteration import is_transliterated
from publisher.checks.prose.unknown_arabic import has_bare_alif, is_arabic, is_certain_slip, is_near
from publisher.model.text import Text


class Unknown(Enum):
    """What an unknown word is."""

    SLIP = "a known word, misspelt"
    NAME = "a name perhaps, or a rare word"
    SOUND = "no matter for a speller"


CODE = re.compile(r"[@_={}<>\\#|~^]|://|\w\.\w|--\w")
"""marks of an address, the name of a file, a placeholder, a command"""
NUMERAL = re.compile(
    r"[IVXLCDM]+(?:[a-z]{1,3}|[eè]mes?)?"
    r"|(?!1es)\d[\d.,:-]*(?:ers?|res?|es?|[eèé]mes?|n?ds?|st|rd|th|s|am|pm|\u00ba|\u00aa|[A-Z]{1,3}"
    r"|h|min|mm|cm|km|m|mg|kg|g|t|l|ha)?"
)
"""`XIV`, `XIXe`, `12th`, `5G`"""
CITED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)|<(em|i|cite|q|strong)[0-9]*>[^<]*")
CAPITALS = re.compile(r"(?=.*[^\W\d_])[\dA-Z\u00c0-\u00de][\dA-Z\u00c0-\u00de&-]*s?|[kM]\u20ac")
NAME_BEFORE = re.compile(r"[^.!?\u2026:\u00ab\u201c(\s]\s[A-Z\u00c0-\u00de][\w'\u2019-]+[ -]$")
NAME_AFTER = re.compile(r" [A-Z\u00c0-\u00de]\w")
# What a scan takes for something else: one shape misread is more than one letter wrong.
MISREAD = (("rn", "m"), ("cl", "d"), ("ii", "u"), ("vv", "w"), ("1", "l"), ("0", "o"), ("5", "s"))
SCANNED = re.compile(
    r"I'[aeiouyh\u00e0-\u00ffAEIOUYH\u00c0-\u00de].*|[a-z\u00df-\u00ff]*[015][a-z\u00df-\u00ff]{2,}|\d+[OIl]\d*"
)
"""what only a scan writes: `I'action`, `po1ice`, `0rdre`, `2O4`"""
SCANNED_LETTERS = re.compile("rn|cl|ii|vv")
PREFIXES = frozenset(
    """ante anti auto co contra contre des dés ex extra hyper hypo infra inter intra in macro meta méta micro mini mono
    multi neo néo non para pluri poly pos post pre pré pro proto pseudo re ré semi sobre sous sub super supra sur sus
    tele télé trans ultra un under over up vice""".split()
)
"""with one of them a word is made, not run together with the next"""
AGENT = re.compile("(\\w{3,}[ai]do)r(?:es|as?)?")
"""Spanish makes names of machines and trades of any participle, more than a dictionary has"""
STREET_BEFORE = re.compile(r"(?<!\d)\d{1,5}(?: ?bis| ?ter)?,?\s$")
STREET_AFTER = re.compile(r"\s(?:\w{1,3}['\u2019 ]\s?){0,2}[A-Z\u00c0-\u00de]")
SHORTEST, SHORT, LONG = 4, 5, 8
"""letters: below `SHORTEST` every word has a near one, up to `SHORT` every name; from `LONG` two may be wrong"""


def judge(
    text: Text, start: int, end: int, suggestions: Sequence[str], source: Text | None, *, is_frequent: bool = False
) -> Unknown:
    """Return what the unknown word at `start` to `end` of `text.plain` is; `source` is what the text translates.

    A word that is frequent is one of the subject, unless it lacks an accent, a hamza or the like.
    """
    word = text.plain[start:end].replace("\u2019", "'")
    if is_code(text.plain, start, end):
        return Unknown.SOUND
    if text.language == "ar":
        return _judge_arabic(word, suggestions, source, is_frequent=is_frequent)
    if source is None and _is_scanned(word):
        return Unknown.SLIP
    if _is_short_form(word, text.plain) or (
        _is_carried_over(word, source) and (_is_in_street(text, start, end) or not _is_cognate(word, text, suggestions))
    ):
        return Unknown.SOUND
    if text.language == "es" and _is_agent(word, suggestions):
        return Unknown.NAME
    if word.islower() or text.plain.isupper():
        is_slip = _is_unaccented(word.lower(), suggestions) or (
            not is_frequent and _is_misspelt(word.lower(), suggestions)
        )
    else:
        is_part_of_name = NAME_BEFORE.search(text.plain[:start]) or NAME_AFTER.match(text.plain[end:])
        is_translated = source is not None and not is_frequent
        is_slip = not is_part_of_name and _is_no_name(word, suggestions, is_translated=is_translated)
    return Unknown.SLIP if is_slip else Unknown.NAME


def _is_scanned(word: str) -> bool:
    """Tell whether an unknown word of a source has shapes that a scan misreads."""
    if NUMERAL.fullmatch(word):
        return False
    return bool(SCANNED.fullmatch(word)) or (word.islower() and bool(SCANNED_LETTERS.search(word)))


def is_code(plain: str, start: int, end: int) -> bool:
    """Tell whether a place lies in an address, the name of a file, a placeholder or a command."""
    return bool(CODE.search(plain[_edge(plain, start, -1) : _edge(plain, end, 1)]))


def is_name(plain: str, start: int, end: int, source: Text | None) -> bool:
    """Tell whether all words at a place have a capital and stand in the source too: a name that was carried over."""
    words = re.findall(r"\w[\w'\u2019]*", plain[start:end])
    return bool(words) and all(word[0].isupper() and _is_carried_over(word, source) for word in words)


def _is_short_form(word: str, plain: str) -> bool:
    """Tell whether letters are a numeral, an acronym, or a letter that stands for something."""
    capitals = CAPITALS.fullmatch(word) is not None and not plain.isupper()
    return capitals or len(word) == 1 or NUMERAL.fullmatch(word) is not None


def _edge(plain: str, place: int, step: int) -> int:
    """Return where the run of characters without a space ends, going from `place` by `step`."""
    before = -1 if step < 0 else 0
    while 0 <= place + before < len(plain) and not plain[place + before].isspace():
        place += step
    return place


def _is_carried_over(word: str, source: Text | None) -> bool:
    """Tell whether a word stands in the source too, in the same letters."""
    if source is None:
        return False
    plain = source.plain.replace("\u2019", "'")
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) is not None


def _is_cognate(word: str, text: Text, suggestions: Sequence[str]) -> bool:
    """Tell whether a word of the source was written for a word of the language that differs by its accents.

    What is quoted, bracketed or emphasised is the source's own word by right.
    """
    if not word.islower() or not _is_unaccented(word, suggestions[:1]):
        return False
    return not any(word in match.group() for match in CITED.finditer(text.notation))


def _is_in_street(text: Text, start: int, end: int) -> bool:
    """Tell whether a word stands between the number and the name of a street: `12 rue des Tilleuls`."""
    return bool(STREET_BEFORE.search(text.plain[:start]) and STREET_AFTER.match(text.plain[end:]))


def _is_agent(word: str, suggestions: Sequence[str]) -> bool:
    """Tell whether an unknown Spanish word is made of a known participle: `desactivador`."""
    match = AGENT.fullmatch(word)
    return match is not None and match[1] in suggestions


def _is_misspelt(word: str, suggestions: Sequence[str]) -> bool:
    return any(_is_run_together(word, other) or _is_near(word, other.lower()) for other in suggestions)


def _is_unaccented(word: str, suggestions: Sequence[str]) -> bool:
    """Tell whether a word has the letters of a known one, and other accents."""
    known = (other.lower() for other in suggestions if other.isalpha())
    return any(_bare(other) == _bare(word) and other != word for other in known)


def _is_no_name(word: str, suggestions: Sequence[str], *, is_translated: bool) -> bool:
    """Tell whether a word with a capital has wrong accents, or is near a known word and stands in no source."""
    small = word.lower()
    if _is_unaccented(small, suggestions):
        return True
    is_word = is_translated and word[1:].islower() and len(word) > SHORT
    return is_word and any(distance(small, other.lower()) == 1 for other in suggestions if other.isalpha())


def _is_near(word: str, other: str) -> bool:
    """Tell whether one letter is wrong, or two of a long word between the same ends, or a shape is misread."""
    if " " in other or ("-" in other and "-" not in word):
        return False
    if _bare(word) == _bare(other) or other in _readings(word):
        return True
    if len(word) < SHORTEST:
        return sorted(word) == sorted(other)
    far = distance(word, other)
    return far == 1 or (far == 2 and len(word) >= LONG and word[0] == other[0] and word[-1] == other[-1])  # noqa: PLR2004


def _readings(word: str) -> set[str]:
    return {word.replace(shape, letter) for shape, letter in MISREAD if shape in word}


def _is_run_together(word: str, other: str) -> bool:
    """Tell whether a suggestion only sets the space between two words."""
    parts = other.lower().split(" ")
    return len(parts) > 1 and "".join(parts) == word and parts[0] not in PREFIXES and min(map(len, parts)) > 1


def _bare(word: str) -> str:
    return "".join(letter for letter in normalize("NFD", word.lower()) if letter.isalnum())


def _judge_arabic(word: str, suggestions: Sequence[str], source: Text | None, *, is_frequent: bool) -> Unknown:
    if not is_arabic(word):
        return Unknown.SOUND
    if is_certain_slip(word, suggestions):
        return Unknown.SLIP
    if is_frequent or (source is not None and is_transliterated(word, source.plain)):
        return Unknown.NAME
    return Unknown.SLIP if is_near(word, suggestions) or has_bare_alif(word, suggestions) else Unknown.NAME
