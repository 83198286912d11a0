"""How alike two source texts are, in words and letters; the only module that knows rapidfuzz."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from publisher.model.notation import TAG

WORD = re.compile(r"\w+")
MOST_CHARACTERS = 20_000
"""what is compared of one text: beyond it likeness no longer changes and time would grow with the square"""
COMMON = 200
"""texts a word may stand in before it tells them apart no longer"""
VOTES = 400
"""texts a look-up counts before it stops; the rarest words come first"""
CANDIDATES = 8

SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
SPELLINGS = (
    (re.compile("\u00ad"), ""),
    (re.compile("[«»“”„‟‹›″]"), '"'),
    (re.compile("[‘’‚‛ʼ′]"), "'"),
    (re.compile("[‐‑‒–—―−]"), "-"),
    (re.compile(r"\.\.\."), "…"),
    (SPACES, " "),
    (re.compile(r' ?" ?'), '"'),
    (re.compile(r" (?=[;:!?%€…)\]])|(?<=[(\[]) "), ""),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), ""),
    (re.compile(r"(?<=\d) ?- ?(?=\d)"), "-"),
    (re.compile(r"(?<=[^\W\d])-(?=[^\W\d])"), " "),
)
"""what typography may change in a French text; a space or a dash that parts numbers stays"""


def spelling(msgid: str) -> str:
    r"""Return a text as every typography of it reads: tags, letters, digits and their order are kept.

    >>> spelling("L’« eau » : 10\u202f000 m3…") == spelling('L\'"eau": 10 000 m3...')
    True
    >>> spelling("de 10 à 15") == spelling("de 10 à 18")
    False
    """
    text = unicodedata.normalize("NFC", msgid)
    for pattern, replacement in SPELLINGS:
        text = pattern.sub(replacement, text)
    return text.strip()


@dataclass(frozen=True, slots=True)
class Text:
    """A source text as it is compared: markup, case and punctuation weigh nothing."""

    words: tuple[str, ...]
    letters: str


def text_of(msgid: str) -> Text:
    """Return what is compared of a message."""
    words = tuple(words_of(msgid[:MOST_CHARACTERS]))
    return Text(words, " ".join(words))


def words_of(msgid: str) -> list[str]:
    """Return the words of a message in lower case, tags apart."""
    return WORD.findall((TAG.sub(" ", msgid) if "<" in msgid else msgid).lower())


def likeness(one: Text, other: Text) -> float:
    """Return 0 for nothing in common … 1 for the same; half for words in their order, half for letters.

    Letters alone find half of any text in any other; words alone do not see an ending that changed.
    """
    from rapidfuzz import fuzz  # late: hardly ever needed

    if not any(map(str.isalpha, one.letters)):
        return 0.0  # a number is like any other number
    words = 2 * common_words(one.words, other.words) / (len(one.words) + len(other.words) or 1)
    return (words + fuzz.ratio(one.letters, other.letters) / 100) / 2


def common_words(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words stand in both texts in the same order."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(one, other)


def same_runs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return where two texts are the same, as few words as possible differing: (start, start in the other, length).

    The last run is empty, at the end of both.
    """
    from rapidfuzz.distance import Indel

    return [(run.a, run.b, run.size) for run in Indel.opcodes(one, other).as_matching_blocks()]


class Index:
    """Texts by their words; of all that stand in a text only words are kept that tell it apart, so it stays small."""

    def __init__(self, msgids: Iterable[str], looked_up: Iterable[Text] | None = None) -> None:
        """Index texts, for the few `looked_up` if it is known that these are all."""
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        wanted = None if looked_up is None else {word for text in looked_up for word in text.words}
        common: set[str] = set()
        for number, msgid in enumerate(msgids):
            words = set(words_of(msgid[:MOST_CHARACTERS]))
            for word in (words if wanted is None else wanted & words) - common:
                self._places[word].append(number)
                if len(self._places[word]) > COMMON:
                    common.add(word)
                    del self._places[word]

    def nearest(self, text: Text) -> list[int]:
        """Return the numbers of the few texts that share most with `text`, the rarest words weighing most."""
        found = (self._places[word] for word in dict.fromkeys(text.words) if word in self._places)
        votes: defaultdict[int, float] = defaultdict(float)
        counted = 0
        for places in sorted(found, key=len):
            weight = 1 / len(places)
            for number in places:
                votes[number] += weight
            counted += len(places)
            if counted > VOTES:
                break
        return [number for _, number in nlargest(CANDIDATES, zip(votes.values(), votes, strict=True))]


def best_pairs(scores: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Return one partner for each, the best pairs first: (score, one, other) -> one: other."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(scores, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def parts(whole: Text, pieces: Sequence[int], text: Callable[[int], Text]) -> tuple[int, ...]:
    """Return the numbers of neighbouring `pieces` that make up a `whole` together, none when there are no two.

    A piece is part of it when four words of five are in it; together they cover most of it, and each adds to that.
    """
    runs: list[list[int]] = []
    for number in sorted(pieces):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    covering = [tuple(run) for run in runs if len(run) > 1 and _covers(whole, [text(number) for number in run])]
    return max(covering, key=len, default=())


def is_part(piece: Text, whole: Text) -> bool:
    """Whether a text is a stretch of a longer one, or nearly."""
    size = len(piece.words)
    return 1 < size < 0.9 * len(whole.words) and common_words(piece.words, whole.words) >= 0.8 * size


def _covers(whole: Text, pieces: Sequence[Text]) -> bool:
    total = common_words([word for piece in pieces for word in piece.words], whole.words)
    without = [
        common_words([word for piece in pieces if piece is not left for word in piece.words], whole.words)
        for left in pieces
    ]
    return total >= 0.7 * len(whole.words) and all(total - rest >= 0.1 * len(whole.words) for rest in without)
