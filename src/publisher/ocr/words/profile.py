"""What one document tells about its OCR: which letters it lost, which confusions its unknown words prove, how often."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

from publisher.ocr.lexicon import Lexicon
from publisher.ocr.words.candidates import FAINTEST, FAINTEST_FIRST, LONGEST, Reading, Speller, total
from publisher.ocr.words.channel import PER_THOUSAND, Channel, Confusion, first_guess, table
from publisher.ocr.words.tokens import ELISIONS, Sort, Token, tokens_of

EXPECTED = {letter: PER_THOUSAND[letter] for letter in "àèêçôâîùû"}
"""the letters whose absence says something"""
ACUTE = "é"
"""so frequent, and so often kept where the others are lost, that it speaks for itself only"""
ENOUGH = 20
"""accented letters that should stand in a document before their absence says anything"""
ABSENT = 0.06
"""share of its expected places in which a letter that the OCR does not know may stand nevertheless"""
DAMAGED = 5
"""different words, whatever their confusions, that prove that a document is damaged"""
DAMAGED_SHARE = 0.0025
"""of its words; sound French has a tenth of that: names, foreign words, slips"""
NOTICED = 0.001
"""rate from which a confusion of shapes makes even sound words doubtful"""
MOST_SCALE = 20.0
"""how many times commoner a group of confusions may be than the table says"""
ROUNDS = 2
POSSIBLE = -3.0
"""ln of the odds from which a word counts at all for rates"""
PLAUSIBLE = 2.0
"""ln of the odds from which a word is a witness"""
CERTAIN = 0.9
"""share of the likeliest reading of a word that is a witness"""
KNOWN_HERE = 3.0
"""pseudo-places by which the rate of a letter leans on that of its group"""
KNOWN_SHAPE = 30.0
KNOWN_SHARES = 20.0
SOME = 0.01
"""share of losses from which a letter is lost at all"""
GONE = 0.9
"""share of losses from which every way to lose a letter is believed"""

REPEATED = 0.3
"""of how often a document has a word, how often it has it once more"""
LONE = 1e-5
"""how often one letter that is no word stands alone"""
LONE_LONG = 1e-8
"""the same for several: “qu” without what it is elided before"""
PIECE = 30.0
"""how much commoner a stray piece of a word is than one particular unknown word"""
ALIKE = 3.0
"""how firmly each word of a document keeps to the rates of the document (the two shapes of a beta, together)"""
ALIKE_SHAPE = 30.0
"""the same for shapes, which are confused here and there: a word that is always so is probably another"""

BETWEEN_NAMES = re.compile(r"(?<!\w)[A-ZÀ-Ý]\w* & [A-ZÀ-Ý]")
UNKNOWN = {"small": 1e-3, "capital": 2e-2, "mixed": 3e-5}
"""how often words that no dictionary has stand in French text"""
PER_LETTER = 2.3
"""nats by which a particular one of them is rarer with each letter"""
TYPED = {"accent": 0.02, "apostrophe": 0.01, "elision": 0.05, "space": 0.02, "gap": 0.2}
"""of the frequency of an unknown form, what is not the slip of people who leave out accents and spaces on the web"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document."""

    types: Mapping[str, int]
    """as they stand -> how often"""
    forms: Mapping[str, int]
    """bodies behind elisions, in small letters -> how often"""
    letters: Mapping[str, int]
    """characters, in small letters -> how often"""
    text: str
    """all of it"""
    names: frozenset[str]
    """words with a first capital that stand within a sentence"""
    running: int
    """words, repeated ones counted each time"""
    ampersands: bool
    """“&” stands between names, so that it is a sign of this document"""
    raised: int
    """ordinals whose raised letters are read as signs"""


