"""Words that OCR damaged -> mended, or a doubt for the editor."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.french.context import Candidate, Context, words_of
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.traced import Traced, joined
from publisher.ocr.values import Doubt, Element, Part, Role
from publisher.ocr.words import capitals, clues
from publisher.ocr.words.candidates import LONGEST, LOST_I, Reading, Speller
from publisher.ocr.words.caution import ENGLISH, Read, needed
from publisher.ocr.words.channel import Channel, table
from publisher.ocr.words.profile import GONE, Words, channel_of, odds, pieces, words_in
from publisher.ocr.words.tokens import Sort, Token, tokens_of

FOREIGN = 0.8
"""how likely a word with a capital is French beside a word with a capital that is not"""
ABROAD = 2.5
"""nats by which each word near by that nothing explains makes it likelier that an unsound word is foreign as well"""
NEAR = 4
"""how many words on either side are near by"""
CERTAIN = 1 - 1e-6
"""from where nothing near by makes a difference"""
MANY = 3
"""such words that make even sound ones a part of a foreign phrase"""
WORTH = 0.3
"""probability from which an editor is asked about a sound word"""
WORTH_UNSOUND = 0.15
"""the same about a word that no dictionary has"""
WORTH_ALONE = 0.9
"""the same in a document that is sound otherwise"""
MODERN = 3.5
"""nats by which a spelling of 1990, without its circumflex, is rarer in print than frequencies say"""
AMPERSAND = -8.5
"""ln of how often “et” is printed as a sign between small words"""
DISTINCT = frozenset("du sur sure sures surs mur mure mures murs jeune jeunes cru crue crus crues".split())
"""words that are others than those with a circumflex"""
UNPROVEN = 0.8
"""certainty of an ordinal that nothing else in the document proves: less than `SURE`"""
RAISED = 2
"""ordinals whose raised letters became signs that prove what another such sign is"""
PROPOSALS = 4
WINDOW = 400
"""tokens read at a time, as far as a sentence ends there; twice as many at most"""
STEPS = 200
"""times that progress is told of"""
ASKED = 0.6
"""probability of what the shape of a word says only"""
STROKED = re.compile(r"L['’]")
SHORTENED = re.compile(r"\b(?:[A-ZÀ-Ý]|Mme|art|al|cf|etc|vol|éd|ex|fig|env|p|pp|n|[Nn]°)\.\s*\Z")
"""words whose stop does not end a sentence"""
CODE = re.compile(r"[_=\\~$<>{}]|\(\d|::")
"""what stands behind a name for machines, directly"""
LAST = re.compile(r"(?<!\w)([^\W_])[\w'’-]*[,;]? \Z")
"""the word before a place, in the same sentence"""
PROSE = (Role.PARAGRAPH, Role.QUOTE, Role.HEADING)
"""elements that begin with a capital"""


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A place in a text with one or more readings."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    """without the text itself"""
    sound: bool
    """the text itself may stand"""
    certainty: float = 1.0
    """probability that an unsound text is not a word of its own"""
    stranger: bool = False
    """no word of French, and nothing explains it"""
    bias: float = 0.0
    """nats by which its neighbours make it likelier that a sound text stands as it is"""
    asks: str = ""
    """why it is never changed without asking, by the key of the sentence; empty: it may be"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a place."""

    unit: Unit
    proposals: tuple[str, ...]
    score: float
    done: bool
    alike: bool
    why: str


@dataclass(frozen=True, slots=True)
class Mender:
    """What is known for the repair of one document."""

    speller: Speller
    words: Words
    context: Context
    known: Mapping[str, str]
    capital: bool
    """an elided article is read with its capital somewhere"""

    @property
    def channel(self) -> Channel:
        """How this document was read."""
        return self.speller.channel


