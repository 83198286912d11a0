"""Lines in reading order -> blocks: paragraphs, headings, items of lists, also where no blank line parts them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from publisher.ocr.layout.lines import running
from publisher.ocr.values import Block, Doubt, Line

WINDOW = 8
"""lines before and after one that tell how wide its column is"""
FEWEST = 3
"""lines of nearly full width that make a column"""
NARROWEST = 25
"""characters of a column; what is narrower is a caption or a signature"""
FULL, SHORT, HEADING = 0.88, 0.85, 0.6
"""shares of the width: a full line, a line into which the next word would have fitted, a line as short as a heading"""
HEADING_LINES = 2
"""most lines of a heading that has no blank line after it"""
FEWEST_CAPITALS = 6
"""letters of a line in capitals; a shorter one may be an acronym"""

LONG_LINE = 250
"""characters from which a line is a whole paragraph: no page is as wide"""
ONE_EACH = 0.6
"""share of the text in long lines that shows that every line of the file is a paragraph"""
WIDE_LINE, FEW = 130, 0.05
"""characters no column has; share of lines that is next to none"""
WRAPPED, SLACK = 0.9, 2
"""share of lines into which the next word did not fit that shows a file wrapped at a width; characters to spare"""
FEWEST_WRAPPED = 20
"""lines that are enough to show such a width"""
LOOSE, LOOSER, MARGIN = 2, 6, 0.01
"""percent of lines that may be shorter than lines usually are, where paragraphs mostly end at blank lines, and where
they do not; share of a column by which others must be shorter"""
SPARE = 0.08
"""share of a column that must be free besides before a line without a full stop was ended on purpose"""
SPACED = 0.25
"""share of lines that go on with a sentence after a blank line where a file has one after every line"""

TAB = 8
INDENT = 2
"""columns from which white space before a line is an indent"""

STOP = re.compile(r"[.!?…][\s»”\"’')\]]*\Z")
STOP_OR_COLON = re.compile(r"[.!?…:;][\s»”\"’')\]]*\Z")
OPENING = re.compile(r"[\s«“\"'‘(\[—–-]*")
BULLET = re.compile(r"(?:[•·▪◦‣●■□►➢✓❖✦]\s?|[*+¢©®¤»>]\s|[eo]\s(?=[\w\[|'’«]))(?=\S)")
"""a mark that begins an item of a list; `e` and `o` are what OCR makes of a dot or a circle"""
DASH = re.compile(r"[-–—]\s(?=\S)")
ORDER = re.compile(r"(?:\(?[0-9]{1,2}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)])\s(?=\S)")
SEPARATED = re.compile(r"\s[-–—]\s")
KEY = re.compile(r"[^\W\d_][^\W_]*(?:[ '’/-][^\W_]+){0,4}\s?:(?=\s)")
"""at the start of a line: the few words before a colon in a sheet"""
CAPITALS = re.compile(r"[^\W\d_]")

UNFINISHED = frozenset(
    "a à afin au aux avec car ce ces cet cette chez comme contre d dans de des donc dont du en entre et été êtes être "
    "la le les leur leurs lors mais ma mes mon ne ni nos notre on ou où par pour près quand que quel quelle qui sa "
    "sans selon ses si son sous sur très tous toute toutes un une vers vos votre via puis plus était ont sont "
    "qu l j m n s t".split()
)
"""words no paragraph and no heading ends with; `a` is what OCR often makes of `à`"""
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Shape:
    """How a line lies on its page."""

    line: Line
    indent: int
    right: int
    """columns up to its last character"""

    @cached_property
    def text(self) -> str:
        """The line's text."""
        return self.line.text.text

    @cached_property
    def first(self) -> int:
        """Characters of its first word."""
        end = self.text.find(" ")
        return len(self.text) if end < 0 else end

    @cached_property
    def stops(self) -> bool:
        """Whether a sentence ends with it."""
        return STOP.search(self.text[-9:]) is not None

    @cached_property
    def leads(self) -> bool:
        """Whether a sentence, a clause or an announcement ends with it."""
        return STOP_OR_COLON.search(self.text[-9:]) is not None

    @cached_property
    def begins(self) -> bool:
        """Whether it begins as a sentence does: with a capital or a digit, perhaps behind a quotation mark."""
        match = OPENING.match(self.text[:9])
        start = self.text[match.end() if match else 0 :][:2]
        return (start[:1].isupper() and start != "I'") or start[:1].isdigit()

    @cached_property
    def unfinished(self) -> bool:
        """Whether its last word needs another one."""
        return is_unfinished(self.text)

    @cached_property
    def capitals(self) -> bool:
        """Whether it is written in capitals."""
        letters = CAPITALS.findall(self.text[:200])
        return len(letters) >= FEWEST_CAPITALS and sum(letter.isupper() for letter in letters) * 10 >= len(letters) * 9


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole file does alike."""

    one_each: bool
    """every line is a paragraph"""
    wrapped: int
    """the width at which its lines were wrapped, 0 where there is no such width"""
    gap: int
    """blank lines between two lines of a paragraph"""
    fill: float
    """share of its column that a line and the next word nearly always take together; 0: not known"""


@dataclass(frozen=True, slots=True)
class Seam:
    """Two lines that follow one another, and what is around them."""

    above: Shape
    below: Shape
    after: Shape | None
    """the line after those two, when it follows closely"""
    start: Shape
    """the first line of the block so far"""
    count: int
    """lines of the block so far"""
    width: int
    """of the column, 0 where there is none"""
    following: int
    """width of the column that begins with `below`, 0 where there is none"""
    habits: Habits


def is_unfinished(text: str) -> bool:
    """Return whether the last word of `text` is one that no French paragraph ends with, as far as OCR left it."""
    if text.endswith(("(", "«", "“")):
        return True
    words = LETTERS.findall(text[-24:])
    if not words or not (text[-1].isalpha() or text[-1] in "'’&"):
        return False
    return text[-1] == "&" or words[-1].casefold() in UNFINISHED


def blocks(lines: Sequence[Line], doubts: Sequence[tuple[int, Doubt]] = ()) -> tuple[Block, ...]:
    """Return the blocks of `lines`, in their order; every line stands in one of them.

    `doubts` are those about the order of lines, each with the index of its line, ascending; the block takes them.
    A block ends at a blank line, a page break, where lines go back in the file (a column), before and after a running
    head or foot, and where the look of the lines shows it: a paragraph indented or ended short, the mark of an item,
    a term with its colon, a heading.
    """
    shapes = [_shape(line) for line in lines]
    if not shapes:
        return ()
    cuts = [*_cuts(lines, shapes), len(lines)]
    about, found = deque(doubts), list[Block]()
    for begin, end in pairwise(cuts):
        mine = list[Doubt]()
        while about and (about[0][0] < end or end == len(lines)):
            mine.append(about.popleft()[1])
        found.append(Block(tuple(lines[begin:end]), tuple(mine)))
    return tuple(found)


def _cuts(lines: Sequence[Line], shapes: Sequence[Shape]) -> Iterator[int]:
    """Yield the indexes of the lines that begin blocks."""
    widths = _widths(shapes)
    aside, habits = running(lines), _habits(shapes, widths)
    begin = 0
    yield 0
    for index in range(1, len(shapes)):
        above, below = shapes[index - 1], shapes[index]
        ends = _is_apart(above.line, below.line, habits.gap) or (above.line.number in aside) != (
            below.line.number in aside
        )
        if not ends:
            after = shapes[index + 1] if index + 1 < len(shapes) else None
            if after and _is_apart(below.line, after.line, habits.gap):
                after = None
            following = widths[min(index + 2, len(widths) - 1)] if after else 0
            seam = Seam(above, below, after, shapes[begin], index - begin, widths[index - 1], following, habits)
            ends = habits.one_each or any(rule(seam) for rule in RULES)
        if ends:
            yield index
            begin = index


def _shape(line: Line) -> Shape:
    raw = line.raw.expandtabs(TAB) if "\t" in line.raw else line.raw
    return Shape(line, len(raw) - len(raw.lstrip()), len(raw))


def _is_apart(above: Line, below: Line, gap: int) -> bool:
    """Return whether two lines are parted by more than a line end."""
    return below.gap > gap or below.page != above.page or below.number < above.number


def _habits(shapes: Sequence[Shape], widths: Sequence[int]) -> Habits:
    pairs = [(a, b) for a, b in pairwise(shapes) if a.line.page == b.line.page and b.line.number >= a.line.number]
    gap = _usual_gap(pairs)
    close = [(a, b) for a, b in pairs if b.line.gap <= gap]
    return Habits(_is_one_each(shapes, close), _wrapped(close), gap, _usual_fill(shapes, widths, gap))


def _usual_gap(pairs: Sequence[tuple[Shape, Shape]]) -> int:
    """Return 1 where a blank line stands after every line, also inside sentences, else 0."""
    close = sum(below.line.gap == 0 for _, below in pairs)
    inside = sum(below.line.gap == 1 and _in_sentence(above, below) for above, below in pairs)
    return int(len(pairs) >= FEWEST_WRAPPED and close <= FEW * len(pairs) and inside > SPACED * len(pairs))


def _in_sentence(above: Shape, below: Shape) -> bool:
    """Return whether a sentence plainly goes on from one line to the next."""
    return not above.leads and below.text[0].islower()


def _is_one_each(shapes: Sequence[Shape], close: Sequence[tuple[Shape, Shape]]) -> bool:
    """Return whether every line is a paragraph: most text is in long lines, or no sentence ever goes on in the next."""
    lengths = [len(shape.text) for shape in shapes]
    if sum(length for length in lengths if length >= LONG_LINE) > ONE_EACH * sum(lengths):
        return True
    return max(lengths) >= WIDE_LINE and sum(_in_sentence(a, b) for a, b in close) <= FEW * len(close)


def _wrapped(pairs: Sequence[tuple[Shape, Shape]]) -> int:
    """Return the width at which nearly every line was wrapped, 0 when there is none; `pairs` follow closely."""
    inside = [(above, below) for above, below in pairs if _in_sentence(above, below)]
    if len(inside) < FEWEST_WRAPPED:
        return 0
    rights = sorted(above.right for above, _ in inside)
    width = rights[len(rights) * 98 // 100]
    full = sum(above.right + 1 + below.first > width for above, below in inside)
    return width if full >= WRAPPED * len(inside) and width < LONG_LINE else 0


def _usual_fill(shapes: Sequence[Shape], widths: Sequence[int], gap: int) -> float:
    """Return how much of their columns lines take that go on in the next one, with the first word of that one."""
    shares, blank, close = list[float](), 0, 0
    for (above, below), width in zip(pairwise(shapes), widths, strict=False):
        apart = _is_apart(above.line, below.line, gap)
        if width and above.stops and below.begins and above.right <= HEADING * width:
            blank, close = blank + apart, close + (not apart)
        elif width and not apart and _in_sentence(above, below):
            shares.append((above.right + 1 + below.first) / width)
    if len(shares) < FEWEST_WRAPPED:
        return 0.0
    shares.sort()
    return shares[len(shares) * (LOOSE if blank >= close else LOOSER) // 100] - MARGIN


def _widths(shapes: Sequence[Shape]) -> list[int]:
    """Return for each line the width of the column it stands in, 0 where too few lines around it are as wide.

    Only lines without a blank one or a page break between them count, and of those the second widest, since one line
    may run over.
    """
    found, begin = [0] * len(shapes), 0
    for end in range(1, len(shapes) + 1):
        if end < len(shapes) and not _is_apart(shapes[end - 1].line, shapes[end].line, 0):
            continue
        for index in range(begin, end):
            rights = sorted(shape.right for shape in shapes[max(begin, index - WINDOW) : min(end, index + WINDOW + 1)])
            width = rights[-2] if len(rights) > FEWEST else rights[-1]
            full = sum(right >= FULL * width for right in rights)
            found[index] = width if full >= FEWEST and width >= NARROWEST else 0
        begin = end
    return found


def _is_item(seam: Seam) -> bool:
    """Return whether an item of a list begins below."""
    above, text = seam.above, seam.below.text
    if BULLET.match(text):
        return text[0] not in "+»>" or above.leads or _short(seam)
    if DASH.match(text):
        # Names in a row are parted by dashes too, and a sentence may hold one.
        return not SEPARATED.search(text[2:]) and (above.leads or above.text[-1] == "," or _short(seam))
    return ORDER.match(text) is not None and (above.leads or _short(seam))


def _is_term(seam: Seam) -> bool:
    """Return whether a term of a sheet and its colon begin below, one of several: above, below or after are others."""
    if not (seam.below.begins and KEY.match(seam.below.text)) or seam.above.unfinished:
        return False
    others = (seam.start, seam.after)
    return any(other is not None and other.begins and KEY.match(other.text) for other in others)


def _is_indented(seam: Seam) -> bool:
    """Return whether a paragraph begins with an indent below."""
    deeper = seam.below.indent - seam.above.indent
    if deeper >= INDENT:
        # An item or an entry may hang: its other lines stand further in than its first.
        marked = any(mark.match(seam.start.text) for mark in (BULLET, DASH, ORDER))
        ended = seam.above.leads or (_short(seam) and not seam.above.unfinished)
        return ended and not marked and (seam.below.begins or DASH.match(seam.below.text) is not None)
    if -deeper >= INDENT:
        return seam.count > 1 and seam.above.stops and seam.below.begins
    # Two paragraphs of which the first has but one line.
    return (
        seam.count == 1 and seam.after is not None and seam.below.indent - seam.after.indent >= INDENT
        and seam.above.stops and seam.below.begins
    )  # fmt: skip


def _ends_short(seam: Seam) -> bool:
    """Return whether a paragraph ends above with a short line and a full stop."""
    return seam.above.stops and seam.below.begins and _short(seam)


def _short(seam: Seam, spare: float = 0.0) -> bool:
    """Return whether the first word below would have had room above, and a share `spare` of the column besides."""
    needed, wrapped = seam.above.right + 1 + seam.below.first, seam.habits.wrapped
    if wrapped and needed <= wrapped * (1 - spare) - SLACK:
        return True
    return seam.width > 0 and needed <= (max(SHORT, seam.habits.fill) - spare) * seam.width


def _was_ended(seam: Seam) -> bool:
    """Return whether a file whose lines are full has one above that ends well before the edge."""
    if seam.habits.fill < SHORT or seam.above.unfinished or seam.above.text[-1] in ",-":
        return False
    return seam.below.begins and _short(seam, SPARE)


def _follows_heading(seam: Seam) -> bool:
    """Return whether what is above is a heading and running text begins below."""
    above, width = seam.above, seam.following
    if (
        not (seam.start.begins and seam.below.begins)
        or above.leads
        or above.unfinished
        or above.text[-1] in ",-"
        or seam.count > HEADING_LINES
    ):
        return False
    if above.capitals and not seam.below.capitals and seam.below.right >= FULL * width > 0:
        return True
    return width > 0 and seam.below.right >= FULL * width and above.right + 1 + seam.below.first <= HEADING * width


def _is_heading(seam: Seam) -> bool:
    """Return whether what is below is a heading after the end of a paragraph and before the next one."""
    above, below, after = seam.above, seam.below, seam.after
    if after is None or not (above.stops and below.begins and after.begins) or seam.width == 0:
        return False
    if below.leads or below.unfinished or below.text[-1] in ",-" or after.right < FULL * seam.width:
        return False
    return (below.capitals and not after.capitals) or below.right + 1 + after.first <= HEADING * seam.width


RULES: tuple[Callable[[Seam], bool], ...] = (
    _is_item, _is_term, _is_indented, _ends_short, _was_ended, _follows_heading, _is_heading,
)  # fmt: skip
"""each sees one kind of evidence that a block ends between two lines"""
