"""What may have been printed in the place of a word: readings that the lexicon has and the channel explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

from publisher.ocr.french.tagset import readings as tags_of
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.words.channel import NEVER, Channel, Confusion, table
from publisher.ocr.words.tokens import ELISIONS

RARE = 2e-9
"""frequency of a word that the dictionary has and the list of frequencies has not"""
ELIDED = {
    "l": 0.3, "d": 0.25, "n": 0.15, "s": 0.15, "c": 0.1, "qu": 0.1, "j": 0.05, "m": 0.03, "t": 0.02,
    "jusqu": 0.005, "lorsqu": 0.005, "puisqu": 0.002, "quoiqu": 0.001, "presqu": 0.0001, "quelqu": 0.01,
}  # fmt: skip
"""how often such an elided word stands before one that begins with a vowel"""
FAINTEST = -15.0
"""ln of the rates of confusions multiplied, by how rare their letters are; what is less likely is no reading"""
FAINTEST_FIRST = -11.0
"""the same for the first look at a document, when all rates are high"""
FAINTEST_SOUND = -10.0
"""the same for a word that may stand as it is"""
MOST = 3
"""confusions in one word"""
LONGEST = 40
"""characters of a word that is looked at"""
SHORT = frozenset(
    "à a y le la les de des du un une et en au aux ce se ne je tu il on ou où si sa son ses ma mon".split()
)
"""words short enough to be found by chance at the end of others, that a lost space may show nevertheless"""
FUNCTION = 1e-3
"""frequency from which a word is one of those that stand together"""
TOGETHER = (0.5, 3.0, 5.0)
"""how much likelier two words are side by side than by chance, when none, one, both of them are such: two others are
perhaps a compound that no dictionary has"""
COMPOSED = 0.003
PREFIXES = frozenset(
    "super cyber micro macro auto multi anti inter télé photo pré re hyper mini méga géo bio éco post ex co ultra semi"
    " demi mono poly extra intra trans socio agro aéro hydro électro radio vidéo".split()
)
"""what French makes words with that no dictionary has: they are not two words that lost their space"""
COMPOUND = 0.003
"""of the frequency of its rarest part, that of a compound that the list of frequencies has not"""
LISTED = 0.05
"""the same where the dictionary has it"""
JOINED = 1e-7
"""frequency of a word that may have been parted"""
JOINED_SOUND = 3e-6
"""the same where both pieces are words"""
NAMED = 1e-8
"""frequency of a name that no dictionary has"""
NAMED_RATIO = 30.0
"""how much commoner it is than the word that was read"""
LONG = 6
FREQUENT_LONG = 1e-7
"""of a half with that many letters, which is hardly found by chance"""
FREQUENT = 1e-6
"""of both halves of a word that lost its space"""

PRONOUNS = {
    "n": frozenset(["y", "en", "importe"]), "s": frozenset(["y", "en", "il", "ils"]), "c": frozenset(["en"]),
    "j": frozenset(["y", "en"]), "m": frozenset(["y", "en"]), "t": frozenset(["y", "en"]),
}  # fmt: skip
"""elided words that stand before verbs, with what else they stand before"""
NEVER_BEHIND = frozenset(["et", "ou", "où"])
"""words before which nothing is elided but `que`, and that hardly ever"""
HAVING_FORMS = frozenset(["a", "ai", "as", "à", "avons", "avez", "ont", "avait", "aura"])
"""forms of a verb that is never reflexive"""
THREE = 8
"""letters from which a word may be three that lost their spaces"""
HAVING = frozenset("ont avait avaient est sont était étaient ayant été".split())
PARTICIPLE = 20.0
"""how much likelier a participle is behind one of these than by chance"""
TERM = 3
"""how often a document has a name that may have lost the space behind it"""
PLAIN = 3
"""letters from which a word is long enough to be one half"""
INITIALS = {"E": "ÉÈÊ", "A": "ÀÂ", "I": "ÎÏ", "O": "ÔŒ", "U": "ÙÛ", "C": "Ç"}
"""capitals that are printed without their accents, and what they stand for"""
VOWELS = "aeiouyhàâéèêëîïôœùûAEIOUYHÀÂÉÈÊËÎÏÔŒÙÛ"
ELISION = re.compile(r"([^\W\d_]{1,7})(['’])(?=[^\W_])")
JUNK = re.compile(r"(?:[|\[\]!I1i]{1,2}l?|l[|\[\]!I1il])['’\"‘]{1,2}(?=.)")
LOST_I = re.compile(r"[|\[\]!I1l]['’]{2}(?=[^\W\d_])(?![AEIOUYHÀÂÉÈÊËÎÏÔŒÙÛaeiouyhàâéèêëîïôœùû])")
"""an elided article before a capital I of which an apostrophe is left"""
DOUBLED = re.compile(r"([^\W\d_]{1,7})(?:['’‘]{2}|[\"‘])(?=.)")
LOST_LETTER = re.compile(rf"['’]{{1,2}}(?=[{VOWELS}])")
BAR = re.compile(rf"[|\[\]I!](?=[{VOWELS}][^\W\d_]{{2}})")
LOST_APOSTROPHE = re.compile(rf"(l|d|n|s|c|j|m|t|qu|L|D|N|S|C|J|M|T|Qu)(?=[{VOWELS}])")
GLUED_ELISION = re.compile(r"([^\W\d_]{1,12}?)((?:l|d|n|s|c|j|m|t|qu)['’])(?=[^\W_])")
GLUED_JUNK = re.compile(r"([^\W\d_]{1,12})([|\[\]!]['’]{1,2})(?=[^\W_])")
STROKE_HYPHEN = re.compile(r"(?:[|\[\]!]-|[l1]-(?=[^\W\d_a-zà-ÿ]))")
LITERARY = re.compile(r"(?:dî|fî|mî|fû)(?:tes|mes)\Z|[àÀ]-t-", re.IGNORECASE)
"""forms that are so much rarer than those without the accent that nobody is asked about them"""
ORDINAL = re.compile(r"(\d+)([éeèê])me\Z")


@dataclass(frozen=True, slots=True)
class Reading:
    """What may have been printed."""

    text: str
    used: tuple[int, ...]
    """the confusions it takes to read the file's word there"""
    weight: float
    """ln of how likely the file's word is when this was printed"""
    prior: float
    """ln of how likely this is in French, whatever stands beside it"""