class Meter:
    """Tells how far the repair is, at most `STEPS` times."""

    def __init__(self, progress: Callable[[int, int], None], total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = self._told = 0

    def add(self, characters: int) -> None:
        """Count characters that are done."""
        self._done += characters
        new = self._done - self._told
        if new and (new * STEPS >= self._total or self._done == self._total):
            self._told = self._done
            self._progress(self._done, self._total)


def repair(
    elements: Sequence[Element],
    lexicon: Lexicon,
    context: Context,
    known: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] = no_progress,
) -> tuple[Element, ...]:
    """Return elements with damaged words corrected where that is certain, and doubts where it is not.

    `known` is what an editor decided about a form: itself (never touched) or what to put there. Garbage is left alone.
    `progress` is called with how many of how many characters are done.
    """
    texts = [part.text.text for element in elements if element.role != Role.GARBAGE for part in element.parts]
    words = words_in(texts)
    channel = channel_of(words, texts, lexicon)
    capital = any(map(STROKED.match, words.types))
    mender = Mender(Speller(lexicon, channel, words.forms), words, context, known or {}, capital)
    meter = Meter(progress, sum(map(len, texts)))
    return tuple(
        element
        if element.role == Role.GARBAGE
        else replace(
            element, parts=tuple(_mended(part, mender, element.role in PROSE, meter) for part in element.parts)
        )
        for element in elements
    )


def _mended(part: Part, mender: Mender, prose: bool, meter: Meter) -> Part:
    text = part.text.text
    starts, ends = [doubt.start for doubt in part.doubts], [doubt.end for doubt in part.doubts]
    found, done = list[Verdict](), 0
    for tokens in _windows(text):
        for verdict in _verdicts(_units(text, tokens, mender, prose), mender):
            # doubts stand in order and never overlap
            if bisect_right(ends, verdict.unit.start) == bisect_left(starts, verdict.unit.end):
                found.append(verdict)
        meter.add(tokens[-1].end - done)
        done = tokens[-1].end
    meter.add(len(text) - done)
    return _applied(part, found) if found else part


