"""Letters that are left of pictures: what a reader could make nothing of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.structure import figures
from publisher.ocr.structure.shape import bare, between, made, text_of, whole
from publisher.ocr.values import Block, Classified, Doubt, Line, Role

LONGEST, FEW_LINES = 240, 6
"""characters and lines of a block that may be garbage as a whole; running text is longer"""
CERTAIN, POSSIBLE = 0.34, 0.47
"""share of readable text below which a block is left out, and below which a person is asked"""
HOPELESS = 0.2
"""share below which the first or last line of a longer block is cut off"""
HALF, ODD = 0.5, 0.25
"""what a damaged word, and one of mixed capitals, count"""

TOKEN = re.compile(r"\S+")
EDGES = re.compile(r"\A[\W_]+|[\W_]+\Z")
NUMBER = re.compile(r"[\W_]*\d[\d.,:/’'°%h-]*[^\w\s]*\Z")
ORDINAL_OR_UNIT = re.compile(r"\d[\d.,]*(?:[eèéê]me|er|re|nd|nde|e|[a-zµ°]{1,3}|EUR|USD|[GMk]o|[KMG]W)\Z")
ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,}|[@#]\w{3,}|[\w.+-]+@[\w-]+\.\w")
ELISION = re.compile(r"\A[\[(]*(?:[^\W\d_]{1,2}|\||\[)?['’‘`´\"]+(?=[^\W\d_]{2})")
PLAUSIBLE = re.compile(r"[^\W\d_]+(?:['’.&/-][^\W\d_]+)*\Z")
DIGIT_INSIDE = re.compile(r"[^\W\d_]+[0158][^\W_]+\Z")
VOWELS = frozenset("aeiouyœæ")
PUNCTUATION = frozenset("-–—:;!?«»%&+/,.…()“”\"'’•*")
NOISE_BEFORE = re.compile(r"(?:[\\/|<>_=~^¥§©®¬°,.]\s){2,}(?=\w)|[J-UWYZ]?[)\]}]\s(?=\d)")
"""signs before the first word of a line, from what stood beside it; a bracket after other letters would count items"""
NOISE_BEHIND = re.compile(r"\s(?:(?=\S*[^\w\s.,;:%°€$)])[^\d\s]{1,6})\Z")
"""a few letters with signs among them behind a number"""
LONGEST_NOISE = 8
SIGNS = frozenset("{}[]|\\<>=~^_¥§©®¬¦")
"""signs that no text has in or around a word"""
SHORT_WORD, FEWEST = 4, 2
RULE = re.compile(r"(?:[-=_*~.·•—–]\s?){3,}\Z")


@dataclass(frozen=True, slots=True)
class Reader:
    """What the dictionary and the document know of words."""

    lexicon: Lexicon
    repeated: frozenset[str]
    """words that the document has more than once, in small letters"""

    def share(self, text: str, *, ask: bool = True) -> float:
        """Return how much of a text can be read, 0 to 1, weighed by letters; punctuation and spaces do not count.

        Without asking the dictionary it is never more, and quick.
        """
        total = good = 0.0
        found = [(len(token), self._value(token, ask)) for token in TOKEN.findall(text)]
        has_word = any(value is not None and value >= HALF and length > 1 for length, value in found)
        for length, value in found:
            if value is not None:
                total += length
                good += length * (value if length > 1 or has_word else 0.0)
        return good / total if total else 0.0

    def _value(self, token: str, ask: bool) -> float | None:
        """Return what a token counts, None: nothing, for punctuation."""
        if NUMBER.match(token) or ADDRESS.match(token):
            return 1.0
        rest = ELISION.sub("", token)
        core = EDGES.sub("", rest)
        if not core:
            return None if PUNCTUATION.issuperset(token) else 0.0
        if len(core) == 1:
            value = HALF if core.isalpha() else 1.0
        else:
            value = 1.0 if ask and self._is_known(core) else _of_unknown(core)
        return value if SIGNS.isdisjoint(rest) else value * HALF

    def _is_known(self, core: str) -> bool:
        small = core.casefold()
        if len(core) > FEWEST and small in self.repeated:
            return True
        return self.lexicon.is_word(core) or self.lexicon.is_word(small)


def _of_unknown(core: str) -> float:
    """Return what a token counts that the dictionary has not, or was not asked about."""
    if ORDINAL_OR_UNIT.match(core):
        return 1.0
    if not PLAUSIBLE.match(core):
        return HALF if DIGIT_INSIDE.match(core) else 0.0
    if not is_cased(core):
        return ODD
    if VOWELS.isdisjoint(bare(core)):
        return HALF if core.isupper() and len(core) <= SHORT_WORD + 1 else 0.0
    return HALF if len(core) >= SHORT_WORD or core.isupper() else ODD


def is_cased(word: str) -> bool:
    """Return whether the capitals of a word stand where they may: none, all, the first, or one inside."""
    return word.islower() or word.isupper() or sum(map(str.isupper, word[1:])) <= 1


def repeated_words(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the words of three letters and more that stand more than once in a document, in small letters."""
    counts: Counter[str] = Counter()
    for block in blocks:
        for line in block.lines:
            counts.update(EDGES.sub("", token).casefold() for token in line.text.text.split())
    return frozenset(word for word, count in counts.items() if count > 1 and len(word) > FEWEST)