@dataclass(frozen=True, slots=True)
class Head:
    """How a word may begin: what is printed before its body, and the confusions for that."""

    printed: str
    used: tuple[int, ...]
    body: str
    chance: float = 1.0
    """frequency of what is printed before the body, where the file's word has nothing of the kind"""


class Edit(NamedTuple):
    """A confusion that may have happened at a place of a word."""

    start: int
    end: int
    confusion: Confusion
    cost: float
    """ln of its rate"""


class Speller:
    """Finds readings of words, each word once."""

    def __init__(
        self, lexicon: Lexicon, channel: Channel, counts: Mapping[str, int], faintest: float = FAINTEST
    ) -> None:
        self._faintest = faintest
        self.lexicon = lexicon
        self.channel = channel
        self._counts = counts
        """forms in small letters -> how often the document has them"""
        self._found = dict[str, tuple[Reading, ...]]()
        self._sound = dict[str, bool]()
        self._halves = dict[str, list[Reading]]()
        indexes = table().index
        self._junk = indexes("elision", "l'", "I'")
        self._letter = indexes("elision", "l'", "'")
        self._bar = indexes("elision", "l'", "I")
        self._apostrophe = indexes("apostrophe", "'", "")
        self._parted = indexes("apostrophe", "'", " ")
        self._space = indexes("space", " ", "")
        self._gap = indexes("gap", "", " ")

    def sound(self, text: str) -> bool:
        """Return whether a word, with its elisions and hyphens, needs no mending to be French."""
        known = self._sound.get(text)
        if known is None:
            known = self._sound[text] = self._is_sound(text)
        return known

    def _is_sound(self, text: str) -> bool:
        plain = text.replace("’", "'")
        if len(text) > LONGEST:
            return True
        if not plain[:1].isalnum() or "''" in plain:
            return False
        head = ELISION.match(plain)
        if head is not None and head[1].lower() in ELISIONS:
            return self.sound(plain[head.end() :]) or self._valid(plain)
        if self._valid(plain):
            return True
        parts = plain.split("-")
        return len(parts) > 1 and all(part and (self._valid(part) or part.isdigit()) for part in parts)

    def _valid(self, form: str) -> bool:
        if form.isupper() and form.isalnum() and len(form) > 1:
            return True
        is_word = self.lexicon.is_word
        if is_word(form) or (form[:1].isupper() and is_word(form.lower())):
            return True
        if "oe" in form and is_word(form.replace("oe", "œ")):
            return True
        return any(is_word(accented + form[1:]) for accented in INITIALS.get(form[:1], ""))

    def whole(self, form: str) -> bool:
        """Return whether the dictionary has a compound as such, not only its parts."""
        return any(self.lexicon.analyses(variant) for variant in {form, form.lower()})

    def outdone(self, text: str, readings: Iterable[Reading]) -> bool:
        """Return whether a compound is none that the dictionary has, and a reading of it is one."""
        if "-" not in text or self.whole(text.rsplit("'", maxsplit=1)[-1]):
            return False
        return any("-" in reading.text and self.whole(reading.text.rpartition("'")[2]) for reading in readings)

    def frequency(self, form: str) -> float:
        """Return how often a sound form stands in French, never 0."""
        found = self.lexicon.frequency(form.lower().replace("’", "'"))
        if not found and "-" in form:
            share = LISTED if self.whole(form) else COMPOUND
            found = min(self.frequency(part) for part in form.split("-") if part) * share
        return max(found, RARE)

    def readings(self, text: str) -> tuple[Reading, ...]:
        """Return what may have been printed for a word, likeliest first; without the word itself."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._readings(text) if len(text) <= LONGEST else ()
        return found

    def named(self, text: str) -> tuple[Reading, ...]:
        """Return names that no dictionary has, but the list of frequencies, for a word with a capital."""
        least = max(NAMED, NAMED_RATIO * self.lexicon.frequency(text.lower()))
        found = [
            Reading(printed, used, self.channel.weight(printed, used), log(self.lexicon.frequency(printed.lower())))
            for printed, used in self.spellings(text, False)
            if self._proven(used) and self.lexicon.frequency(printed.lower()) > least
        ]
        return tuple(sorted(found, key=lambda reading: -reading.weight - reading.prior)[:MOST])

    def _proven(self, used: tuple[int, ...]) -> bool:
        rows = table().confusions
        lone = len(used) == 1 and len(rows[used[0]].seen) > 1
        return all(index in self.channel.usable for index in used) and (
            lone or all(rows[index].group == "accent" for index in used)
        )

    def _readings(self, text: str) -> tuple[Reading, ...]:
        sound = self.sound(text)
        if sound and len(text) == 1 and text != "a":
            return ()
        best = dict[str, Reading]()
        for reading in self._all(text, sound):
            other = best.get(reading.text)
            if sound and LITERARY.search(reading.text):
                continue
            if not _alike(reading.text, text) and (other is None or reading.weight > other.weight):
                best[reading.text] = reading
        return tuple(sorted(best.values(), key=lambda reading: reading.weight + reading.prior, reverse=True)[:8])

    def _all(self, text: str, sound: bool) -> Iterator[Reading]:
        for head in self._heads(text, sound):
            for body, used in self._bodies(head, sound):
                printed = head.printed + body
                prior = log(self.frequency(body) * head.chance)
                yield Reading(printed, head.used + used, self.channel.weight(printed, head.used + used), prior)
        if not sound:
            yield from self._splits(text)

    def _heads(self, text: str, sound: bool) -> Iterator[Head]:
        head = ELISION.match(text)
        if head is not None and head[1].lower() in ELISIONS:
            yield Head(head[0], (), text[head.end() :])
            return
        if STROKE_HYPHEN.match(text):
            yield Head("I", (self._junk,), text[1:])
            return
        elided = tuple(self._elided(text, sound))
        yield from elided
        if not any(head.chance == 1 for head in elided):
            yield Head("", (), text)

    def _elided(self, text: str, sound: bool) -> Iterator[Head]:
        """Yield what an elided word at the beginning may have been; where its apostrophe is seen, it is one."""
        found = LOST_I.match(text)
        if found is not None:
            yield Head("l'I", (self._junk,), text[found.end() :])
            return
        for pattern, index, chance in (
            (JUNK, self._junk, 1.0),
            (LOST_LETTER, self._letter, 1.0),
            (BAR, self._bar, ELIDED["l"]),
        ):
            found = pattern.match(text)
            if found is not None:
                yield Head("l'", (index,), text[found.end() :], chance)
        found = DOUBLED.match(text)
        if found is not None and found[1].lower() in ELISIONS:
            yield Head(f"{found[1]}'", (self._junk,), text[found.end() :])
        found = LOST_APOSTROPHE.match(text)
        if found is not None and len(text) - found.end() == 1 and text[found.end()] not in "ayà":
            return
        if found is not None and not self._elides(found[1], text[found.end() :]):
            return
        if found is not None and (not sound or self._apostrophe in self.channel.suspected):
            yield Head(f"{found[1]}'", (self._apostrophe,), text[found.end() :], ELIDED[found[1].lower()])

    def _bodies(self, head: Head, sound: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the sound bodies a body may stand for, with the confusions."""
        if head.used and (head.body[0] == "-" or self.sound(head.body)):
            yield head.body, ()
            sound = True
        found = [
            (printed, used)
            for printed, used in self.spellings(head.body, sound)
            if self._likely(printed) and self.sound(printed)
        ]
        if "-" in head.body:
            # a compound that French has is likelier than one that could be made
            found = [row for row in found if self.whole(row[0])] or found
        if head.used == (self._junk,) and not found and not sound:
            found.append((head.body, ()))
        yield from found

    def _likely(self, form: str) -> bool:
        low = form.lower().replace("’", "'")
        if self.lexicon.frequency(low) > 0 or low in self._counts:
            return True
        return "-" in low and all(part.isdigit() or self.lexicon.frequency(part) > 0 for part in low.split("-"))

    def spellings(self, body: str, sound: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the ways to undo up to three confusions in a body; a sound one is doubted by proven confusions only."""
        if len(body) > 1 and body.isupper():
            return
        low = body[0].lower() + body[1:] if body else ""
        edits = [
            Edit(at, at + len(confusion.seen), confusion, log(rate * confusion.rarity))
            for at in range(len(body))
            for confusion, rate in self._applicable(body, low, at, sound)
        ]
        for spelled, used in _combined(low, edits, FAINTEST_SOUND if sound else self._faintest):
            printed = spelled
            if body[:1].isupper() and not (body[0] == "I" and printed[:1].lower() not in "iîï"):
                printed = printed[:1].upper() + printed[1:]
            if printed[1:].islower() or len(printed) == 1 or "-" in printed:
                yield printed, used

    def _applicable(self, body: str, low: str, at: int, sound: bool) -> Iterator[tuple[Confusion, float]]:
        rows = table().by_first
        for character in {body[at], low[at]}:
            for confusion in rows.get(character, ()):
                if sound and confusion.index not in self.channel.suspected:
                    continue
                if not at and body[0].isupper() and confusion.group == "accent":
                    continue
                text = body if character == body[at] else low
                rate = self.channel.rates[confusion.index]
                if text.startswith(confusion.seen, at) and rate > NEVER and not (at and confusion.start):
                    yield confusion, rate

    def _splits(self, text: str) -> Iterator[Reading]:
        glued = GLUED_ELISION.match(text) or GLUED_JUNK.match(text)
        if glued is not None:
            yield from self._split(text, glued.start(2))
            return
        found = False
        for at in range(1, len(text)):
            if not text[at].isupper() and (self._common(text[:at]) or self._common(text[at:])):
                for reading in self._split(text, at):
                    found = True
                    yield reading
        if not found and len(text) >= THREE and text.isalpha():
            yield from self._thirds(text)

    def _thirds(self, text: str) -> Iterator[Reading]:
        """Yield three common words that lost both spaces."""
        for first in range(1, len(text) - 2):
            if not (self._common(text[:first]) and self.sound(text[:first])):
                continue
            for second in range(first + 1, len(text)):
                pieces = text[:first], text[first:second], text[second:]
                if all(self._common(piece) and self.sound(piece) for piece in pieces[1:]):
                    used = (self._space, self._space)
                    prior = sum(log(self.frequency(piece)) for piece in pieces) + 2 * log(TOGETHER[1])
                    yield Reading(" ".join(pieces), used, self.channel.weight(text, used), prior)

    def _common(self, text: str) -> bool:
        least = FREQUENT if len(text) < LONG else FREQUENT_LONG
        return (len(text) >= PLAIN or text.lower() in SHORT) and self.lexicon.frequency(text.lower()) > least

    def _split(self, text: str, at: int) -> Iterator[Reading]:
        left, right = text[:at], text[at:]
        for first in self._half(left):
            for second in self._half(right):
                printed = f"{first.text} {second.text}"
                used = (*first.used, self._space, *second.used)
                weight = self.channel.weight(printed, used)
                small = sum(half.prior > log(FUNCTION) for half in (first, second))
                chance = COMPOSED if first.text.lower() in PREFIXES else TOGETHER[small]
                if first.text.lower() in HAVING and self._participle(second.text):
                    chance = PARTICIPLE
                yield Reading(printed, used, weight, first.prior + second.prior + log(chance))

    def _participle(self, form: str) -> bool:
        return any(tag[0] == "K" for tag in tags_of(self.lexicon.analyses(form), form))

    def joined(self, first: str, second: str) -> Reading | None:
        """Return what two words are without the space between them, where that is likelier than two words."""
        if first.lower() in ELISIONS and second[:1] in VOWELS and self.sound(second):
            if not self._elides(first, second):
                return None
            printed = f"{first}'{second}"
            prior = self.frequency(second) * ELIDED[first.lower()]
            return Reading(printed, (self._parted,), self.channel.weight(printed, (self._parted,)), log(prior))
        both = self.sound(first) and self.sound(second)
        if both and self._gap not in self.channel.suspected:
            return None
        for printed, index in ((first + second, self._gap), (f"{first}'{second}", self._parted)):
            body = printed[len(first) - len(first.rpartition("'")[2]) :] if index == self._gap else printed
            frequency = self.lexicon.frequency(body.lower())
            likely = frequency > (JOINED_SOUND if both else JOINED)
            if len(body) > len("abcd") and body[1:].replace("'", "").islower() and likely and self.sound(printed):
                return Reading(printed, (index,), self.channel.weight(printed, (index,)), log(frequency))
        return None

    def _elides(self, first: str, second: str) -> bool:
        """Return whether French elides a word before another: pronouns and `ne` before verbs only."""
        head, body = first.lower(), second.lower()
        if head not in PRONOUNS:
            return body not in (*NEVER_BEHIND, *(("est", "ont") if head == "d" else ()))
        if body in PRONOUNS[head]:
            return True
        if second[0].isupper() and first.islower():
            return False
        tags = tags_of(self.lexicon.analyses(body), body)
        return not tags or ((head != "s" or body not in HAVING_FORMS) and any(tag[0] in "VIK" for tag in tags))

    def _half(self, text: str) -> list[Reading]:
        found = self._halves.get(text)
        if found is None:
            found = self._halves[text] = self._half_readings(text)
        return found

    def _is_half(self, text: str, body: str) -> bool:
        if self.sound(text):
            return self.frequency(body) > (FREQUENT if len(body) < LONG else FREQUENT_LONG)
        return text[0].isupper() and self._counts.get(text.lower(), 0) >= TERM

    def _half_readings(self, text: str) -> list[Reading]:
        """Return the readings of one half of a word that lost its space: itself, or by a proven confusion."""
        if len(text) < PLAIN and text.lower() not in SHORT:
            return []
        ordinal = ORDINAL.match(text)
        if ordinal is not None:
            lost = () if ordinal[2] == "è" else (table().index("accent", "è", ordinal[2]),)
            return [Reading(f"{ordinal[1]}ème", lost, 0.0, log(FUNCTION))]
        found = list[Reading]()
        junk = JUNK.match(text)
        if junk is not None:
            text = f"l'{text[junk.end() :]}"
        body = text.rpartition("'")[2]
        if self._is_half(text, body):
            prior = self.frequency(body) if self.sound(text) else FREQUENT
            found.append(Reading(text, () if junk is None else (self._junk,), 0.0, log(prior)))
        found += self._elided_half(text)
        for printed, used in self.spellings(text, True) if len(text) < LONGEST else ():
            if self.lexicon.frequency(printed.lower()) > FREQUENT and self.sound(printed):
                found.append(Reading(printed, used, 0.0, log(self.frequency(printed))))
        return found

    def _elided_half(self, text: str) -> Iterator[Reading]:
        found = LOST_APOSTROPHE.match(text)
        body = text[found.end() :] if found is not None else ""
        if found is not None and not self.sound(text) and self._common(body) and self.sound(body):
            prior = log(self.frequency(body) * ELIDED[found[1].lower()])
            yield Reading(f"{found[1]}'{body}", (self._apostrophe,), 0.0, prior)


def _alike(first: str, second: str) -> bool:
    """Return whether two words differ at most in the accent of a first capital, which print often leaves out."""
    if first[1:] != second[1:]:
        return False
    return first == second or first[:1] in INITIALS.get(second[:1], "")


def _combined(low: str, edits: list[Edit], faintest: float) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield `low` with one to three edits undone, with the confusions, where their rates are not too faint together."""
    waiting: list[tuple[str, int, int, tuple[int, ...], float]] = [("", 0, 0, (), 0.0)]
    while waiting:
        text, at, first, used, cost = waiting.pop()
        for number in range(first, len(edits)):
            edit = edits[number]
            if edit.start < at or cost + edit.cost < faintest:
                continue
            grown = text + low[at : edit.start] + edit.confusion.printed
            now = (*used, edit.confusion.index)
            yield grown + low[edit.end :], now
            if len(now) < MOST:
                waiting.append((grown, edit.end, number + 1, now, cost + edit.cost))


def total(readings: Iterable[Reading]) -> float:
    """Return the sum of the probabilities of readings, with their priors."""
    return sum(exp(reading.weight + reading.prior) for reading in readings)
