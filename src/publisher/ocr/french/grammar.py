"""The grammar of French in numbers: which tags a word may have, and how tags follow each other."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from math import exp, log

from publisher.ocr.french.clauses import EDGE, START, advanced, kind_of
from publisher.ocr.french.tagset import ENDS, NAME, readings, shape
from publisher.ocr.lexicon import Lexicon

DATA = "french.txt"
WIDTH = 4096
"""a state is a number in this base: the state of the clause, the last tag but one, the last one"""
_PAIRS = WIDTH * WIDTH
_HAVING = frozenset("ont avait avaient aura auront aurait auraient ai as avons avez ait aient avoir ayant".split())
_VOWELS = frozenset("aâàäeéèêëiîïoôöuûùüyhœæ")
_FULL = frozenset("le la de que je me te se ne jusque lorsque puisque".split())
ELISION = exp(-5.0), exp(-2.5)
"""how unlikely an elided word is before a consonant, and a full one before a vowel that is not `h` or `y`"""
TRUST = 12.0
"""counts that what a state of the clause does in general is worth beside what it does after a certain tag"""
MEMORY = 200_000
"""moves remembered"""
_CAPITAL = {(True, True): log(0.95 / 0.15), (True, False): log(0.05 / 0.85),
            (False, True): log(0.11 / 0.15), (False, False): log(0.89 / 0.85)}  # fmt: skip
"""by whether the word before ends a sentence, and whether the letter is a capital"""
NAMED, STRANGE = 0.4, 0.9
"""how likely a word with a capital is a name, when it is a French word in small letters and when not"""
RAREST, COMPOUND = 2e-9, 0.01
"""the frequency of a word that nobody counted, and that of a compound beside that of its rarest part"""


def pooled(word: str) -> str:
    """Return the word that stands for all that have the same neighbours after them: `a` for the forms of avoir."""
    return "a" if word in _HAVING else word


def elided(word: str) -> bool:
    """Return whether a word lost its last vowel before the next one."""
    return len(word) > 1 and word[-1] == "'"


class Counts:
    """What was counted in tagged French; see `data/README.md`."""

    def __init__(self, text: str) -> None:
        parts = {name: body for name, _, body in (part.partition("\n") for part in text.split("\n@")[1:])}
        self.kinds = _table(parts["kinds"])
        self.suffixes = _table(parts["suffixes"])
        self.transitions = _table(parts["transitions"])
        self.pairs = _table(parts["pairs"])
        self.clauses = _table(parts["clauses"])
        self._words = {word: tags for tags, words in _table(parts["words"]).items() for word in words.split(" ")}

    def shares(self, word: str) -> dict[str, float]:
        """Return the tags of a word with their probabilities, none when it was not counted."""
        cell = self._words.get(word)
        if cell is None:
            return {}
        fields = cell.split(" ")
        if len(fields) == 1:
            return {fields[0]: 1.0}
        counted = _counts(cell)
        total = sum(counted.values())
        return {tag: count / total for tag, count in counted.items()}


def _table(body: str) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in body.split("\n") if line)


def _counts(cell: str) -> dict[str, float]:
    fields = cell.split(" ")
    return {fields[i]: float(fields[i + 1]) for i in range(0, len(fields), 2)}


@lru_cache(1)
def _data() -> Counts:
    return Counts((files("publisher.ocr.french") / "data" / DATA).read_text(encoding="utf-8"))


def _liaison(left: str, right: str) -> float:
    """Return how likely an elided or full word is before the sound of the next one."""
    if elided(left):
        return 1.0 if right[0] in _VOWELS or not right[0].isalpha() else ELISION[0]
    return ELISION[1] if left in _FULL and right[0] in _VOWELS and right[0] not in "hy" else 1.0


class Grammar:
    """The numbers of `Counts`, smoothed, with the readings and frequencies of a lexicon."""

    def __init__(self, lexicon: Lexicon, counts: Counts | None = None) -> None:
        self._lexicon = lexicon
        self._counts = counts or _data()
        totals = _counts(self._counts.transitions[""])
        whole = sum(totals.values())
        self._chances = {tag: count / whole for tag, count in totals.items()}
        self.names = [EDGE, *(tag for tag in totals if tag != EDGE)]
        self._numbers = {tag: number for number, tag in enumerate(self.names)}
        self._emissions = dict[str, tuple[tuple[int, float], ...]]()
        self._rows = dict[int, dict[int, float]]()
        self._moves = dict[tuple[int, str], list[tuple[int, float]]]()
        self._pairs = dict[str, dict[str, float]]()
        self._histories = dict[str, tuple[dict[str, float], float, float]]()
        self._kinds = [kind_of(tag) for tag in self.names]
        self._ratios = dict[tuple[int, int], dict[str, float]]()
        self.edge = START * _PAIRS
        """the state at the beginning of a paragraph"""

    def anywhere(self, word: str) -> dict[int, float]:
        """Return the states after a word that stands somewhere in a text, with the probability of both."""
        return {
            START * _PAIRS + number: self._chances[self.names[number]] * chance
            for number, chance in self.emissions(word)
        }

    def moves(self, state: int, word: str) -> list[tuple[int, float]]:
        """Return the states after a word that follows a state, with the probability of both."""
        key = (state, word)
        found = self._moves.get(key)
        if found is None:
            row = self._rows.setdefault(state, {})
            clause, second = state // _PAIRS, state % WIDTH
            found = list[tuple[int, float]]()
            for tag, chance in self.emissions(word):
                move = row.get(tag)
                if move is None:
                    move = row[tag] = self._followed(state, tag)
                after = advanced(clause, self.names[second], self.names[tag])
                found.append((after * _PAIRS + second * WIDTH + tag, move * chance))
            if len(self._moves) > MEMORY:
                self._moves.clear()
            self._moves[key] = found
        return found

    def emissions(self, word: str) -> tuple[tuple[int, float], ...]:
        """Return the tags of a word with the probability of the word given the tag."""
        found = self._emissions.get(word)
        if found is None:
            found = self._emissions[word] = tuple(
                (self._numbers[tag], chance) for tag, chance in sorted(self._emitted(word).items())
            )
        return found

    def ends(self, state: int) -> float:
        """Return the probability that a paragraph ends in a state."""
        return self._followed(state, 0)

    def attraction(self, left: str, right: str) -> float:
        """Return how much oftener two words stand together than their tags make expect."""
        row = self._pairs.get(left)
        if row is None:
            row = self._pairs[left] = self._row(left.lower())
        small = right.lower()
        return row.get(small, 1.0) * _liaison(left.lower(), small)

    def _row(self, left: str) -> dict[str, float]:
        cell = self._counts.pairs.get(pooled(left))
        tenths = _counts(cell) if cell else {}
        return {word: exp(count / 10) for word, count in tenths.items()}

    def tendency(self, left: str, right: str) -> float:
        """Return how much oftener the tags of two words stand together than by chance."""
        total = 0.0
        befores = [(number, self._share(number, chance)) for number, chance in self.emissions(left)]
        afters = [(number, self._share(number, chance)) for number, chance in self.emissions(right)]
        whole = sum(share for _, share in befores) * sum(share for _, share in afters)
        for first, before in befores:
            for second, after in afters:
                total += before * after * self._beside(first, second) / self._chances[self.names[second]]
        return total / whole

    def _share(self, number: int, chance: float) -> float:
        return chance * self._chances[self.names[number]]

    def _beside(self, first: int, second: int) -> float:
        counts, total, kinds = self._history(self.names[first])
        tag = self.names[second]
        return (counts.get(tag, 0.0) + kinds * self._chances[tag]) / (total + kinds)

    def capital(self, left: str, right: str) -> float:
        """Return ln of how much likelier a word is with its first letter as it is after another than anywhere."""
        if not right[0].isalpha():
            return 0.0
        final = left[-1] in ENDS
        return _CAPITAL[final, right[0].isupper()]

    def _followed(self, state: int, tag: int) -> float:
        first, second = state // WIDTH % WIDTH, state % WIDTH
        names = self.names
        chance = self._chances.get(names[tag], 1e-6)
        for history in (names[second], f"{names[first]} {names[second]}"):
            counts, total, kinds = self._history(history)
            if total:
                chance = (counts.get(names[tag], 0.0) + kinds * chance) / (total + kinds)
        return chance * self._ratio(state // _PAIRS, second).get(self._kinds[tag], 1.0)

    def _ratio(self, clause: int, tag: int) -> dict[str, float]:
        """Return how much likelier each kind of tag is after a tag in a state of the clause."""
        found = self._ratios.get((clause, tag))
        if found is None:
            whole = _counts(self._counts.clauses["* *"])
            general = self._clause(f"{clause} *") or whole
            usual = self._clause(f"* {self.names[tag]}")
            own = self._clause(f"{clause} {self.names[tag]}")
            sums = [sum(each.values()) for each in (whole, general, usual, own)]
            found = self._ratios[clause, tag] = {}
            expected = dict[str, float]()
            for kind, count in whole.items():
                mine = (usual.get(kind, 0.0) + TRUST * count / sums[0]) / (sums[2] + TRUST)
                expected[kind] = mine * (general.get(kind, 0.0) + 0.5) / sums[1] / (count / sums[0])
            factor = sum(expected.values())
            for kind, count in whole.items():
                mine = (usual.get(kind, 0.0) + TRUST * count / sums[0]) / (sums[2] + TRUST)
                found[kind] = (own.get(kind, 0.0) + TRUST * expected[kind] / factor) / (sums[3] + TRUST) / mine
        return found

    def _clause(self, key: str) -> dict[str, float]:
        cell = self._counts.clauses.get(key)
        return _counts(cell) if cell else {}

    def _history(self, history: str) -> tuple[dict[str, float], float, float]:
        found = self._histories.get(history)
        if found is None:
            cell = self._counts.transitions.get(history, "")
            counts = _counts(cell) if cell else {}
            found = self._histories[history] = (counts, sum(counts.values()), float(len(counts)))
        return found

    def _emitted(self, word: str) -> dict[str, float]:
        sign = shape(word)
        if sign:
            return {sign if sign in self._numbers else ",": 1.0}
        small = word.lower()
        often = self._often(small)
        found = dict[str, float]()
        for tag, chance in self.tags(word).items():
            if tag in self._numbers:
                own = tag.rpartition(".")[0] == small
                found[tag] = 1.0 if own else chance * often / self._chances[tag]
        return found or {NAME: often / self._chances[NAME]}

    def _often(self, small: str) -> float:
        found = self._lexicon.frequency(small)
        if not found and "-" in small:
            found = COMPOUND * min(self._lexicon.frequency(part) for part in small.split("-"))
        return max(found, RAREST)

    def tags(self, word: str) -> dict[str, float]:
        """Return the tags of a word with their probabilities."""
        small = word.lower()
        found = self._counts.shares(small)
        named = NAMED if found or self._lexicon.analyses(small) else STRANGE
        found = found or self.kind(small)
        if word != small and NAME not in found:
            found = {tag: (1 - named) * chance for tag, chance in found.items()} | {NAME: named}
        return found

    def kind(self, small: str) -> dict[str, float]:
        """Return the tags of a word that was not counted: by its readings in the dictionary, else by its ending."""
        allowed = readings(self._lexicon.analyses(small), small)
        if not allowed:
            return self._ending(small)
        cell = self._counts.kinds.get("+".join(sorted(allowed)))
        counted = _counts(cell) if cell else {}
        found = {tag: counted.get(tag, 0.0) + 1.0 for tag in sorted(allowed)}
        total = sum(found.values())
        return {tag: count / total for tag, count in found.items()}

    def _ending(self, small: str) -> dict[str, float]:
        for length in (4, 3, 2, 1):
            cell = self._counts.suffixes.get(small[-length:])
            if cell:
                counted = _counts(cell)
                total = sum(counted.values())
                return {tag: count / total for tag, count in counted.items()}
        return {NAME: 1.0}