def without_running(items: Iterable[Classified], running: frozenset[int]) -> Iterator[Classified]:
    """Yield the blocks, lines whose number is in `running` set apart to be left out."""
    for item in items:
        if any(line.number in running for line in item.block.lines):
            yield from _parted(item, [line.number in running for line in item.block.lines], reasons.RUNNING_HEAD)
        else:
            yield item


def without_garbage(items: Iterable[Classified], reader: Reader) -> Iterator[Classified]:
    """Yield the blocks, what is left of pictures set apart: whole blocks, and lines at the ends of blocks.

    A block of which the dictionary knows too little to say stays, with a doubt.
    """
    for item in items:
        if item.role is not Role.PARAGRAPH:
            yield item
            continue
        verdict = _verdict(item.block.lines, reader)
        if verdict is not None:
            yield replace(item, role=Role.GARBAGE if verdict else item.role, doubts=(_drop(item.block.lines, verdict),))
        else:
            cleared, noise = _without_noise(item)
            yield from _parted(cleared, _ends(cleared.block.lines, reader), reasons.GARBAGE)
            yield from noise


def set_aside(items: Iterable[Classified]) -> tuple[tuple[Classified, ...], dict[int, list[Classified]]]:
    """Return the blocks without garbage, and the garbage by the origin of the last character before it, -1: none."""
    kept, aside, last = list[Classified](), dict[int, list[Classified]](), -1
    for item in items:
        if item.role is Role.GARBAGE:
            aside.setdefault(last, []).append(item)
        else:
            kept.append(item)
            last = _end(item.block.lines[-1])
    return tuple(kept), aside


def put_back(items: Iterable[Classified], aside: dict[int, list[Classified]]) -> Iterator[Classified]:
    """Yield the blocks, each with the garbage that stood after it, or after one that is a part of it now."""
    waiting = dict(aside)
    yield from waiting.pop(-1, ())
    for item in items:
        yield item
        for line in item.block.lines:
            yield from waiting.pop(_end(line), ())
    for left in waiting.values():
        yield from left


def _end(line: Line) -> int:
    return line.text.origin(len(line.text.text) - 1)


def _verdict(lines: Sequence[Line], reader: Reader) -> bool | None:
    """Return whether a block is garbage: True, False for perhaps, None for no."""
    text = text_of(lines)
    if len(text) > LONGEST or len(lines) > FEW_LINES:
        return None
    if RULE.match(text) or not any(map(str.isalnum, text)):
        return True
    letters = sum(map(str.isalpha, text))
    if letters + sum(map(str.isdigit, text)) == 1:
        return letters == 1
    if not letters:
        return None
    if reader.share(text, ask=False) >= POSSIBLE:
        return None
    share = reader.share(text)
    return True if share < CERTAIN else False if share < POSSIBLE else None


def _ends(lines: Sequence[Line], reader: Reader) -> list[bool]:
    """Return which lines at either end are garbage; something of a block always stays."""
    bad = [False] * len(lines)
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for at in order:
            if bad[at] or not _is_hopeless(lines[at].text.text, reader):
                break
            bad[at] = True
    return bad if not all(bad) else [False] * len(lines)


def _is_hopeless(text: str, reader: Reader) -> bool:
    """Return whether a line cannot be read at all; what has a number stays."""
    if len(text) > LONGEST // 4 or any(map(str.isdigit, text)):
        return False
    return reader.share(text, ask=False) < HOPELESS and reader.share(text) < HOPELESS


def _without_noise(item: Classified) -> tuple[Classified, list[Classified]]:
    """Return a block without signs before the words of its lines, or behind a number, and those signs."""
    lines, noise = list[Line](), list[Classified]()
    for line in item.block.lines:
        text = line.text.text
        before, behind = NOISE_BEFORE.match(text), NOISE_BEHIND.search(text[-LONGEST_NOISE:])
        start, end = before.end() if before else 0, len(text)
        if behind and not figures.is_number(text) and figures.is_number(text[: -len(behind[0])]):
            end -= len(behind[0])
        cut_off = (between(line, 0, start), between(line, end))
        noise += (_garbage([piece], (), reasons.GARBAGE) for piece in cut_off if piece.text.text)
        lines.append(between(line, start, end) if (start, end) != (0, len(text)) else line)
    if not noise:
        return item, noise
    # A number beside what is left of a picture was in that picture.
    first = lines[0].text.text
    counts = len(lines) == 1 and figures.LEADING.match(first) is not None and not figures.is_number(first)
    role = Role.FIGURES if counts else item.role
    return replace(item, role=role, block=Block(tuple(lines), item.block.doubts)), noise


def _parted(item: Classified, bad: Sequence[bool], why: str) -> Iterator[Classified]:
    """Yield a block in pieces, the bad lines to be left out."""
    doubts, start, lines = item.block.doubts, 0, item.block.lines
    for end in range(1, len(lines) + 1):
        if end == len(lines) or bad[end] != bad[start]:
            piece = lines[start:end]
            yield _garbage(piece, doubts, why) if bad[start] else made(piece, item.role, doubts)
            doubts, start = (), end


def _garbage(lines: Sequence[Line], doubts: tuple[Doubt, ...], why: str) -> Classified:
    return replace(made(lines, Role.GARBAGE, doubts), doubts=(whole(Kind.DROP, lines, ("",), why, done=True),))


def _drop(lines: Sequence[Line], certain: bool) -> Doubt:
    return whole(Kind.DROP, lines, ("",), reasons.GARBAGE, done=certain)
