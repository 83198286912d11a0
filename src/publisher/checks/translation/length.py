"""Whether a translation is suspiciously short or long for its source: by its letters, and by its sentences."""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf, log

from publisher.checks.words.running_words import Words
from publisher.languages.wording import wording
from publisher.model.remark import Remark
from publisher.model.text import Text

LEAST_LETTERS = 20
FEWEST_LETTERS, HEADING_SPREAD = 10, 70
"""a heading of fewer than LEAST_LETTERS may be said in full; only far beyond that it is glossed"""
SHORTEST, LONGEST = 0.55, 1.55
SPREAD_SHORT, SPREAD_LONG = 12, 35
"""a translation of a text of n letters is sound from SHORTEST - SPREAD_SHORT / n to LONGEST + SPREAD_LONG / n of the
length expected; they hold for 99.7 % of the entries of reviewed catalogs"""
SENTENCE_END = re.compile(r"(?<!\w)(\w*)([.!?\u061f\u2026]{1,8})[^\w\s]{0,8}(?:\s{1,4}[^\w\s]{0,8}(\w)|\s{0,4}$)")
"""repetitions have limits so that no text, however odd, takes long"""
INNER_END = re.compile(r"[.!?\u061f\u2026][^\w\s]{0,8}\s")
ACRONYM = re.compile("[A-Z\u00c0-\u00de]{2}")
LATIN_IN_BRACKETS = re.compile(r"\([^()]*[A-Za-z]{3}")
DOUBTFUL = 0.9
"""of the length expected: only below it sentences are counted"""
VARIANCE = 0.04
"""of the logarithm of a sentence's length over the length expected"""
MERGED = 0.7
GAPS = (3.0, 8.0)
"""what it costs to join two sentences; to leave one out, and the same where more joints than in the source speak for
two that were joined. A sentence whose length is one standard deviation (of the logarithm) off costs 1. With these, 85 %
of the sentences left out at random are found, and 0.15 % of reviewed entries remarked on"""
JOINT = re.compile(r"[,;:\u060c\u061b\u2013\u2014]|\b(?:and|et|y|e)\b| \u0648(?=\w{3})")
STEPS = ((1, 1, 0.0), (2, 1, MERGED), (1, 2, MERGED), (3, 1, 2 * MERGED))
"""sentences of the source, sentences of the translation, cost"""
MOST_SENTENCES = 15


def check_length(source: Text, target: Text, ours: Words, theirs: Words) -> Remark | None:
    """Return a remark on a translation too short or too long to be one, or one that lacks a sentence."""
    if ours.letters < FEWEST_LETTERS:
        return None
    usual = wording(target.language).length / wording(source.language).length
    ratio = theirs.letters / ours.letters / usual
    if ours.letters < LEAST_LETTERS:
        is_glossed = ratio > LONGEST + HEADING_SPREAD / ours.letters and not ACRONYM.search(source.plain)
        return Remark("translation/length", ("long",)) if is_glossed and not _explains_terms(target) else None
    if ratio < SHORTEST - SPREAD_SHORT / ours.letters:
        return Remark("translation/length", ("short",))
    if ratio > LONGEST + SPREAD_LONG / ours.letters and not _explains_terms(target):
        return Remark("translation/length", ("long",))
    if ratio < DOUBTFUL and INNER_END.search(source.prose) and _lacks_sentence(source, target, usual):
        return Remark("translation/length", ("short",))
    return None


def _explains_terms(target: Text) -> bool:
    """Tell whether a text in Arabic letters gives terms in Latin letters too, as translators of technical texts do."""
    return target.language == "ar" and LATIN_IN_BRACKETS.search(target.plain) is not None


def _lacks_sentence(source: Text, target: Text, usual: float) -> bool:
    """Tell whether a translation fits its source much better when a sentence of the source is taken to be left out."""
    ours, theirs = sentences(source.prose, source.language), sentences(target.prose, target.language)
    if not len(theirs) < len(ours) <= MOST_SENTENCES:
        return False
    expected = [size * usual for size in ours]
    rests = (expected[:place] + expected[place + 1 :] for place in range(len(expected)))
    is_joined = len(JOINT.findall(target.prose)) > len(JOINT.findall(source.prose))
    return min(_misfit(rest, theirs) for rest in rests) + GAPS[is_joined] < _misfit(expected, theirs)


def _misfit(expected: list[float], sizes: tuple[int, ...]) -> float:
    """Return the cost of the best alignment of two sequences of sentences, after Gale and Church (1993).

    A sentence stands for one sentence, or two of one side for one of the other.
    """
    costs = {(0, 0): 0.0}
    for one in range(len(expected) + 1):
        for other in range(len(sizes) + 1):
            reached = [
                costs[one - a, other - b]
                + _distance(sum(expected[one - a : one]), sum(sizes[other - b : other]))
                + cost
                for a, b, cost in STEPS
                if (one - a, other - b) in costs
            ]
            if reached:
                costs[one, other] = min(reached)
    return costs.get((len(expected), len(sizes)), inf)


def _distance(expected: float, size: float) -> float:
    return log(size / expected) ** 2 / VARIANCE


@lru_cache(maxsize=2048)
def sentences(prose: str, language: str) -> tuple[int, ...]:
    """Return the letters of each sentence of a text; abbreviations and numbers end none."""
    short = wording(language).abbreviations
    sizes = []
    start = 0
    for found in SENTENCE_END.finditer(prose):
        word, marks, following = found.groups()
        is_short = len(word) <= 1 or word.isdigit() or word.lower() in short
        if following and (following.islower() or (marks == "." and is_short)):
            continue
        sizes.append(_letters(prose[start : found.end(2)]))
        start = found.end(2)
    sizes.append(_letters(prose[start:]))
    return tuple(size for size in sizes if size)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
