"""Lines of a paragraph -> one line; a word cut at a line end by what the document and the dictionary know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.traced import Traced, joined
from publisher.ocr.values import Doubt, Line, Part

HYPHENS = "-\u2010"
CERTAIN_HYPHENS = "\u00ad\u00ac"
"""soft hyphen, and the not sign some OCR programs write for it: never part of a word"""

LONGEST = 60
"""characters of a word part; a longer one is no French word, and would cost time"""
COMMON = 5e-6
"""frequency from which a word is written without its hyphen more often than not, where the dictionary has both"""

WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
LAST_PART = re.compile(r"([^\W_]+(?:[-\u2010][^\W_]+)*)[-\u2010\u00ad\u00ac]\Z")

ACCENTED = {"a": "àâ", "c": "ç", "e": "éèêë", "é": "èêe", "i": "îï", "o": "ô", "u": "ùûü"}
"""what may have been printed where OCR wrote a letter"""

PREFIXES = frozenset(
    "anti arrière après auto avant bio co contre cyber demi e euro ex extra franco hors hyper infra inter intra macro "
    "mi micro mini mono multi neuro non para pluri poly post pro pseudo quasi radio semi socio sous super techno télé "
    "trans ultra vice".split()
)
"""what a French writer puts before a word with a hyphen"""
NEVER_BEFORE_HYPHEN = frozenset(
    "de des du en la le les ma me ne re sa se si ta te un une par con dis com im in".split()
)
"""words and syllables that begin no compound but those of the dictionary"""
ENCLITICS = frozenset("ce ci elle elles il ils je là la le les leur lui moi même mêmes nous on toi tu vous".split())
"""what French hangs on any verb or pronoun with a hyphen"""


@dataclass(frozen=True, slots=True)
class Seam:
    """How two lines of one paragraph meet."""

    cut: int = 0
    """characters to take from the end of the first line"""
    glue: str = " "
    left: str = ""
    right: str = ""
    """the parts of the word, when a person should decide"""
    proposal: str = ""
    """the other form, or the one that was chosen when `done`"""
    why: str = ""
    score: float | None = None
    done: bool = False


SPACE = Seam()
GLUED = Seam(cut=1, glue="")
KEPT = Seam(glue="")


@dataclass(frozen=True, slots=True)
class Cut:
    """A word in two parts, and where its document may have it whole."""

    left: str
    right: str
    hyphen: str
    words: frozenset[str]
    lexicon: Lexicon

    @property
    def glued(self) -> str:
        """The word without its hyphen."""
        return self.left + self.right

    @property
    def compound(self) -> str:
        """The word with its hyphen."""
        return f"{self.left}-{self.right}"


def is_cut(first: str, second: str) -> bool:
    """Return whether `first` ends with a hyphen that belongs to a word which may go on in `second`."""
    return first[-1:] in (*HYPHENS, *CERTAIN_HYPHENS) and first[-2:-1].isalnum() and second[:1].isalnum()


def words_of(text: str) -> frozenset[str]:
    """Return the words of a document, hyphenated ones whole, without regard to case."""
    return frozenset(WORD.findall(text.casefold().replace("\u2010", "-")))


def paragraph(lines: Sequence[Line], words: frozenset[str], lexicon: Lexicon) -> Part:
    """Return the `lines` of a paragraph as one, words cut at a line end whole, with a doubt where nobody can know.

    `words` are those of the document (`words_of`). A space between two lines has the place of the line end.
    """
    pieces, doubts, length, tail = list[Traced](), list[Doubt](), 0, ""
    for index, line in enumerate(lines):
        if index:
            before = lines[index - 1].text
            found = seam(tail, line.text.text, words, lexicon)
            if found.cut:
                pieces[-1] = pieces[-1].part(0, len(pieces[-1].text) - found.cut)
                length -= found.cut
            if found.left:
                _add(doubts, _doubt(found, before, length))
            elif not found.glue and doubts and doubts[-1].end >= length - 1:
                # What its first parts left open, the whole word answers.
                doubts.pop()
            if found.glue:
                pieces.append(Traced(found.glue, (0,), (before.origin(len(before.text)),)))
            length += len(found.glue)
            tail = tail[: len(tail) - found.cut] + found.glue
        pieces.append(line.text)
        length += len(line.text.text)
        tail = (tail + line.text.text)[-LONGEST:]
    text = joined(pieces)
    return Part(text, doubts=tuple(doubts))


def seam(first: str, second: str, words: frozenset[str], lexicon: Lexicon) -> Seam:
    """Return how two lines meet, by the `words` the document has elsewhere and by the lexicon."""
    if not is_cut(first, second):
        return SPACE
    before, after = LAST_PART.search(first[-LONGEST:]), WORD.match(second, 0, LONGEST)
    if before is None or after is None or after.end() == LONGEST:
        return SPACE
    cut = Cut(before[1], after[0], first[-1], words, lexicon)
    if cut.hyphen in CERTAIN_HYPHENS:
        return GLUED if cut.right[0].islower() or cut.left.isupper() else SPACE
    if cut.right[0].islower():
        return _before_small(cut)
    return _before_capital(cut)


def _before_small(cut: Cut) -> Seam:
    """Return the seam of a word that goes on with a small letter."""
    with_hyphen, without = cut.compound.casefold() in cut.words, cut.glued.casefold() in cut.words
    if with_hyphen != without:
        return KEPT if with_hyphen else GLUED
    whole, compound = _is_whole(cut), _is_compound(cut)
    if whole and compound:
        return _in_doubt(cut)
    if whole or compound:
        return GLUED if whole else KEPT
    return _unknown(cut)


def _is_whole(cut: Cut) -> bool:
    """Return whether the dictionary has the word without its hyphen, accents that OCR may have lost put back."""
    return any(cut.lexicon.is_word(form) for form in _accented(cut.glued))


def _accented(word: str) -> Iterator[str]:
    """Yield a word, and it with one letter changed to one that OCR may have read as this letter."""
    yield word
    for index, letter in enumerate(word):
        for other in ACCENTED.get(letter, ""):
            yield f"{word[:index]}{other}{word[index + 1 :]}"


def _is_compound(cut: Cut) -> bool:
    """Return whether the dictionary has the word with its hyphen as an entry; any two words with one are no proof."""
    return cut.lexicon.is_word(cut.compound) and bool(cut.lexicon.analyses(cut.compound))


def _in_doubt(cut: Cut) -> Seam:
    """Return the seam of a word that the dictionary has with a hyphen and without."""
    if cut.lexicon.frequency(cut.glued.casefold()) >= COMMON:
        return Seam(1, "", cut.left, cut.right, cut.glued, reasons.BOTH_FORMS, 0.7, done=True)
    return Seam(0, "", cut.left, cut.right, cut.glued, reasons.BOTH_FORMS, 0.3)


def _unknown(cut: Cut) -> Seam:
    """Return the seam of a word nobody knows: with its hyphen if both parts are words, else it was one word."""
    left, right = cut.left.casefold().rpartition("-")[2], cut.right.casefold()
    right_known = cut.lexicon.is_word(right.partition("-")[0])
    if (right_known and left in PREFIXES) or right in ENCLITICS:
        return KEPT
    if left in NEVER_BEFORE_HYPHEN or not right_known or not cut.lexicon.is_word(left):
        return GLUED
    return Seam(0, "", cut.left, cut.right, cut.glued, reasons.NO_FORM, 0.3)


def _before_capital(cut: Cut) -> Seam:
    """Return the seam before a capital or a digit: a compound name, a word in capitals, or a dash without a space."""
    left, right = cut.left, cut.right
    if cut.compound.casefold() in cut.words:
        return KEPT
    if left.isupper() and right.isupper() and len(right) > 1 and len(left) > 1:
        small = Cut(left.lower(), right.lower(), cut.hyphen, cut.words, cut.lexicon)
        found = _before_small(small)
        return replace(found, left=left, right=right, proposal=cut.glued) if found.left else found
    names = left[0].isupper() and right[0].isupper() and len(left) > 1
    if names or (left.isdecimal() and right[0].isdecimal()) or left.casefold() in PREFIXES:
        return KEPT
    return Seam(0, " ", left, right, cut.compound, reasons.COMPOUND_OR_DASH, 0.5)


def _doubt(found: Seam, before: Traced, length: int) -> Doubt:
    """Return the doubt of a seam when the paragraph is `length` characters long, without what was cut off."""
    start = length - len(found.left) - (1 - found.cut)
    end = length + len(found.glue) + len(found.right)
    # A word cut several times began in an earlier line.
    inside = max(0, len(before.text) - len(found.left) - 1)
    return Doubt(
        kind=Kind.JOIN,
        start=start,
        end=end,
        origin=before.origin(inside),
        original=f"{found.left}{before.text[-1:]}\n{found.right}",
        proposals=(found.proposal,),
        why=found.why,
        score=found.score,
        done=found.done,
    )


def _add(doubts: list[Doubt], doubt: Doubt) -> None:
    """Add `doubt`, as one with the doubt before it when they share a word that was cut twice."""
    if not doubts or doubts[-1].end <= doubt.start:
        doubts.append(doubt)
        return
    before = doubts.pop()
    rest = doubt.original.rpartition("\n")
    hyphen = rest[0][-1:]
    doubts.append(
        replace(
            doubt,
            start=min(before.start, doubt.start),
            origin=before.origin,
            original=f"{before.original}{hyphen}\n{rest[2]}",
        )
    )
