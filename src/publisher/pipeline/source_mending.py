"""A source file -> the same file with its typography mended, as far as reading it again proves nothing else changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher.catalogs.places import place_in
from publisher.catalogs.segments import Segment, segments
from publisher.catalogs.translate import translate
from publisher.errors import PublisherError
from publisher.model.document import Document
from publisher.model.edit import Edit, apart, applied, differences
from publisher.model.message import Catalog, Entry, Message
from publisher.pipeline.mending import Mended
from publisher.readers import decoded, read

MOST_EDITS = 1000
"""of one message: each is looked for in all of its text, so that thousands would take minutes"""


@dataclass(frozen=True, slots=True)
class Change:
    """One message of a document, mended, with what to do in the file."""

    key: tuple[str | None, str]
    mended: Mended
    edits: tuple[Edit, ...]


def mended_source(data: bytes, document: Document, wanted: Mapping[str, Mended]) -> tuple[str, tuple[Mended, ...]]:
    """Return the text of a document's file, line ends as new lines, with some of its messages mended, and those.

    `wanted` are the mended texts by msgid. A message is mended where each of its places was found, and reading the new
    text gives exactly the document that its mended messages make; the others stay as they are, and so does one of more
    than `MOST_EDITS`.
    """
    text = decoded(data, document.file)
    original = read(data, document.file, document.language)
    changes = _changes(text, original, wanted)
    kept = _proven(text, original, changes)
    return _edited(text, kept), tuple(change.mended for change in kept)


def _changes(text: str, document: Document, wanted: Mapping[str, Mended]) -> tuple[Change, ...]:
    found = list(segments(document))
    starts = _line_starts(text)
    lines = sorted({segment.owner.sourceline or 1 for segment in found})
    edits: dict[tuple[str | None, str], list[Edit | None]] = {}
    for segment in found:
        mended = wanted.get(segment.msgid)
        marks = () if mended is None else differences(mended.before.plain, mended.after.plain)
        if mended is not None and len(marks) <= MOST_EDITS:
            start, end = _window(segment, lines, starts, len(text))
            places = [place_in(text, start, end, mended.before.plain, edit) for edit in marks]
            edits.setdefault(segment.key, []).extend(places)
    return tuple(
        Change(key, wanted[key[1]], tuple(dict.fromkeys(edit for edit in places if edit is not None)))
        for key, places in edits.items()
        if None not in places
    )


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _window(segment: Segment, lines: Sequence[int], starts: Sequence[int], end: int) -> tuple[int, int]:
    """Return where the text of a segment stands in the file: from its line to that of the next block."""
    line = segment.owner.sourceline or 1
    following = bisect_right(lines, line)
    last = end if following == len(lines) else starts[min(lines[following], len(starts)) - 1]
    return starts[min(line, len(starts)) - 1], last


def _proven(text: str, document: Document, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes that do what they should, looked for by halves."""
    numbers, _ = apart(change.edits for change in changes)
    together = tuple(changes[number] for number in numbers)
    if not together or _is_proven(text, document, together):
        return together
    if len(together) == 1:
        return ()
    half = len(together) // 2
    first = _proven(text, document, together[:half])
    second = _proven(text, document, together[half:])
    return (*first, *second) if _is_proven(text, document, (*first, *second)) else first


def _is_proven(text: str, document: Document, changes: Sequence[Change]) -> bool:
    entries = tuple(
        Entry(Message(msgid, msgctxt), change.mended.after.notation)
        for change in changes
        for msgctxt, msgid in [change.key]
    )
    expected = translate(document, Catalog("", document.language, entries)).document
    try:
        found = read(_edited(text, changes).encode(), document.file, document.language)
    except PublisherError:
        return False
    return (str(found.head), str(found.body)) == (str(expected.head), str(expected.body))


def _edited(text: str, changes: Iterable[Change]) -> str:
    return applied(text, sorted(edit for change in changes for edit in change.edits))
