"""Rows of text -> the likeliest way to read them: straight across, or in two columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from publisher.ocr.layout.seams import CLOSED, HIGHEST, Seams
from publisher.ocr.values import Line

LONGEST_ROW = 240
"""characters of a line that may hold columns; a longer one was never broken into lines"""
SHORTEST = 8
"""characters of a part of a line in the middle of a sentence"""
BEST_PATHS = {1: 3, 2: 8}
"""ways of reading that are followed up, by columns"""
MARGIN = 14.0
"""a way of reading so much worse than the best one is given up; natural logarithms, like all evidence here"""

TOKEN = re.compile(r"\S+")
STRAY = re.compile(r"[§|¦¥©®~^\\/<>=_°•·¬]+\Z|[—–=_|]*[oO0]?[—–=_|]+\Z")
"""what a rule or a picture between columns leaves; never a word"""
ATTACHED = re.compile(r"[:;?!%»)\],.]")
"""begins what belongs to the word before"""

ENTRY = 5.0
"""how rare columns are that were read across"""
WIDE, FOR_WIDTH = 1.45, 2.0
"""times the usual line, and how much more is to be expected of a line so wide"""
FIRST_DRIFT = 15.0
"""characters the first cut may be away from the width of usual lines, about"""
DRIFT = 3.0
DRIFTS, ODD_PLACE = (1.0, 5.0), 0.1
"""characters a column's edge usually moves from line to line; share of lines where it is anywhere"""
HIGHEST_DRIFT = -1.2
ROOM, TOO_WIDE, RAGGED = 3, 5.0, 1.5
"""characters a line may be wider than the column so far; the most that counts, in columns and straight across"""
SHORT_PLACE, FAR = -2.6, 8
"""a column's last line of a paragraph ends anywhere; characters a column's edge may move for good"""
IN_BLOCK, ALIKE = 3.0, 0.8
"""columns begin or end between lines one of which is as wide as this share of the other"""
MISSING = 1.2
"""a column has nothing in a row"""
OPEN_END = 1.5
"""a column ends in the middle of a sentence"""
ACROSS_BLANK = -0.7
"""at least that fits what a blank line divides"""
STRAY_SIGN, WIDE_SPACE = 1.5, 3.0
"""for a cut at such a place"""


class Piece(NamedTuple):
    """Tokens `start` to `end` of a row, in a column whose left edge is about `x` characters from that of the page."""

    row: int
    start: int
    end: int
    x: float
    width: float
    """characters of the widest piece of the column so far"""


class Cut(NamedTuple):
    """A place where a row may be cut."""

    left: int
    """token behind the last one of the left part"""
    right: int
    """first token of the right part"""
    score: float
    look: float
    """what of the score comes from the space in the row, not from its words"""
    x: float
    """characters before the right part"""


