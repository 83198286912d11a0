"""Pull quotes: words between quotation marks over several short lines, and who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.ocr.structure.shape import between, cut, is_capitals, merged, text_of, width
from publisher.ocr.values import Classified, Line, Role

PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "”": "”"}
"""opening marks, as OCR has them too, and what may close them"""
MARKS = '“”„«»"'
LONGEST, MOST_LINES, MOST_BLOCKS = 70, 24, 4
"""characters of a line, lines and blocks of a quotation"""
FEWEST_LINES = 2
MOST_ATTRIBUTED, NAME_WORDS, LONGEST_NAME, LONGEST_FUNCTION = 4, 5, 45, 90
NEAR = 3
"""blank lines between a quotation and its author"""
CURLY = "“”"
MARKED = re.compile(r">\s?(?=[^\s>])")
DASH = re.compile(r"[—–-]\s*(?=\w)")
PARTICLES = frozenset("de du des la le d' von van der den di da el al bin ben et M. Mme Dr".split())
ARTICLES = frozenset("le la les l' un une des nos notre vos votre ces ce cette mes ses".split())
NAME = re.compile(r"[A-ZÀ-Ý][\w'’.-]*\Z")
END = re.compile(r"[”»\"][\s.,;!?…]*\Z")
BY = re.compile(r"(?P<close>[”»\"][.,;!?…]*)\s[—–-]\s+(?=\w)")


class Pieces(NamedTuple):
    """The lines of a quotation, of its author and of the author's function."""

    text: tuple[Line, ...]
    author: tuple[Line, ...]
    function: tuple[Line, ...]


def find(items: Sequence[Classified]) -> Iterator[Classified]:
    """Yield the blocks, pull quotes together with who said them.

    Words between curly marks that fill a block of short lines are one, words between other marks only with an author.
    """
    at = 0
    while at < len(items):
        if items[at].role is Role.PARAGRAPH and _is_marked(items[at].block.lines):
            yield merged([items[at]], Role.QUOTE)
            at += 1
            continue
        end = _end(items, at) if items[at].role is Role.PARAGRAPH else at
        if end == at:
            yield items[at]
            at += 1
            continue
        whole = merged(items[at:end], Role.QUOTE)
        said = _said(whole.block.lines)
        author = _attribution(items[end].block.lines) if end < len(items) and _is_near(items[end]) else 0
        if said < len(whole.block.lines):
            yield whole
        elif author:
            lines = items[end].block.lines
            yield merged([whole, next(cut(items[end], [(0, author, Role.QUOTE)]))], Role.QUOTE)
            yield from list(cut(items[end], [(0, author, Role.QUOTE)]))[1:] if author < len(lines) else ()
            end += 1
        elif _is_curly(whole.block.lines):
            yield whole
        else:
            yield from items[at:end]
        at = end


def pieces(lines: Sequence[Line]) -> Pieces:
    """Return the pieces of a quotation, its marks and the dash before its author taken off."""
    if _is_marked(lines):
        lines = [between(line, 1) for line in lines]
    said = _said(lines)
    text, by = list(lines[:said]), list(lines[said:])
    inline = BY.search(text[-1].text.text)
    if inline:
        by = [between(text[-1], inline.end()), *by]
        text[-1] = between(text[-1], 0, inline.end("close"))
    return Pieces(tuple(_without_marks(text)), *_told_apart(by))


def _is_marked(lines: Sequence[Line]) -> bool:
    """Return whether plain text marks a quotation, with `>` before each line."""
    return all(MARKED.match(line.text.text) for line in lines)


def _end(items: Sequence[Classified], at: int) -> int:
    """Return the end of the blocks that one quotation fills, `at` when none begins there."""
    opening = items[at].block.lines[0].text.text[:1]
    if opening not in PAIRS:
        return at
    lines = 0
    for end in range(at, min(at + MOST_BLOCKS, len(items))):
        block = items[end].block
        lines += len(block.lines)
        if items[end].role is not Role.PARAGRAPH or width(block.lines) > LONGEST or lines > MOST_LINES:
            return at
        closed = _closing_line(block.lines)
        if closed is not None:
            rest = block.lines[closed + 1 :]
            fits = not rest or _attribution(rest) == len(rest)
            return end + 1 if fits and (lines >= FEWEST_LINES or opening in CURLY) else at
        if any(mark in text_of(block.lines)[1:] for mark in PAIRS[opening]):
            return at
    return at


def _closing_line(lines: Sequence[Line]) -> int | None:
    """Return the line that ends a quotation, the author in that line or after it."""
    for at, line in enumerate(lines):
        if END.search(line.text.text) or BY.search(line.text.text):
            return at
    return None


def _said(lines: Sequence[Line]) -> int:
    """Return how many lines are the quotation itself."""
    closed = _closing_line(lines)
    return len(lines) if closed is None else closed + 1


def _is_curly(lines: Sequence[Line]) -> bool:
    """Return whether curly marks enclose several lines and nothing else is between such marks."""
    text = text_of(lines)
    return text[0] in CURLY and len(lines) >= FEWEST_LINES and sum(text.count(mark) for mark in CURLY) == FEWEST_LINES


def _is_near(item: Classified) -> bool:
    return item.role is Role.PARAGRAPH and item.block.gap <= NEAR


def _attribution(lines: Sequence[Line]) -> int:
    """Return how many lines of a block say who spoke: a name, perhaps a function; 0 when its first is no name."""
    first = lines[0].text.text
    dashed = DASH.match(first) is not None
    if not (is_name(first) or (dashed and len(first) <= LONGEST_FUNCTION)):
        return 0
    count = 1
    for line in lines[1:MOST_ATTRIBUTED]:
        text = line.text.text
        if len(text) > LONGEST_FUNCTION or text.endswith((".", ";", ":")) or text[:1] in MARKS:
            break
        count += 1
    return count if count == len(lines) or count == FEWEST_LINES else 0


def is_name(text: str) -> bool:
    """Return whether a line is the name of a person, perhaps with a function after a comma."""
    name = text.partition(",")[0]
    words = name.split()
    if (
        not FEWEST_LINES <= len(words) <= NAME_WORDS
        or len(name) > LONGEST_NAME
        or text.endswith((".", ":", ";", "?", "!"))
    ):
        return False
    if words[0].casefold() in ARTICLES or (is_capitals(name) and len(words) > FEWEST_LINES + 1):
        return False
    proper = [word for word in words if word not in PARTICLES]
    return len(proper) >= FEWEST_LINES and all(NAME.match(word) for word in proper)


def _without_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of a quotation without its marks, when these enclose all of it."""
    text = text_of(lines)
    closing = PAIRS.get(text[0], "")
    if text[-1] not in tuple(closing) or any(mark in text[1:-1] for mark in closing):
        yield from lines
        return
    for at, line in enumerate(lines):
        stop = len(line.text.text) - (at == len(lines) - 1)
        kept = between(line, 1 if at == 0 else 0, stop)
        if kept.text.text:
            yield kept


def _told_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return who spoke and as what, from the lines after a quotation."""
    if not lines:
        return (), ()
    dash = DASH.match(lines[0].text.text)
    first = between(lines[0], dash.end() if dash else 0)
    comma = first.text.text.find(",")
    if comma < 0:
        return (first,), tuple(lines[1:])
    rest = between(first, comma + 1)
    function = (rest, *lines[1:]) if rest.text.text else tuple(lines[1:])
    return (between(first, 0, comma),), function
