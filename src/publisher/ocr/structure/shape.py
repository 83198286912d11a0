"""What the look of lines tells before a word is read: capitals, stops, widths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.model.review import Kind
from publisher.ocr.values import Block, Classified, Doubt, Line, Role

CLOSING = "»”’\"')]"
STOPS = ".;,"
ELLIPSES = ("...", "…")
LETTERS = re.compile(r"[^\W\d_]+")
OPENING = re.compile(r"[\s«“\"'‘|\[(#!¡¿*]*")
MOSTLY = 0.8


def text_of(lines: Sequence[Line]) -> str:
    """Return the lines on one."""
    return " ".join(line.text.text for line in lines)


def width(lines: Sequence[Line]) -> int:
    """Return the characters of the longest line."""
    return max(len(line.text.text) for line in lines)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with a full stop, a question, an exclamation or an ellipsis."""
    return text.rstrip(CLOSING + " ")[-1:] in (".", "!", "?", "…")


def goes_on(text: str) -> bool:
    """Return whether a text ends with a mark that headings do not end with: a stop, a comma, a semicolon."""
    bare = text.rstrip(CLOSING + " ")
    return bare[-1:] in tuple(STOPS) and not bare.endswith(ELLIPSES)


def first_letter(text: str) -> str:
    """Return the first character that is no opening mark, empty when there is none."""
    start = OPENING.match(text)
    return text[start.end() :][:1] if start else text[:1]


def starts_small(text: str) -> bool:
    """Return whether a text begins with a small letter; `l'` and `|'` in all their forms count as a capital L."""
    return first_letter(text).islower() and not re.match(r"[\[|(]*[Il|\[]?['’‘`\"]", text)


def is_capitals(text: str) -> bool:
    """Return whether nearly all letters are capitals, and there are some."""
    letters = "".join(LETTERS.findall(text))
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= MOSTLY * len(letters)


def bare(text: str) -> str:
    """Return a text in small letters without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def between(line: Line, start: int, end: int | None = None) -> Line:
    """Return a part of a line as a line."""
    text = line.text.part(start, len(line.text.text) if end is None else end).stripped()
    return replace(line, text=text, raw=text.text)


def as_in_file(lines: Sequence[Line]) -> str:
    """Return lines as the file has them, line ends included, without the space at their ends."""
    return "\n".join(_own(line) for line in lines)


def _own(line: Line) -> str:
    """Return what a line has in the file; a piece of a line only has its folded text."""
    raw = line.raw.strip()
    return raw if " ".join(raw.split()) == line.text.text else line.text.text


def plain(lines: Sequence[Line], doubts: tuple[Doubt, ...] = ()) -> Classified:
    """Return lines of which nothing is known yet."""
    return made(lines, Role.PARAGRAPH, doubts)


def made(lines: Sequence[Line], role: Role, doubts: tuple[Doubt, ...] = ()) -> Classified:
    """Return lines with their role; `doubts` are those about the order of the lines."""
    return Classified(Block(tuple(lines), doubts), role)


def merged(items: Sequence[Classified], role: Role) -> Classified:
    """Return several blocks as one."""
    lines = tuple(line for item in items for line in item.block.lines)
    doubts = tuple(doubt for item in items for doubt in item.block.doubts)
    return made(lines, role, doubts)


def cut(item: Classified, places: Sequence[tuple[int, int, Role]]) -> Iterator[Classified]:
    """Yield a block in pieces: lines `start` to `end` with their role, what lies between as it was."""
    done, lines, doubts = 0, item.block.lines, item.block.doubts
    for start, end, role in (*places, (len(lines), len(lines), item.role)):
        for first, last, kind in ((done, start, item.role), (start, end, role)):
            if first < last:
                yield made(lines[first:last], kind, doubts)
                doubts = ()
        done = end


def whole(kind: Kind, lines: Sequence[Line], proposals: tuple[str, ...], why: str, *, done: bool = False) -> Doubt:
    """Return a doubt about a whole block."""
    text = text_of(lines)
    return Doubt(
        kind=kind,
        start=0,
        end=len(text),
        origin=lines[0].text.origin(0),
        original=as_in_file(lines),
        proposals=proposals,
        why=why,
        done=done,
    )
