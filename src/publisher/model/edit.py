"""Small changes to a text: the characters to exchange, and the same change in the translators' notation."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publisher.model.notation import REFERENCE, TAG, escape
from publisher.model.text import BLANK, Stretch, Text

LETTER = re.compile(rf"[^\W_\u0640]|{BLANK}")
"""what no edit touches: a letter, a digit, a blanked character; kashida (U+0640) is a stroke between letters"""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What should stand in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


def differences(old: str, new: str, start: int = 0) -> tuple[Edit, ...]:
    """Return the edits that make `new` of `old`, which begins at `start`: what stands between letters and digits.

    A text with other letters is one edit.

    >>> differences('"oui"', "«oui»", 3)
    (Edit(start=3, end=4, new='«'), Edit(start=7, end=8, new='»'))
    """
    if LETTER.findall(old) != LETTER.findall(new):
        return (Edit(start, start + len(old), new),)
    found = []
    for before, after in zip(LETTER.split(old), LETTER.split(new), strict=True):
        if before != after:
            head = _shared(before, after)
            tail = _shared(before[head:][::-1], after[head:][::-1])
            found.append(Edit(start + head, start + len(before) - tail, after[head : len(after) - tail]))
        start += len(before) + 1
    return tuple(found)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def apart(groups: Iterable[Iterable[Edit]]) -> tuple[tuple[int, ...], tuple[Edit, ...]]:
    """Return which groups of edits can be made together, and their edits in order.

    A group is made whole, so that no quote is opened in one style and closed in another, or it waits: none of its edits
    may overlap or touch one of a group before it.
    """
    numbers: list[int] = []
    kept: list[Edit] = []
    for number, group in enumerate(groups):
        edits = tuple(group)
        if not any(_meets(edit, kept) for edit in edits):
            numbers.append(number)
            for edit in edits:
                insort(kept, edit)
    return tuple(numbers), tuple(kept)


def _meets(edit: Edit, kept: Sequence[Edit]) -> bool:
    """Whether an edit overlaps or touches one of those that are kept, which are in order and apart."""
    after = bisect_left(kept, edit)
    beside = kept[max(0, after - 1) : after + 1]
    return any(edit.start <= other.end and other.start <= edit.end for other in beside)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text after edits that are apart and in order."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.new)
        done = edit.end
    return "".join(parts) + text[done:]


def edited(text: Text, edits: Sequence[Edit], names: frozenset[str] | None) -> Text:
    """Return a text after edits of its prose that are apart and in order; `names` as for `read_text`.

    Tags stay as they are: of an edit across a tag, the new characters stand where its first one stood, and what is put
    between two characters stands outside the tags between them.
    """
    places = list(_places(text.notation, names))
    changes = tuple(change for edit in edits for change in _in_notation(edit, places, text.notation))
    return Text(
        notation=applied(text.notation, changes),
        language=text.language,
        plain=applied(text.plain, edits),
        prose=applied(text.prose, edits),
        stretches=tuple(
            Stretch(stretch.start + moved, stretch.end + moved, stretch.language)
            for stretch in text.stretches
            for moved in [_growth(edits, stretch.start)]
        ),
    )


def _places(notation: str, names: frozenset[str] | None) -> Iterator[tuple[int, int]]:
    """Yield where in the notation each character of the plain text stands, as (start, end)."""
    done = 0
    for tag in TAG.finditer(notation):
        if names is not None and tag["name"] not in names:
            continue
        yield from _characters(notation, done, tag.start())
        done = tag.end()
        if tag["void"] and tag["name"].startswith("br"):
            yield tag.span()
    yield from _characters(notation, done, len(notation))


def _characters(notation: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        reference = REFERENCE.match(notation, start, end)
        after = reference.end() if reference else start + 1
        yield start, after
        start = after


def _in_notation(edit: Edit, places: Sequence[tuple[int, int]], notation: str) -> Iterator[Edit]:
    new = escape(edit.new)
    if edit.start == edit.end:
        place = _gap(edit.start, places, notation)
        yield Edit(place, place, new)
        return
    for start, end in places[edit.start : edit.end]:
        yield Edit(start, end, new)
        new = ""


def _gap(index: int, places: Sequence[tuple[int, int]], notation: str) -> int:
    """Return where to put something before the character `index`: after tags that close, before tags that open."""
    start = places[index - 1][1] if index else 0
    end = places[index][0] if index < len(places) else len(notation)
    while tag := TAG.match(notation, start, end):
        if not tag["end"]:
            break
        start = tag.end()
    return start


def _growth(edits: Sequence[Edit], place: int) -> int:
    """Return how many characters the edits before a place add."""
    return sum(len(edit.new) - (edit.end - edit.start) for edit in edits if edit.end <= place)