class Row:
    """A line in tokens."""

    def __init__(self, line: Line) -> None:
        found = tuple(_ends_of(line.text.text))
        self.line = line
        self.tokens = tuple(match[0] for match in found)
        self.starts = tuple(match.start() for match in found)
        self.ends = tuple(match.end() for match in found)
        self.closed = tuple(CLOSED.search(token) is not None for token in self.tokens)
        raw = tuple(match.span() for match in TOKEN.finditer(line.raw)) if len(line.raw) <= LONGEST_ROW else ()
        spans = raw if len(raw) == len(found) else tuple(match.span() for match in found)
        self.xs = tuple(start for start, _ in spans)
        gaps = [after[0] - before[1] for before, after in pairwise(spans)]
        usual = sorted(gaps)[len(gaps) // 2] if gaps else 1
        self.wide = frozenset(index for index, gap in enumerate(gaps, 1) if gap >= usual + 2)

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield where the line may be cut: behind the last token of the left part, and the first of the right one.

        A part that is short ends a sentence.
        """
        if len(self.line.raw) > LONGEST_ROW:
            return
        count = len(self.tokens)
        for left in range(1, count):
            if STRAY.match(self.tokens[left - 1]):
                continue
            right = left
            while right < count and STRAY.match(self.tokens[right]):
                right += 1
            if right < count and not ATTACHED.match(self.tokens[right]) and self._is_filled(left, right):
                yield left, right

    def _is_filled(self, left: int, right: int) -> bool:
        """Return whether both parts are long enough for lines of columns."""
        ends = self.ends[left - 1] >= SHORTEST or self.closed[left - 1]
        return ends and (self.ends[-1] - self.starts[right] >= SHORTEST or self.closed[-1])


class Path(NamedTuple):
    """One way to read the rows so far."""

    score: float
    columns: tuple[Piece | None, ...]
    """what was read last in each column; one column: straight across"""
    before: Path | None
    pieces: tuple[tuple[int, Piece], ...]
    """those of the last row, each with its column"""
    heir: int
    """where the number of columns changes: the column that goes on with what was read before, or -1"""
    look: float
    """what of the row's score comes from its spaces"""


class Stretch(NamedTuple):
    """Rows `start` to `end` that are read in columns."""

    start: int
    end: int
    columns: tuple[tuple[Piece, ...], ...]
    evidence: float
    """of the words alone"""
    across: int
    """rows with more than one column"""
    before: int
    """the column that goes on with the row before, or -1"""
    after: int
    """the column that goes on in the row behind, or -1"""


class Reading:
    """The rows of a part of a page, and the ways to read them."""

    def __init__(self, lines: Sequence[Line], seams: Seams, usual: float) -> None:
        """Take lines of one page; `usual`: characters of most lines of the text."""
        self.rows = tuple(Row(line) for line in lines)
        self._seams = seams
        self._usual = usual

    def stretches(self) -> Iterator[Stretch]:
        """Yield the stretches that are likelier in columns than straight across."""
        steps = self._steps()
        straight = [Path(0.0, (None,), None, (), -1, 0.0)]
        for index in range(len(self.rows)):
            straight.append(self._straight(straight[-1], index))
        first = 0
        while first < len(self.rows):
            last, count = first, len(steps[first + 1].columns)
            while (
                last + 1 < len(self.rows) and len(steps[last + 2].columns) == count and not self._anew(steps, last + 1)
            ):
                last += 1
            if count > 1:
                yield self._stretch(steps, straight, first, last)
            first = last + 1

    def _steps(self) -> list[Path]:
        """Return the best way, row by row; the first step is before the first row."""
        paths = [Path(0.0, (None,), None, (), -1, 0.0)]
        for index in range(len(self.rows)):
            paths = self._next(paths, index)
        best = max(paths, key=lambda path: path.score - self._open_ends(path))
        steps = list[Path]()
        path: Path | None = best
        while path is not None:
            steps.append(path)
            path = path.before
        return steps[::-1]

    def _next(self, paths: list[Path], index: int) -> list[Path]:
        """Return the best ways to go on with a row."""
        cuts = sorted(self._cuts(self.rows[index]), key=lambda cut: -cut.score)
        found: dict[tuple[object, ...], Path] = {}
        floors = {1: -math.inf, 2: -math.inf}
        for path in paths:
            for turn, least in self._turns(path, index):
                count = len(turn.columns)
                for columns, cutting in _shares(turn, least, cuts, floors):
                    new = self._shared(turn, path, index, (columns, cutting), floors[count])
                    if new is None:
                        continue
                    key = _state(new)
                    if key not in found or found[key].score < new.score:
                        found[key] = new
                        floors[count] = _floor(found.values(), count)
        return list(_best(found.values()))

    def _turns(self, path: Path, index: int) -> Iterator[tuple[Path, int]]:
        """Yield the path as it is and with another number of columns, and how many pieces the next row must have."""
        yield path._replace(heir=-1), 1
        if len(path.columns) > 1:
            lost = self._open_ends(path)
            yield path._replace(columns=(None,), score=path.score - lost, heir=-1), 1
            for heir, piece in enumerate(path.columns):
                if piece:
                    yield path._replace(columns=(piece,), score=path.score - lost + self._open_end(piece), heir=heir), 1
            return
        lost = self._open_ends(path)
        wide = len(self.rows[index].line.text.text) >= WIDE * self._usual
        entry = ENTRY - (FOR_WIDTH if wide else 0.0)
        yield path._replace(columns=(None, None), score=path.score - entry - lost, heir=-1), 2
        last = path.columns[0]
        if last:
            yield path._replace(columns=(last, None), score=path.score - entry, heir=0), 2
            yield path._replace(columns=(None, last), score=path.score - entry, heir=1), 2

    def _straight(self, path: Path, index: int) -> Path:
        """Return the path when a row is read straight across."""
        whole = self._shared(path, path, index, ((0,), ()), -math.inf)
        return path if whole is None else whole

    def _shared(
        self, turn: Path, before: Path, index: int, share: tuple[tuple[int, ...], tuple[Cut, ...]], floor: float
    ) -> Path | None:
        """Return the path when a row's parts belong to columns, None when it comes to no more than `floor`."""
        (columns, cutting), row = share, self.rows[index]
        score, look = turn.score - MISSING * (len(turn.columns) - len(columns)), 0.0
        now, pieces = list(turn.columns), list[tuple[int, Piece]]()
        goes_on = len(before.columns) == len(turn.columns)
        if not goes_on:
            score -= self._turned(before, index)
        first = turn.columns[columns[0]]
        indent = first.x if first and goes_on and row.xs[0] < first.x / 2 else 0.0
        start, x = 0, indent
        for place, column in enumerate(columns):
            last = turn.columns[column]
            if place:
                cut = cutting[place - 1]
                known = last.x if last and goes_on else None
                drift = _drift(x, known, self._usual)
                ends = known is not None and x < known and row.closed[cut.left - 1]
                score += cut.score + (max(drift, SHORT_PLACE) if ends else drift)
                look += cut.look
                x = x if known is None else (x + known) / 2 if abs(x - known) < FAR else known
            end = cutting[place].left if place < len(cutting) else len(row.tokens)
            piece, misfit = self._laid(last if goes_on else None, Piece(index, start, end, x, 0.0), columns, len(now))
            if last and not goes_on and len(now) == 1 and not row.line.gap:
                piece = piece._replace(width=max(last.width, piece.width))
            score -= misfit
            now[column] = piece
            pieces.append((column, piece))
            if place < len(cutting):
                start, x = cutting[place].right, indent + cutting[place].x
        # What costs most is asked last, and not at all of what cannot be the best.
        for left, (column, piece) in zip(range(len(pieces), 0, -1), pieces, strict=True):
            if score + left * HIGHEST <= floor:
                return None
            score += self._link(turn.columns[column], index, piece.start)
        return Path(score, tuple(now), before, tuple(pieces), turn.heir, look) if score > floor else None

    def _laid(self, last: Piece | None, piece: Piece, columns: tuple[int, ...], count: int) -> tuple[Piece, float]:
        """Return a piece after the last one of its column with its width, and the evidence against it."""
        row = self.rows[piece.row]
        width = float(row.ends[piece.end - 1] - row.starts[piece.start])
        if not last or (count == 1 and row.line.gap):
            return piece._replace(width=width), 0.0
        alone = len(columns) == 1 and count > 1
        most = TOO_WIDE if count > 1 else RAGGED
        misfit = self._misfit(last, width if alone else 0.0, piece.row, piece.start, most)
        width = max(last.width, min(width, last.width + ROOM) if alone else width)
        return piece._replace(width=width), misfit

    def _turned(self, before: Path, index: int) -> float:
        """Return the evidence against columns that begin or end in a block, between lines of about one width."""
        row = self.rows[index]
        if index == 0 or row.line.gap:
            return 0.0
        other = self.rows[index - 1]
        return IN_BLOCK if min(row.ends[-1], other.ends[-1]) > ALIKE * max(row.ends[-1], other.ends[-1]) else 0.0

    def _misfit(self, last: Piece, width: float, index: int, start: int, most: float) -> float:
        """Return the evidence of widths against a piece after the last one of its column.

        It is wider than the column, or its first word would have had room in the line before.
        """
        wide = max(0.0, width - last.width - ROOM) / DRIFT
        row = self.rows[last.row]
        if row.closed[last.end - 1]:
            return min(most, wide)
        room = last.width - row.ends[last.end - 1] + row.starts[last.start] - 1 - len(self.rows[index].tokens[start])
        return min(most, wide + max(0.0, room - ROOM) / DRIFT)

    def _cuts(self, row: Row) -> tuple[Cut, ...]:
        found = list[Cut]()
        for left, right in row.places():
            look = WIDE_SPACE if left in row.wide or right in row.wide else 0.0
            fit = self._seams.fit(row.tokens, left, row.tokens, right)
            found.append(Cut(left, right, look + (STRAY_SIGN if right > left else 0.0) - fit, look, row.xs[right]))
        return tuple(found)

    def _link(self, piece: Piece | None, index: int, start: int) -> float:
        """Return how well a row from a token on goes on with a piece, or begins."""
        row = self.rows[index]
        if piece is None:
            return self._seams.opening(row.tokens[start])
        fit = self._seams.fit(self.rows[piece.row].tokens, piece.end, row.tokens, start, piece.start)
        blank = any(self.rows[between].line.gap for between in range(piece.row + 1, index + 1))
        return max(fit, ACROSS_BLANK) if blank else fit

    def _open_end(self, piece: Piece | None) -> float:
        return OPEN_END if piece and not self.rows[piece.row].closed[piece.end - 1] else 0.0

    def _open_ends(self, path: Path) -> float:
        return sum(map(self._open_end, path.columns))

    def _anew(self, steps: list[Path], index: int) -> bool:
        """Return whether all columns end at the blank line before a row, so that others begin there."""
        if not self.rows[index].line.gap or any(map(self._open_end, steps[index].columns)):
            return False
        row = self.rows[index]
        return all(self._seams.opening(row.tokens[piece.start]) > 0 for _, piece in steps[index + 1].pieces)

    def _goes_on(self, steps: list[Path], step: int) -> bool:
        """Return whether the row behind a step belongs to the same block and is read straight across too."""
        if step + 1 >= len(steps) or self.rows[step].line.gap:
            return False
        return len(steps[step].columns) == len(steps[step + 1].columns) == 1

    def _stretch(self, steps: list[Path], straight: list[Path], first: int, last: int) -> Stretch:
        here = steps[first + 1 : last + 2]
        columns = tuple(
            tuple(piece for step in here for column, piece in step.pieces if column == wanted)
            for wanted in range(len(here[0].columns))
        )
        ends = last + 2 == len(steps) or len(steps[last + 2].columns) > 1
        beyond = last + 1 if ends else last + 2
        while self._goes_on(steps, beyond):
            beyond += 1
        gain = steps[beyond].score - steps[first].score - straight[beyond].score + straight[first].score
        if beyond == last + 1:
            gain -= self._open_ends(here[-1])
        after = steps[last + 2].heir if beyond > last + 1 else -1
        across = sum(len(step.pieces) > 1 for step in here)
        return Stretch(first, last + 1, columns, gain - sum(step.look for step in here), across, here[0].heir, after)


def _ends_of(text: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a text, of one too long to be cut only those at either end."""
    if len(text) <= LONGEST_ROW:
        yield from TOKEN.finditer(text)
        return
    yield from TOKEN.finditer(text, 0, LONGEST_ROW // 2)
    yield from TOKEN.finditer(text, len(text) - LONGEST_ROW // 2)


def _shares(
    turn: Path, least: int, cuts: Sequence[Cut], floors: Mapping[int, float]
) -> Iterator[tuple[tuple[int, ...], tuple[Cut, ...]]]:
    """Yield the ways to share a row among columns that may come to more than the floor; cuts come best first."""
    if least == 1:
        for column in range(len(turn.columns)):
            yield (column,), ()
    if len(turn.columns) > 1:
        for cut in cuts:
            if turn.score + cut.score + 2 * HIGHEST + HIGHEST_DRIFT < floors[len(turn.columns)]:
                return
            yield (0, 1), (cut,)


def _floor(paths: Iterable[Path], count: int) -> float:
    """Return the score above which a path with so many columns is followed up, as far as paths are known."""
    scores = sorted((path.score for path in paths if len(path.columns) == count), reverse=True)
    least = scores[BEST_PATHS[count] - 1] if len(scores) >= BEST_PATHS[count] else -math.inf
    return max(least, scores[0] - MARGIN)


def _state(path: Path) -> tuple[object, ...]:
    """Return what the paths have in common of which only the best one is followed."""
    if len(path.columns) == 1 and path.columns[0]:
        return (path.columns[0].row, path.columns[0].width // FAR)
    return tuple((piece.row, piece.end) if piece else None for piece in path.columns)


def _best(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the paths worth to be followed, some of each number of columns."""
    by_score = sorted(paths, key=lambda path: -path.score)
    left = dict(BEST_PATHS)
    for path in by_score:
        count = len(path.columns)
        if left[count] and (count == 1 or path.score >= by_score[0].score - MARGIN):
            left[count] -= 1
            yield path


@lru_cache(4096)
def _drift(x: float, before: float | None, usual: float) -> float:
    """Return how likely a column begins at `x`, when it began at `before` in the last row that had it."""
    if before is None:
        return math.log((1 - ODD_PLACE) * math.exp(-abs(x - usual) / FIRST_DRIFT) / (2 * FIRST_DRIFT) + ODD_PLACE / 60)
    away = abs(x - before)
    near = sum(math.exp(-away / drift) / (2 * drift) for drift in DRIFTS) / len(DRIFTS)
    return math.log((1 - ODD_PLACE) * near + ODD_PLACE / 60)
