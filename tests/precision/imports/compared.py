"""A truth beside the file as read and beside what an import made of it, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.precision.imports.alignment import Alignment, align
from tests.precision.imports.blocks import Block, from_plain
from tests.precision.imports.tokens import Token, tokens, tokens_of_lines


@dataclass(frozen=True)
class Side:
    """The words of one text and which word of the truth each stands for."""

    words: tuple[Token, ...]
    alignment: Alignment

    @cached_property
    def backwards(self) -> dict[int, int]:
        """By word: the first word of the truth that it stands for."""
        return self.alignment.backwards

    @cached_property
    def extras(self) -> dict[int, list[int]]:
        """By word of the truth: the words before it that stand for none."""
        found = dict[int, list[int]]()
        for place, before in sorted(self.alignment.extra):
            found.setdefault(before, []).append(place)
        return found

    def core(self, index: int) -> str:
        """Return what stands for a word of the truth, words of one stretch joined by spaces."""
        return " ".join(self.words[place].core for place in self.alignment.at[index])


@dataclass(frozen=True)
class Compared:
    """A truth and both texts; `words[i].block` is an index into `blocks`."""

    blocks: tuple[Block, ...]
    words: tuple[Token, ...]
    raw: Side
    raw_text: str
    result: Side
    made: tuple[Block, ...]
    """the blocks of the import"""

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """By block: its first word and the one after its last."""
        ends, at = list[tuple[int, int]](), 0
        for number in range(len(self.blocks)):
            start = at
            while at < len(self.words) and self.words[at].block == number:
                at += 1
            ends.append((start, at))
        return tuple(ends)

    @cached_property
    def shared(self) -> frozenset[int]:
        """Lines of the file that hold words of more than one block."""
        seen, twice = set[int](), set[int]()
        for block in self.blocks:
            twice |= seen & set(block.lines)
            seen |= set(block.lines)
        return frozenset(twice)

    def counts(self, index: int) -> bool:
        """Return whether a word of the truth is one that the import has to get right."""
        return self.judged(self.words[index].block)

    def judged(self, number: int) -> bool:
        """Return whether the words of a block count: they are words, the truth knows them, the file has them apart."""
        block = self.blocks[number]
        apart = self.shared.isdisjoint(block.lines)
        return apart and not (block.hard or block.unsure or block.kind == "garbage")

    @cached_property
    def in_order(self) -> Side:
        """The file beside the truth as a whole, as the import is compared: what it says of no change is no change."""
        words = _words(raw_blocks(self.raw_text))
        return Side(words, align(_cores(words), _cores(self.words)))

    def was_right(self, index: int) -> bool:
        """Return whether the file has a word of the truth, found in the lines of its block or in the whole."""
        return self.raw.alignment.matched[index] or self.in_order.alignment.matched[index]


def compare(truth: Sequence[Block], raw: str, made: Sequence[Block]) -> Compared:
    """Return the words of the truth beside those of the file and those of the import.

    Where the truth knows the lines of its blocks, each block is compared with its own lines only.
    """
    words = _words(truth)
    lines = raw.split("\n")
    raw_words = tokens_of_lines(enumerate(lines, 1))
    known = all(block.lines for block in truth)
    alignment = _by_lines(truth, words, raw_words) if known else align(_cores(raw_words), _cores(words))
    result = _words(made)
    return Compared(
        tuple(truth), words, Side(raw_words, alignment), raw,
        Side(result, align(_cores(result), _cores(words))), tuple(made),
    )  # fmt: skip


def raw_blocks(raw: str) -> tuple[Block, ...]:
    """Return the file as an import that does nothing would leave it: what blank lines part."""
    return from_plain(raw)


def _words(blocks: Sequence[Block]) -> tuple[Token, ...]:
    return tuple(token for number, block in enumerate(blocks) for token in tokens(block.text, number))


def _cores(words: Sequence[Token]) -> list[str]:
    return [word.core for word in words]


def _by_lines(truth: Sequence[Block], words: Sequence[Token], raw: Sequence[Token]) -> Alignment:
    by_line = dict[int, list[int]]()
    for place, word in enumerate(raw):
        by_line.setdefault(word.line, []).append(place)
    found, at = Alignment([()] * len(words), [False] * len(words)), 0
    for number, block in enumerate(truth):
        start = at
        while at < len(words) and words[at].block == number:
            at += 1
        places = [place for line in block.lines for place in by_line.get(line, ())]
        own = align([raw[place].core for place in places], _cores(words[start:at]))
        found.at[start:at] = [tuple(places[place] for place in stands) for stands in own.at]
        found.matched[start:at] = own.matched
        found.extra += [(places[place], start + before) for place, before in own.extra]
        found.moved |= {start + index for index in own.moved}
    return found