def words_in(texts: Iterable[str]) -> Words:
    """Return the words of texts, counted."""
    types, forms, letters, whole, raised = Counter[str](), Counter[str](), Counter[str](), list[str](), 0
    names = set[str]()
    for text in texts:
        low = text.lower().replace("’", "'")
        letters.update(low)
        whole.append(text)
        within = False
        for token in tokens_of(text):
            raised += token.sort is Sort.ORDINAL and token.text[-1] in "™¢m"
            if within and token.text[0].isupper():
                names.add(token.text)
            within = token.sort is not Sort.SIGN or token.text in ",;("
            if token.sort is Sort.WORD and len(token.text) <= LONGEST:
                types[token.text] += 1
                forms[token.text.lower().replace("’", "'").rpartition("'")[2]] += 1
    return Words(
        types,
        forms,
        letters,
        "\n".join(whole),
        frozenset(names),
        types.total(),
        any(map(BETWEEN_NAMES.search, whole)),
        raised,
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which confusions the unknown words of a document show."""

    places: Mapping[int, float]
    types: Mapping[int, int]


def odds(text: str, readings: Iterable[Reading], speller: Speller, words: Words) -> float:
    """Return ln of how much likelier an unknown word is the misreading of one of `readings` than a word of its own."""
    readings = tuple(readings)
    if not readings:
        return -99.0
    best = readings[0]
    here = words.types.get(text, 1)
    intact = words.forms.get(best.text.lower().replace("’", "'").rpartition("'")[2], 0)
    rate = min(max(exp(best.weight), 1e-12), 1 - 1e-3)
    # misreadings follow the rate, more or less; a word of its own stands as often as it likes
    shapes = any(table().confusions[index].group == "shape" for index in best.used)
    follows = _beta_binomial(here, intact, rate, ALIKE_SHAPE if shapes else ALIKE)
    spread = log(here + intact + 1)
    prior = sum(exp(reading.prior + reading.weight - best.weight) for reading in readings)
    repeated = REPEATED * intact / max(1, words.running)
    return log(max(prior, repeated)) + follows + spread - log(_own(text, best, speller, words))


def _beta_binomial(lost: int, kept: int, rate: float, alike: float) -> float:
    """Return ln of the probability of so many losses where a rate is known roughly only: a word is misread alike."""
    a, b = rate * alike, (1 - rate) * alike
    ways = lgamma(lost + kept + 1) - lgamma(lost + 1) - lgamma(kept + 1)
    return (
        ways + lgamma(lost + a) + lgamma(kept + b) - lgamma(lost + kept + alike) + lgamma(alike) - lgamma(a) - lgamma(b)
    )


def _own(text: str, best: Reading, speller: Speller, words: Words) -> float:
    """Return how often a word that no dictionary has stands in French all the same."""
    groups = {table().confusions[index].group for index in best.used}
    slip = max((TYPED.get(group, 1.0) for group in groups), default=1.0)
    known = speller.lexicon.frequency(text.lower()) * slip
    # A capital I before small letters is a stroke rather than a name where the rest makes a word.
    named = text in words.names and not (text[0] == "I" and best.text[0] != "I")
    return max(known, unknown(text, named))


def unknown(text: str, name: bool) -> float:
    """Return how often a particular word that no dictionary has stands in French."""
    kind = "capital" if name else "small" if text[1:].islower() and text.isalpha() else "mixed"
    return max(UNKNOWN[kind] * exp(-PER_LETTER * len(text)), 1e-15)


def evidence(words: Words, pairs: Mapping[tuple[str, str], int], speller: Speller) -> Evidence:
    """Return what the words that no dictionary has, and that have one plausible reading, prove."""
    places, types = defaultdict[int, float](float), Counter[int]()
    for text, count in words.types.items():
        if not doubtful(text, speller):
            continue
        readings = speller.readings(text)
        if not readings:
            continue
        how = odds(text, readings, speller, words)
        share = exp(readings[0].weight + readings[0].prior) / total(readings)
        for index in set(readings[0].used) if how > POSSIBLE and share >= CERTAIN else ():
            # a term that looks like a misread word proves no more for being repeated
            times = 1 if text.isalpha() and table().confusions[index].group == "shape" else count
            places[index] += times * share / (1 + exp(-how))
            types[index] += how >= PLAUSIBLE
    _parted(pairs, speller, places, types)
    return Evidence(places, types)


def pieces(first: str, second: str, speller: Speller) -> float:
    """Return how often two pieces, one of them no word, stand side by side without being one word in two."""
    if first.lower() in ELISIONS:
        return (LONE if len(first) == 1 else LONE_LONG) * speller.frequency(second)
    frequencies = [
        speller.frequency(text) if speller.sound(text) else unknown(text, text[0].isupper()) * PIECE
        for text in (first, second)
    ]
    return frequencies[0] * frequencies[1]


def _pairs(texts: Iterable[str], speller: Speller) -> Counter[tuple[str, str]]:
    """Return the neighbours of which one is no word, or an elided one that stands alone."""
    found = Counter[tuple[str, str]]()
    for text in texts:
        before: Token | None = None
        for token in tokens_of(text):
            if before is not None and text[before.end : token.start] == " " and token.sort is Sort.WORD:
                lone = before.text.lower() in ELISIONS
                if lone or not (speller.sound(before.text) and speller.sound(token.text)):
                    found[before.text, token.text] += 1
            before = token if token.sort is Sort.WORD else None
    return found


def _parted(
    pairs: Mapping[tuple[str, str], int], speller: Speller, places: dict[int, float], types: Counter[int]
) -> None:
    for (first, second), count in pairs.items():
        reading = speller.joined(first, second)
        if reading is not None and reading.weight + reading.prior - log(pieces(first, second, speller)) > PLAUSIBLE:
            places[reading.used[0]] += count
            types[reading.used[0]] += 1


def doubtful(text: str, speller: Speller) -> bool:
    """Return whether a word can be a witness: none that a dictionary has, no acronym, nothing too short."""
    letters = sum(character.isalpha() for character in text)
    return letters > 2 and not text.isupper() and not speller.sound(text)  # noqa: PLR2004


def channel_of(words: Words, texts: Sequence[str], lexicon: Lexicon) -> Channel:
    """Return the channel of a document."""
    channel = first_guess()
    pairs = _pairs(texts, Speller(lexicon, channel, words.forms))
    for number in range(ROUNDS):
        found = evidence(words, pairs, Speller(lexicon, channel, words.forms, FAINTEST if number else FAINTEST_FIRST))
        channel = _estimated(found, words, lexicon)
    return channel


def _estimated(found: Evidence, words: Words, lexicon: Lexicon) -> Channel:
    confusions = table().confusions
    rates = [0.0] * len(confusions)
    losses = _losses(found, words, lexicon)
    for letter in {confusion.printed for confusion in confusions if confusion.group == "accent"}:
        rows = [confusion for confusion in confusions if confusion.group == "accent" and confusion.printed == letter]
        weights = [found.places.get(row.index, 0) + KNOWN_SHARES * row.rate for row in rows]
        for row, weight in zip(rows, weights, strict=True):
            rates[row.index] = losses.get(letter, 0.0) * weight / sum(weights)
    for group in {confusion.group for confusion in confusions} - {"accent"}:
        _pooled(group, found, words, rates)
    return _judged(found, words, tuple(rates), losses)


def _judged(found: Evidence, words: Words, rates: tuple[float, ...], losses: Mapping[str, float]) -> Channel:
    """Return the channel with what may be done in this document."""
    confusions = table().confusions
    strokes = table().index("elision", "l'", "I'")
    total = sum(count for index, count in found.types.items() if index != strokes)
    damaged = losses["à"] > GONE or (total >= DAMAGED and total >= DAMAGED_SHARE * words.running)
    if not damaged:
        return Channel(rates, frozenset({strokes}), losses=losses)
    usable = {row.index for row in confusions if rates[row.index] > 0} | {strokes}
    if losses["à"] > GONE:
        usable |= {row.index for row in confusions if row.seen == "@" or (row.seen == "&" and not words.ampersands)}
    suspected = {
        row.index
        for row in confusions
        if (row.group == "accent" and losses[row.printed] > SOME)
        or (row.group != "accent" and rates[row.index] > NOTICED)
    }
    return Channel(rates, frozenset(usable), frozenset(suspected), losses, damaged)


def _pooled(group: str, found: Evidence, words: Words, rates: list[float]) -> None:
    rows = [confusion for confusion in table().confusions if confusion.group == group]
    places = {row.index: _places(row, words) + found.places.get(row.index, 0) for row in rows}
    seen = sum(found.places.get(row.index, 0) for row in rows)
    scale = min(MOST_SCALE, seen / max(sum(places[row.index] * row.rate for row in rows), 1e-9))
    for row in rows:
        known = min(0.5, row.rate * scale)
        rates[row.index] = (found.places.get(row.index, 0) + KNOWN_SHAPE * known) / (places[row.index] + KNOWN_SHAPE)


def _places(row: Confusion, words: Words) -> int:
    """Return where in the document a confusion did not happen."""
    if row.group in ("apostrophe", "elision"):
        return words.letters.get("'", 0)
    if row.group in ("space", "gap"):
        return words.letters.get(" ", 0)
    if row.start:
        return sum(count for text, count in words.types.items() if text.startswith(row.printed))
    return words.text.count(row.printed)


def _losses(found: Evidence, words: Words, lexicon: Lexicon) -> dict[str, float]:
    """Return how often each accented letter is not read as itself."""
    lost, kept = defaultdict[str, float](float), Counter[str]()
    for confusion in table().confusions:
        if confusion.group == "accent":
            lost[confusion.printed] += found.places.get(confusion.index, 0)
    for letter, count in words.letters.items():
        if letter in lost:
            kept[letter] = count
    visible = _visible(words, lexicon)
    others = [letter for letter in lost if letter != ACUTE]
    known = sum(lost[letter] for letter in others)
    common = known / (known + sum(visible[letter] for letter in others) + 1)
    letters = sum(count for character, count in words.letters.items() if character.isalpha())
    expected = sum(EXPECTED.values()) * letters / 1000
    if expected >= ENOUGH and sum(kept[letter] for letter in EXPECTED) <= ABSENT * expected:
        common = max(common, 0.98)
    losses = dict[str, float]()
    for letter in others:
        losses[letter] = (lost[letter] + KNOWN_HERE * common) / (lost[letter] + visible[letter] + KNOWN_HERE)
    losses[ACUTE] = lost[ACUTE] / (lost[ACUTE] + visible[ACUTE] + 1)
    return losses


def _visible(words: Words, lexicon: Lexicon) -> Counter[str]:
    """Return how often letters kept their accent where its loss would have left no word."""
    found = Counter[str]()
    bases = {row.printed: row.seen for row in reversed(table().confusions) if row.group == "accent"}
    for form, count in words.forms.items():
        for letter in set(form) & set(bases):
            if not lexicon.is_word(form.replace(letter, bases[letter])):
                found[letter] += count * form.count(letter)
    return found
