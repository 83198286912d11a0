"""Sound blocks -> a file as an engine would have read it, and the truth of it; the same again for the same seed."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path

from tests.precision.imports.blocks import Block

FILE = Path(__file__).parent / "profiles.toml"
VOWELS = "aeiouyàâéèêëîïôûùœ"
HYPHENATION = re.compile(rf"(?<=[^\W\d_]{{2}}[{VOWELS}])(?=[^\W\d_{VOWELS}][{VOWELS}][^\W\d_])|(?<=\w-)(?=\w{{3}})")
SHORTEST_HEAD = 3
"""letters before a hyphen at the end of a line"""
BULLETS = {"A": ("*", "e", "o"), "B": ("•", "-")}
CAPTION = range(5, 13)
"""words of a sentence that can be a caption"""


@dataclass(frozen=True, slots=True)
class Lines:
    """How the text stands on the pages; rates from 0 to 1."""

    width: int
    """characters a line"""
    page: int
    """lines a page"""
    page_mark: str
    """what the first line of a page begins with"""
    hyphens: float
    """how often a word that does not fit is parted, where it can be"""
    doubled: float
    """lines whose spaces are doubled"""
    blank: float
    """lines of a paragraph with a blank line before them that means nothing"""
    heading_glued: float
    """headings without a blank line after them"""
    captions: float
    """pages that end in a paragraph with a caption between its halves"""


@dataclass(frozen=True, slots=True)
class Profile:
    """An engine."""

    name: str
    held_out: bool
    channel: str
    confusions: tuple[tuple[str, Mapping[str, float]], ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file, and what was printed."""

    text: str
    truth: tuple[Block, ...]


@cache
def profiles() -> dict[str, Profile]:
    """Return the profiles by name."""
    return {name: _profile(name, row) for name, row in tomllib.loads(FILE.read_text("utf-8")).items()}


def damaged(blocks: Sequence[Block], name: str, seed: int) -> Damaged:
    """Return the file that the engine of a profile makes of blocks."""
    dice = random.Random(f"{name} {seed}")
    return _Printer(profiles()[name], blocks, dice).printed()


def interleaved(left: Sequence[Block], right: Sequence[Block], width: int, gap: int) -> Damaged:
    """Return two columns of sound text read line by line; with a `gap` of 1 short lines are not filled up."""
    columns = [list(_column(blocks, width)) for blocks in (left, right)]
    rows, places = list[str](), ({}, {})
    for number, (one, other) in enumerate(zip_longest(*columns, fillvalue=(-1, "")), 1):
        for side, (index, _) in enumerate((one, other)):
            if index >= 0:
                places[side].setdefault(index, []).append(number)
        first = one[1].ljust(width) if gap > 1 else one[1]
        rows.append(f"{first}{' ' * gap}{other[1]}".rstrip() if one[1] else _alone(other[1], width, gap))
    truth = [
        replace(block, hard=True, lines=tuple(places[side][index]))
        for side, blocks in enumerate((left, right))
        for index, block in enumerate(blocks)
    ]
    return Damaged("\n".join(rows) + "\n", tuple(truth))


def parted(left: Sequence[Block], right: Sequence[Block], width: int) -> Damaged:
    """Return two columns of sound text read in turns: paragraphs of one stand between the halves of the other's."""
    lines, truth = list[str](), dict[tuple[int, int], list[int]]()
    for index, pair in enumerate(zip_longest(left, right)):
        texts = [wrapped(block.text, width, 0.0, random.Random(0)) if block else [] for block in pair]
        half = len(texts[0]) // 2
        for side, rows in ((0, texts[0][:half]), (1, texts[1]), (0, texts[0][half:])):
            numbers = range(len(lines) + 1, len(lines) + 1 + len(rows))
            truth.setdefault((side, index), []).extend(numbers)
            lines += [*rows, ""] if rows else []
    columns = (left, right)
    blocks = [
        replace(columns[side][index], hard=True, lines=tuple(numbers))
        for (side, index), numbers in sorted(truth.items())
        if numbers
    ]
    return Damaged("\n".join(lines), tuple(blocks))


def confused(text: str, profile: Profile, dice: random.Random) -> str:
    """Return a text with the confusions of a profile; a place is confused once."""
    pattern = _pattern(profile.name)
    return pattern.sub(lambda found: _instead(found, profile, dice), text) if profile.confusions else text


def _profile(name: str, row: dict) -> Profile:
    confusions = tuple((pattern, outcomes) for pattern, outcomes in row["confusions"])
    return Profile(name, row["set"] == "held out", row["channel"], confusions, Lines(**row["lines"]))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern})" for pattern, _ in profiles()[name].confusions))


