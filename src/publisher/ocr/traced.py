"""Text whose every character knows where the file had it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Place(NamedTuple):
    """Where a character stands in a file, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """The decoded text of a file, line ends LF; an offset into it is the origin of a character."""

    text: str

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, position = [0], self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return tuple(starts)

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Traced:
    """A text in pieces: character `i` of the piece from `starts[k]` on stands at `origins[k] + i - starts[k]`."""

    text: str
    starts: tuple[int, ...]
    """where pieces begin in `text`, ascending; the first is 0, and only an empty text has none"""
    origins: tuple[int, ...]
    """the offset in the file of the first character of each piece"""

    def origin(self, index: int) -> int:
        """Return the offset in the file of the character at `index`, or, at the end, of what follows the last one."""
        if not self.starts:
            raise IndexError(index)
        piece = bisect_right(self.starts, index) - 1
        return self.origins[piece] + index - self.starts[piece]

    def part(self, start: int, end: int) -> Traced:
        """Return `text[start:end]` with its origins."""
        if start >= end:
            return EMPTY
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        starts = (0, *(at - start for at in self.starts[first + 1 : last]))
        return Traced(self.text[start:end], starts, (self.origin(start), *self.origins[first + 1 : last]))

    def stripped(self) -> Traced:
        """Return the text without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, len(self.text.rstrip()))

    def replaced(self, start: int, end: int, new: str) -> Traced:
        """Return the text with `new` in the place of `text[start:end]`.

        The new characters take the origins of the old ones, one for one; what is longer takes that of the last one.
        """
        return joined((self.part(0, start), self._instead(start, end, new), self.part(end, len(self.text))))

    def _instead(self, start: int, end: int, new: str) -> Traced:
        if not new:
            return EMPTY
        same = self.part(start, min(end, start + len(new)))
        rest = new[len(same.text) :]
        last = self.origin(max(start, end - 1)) if self.starts else 0
        starts = (*same.starts, *range(len(same.text), len(new)))
        return Traced(new, starts, (*same.origins, *(last for _ in rest)))


EMPTY = Traced("", (), ())


def traced(text: str, offset: int) -> Traced:
    """Return a text that stands in one piece in the file, at `offset`."""
    return Traced(text, (0,), (offset,)) if text else EMPTY


def joined(parts: Iterable[Traced]) -> Traced:
    """Return the parts one after the other, neighbours that stand together in the file as one piece."""
    texts, starts, origins = list[str](), list[int](), list[int]()
    length = 0
    for part in parts:
        for at, origin in zip(part.starts, part.origins, strict=True):
            if not origins or origin - origins[-1] != length + at - starts[-1]:
                starts.append(length + at)
                origins.append(origin)
        texts.append(part.text)
        length += len(part.text)
    return Traced("".join(texts), tuple(starts), tuple(origins))