def _windows(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of a text, so many at a time, cut behind a sentence where that can be."""
    tokens = list[Token]()
    for token in tokens_of(text):
        tokens.append(token)
        if len(tokens) >= WINDOW and (token.text in ".!?…" or len(tokens) >= 2 * WINDOW):
            yield tokens
            tokens = []
    if tokens:
        yield tokens


def _units(text: str, tokens: Sequence[Token], mender: Mender, prose: bool) -> list[Unit]:
    units = list[Unit]()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        pair = _pair(text, token, after, mender) if after is not None else None
        unit = pair or _unit(token, mender)
        if unit.readings and _opens(text, token.start, prose, mender):
            unit = _capital(unit)
        elif len(unit.readings) > 1 and _within(text, token.start):
            unit = _small(unit)
        if token.sort is Sort.SIGN and (_touches(text, token) or (token.text == "&" and _between_names(tokens, at))):
            unit = replace(unit, readings=())
        if unit.readings and CODE.match(text, unit.end):
            unit = replace(unit, readings=(), sound=True)
        units.append(unit)
        at += 2 if pair else 1
    return _abroad(_beside(_among_strangers(units, text), text, mender))


def _beside(units: list[Unit], text: str, mender: Mender) -> list[Unit]:
    """Return units with what their neighbours say of them."""
    if not mender.channel.damaged:
        return units
    found = list(units)
    for at, unit in enumerate(units):
        if unit.sound and unit.readings and unit.text in clues.CLUES:
            before, after, later = (_printed(units, at + step) for step in (-1, 1, 2))
            around = clues.Around(before, after, later, mender.speller.lexicon)
            found[at] = replace(unit, bias=clues.bias(unit.text, around))
        elif unit.asks or (unit.text not in capitals.NUMERALS and not any(map(str.isupper, unit.text[1:]))):
            continue
        else:
            touches = at > 0 and text[units[at - 1].end : unit.start] == " "
            found[at] = _asked(unit, units[at - 1].text if touches else "", mender)
    return found


def _printed(units: Sequence[Unit], at: int) -> str:
    """Return what probably stood at a place, empty beyond the ends."""
    if not 0 <= at < len(units):
        return ""
    unit = units[at]
    return unit.text if unit.sound or not unit.readings else unit.readings[0].text


def _asked(unit: Unit, before: str, mender: Mender) -> Unit:
    """Return a unit with what its capitals make an editor ask."""
    speller = mender.speller
    numeral = capitals.numeral(unit.text, before)
    if unit.text in mender.known or (unit.readings and numeral is None):
        return unit
    printed = numeral or capitals.in_capitals(unit.text, speller.lexicon, mender.words.types)
    if printed is None:
        return unit
    readings = (Reading(printed, (), 0.0, 0.0),)
    asks = "numeral" if numeral else "capitals"
    return replace(unit, readings=readings, sound=False, certainty=ASKED, stranger=False, asks=asks)


def _among_strangers(units: list[Unit], text: str) -> list[Unit]:
    """Return units, those with a capital beside another that nothing explains as parts of a foreign name."""
    found = list(units)
    for number in range(len(units)):
        for first, second in ((number, number + 1), (number, number - 1)):
            if 0 <= second < len(units) and _is_stranger(units[second]) and _is_named(units[first]):
                start, end = sorted((first, second))
                if text[units[start].end : units[end].start] == " ":
                    found[first] = replace(units[first], certainty=units[first].certainty * FOREIGN)
    return found


def _abroad(units: list[Unit]) -> list[Unit]:
    """Return units, those near words that nothing explains as parts of a foreign phrase."""
    sums = [0]
    for unit in units:
        sums.append(sums[-1] + _is_foreign(unit))
    found = list(units)
    for at, unit in enumerate(units):
        strangers = sums[min(len(units), at + NEAR + 1)] - sums[max(0, at - NEAR)] - _is_foreign(unit)
        if strangers <= 0 or not unit.readings or unit.asks:
            continue
        if not unit.sound and unit.certainty < CERTAIN:
            odds = log(unit.certainty / (1 - unit.certainty)) if unit.certainty > 0 else 0.0
            found[at] = replace(unit, certainty=_share(odds - ABROAD * min(strangers, MANY)))
        elif unit.sound and strangers >= MANY:
            found[at] = replace(unit, bias=unit.bias + ABROAD * strangers)
    return found


def _is_foreign(unit: Unit) -> bool:
    return unit.text.islower() and unit.text.isalpha() and (unit.stranger or unit.text in ENGLISH)


def _is_stranger(unit: Unit) -> bool:
    return unit.stranger


def _is_named(unit: Unit) -> bool:
    if unit.sound or not unit.readings:
        return False
    text = unit.readings[0].text
    return text[0].isupper() and "'" not in text


def _opens(text: str, start: int, prose: bool, mender: Mender) -> bool:
    """Return whether an elided article at a place may have a capital.

    An engine that reads its small letter as a stroke reads the capital rightly: where a document has one, the first
    word of a paragraph goes on from somewhere.
    """
    before = text[max(0, start - 8) : start].rstrip(" ")
    if not before:
        return prose and not mender.capital
    return before[-1] in ".!?…" and not SHORTENED.search(before)


def _capital(unit: Unit) -> Unit:
    """Return a unit that asks for the case of an elided article that was read as strokes."""
    strokes = not unit.text[0].isalpha() or unit.text[0] == "I"
    if not strokes or unit.readings[0].text[:2] != "l'":
        return unit
    reading = unit.readings[0]
    large = replace(reading, text="L" + reading.text[1:])
    return replace(unit, readings=(large, *unit.readings), asks="begin")


def _touches(text: str, token: Token) -> bool:
    """Return whether a sign stands beside the same sign: an operator, and no word."""
    return token.text in (text[token.start - 1 : token.start], text[token.end : token.end + 1])


def _within(text: str, start: int) -> bool:
    """Return whether a word stands behind another in its sentence."""
    before = LAST.search(text, max(0, start - LONGEST - 2), start)
    return before is not None and not before[1].isupper()


def _small(unit: Unit) -> Unit:
    """Return a unit within a sentence without the capitals that the file does not show, where a small letter may be.

    A capital I is read as another stroke so much more often than a small one that it stays.
    """
    if any(map(str.isupper, unit.text)):
        return unit
    forms = {reading.text for reading in unit.readings}
    readings = tuple(
        reading
        for reading in unit.readings
        if reading.text.islower() or "I" in reading.text or reading.text.lower() not in forms
    )
    return replace(unit, readings=readings)


def _between_names(tokens: Sequence[Token], at: int) -> bool:
    around = [tokens[index].text[0] for index in (at - 1, at + 1) if 0 <= index < len(tokens)]
    return all(character.isupper() for character in around)


def _pair(text: str, token: Token, after: Token, mender: Mender) -> Unit | None:
    """Return two words as one unit where the file may have put a space into a word."""
    if token.sort is not Sort.WORD or after.sort is not Sort.WORD or text[token.end : after.start] != " ":
        return None
    speller = mender.speller
    reading = speller.joined(token.text, after.text)
    if reading is None:
        return None
    if speller.sound(token.text) and speller.sound(after.text) and len(token.text) > 1:
        chance = reading.weight + reading.prior - log(speller.frequency(token.text) * speller.frequency(after.text))
        return Unit(token.start, after.end, text[token.start : after.end], (reading,), True) if chance > 0 else None
    certainty = _share(reading.weight + reading.prior - log(pieces(token.text, after.text, mender.speller)))
    if certainty < WORTH:
        return None
    return Unit(token.start, after.end, text[token.start : after.end], (reading,), False, certainty)


def _unit(token: Token, mender: Mender) -> Unit:
    start, end, text = token.start, token.end, token.text
    if text in mender.known:
        decided = mender.known[text]
        readings = (Reading(decided, (), 0.0, 0.0),) if decided != text else ()
        return Unit(start, end, text, readings, not readings)
    if token.sort is Sort.WORD and len(text) <= LONGEST:
        return _word(token, mender)
    if token.sort is Sort.ORDINAL:
        return _ordinal(token, mender)
    printed_as = table().sign(text)
    if printed_as is not None and mender.channel.losses.get("à", 0.0) > GONE:
        reading = Reading("à", (printed_as.index,), log(printed_as.rate), log(mender.speller.frequency("à")))
        return Unit(start, end, text, (reading,), True)
    return Unit(start, end, text, (), True)


def _ordinal(token: Token, mender: Mender) -> Unit:
    digits = re.match(r"\d+", token.text)
    number = digits[0] if digits else ""
    raised = token.text[len(number) :]
    ending = "e" if raised in ("*", "¢", "°") else "ème"
    signs = raised[0] not in "éeê"
    proven = mender.words.raised >= RAISED if signs else table().index("accent", "è", "e") in mender.channel.usable
    reading = Reading(number + ending, (table().index("ordinal", ending, "™" if ending == "ème" else "*"),), 0.0, 0.0)
    return Unit(token.start, token.end, token.text, (reading,), False, 1.0 if proven else UNPROVEN)


def _word(token: Token, mender: Mender) -> Unit:
    speller = mender.speller
    readings = speller.readings(token.text)
    sound = not readings or (speller.sound(token.text) and not speller.outdone(token.text, readings))
    certainty = 1.0
    if sound and not mender.channel.damaged:
        # nothing proves that it is another word
        readings = ()
    if not sound:
        certainty = _share(odds(token.text, readings, speller, mender.words))
        if readings[0].used[:1] == (table().index("elision", "l'", "I'"),):
            certainty = max(certainty, 0.999)
    stranger = not readings and not speller.sound(token.text)
    asks = "elision" if LOST_I.match(token.text) else ""
    unlikely = not sound and certainty < WORTH_UNSOUND and not asks
    if (stranger or unlikely) and mender.channel.damaged and token.text[0].isupper():
        named = speller.named(token.text)
        if named:
            return Unit(token.start, token.end, token.text, named, False, ASKED, asks="name")
    return Unit(token.start, token.end, token.text, readings, sound, certainty, stranger, asks=asks)


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -50 else 0.0  # noqa: PLR2004


def _verdicts(units: Sequence[Unit], mender: Mender) -> list[Verdict]:
    if not any(unit.readings for unit in units):
        return []
    slots = [_candidates(unit, mender) for unit in units]
    verdicts = list[Verdict]()
    for unit, shares in zip(units, mender.context.posteriors(slots), strict=True):
        verdict = _decided(unit, shares, mender) if unit.readings else None
        if verdict is not None:
            verdicts.append(verdict)
    return verdicts


def _candidates(unit: Unit, mender: Mender) -> list[Candidate]:
    found = [Candidate(words_of(reading.text), reading.weight) for reading in unit.readings]
    if unit.sound:
        weight = mender.channel.weight(unit.text, ())
        if any(_only_circumflex(reading.text, unit.text) for reading in unit.readings):
            weight -= MODERN
        weight += AMPERSAND if unit.text == "&" else unit.bias
        found.append(Candidate(words_of("et" if unit.text == "&" else unit.text), weight))
    return found


def _only_circumflex(traditional: str, text: str) -> bool:
    """Return whether a word is the spelling of 1990 of another."""
    if text.lower() in DISTINCT or len(text) != len(traditional):
        return False
    pairs = {(a, b) for a, b in zip(traditional.lower(), text.lower(), strict=True) if a != b}
    return bool(pairs) and pairs <= {("î", "i"), ("û", "u")}


def _decided(unit: Unit, shares: Sequence[float], mender: Mender) -> Verdict | None:
    ranked = sorted(zip(shares, unit.readings, strict=False), key=lambda pair: -pair[0])
    share, best = ranked[0]
    score = share * unit.certainty
    usable = not unit.asks and all(index in mender.channel.usable or _is_ordinal(index) for index in best.used)
    enough = needed(_read(unit, mender), best, mender.speller)
    done = usable and score >= enough
    worth = WORTH if unit.sound else WORTH_UNSOUND if mender.channel.damaged else WORTH_ALONE
    if not done and score < worth:
        return None
    proposals = tuple(reading.text for share, reading in ranked if share > 0.02)[:PROPOSALS]  # noqa: PLR2004
    why = reasons.DAMAGE[unit.asks or (table().confusions[best.used[-1]].group if best.used else "known")]
    return Verdict(unit, proposals or (best.text,), score, done, not unit.sound, why)


def _read(unit: Unit, mender: Mender) -> Read:
    return Read(unit.text, unit.sound, mender.words.types.get(unit.text, 0))


def _is_ordinal(index: int) -> bool:
    return table().confusions[index].group == "ordinal"


def _applied(part: Part, verdicts: Sequence[Verdict]) -> Part:
    """Return a part with verdicts carried out; doubts it has already keep their places."""
    pieces, at = list[Traced](), 0
    shifts, places, by = list[tuple[int, int]](), list[tuple[int, int]](), 0
    for verdict in verdicts:
        start, end = verdict.unit.start, verdict.unit.end
        piece = part.text.part(start, end)
        if verdict.done:
            piece = piece.replaced(0, end - start, verdict.proposals[0])
        pieces += [part.text.part(at, start), piece]
        places.append((start + by, start + by + len(piece.text)))
        shifts.append((end, len(piece.text) - (end - start)))
        by, at = by + shifts[-1][1], end
    text = joined((*pieces, part.text.part(at, len(part.text.text))))
    own = [_doubt(verdict, place, part) for verdict, place in zip(verdicts, places, strict=True)]
    kept = [replace(doubt, start=doubt.start + by, end=doubt.end + by) for doubt, by in _shifted(part.doubts, shifts)]
    return replace(part, text=text, doubts=tuple(sorted((*own, *kept), key=lambda doubt: doubt.start)))


def _shifted(doubts: Sequence[Doubt], shifts: Sequence[tuple[int, int]]) -> list[tuple[Doubt, int]]:
    """Return doubts with how far each moves when what ends before it changes its length."""
    found, at, by = list[tuple[Doubt, int]](), 0, 0
    for doubt in doubts:
        while at < len(shifts) and shifts[at][0] <= doubt.start:
            by, at = by + shifts[at][1], at + 1
        found.append((doubt, by))
    return found


def _doubt(verdict: Verdict, place: tuple[int, int], part: Part) -> Doubt:
    start, end = place
    unit = verdict.unit
    kind = Kind.JOIN if " " in unit.text else Kind.SPLIT if " " in verdict.proposals[0] else Kind.WORD
    return Doubt(
        kind, start, end, part.text.origin(unit.start), unit.text, verdict.proposals, verdict.why,
        score=round(verdict.score, 3), done=verdict.done, alike=verdict.alike,
    )  # fmt: skip
