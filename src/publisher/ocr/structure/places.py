"""Long lists of names that stand in running text: countries, towns, members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.structure.shape import merged, text_of
from publisher.ocr.values import Classified, Doubt, Part, Role

FEWEST, NEAR = 12, 2
"""names that make a list, and blank lines within it"""
LONGEST, WORDS = 60, 7
"""characters and words of a name"""
MOSTLY, FEW_WORDS = 0.85, 3.0
"""share of names that begin with a capital; words of a name on average"""
DASH = re.compile(r"(?:(?<=\s)|\A)[-–—](?=\s|\Z)|(?<=[^\W_)])[-–—](?=\s)|(?<=\))[-–—](?=\s)")
COMMA = re.compile(r"[,;](?=\s)")
SEPARATORS = (DASH, COMMA)
GLUED = re.compile(r"(?<=[^\W\d_])(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý][a-zà-ÿ]{2})")
ONE_SIDED = re.compile(r"(?<=[\w)])[-–—] (?=[A-ZÀ-Ý])")
SURE = 0.95
"""probability that a dash with a space after it only parts two names of a list"""


def find(items: Iterable[Classified]) -> Iterator[Classified]:
    """Yield the blocks, long lists of names as such."""
    before: Classified | None = None
    for item in items:
        if item.role is Role.PARAGRAPH and any(_names(text_of(item.block.lines), mark) for mark in SEPARATORS):
            yield from (before,) if before else ()
            before = replace(item, role=Role.PLACES)
        elif before and item.role is Role.PARAGRAPH and _goes_on(before, item):
            before = merged([before, item], Role.PLACES)
        else:
            yield from (before, item) if before else (item,)
            before = None
    yield from (before,) if before else ()


def _goes_on(before: Classified, item: Classified) -> bool:
    """Return whether a list of names goes on after a blank line or on the next page."""
    first, text = text_of(before.block.lines), text_of(item.block.lines)
    joint = any(mark.search(first[-2:]) or mark.match(text) for mark in SEPARATORS)
    return joint and item.block.gap <= NEAR and any(_names(text, mark, 1) for mark in SEPARATORS)


def items_of(part: Part) -> tuple[Part, ...]:
    """Return the names of a text as parts, their separators taken out.

    Where a separator has no space before it, or two names stand without one, the item holds both, with a doubt.
    """
    text = part.text.text
    mark = next((mark for mark in SEPARATORS if _names(text, mark)), DASH)
    safe = ONE_SIDED if mark is DASH else None
    ends = [found.span() for found in mark.finditer(text) if not _is_doubted(part, found.start())]
    ends = [span for span in ends if safe is None or not safe.match(text, span[0])]
    found, start = list[Part](), 0
    for end, after in (*ends, (len(text), len(text))):
        piece = piece_of(part, start, end)
        if piece.text.text.strip(" .;,"):
            found.append(_with_doubts(piece))
        start = after
    return tuple(found)


def piece_of(part: Part, start: int, end: int, label: str = "item") -> Part:
    """Return a piece of a part without white space at its ends, the doubts in it kept."""
    text = part.text.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = max(start, start + len(text[start:end].rstrip()))
    inside = (doubt for doubt in part.doubts if start <= doubt.start and doubt.end <= end)
    doubts = tuple(replace(doubt, start=doubt.start - start, end=doubt.end - start) for doubt in inside)
    return Part(part.text.part(start, end), label, doubts)


def _names(text: str, mark: re.Pattern[str], fewest: int = FEWEST) -> bool:
    """Return whether a text is a list of names between such separators."""
    if len(mark.findall(text[: LONGEST * WORDS * FEWEST])) < fewest - 1:
        return False
    names = [name for name in map(str.strip, mark.split(text)) if name]
    if len(names) < fewest or sum(len(name.split()) for name in names) > FEW_WORDS * len(names):
        return False
    fitting = sum(len(name) <= LONGEST and len(name.split()) <= WORDS and name[0].isupper() for name in names)
    return fitting >= MOSTLY * len(names)


def _is_doubted(part: Part, place: int) -> bool:
    """Return whether a doubt asks about this place already."""
    return any(doubt.start <= place < doubt.end for doubt in part.doubts)


def _with_doubts(piece: Part) -> Part:
    """Return a name with a doubt where it seems to be two; a dash that lost one of its spaces has got it back."""
    text = piece.text.text
    places = [(found.start(), found.end(), True) for found in ONE_SIDED.finditer(text)]
    places += [(found.start(), found.start(), False) for found in GLUED.finditer(text)]
    result, shift = piece, 0
    for start, end, done in sorted(places):
        before = len(result.text.text)
        result = _told_apart(result, (start + shift, end + shift), done)
        shift += len(result.text.text) - before
    return result


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the words around a place begin and end."""
    last = text.find(" ", end)
    return text.rfind(" ", 0, start) + 1, last if last >= 0 else len(text)


def _told_apart(piece: Part, place: tuple[int, int], done: bool) -> Part:
    """Return a name with a doubt about what stands between two names in it."""
    text, (start, end) = piece.text.text, place
    first, last = (start, end) if done else _whole(text, start, end)
    if any(other.start < last and first < other.end for other in piece.doubts):
        return piece
    proposal = f"{text[first:start]} - {text[end:last]}"
    doubt = Doubt(
        kind=Kind.SPLIT,
        start=first,
        end=first + len(proposal) if done else last,
        origin=piece.text.origin(first),
        original=text[first:last],
        proposals=(proposal,),
        why=reasons.SEPARATED[done],
        score=SURE if done else None,
        done=done,
    )
    new = piece.text.replaced(start, end, " - ") if done else piece.text
    return replace(piece, text=new, doubts=tuple(sorted((*piece.doubts, doubt), key=lambda one: one.start)))
