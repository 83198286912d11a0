"""Whether a translation is in its language, and whole: the same words as its source, another language, its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publisher.checks.translation.left import foreign_words, left_in_source
from publisher.checks.translation.length import check_length
from publisher.checks.words.identifier import likelihoods
from publisher.checks.words.running_words import Words, remembered_words, words_of
from publisher.languages import known, language
from publisher.languages.wording import wording
from publisher.model.notation import PLACEHOLDER
from publisher.model.remark import Remark
from publisher.model.text import Text

ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
BRACKETED = re.compile(r"\([^()]*\)")
REFERENCE = re.compile(
    r"(?<![^\n])(?>.*?\b(?:1[5-9]|20)\d\d\b).*\b(?:p|pp|vol|t|n°|éd|coll|ISBN|ISSN|DOI)\b"
    r"|^\W*+\w[\w-]*,\s\w[\w.-]*\.?\s\("
)
"""the likes of a bibliography, which stay in their own language"""
LEAST_CONTENT = 3
"""letters of a word that says something: `km`, `kg`, `vs` do not"""
LEAST_WORDS = 4
"""of a text in the wrong language; labels are left alone"""
LEAST_STRANGE = 2
"""small words of another language, or words of another script, that no name accounts for"""
LEAST_ASKED = 3
"""words the identifier can judge"""
MANY_WORDS = 7
"""a text of so many words, names apart, without one function word of its language is doubtful"""
ROW = 3
"""words in the same order as in the source"""
IMPOSSIBLE = 0.01
RULED_OUT = 0.05
LIKELY = 0.75
"""likelihoods"""


def check_wording(source: Text, target: Text) -> Iterator[Remark]:
    """Yield at most one remark: what kept a translation from being one, else where it stopped, else its length."""
    ours, theirs = remembered_words(source.prose), words_of(target.prose)
    if source.language == target.language or not ours.small or not theirs.small:
        return
    if ours.small == theirs.small:
        if _is_untranslated(ours, source.language, target.language):
            yield Remark("translation/untranslated", (language(target.language).name,))
        return
    found = (
        _wrong_language(ours, theirs, target.language)
        or left_in_source(source, target, ours, theirs)
        or check_length(source, target, ours, theirs)
    )
    if found is not None:
        yield found


def _is_untranslated(words: Words, source: str, target: str) -> bool:
    """Tell whether words that both texts have are prose of the source: no names, numbers, words of many languages."""
    if not any(map(str.isalpha, PLACEHOLDER.sub("", words.text))):
        return False
    small = wording(source).function_words
    content = [place[0] for place in words.places() if place[0].lower() not in small]
    said = [word for word in content if word.islower() and len(word) >= LEAST_CONTENT]
    if not said or len(said) < len(content) - len(said) or REFERENCE.search(words.text):
        return False
    if words.distinct & foreign_words(source, target):
        return True
    if len(words.small) == 1 or "," in words.text:
        return False
    if not _is_latin(target):
        return True
    likely = likelihoods(words.text)
    is_sentence = len(words.small) >= LEAST_WORDS and not small.isdisjoint(words.small)
    return likely[target] <= RULED_OUT and (is_sentence or likely[source] >= LIKELY)


def _wrong_language(ours: Words, theirs: Words, target: str) -> Remark | None:
    """Return a remark on a text whose small words are another language's, or its letters another script's."""
    own = theirs.distinct & wording(target).function_words
    if len(own) > len(theirs.distinct & _strange_words(target)):
        return None
    rest = _without_shared(ours, theirs)
    if _is_other_script(theirs.text, rest, target) or _is_strange(rest, target):
        return Remark("translation/wrong-language", (language(target).name,))
    return None


def _without_shared(ours: Words, theirs: Words) -> list[str]:
    """Return the words of a translation as they are written, without three or more in a row that are the source's.

    Those are names and addresses, or were left from the source.
    """
    rows = {ours.small[place : place + ROW] for place in range(len(ours.small) - ROW + 1)}
    words = [place[0] for place in theirs.places()]
    shared = set[int]()
    for place in range(len(words) - ROW + 1):
        if theirs.small[place : place + ROW] in rows:
            shared.update(range(place, place + ROW))
    return [word for place, word in enumerate(words) if place not in shared]


def _is_strange(words: list[str], target: str) -> bool:
    """Tell whether words are another language's in the same script; the identifier is asked about what is no name."""
    small = [word.lower() for word in words]
    own = wording(target).function_words.intersection(small)
    strange = _strange_words(target).intersection(small)
    if not _is_latin(target):
        return len(strange) >= max(LEAST_STRANGE, len(own) + 1)
    doubtful = len(strange) >= max(1, len(own))
    content = [word for word in words if word.islower() and len(word) >= LEAST_CONTENT]
    if len(words) < LEAST_WORDS or not (doubtful or (not own and len(content) >= MANY_WORDS)):
        return False
    asked = [word.lower() for word in words if word.islower() or word.lower() in _strange_words(target)]
    return len(asked) >= LEAST_ASKED and likelihoods(" ".join(asked))[target] <= IMPOSSIBLE


def _is_other_script(text: str, words: list[str], target: str) -> bool:
    """Tell whether a text has prose in the letters of another language, and more of it than in its own."""
    latin = _is_latin(target)
    own, other = (LATIN_LETTER, ARABIC_LETTER) if latin else (ARABIC_LETTER, LATIN_LETTER)
    if not other.search(text):
        return False
    text = BRACKETED.sub("", text)
    kept = len(own.findall(text))
    if kept >= len(other.findall(text)):
        return False
    foreign = [word for word in words if other.match(word) and len(word) >= LEAST_CONTENT]
    prose = foreign if latin else [word for word in foreign if word.islower()]
    return len(prose) >= (LEAST_WORDS if kept else LEAST_STRANGE)


@cache
def _strange_words(tag: str) -> frozenset[str]:
    """Return small words of other languages in the same script that this one has not."""
    own = wording(tag)
    latin = _is_latin(tag)
    others = own.strangers.union(*(wording(other).function_words for other in known()))
    same_script = {
        word for word in others if bool(LATIN_LETTER.match(word)) == latin and (len(word) > 1 or not word.isascii())
    }
    return frozenset(same_script - own.function_words - own.shared)


@cache
def _is_latin(tag: str) -> bool:
    return bool(LATIN_LETTER.match(language(tag).name))
