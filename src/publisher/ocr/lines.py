"""Lines of a page -> paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from publisher.ocr.hyphens import LONGEST, Seam, is_cut, seam, words_of
from publisher.ocr.values import Doubt, Kind, Paragraph

CONTEXT = 30
"""characters shown on either side of a doubt"""

RUNNING_LINES, RUNNING_WIDTH = 3, 30
"""lines, and characters in the longest of them, from which a block is running text and not a caption or signature"""

BLANKS = re.compile(r"[ \t]+")
PAGE_BREAK = re.compile(r" \S")
END_OF_SENTENCE = re.compile(r"[.!?…:;][\s»”’\"')\]]*\Z")

FUNCTION_WORDS = (
    "a à afin au aux avec ce ces cet cette chez comme contre dans de des dont du en entre et la le les leur leurs ma "
    "mes mon notre nos ou par pour que qui sa sans ses si son sous sur un une vers votre vos"
)
UNFINISHED = frozenset(FUNCTION_WORDS.split())
"""words no French paragraph ends with; `a` is what OCR often makes of `à`"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or what stands of it on one side of a form feed; white space folded."""

    text: str
    number: int
    column: int
    """of the first character, from 1"""
    end: int
    """column of the last character"""


@dataclass(slots=True)
class Block:
    """Lines without a blank one between them."""

    lines: list[Line]
    after_page_break: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`, in its order; every word of it stands in one of them.

    Blank lines, form feeds and lines that begin with one space (page breaks in the output of some OCR programs) end
    a paragraph; one that a page break evidently cut is put together again. Words cut at a line end are joined by the
    evidence of the document; where it has none they keep their hyphen, and a `Doubt` says so.
    """
    blocks = list(_rejoined(_blocks(text)))
    cut = any(is_cut(first.text, second.text) for block in blocks for first, second in pairwise(block.lines))
    words = words_of(text) if cut else frozenset()
    return tuple(_paragraph(block.lines, words) for block in blocks)


def _blocks(text: str) -> Iterator[Block]:
    """Yield runs of lines between blank lines and page breaks."""
    block = Block([], after_page_break=False)
    broken = False
    for line, starts_page in _lines(text):
        broken = broken or starts_page
        if (line is None or starts_page) and block.lines:
            yield block
            block = Block([], after_page_break=False)
        if line is not None:
            block.after_page_break = block.after_page_break or broken
            broken = False
            block.lines.append(line)
    if block.lines:
        yield block


def _lines(text: str) -> Iterator[tuple[Line | None, bool]]:
    """Yield each line, None for a blank one, and whether a page starts with it."""
    rows = text.split("\n")
    marks_pages = not _is_indented(rows)
    for number, row in enumerate(rows, start=1):
        offset = 0
        for index, raw in enumerate(row.split("\f")):
            starts_page = index > 0 or (marks_pages and PAGE_BREAK.match(raw) is not None)
            yield _line(raw, number, offset), starts_page
            offset += len(raw) + 1


def _is_indented(rows: list[str]) -> bool:
    """Return whether one space before a line is the habit of the document, so that it cannot mark its pages."""
    written = sum(1 for row in rows if row and not row.isspace())
    return sum(1 for row in rows if PAGE_BREAK.match(row)) * 2 > written


def _line(raw: str, number: int, offset: int) -> Line | None:
    """Return the line of `raw`, which begins after `offset` characters of its row; None when it is blank."""
    stripped = raw.strip()
    if not stripped:
        return None
    column = offset + len(raw) - len(raw.lstrip()) + 1
    return Line(BLANKS.sub(" ", stripped), number, column, column + len(stripped) - 1)


def _rejoined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks, those that a page break cut put together again."""
    current = next(blocks, None)
    if current is None:
        return
    for block in blocks:
        if block.after_page_break and _goes_on(current.lines, block.lines[0].text):
            current.lines.extend(block.lines)
        else:
            yield current
            current = block
    yield current


def _goes_on(lines: list[Line], following: str) -> bool:
    """Return whether a paragraph plainly goes on after a page break.

    A small letter after no full stop is not enough (captions and figures begin so, signatures end so): the last word
    must be one nothing ends with, or be cut, or the last line must be a full one of a paragraph of running text.
    """
    last = lines[-1].text
    if not following[0].islower() or END_OF_SENTENCE.search(last[-LONGEST:]):
        return False
    if is_cut(last, following) or last[-LONGEST:].split()[-1].casefold() in UNFINISHED:
        return True
    longest = max(len(line.text) for line in lines[-20:])
    return len(lines) >= RUNNING_LINES and longest >= RUNNING_WIDTH and len(last) * 5 >= longest * 4


def _paragraph(lines: list[Line], words: frozenset[str]) -> Paragraph:
    """Return the paragraph of `lines`; `words` are those of the document."""
    parts, doubts, length = [lines[0].text], list[Doubt](), len(lines[0].text)
    for first, second in pairwise(lines):
        found = seam(first.text, second.text, words)
        if found.cut:
            parts.append(parts.pop()[: -found.cut])
        if found.original:
            _add(doubts, _doubt(found, first, length))
        parts += (found.glue, second.text)
        length += len(found.glue) + len(second.text) - found.cut
    text = "".join(parts)
    return Paragraph(text, lines[0].number, lines[0].column, tuple(_in_context(doubt, text) for doubt in doubts))


def _doubt(found: Seam, line: Line, length: int) -> Doubt:
    """Return the doubt of a seam after `line`, when the paragraph is `length` characters long so far."""
    start = length - len(found.left) - 1
    return Doubt(
        kind=Kind.JOIN,
        start=start,
        end=length + len(found.glue) + len(found.right),
        line=line.number,
        column=line.end - len(found.left),
        original=found.original,
        proposals=(found.proposal,),
        why=found.why,
    )


def _add(doubts: list[Doubt], doubt: Doubt) -> None:
    """Add `doubt`, as one with the doubt before it when they share a part of a word that was cut twice."""
    if not doubts or doubts[-1].end <= doubt.start:
        doubts.append(doubt)
        return
    before = doubts[-1]
    shared = before.end - doubt.start
    if len(before.original) > LONGEST:
        return
    doubts[-1] = replace(
        before,
        end=doubt.end,
        original=before.original + doubt.original[shared:],
        proposals=(before.proposals[0] + doubt.proposals[0][shared:],),
    )


def _in_context(doubt: Doubt, text: str) -> Doubt:
    """Return the doubt with a little of `text` on either side."""
    left, right = text[max(0, doubt.start - CONTEXT) : doubt.start], text[doubt.end : doubt.end + CONTEXT]
    return replace(doubt, left=left, right=right)