def _instead(found: re.Match[str], profile: Profile, dice: random.Random) -> str:
    chance = dice.random()
    for outcome, rate in profile.confusions[(found.lastindex or 1) - 1][1].items():
        chance -= rate
        if chance < 0:
            return outcome
    return found[0]


def _alone(line: str, width: int, gap: int) -> str:
    return f"{' ' * (width + gap)}{line}" if line and gap > 1 else line


def _column(blocks: Sequence[Block], width: int) -> Iterator[tuple[int, str]]:
    """Give the lines of a column, each with its block; a blank one between blocks."""
    for index, block in enumerate(blocks):
        yield from [(-1, "")] if index else []
        yield from ((index, line) for line in wrapped(block.text, width, 0.0, random.Random(0)))


def wrapped(text: str, width: int, hyphens: float, dice: random.Random) -> list[str]:
    """Return a text in lines of a width; words that do not fit are parted at that rate."""
    lines, line = list[str](), ""
    for word in text.split(" "):
        if len(line) + 1 + len(word) <= width or not line:
            line = f"{line} {word}" if line else word
            continue
        cut = _cut(word, width - len(line) - 1) if dice.random() < hyphens else 0
        if cut:
            lines.append(f"{line} {word[:cut].removesuffix('-')}-")
        else:
            lines.append(line)
        line = word[cut:]
    return [row.replace("\N{NO-BREAK SPACE}", " ") for row in (*lines, line)]


def _cut(word: str, room: int) -> int:
    """Return where to part a word so that its head and a hyphen fit, 0: nowhere."""
    places = (found.end() for found in HYPHENATION.finditer(word))
    return max((at for at in places if SHORTEST_HEAD <= at < room and len(word) - at >= SHORTEST_HEAD), default=0)


class _Printer:
    """Writes blocks line after line, and keeps count of lines and pages."""

    def __init__(self, profile: Profile, blocks: Sequence[Block], dice: random.Random) -> None:
        self.profile, self.how, self.blocks, self.dice = profile, profile.lines, blocks, dice
        self.lines = list[str]()
        self.truth = list[Block]()
        self.left = self.how.page
        self.captions = _captions(blocks)
        self.caption: Block | None = None

    def printed(self) -> Damaged:
        for block in self.blocks:
            self._block(block)
        return Damaged("\n".join(self.lines) + "\n", tuple(self.truth))

    def _block(self, block: Block) -> None:
        marks = BULLETS.get(self.profile.channel, BULLETS["B"])
        bullet = f"{self.dice.choice(marks)} " if block.kind == "list" else ""
        numbers = list[int]()
        for item in block.text.split("\n"):
            text = bullet + confused(item, self.profile, self.dice)
            lines = wrapped(text, self.how.width, self.how.hyphens, self.dice)
            for at, line in enumerate(lines):
                between = block.kind == "paragraph" and at > 0
                numbers.append(self._line(line, between))
        self.truth.append(replace(block, lines=tuple(numbers)))
        if self.caption is not None:
            self.truth.append(self.caption)
            self.caption = None
        glued = block.kind == "heading" and self.dice.random() < self.how.heading_glued
        self.lines += [] if glued else [""]

    def _line(self, line: str, between: bool) -> int:
        """Write a line and return its number; `between` lines of one paragraph a page or a blank line may come."""
        mark = ""
        if self.left <= 0:
            self.left, mark = self.how.page, self.how.page_mark
            if between and self.caption is None and self.captions and self.dice.random() < self.how.captions:
                self._put_caption(self.captions.pop())
        elif between and self.dice.random() < self.how.blank:
            self.lines.append("")
        if self.dice.random() < self.how.doubled:
            line = line.replace(" ", "  ")
        self.lines.append(mark + line)
        self.left -= 1
        return len(self.lines)

    def _put_caption(self, text: str) -> None:
        read = wrapped(confused(text, self.profile, self.dice), self.how.width, 0.0, self.dice)
        first = len(self.lines) + 2
        self.lines += ["", *read, ""]
        self.caption = Block("caption", text, lines=tuple(range(first, first + len(read))))


def _captions(blocks: Sequence[Block]) -> list[str]:
    """Return short sentences of the text, to stand under its pictures."""
    paragraphs = [block.text for block in blocks if block.kind == "paragraph"]
    sentences = (sentence for text in paragraphs for sentence in re.split(r"(?<=[.!?])\s+", text)[:1])
    return [sentence for sentence in dict.fromkeys(sentences) if len(sentence.split()) in CAPTION]
