"""French prose without end, for catalogs and documents of any size; the same seed gives the same words.

What a merge costs depends on the texts: how long they are, how many words they share, how rare the others are. So
sentences are built from words used as unevenly as in real prose, with a tail of rare compounds and names; lengths
follow a table; translations are word for word, which makes them as long as real ones.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from math import exp, log
from random import Random

from tests.benchmarks.words import ADJECTIVES, ADVERBS, FEMININE, LINKS, MASCULINE, PREFIXES, PREPOSITIONS, VERBS

LENGTHS = ((0.0, 3), (0.05, 7), (0.1, 13), (0.25, 32), (0.5, 78), (0.75, 165), (0.9, 300), (0.99, 620), (1.0, 1200))
"""share of messages that are shorter, characters; as in catalogs of manuals, a seventh is one or two words"""
LABEL = 30
"""characters under which a message is a label, not a sentence"""
MARKS = ("strong", "em", "a", "code", "note")
SYLLABLES = "bel cour font grand haut val mont pierre roche ville mar sau tour ver clair noir saint ger lan dre".split()
UNITS = ("%", "euros", "tonnes", "habitants", "kilomètres", "heures")
VOWELS = "aàâeéèêiîoôuœ"
TOKEN = re.compile(r"<[^>]*>|[LlDd]’|[^\W\d_]+")
SMALL = {
    "le": "the", "la": "the", "l’": "the ", "un": "a", "une": "a", "ce": "this", "cette": "this", "chaque": "each",
    "notre": "our", "de": "of", "d’": "of ", "en": "in",
}  # fmt: skip
NOUNS = MASCULINE | FEMININE
ENGLISH = NOUNS | ADJECTIVES | VERBS | ADVERBS | PREPOSITIONS | LINKS | SMALL
RARE = {prefix + noun: prefix + english for prefix in PREFIXES for noun, english in NOUNS.items()}
HE, SHE, KINDS, DEEDS, MANNERS, PLACES, JOINTS = (
    tuple(words) for words in (MASCULINE, FEMININE, ADJECTIVES, VERBS, ADVERBS, PREPOSITIONS, LINKS)
)


def length(random: Random) -> int:
    """Return the length of a message to write, in characters."""
    share = random.random()
    place = bisect(LENGTHS, share, key=lambda row: row[0])
    (low, shorter), (high, longer) = LENGTHS[place - 1], LENGTHS[place]
    return round(exp(log(shorter) + log(longer / shorter) * (share - low) / (high - low)))


def message(random: Random, characters: int) -> str:
    """Return a text of about `characters`, in the notation of msgids: a label when it is short, else sentences."""
    if characters < LABEL:
        return _label(random, characters)
    marks = random.sample(MARKS, len(MARKS))
    sentences: list[str] = []
    left = characters
    while left > LABEL or not sentences:
        sentences.append(_sentence(random, left, marks))
        left -= len(sentences[-1]) + 1
    return " ".join(sentences)


def word(random: Random) -> str:
    """Return a word that may stand nearly anywhere."""
    return _noun(random)[0] if random.random() < 0.6 else _often(random, KINDS)


def translated(text: str) -> str:
    """Return the English of a text of ours, word for word; tags, names and figures stay."""
    return TOKEN.sub(_english, text)


def _english(match: re.Match[str]) -> str:
    french = match[0]
    found = ENGLISH.get(french.lower()) or RARE.get(french.lower()) or french
    return found.capitalize() if french[0].isupper() else found


def _often(random: Random, words: Sequence[str]) -> str:
    """Return one of the words, the first ones far more often: as unevenly as words are used."""
    return words[int(len(words) * random.random() ** 2.2)]


def _noun(random: Random) -> tuple[str, bool]:
    """Return a noun, now and then a rare one, and whether it is feminine."""
    feminine = random.random() < 0.5
    noun = _often(random, SHE if feminine else HE)
    return (random.choice(PREFIXES) + noun if random.random() < 0.08 else noun), feminine


def _label(random: Random, characters: int) -> str:
    words = [word(random)]
    while len(" ".join(words)) < characters - 4:
        words.append(_often(random, KINDS) if len(words) == 1 else f"de {_noun(random)[0]}")
    if random.random() < 0.2:
        words[-1] = f"{_name(random)} {random.randrange(1, 2100)}"
    return _capital(" ".join(words))


def _sentence(random: Random, characters: int, marks: list[str]) -> str:
    """Return a sentence of clauses, and marks of `marks` it uses up."""
    clauses = [_clause(random)]
    while len(" ".join(clauses)) < min(characters, random.randrange(60, 220)) - 35:
        clauses.append(f"{_often(random, JOINTS)} {_clause(random)}")
    words = ", ".join(clauses).split(" ")
    if marks and random.random() < 0.3:
        _mark(random, words, marks.pop())
    return _capital(" ".join(words)) + random.choice(("." * 9) + "?:!")


def _clause(random: Random) -> str:
    parts = [_group(random), _often(random, DEEDS)]
    if random.random() < 0.3:
        parts.append(_often(random, MANNERS))
    parts.append(_group(random))
    if random.random() < 0.4:
        parts += [_often(random, PLACES), _group(random)]
    if random.random() < 0.12:
        parts.append(f"en {random.randrange(1990, 2027)}")
    return " ".join(parts)


def _group(random: Random) -> str:
    """Return a noun with what goes with it, a name or a quantity."""
    kind = random.random()
    if kind < 0.05:
        return _name(random)
    if kind < 0.11:
        return f"{random.randrange(2, 9000)} {random.choice(UNITS)}"
    noun, feminine = _noun(random)
    article = random.choice(("la", "la", "une", "cette", "chaque") if feminine else ("le", "le", "un", "ce", "notre"))
    group = f"l’{noun}" if article in ("la", "le") and noun[0] in VOWELS else f"{article} {noun}"
    if random.random() < 0.4:
        group += f" {_often(random, KINDS)}"
    if random.random() < 0.3:
        other = _noun(random)[0]
        group += f" d’{other}" if other[0] in VOWELS else f" de {other}"
    return group


def _name(random: Random) -> str:
    return "".join(random.sample(SYLLABLES, random.randrange(2, 4))).capitalize()


def _mark(random: Random, words: list[str], mark: str) -> None:
    """Put a mark on one to three words of a sentence."""
    start = random.randrange(len(words))
    end = min(len(words), start + random.randrange(1, 4)) - 1
    if mark == "note":
        words[end] += "<note/>"
        return
    words[start] = f"<{mark}>{words[start]}"
    words[end] += f"</{mark}>"


def _capital(text: str) -> str:
    return text if text.startswith("<") else text[:1].upper() + text[1:]
