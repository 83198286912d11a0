"""The review of an import as a table: rows <-> tab separated text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from publisher.errors import ExitCode, PublisherError
from publisher.model.review import Kind, Row

COLUMNS = ("id", "line", "column", "kind", "original", "proposals", "score", "left", "right", "decision", "why")

ESCAPES: dict[str, str | int | None] = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
PROPOSAL_ESCAPES = ESCAPES | {"|": "\\|"}
NOTHING = "\\e"
"""a proposal of the empty text, which would else look like no proposal"""
UNESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r", "|": "|", "e": ""}
ESCAPED = re.compile(r"\\(.?)", re.DOTALL)
PROPOSAL = re.compile(r"(?:[^\\|]|\\.)*", re.DOTALL)
LONGEST_NUMBER = 12


def write(table: Iterable[Row]) -> str:
    r"""Return the rows as tab separated text with a header line.

    Backslash, tab, line feed and carriage return in a field are written `\\`, `\t`, `\n`, `\r`. `proposals` are
    joined by `|`, which is `\|` within one; a proposal of the empty text is `\e`.
    """
    lines = ["\t".join(COLUMNS)]
    lines += ("\t".join(_fields(row)) for row in table)
    return "\n".join(lines) + "\n"


def read(text: str, file: str) -> tuple[Row, ...]:
    """Return the rows of a review file; `read(write(rows)) == rows`.

    Raises `PublisherError` (`ExitCode.INPUT`) with the line of a broken row, or of an id that stands twice.
    """
    first, *rest = text.removeprefix("\ufeff").split("\n")
    if tuple(first.removesuffix("\r").split("\t")) != COLUMNS:
        raise _broken(file, 1, f"the first line must name the columns: {' '.join(COLUMNS)}")
    found: dict[str, Row] = {}
    for number, line in enumerate(rest, start=2):
        if not line.removesuffix("\r"):
            continue
        row = _parse(line.removesuffix("\r"), file, number)
        if row.id in found:
            raise _broken(file, number, f"the id {row.id} stands twice")
        found[row.id] = row
    return tuple(found.values())


def _fields(row: Row) -> tuple[str, ...]:
    """Return the row as written, a field for each column."""
    proposals = "|".join(_escape(proposal, PROPOSAL_ESCAPES) or NOTHING for proposal in row.proposals)
    texts = (_escape(text) for text in (row.left, row.right, row.decision, row.why))
    score = "" if row.score is None else repr(row.score)
    place = (str(row.line), str(row.column))
    return (_escape(row.id), *place, row.kind.value, _escape(row.original), proposals, score, *texts)


def _parse(line: str, file: str, number: int) -> Row:
    """Return the row on one line of a review file; raises `PublisherError` with its place."""
    fields = line.split("\t")
    if len(fields) != len(COLUMNS):
        raise _broken(file, number, f"a row has {len(COLUMNS)} columns, this one has {len(fields)}")
    name, row, column, kind, original, proposals, score, left, right, decision, why = fields
    try:
        return Row(
            id=_unescape(name),
            line=_position(row),
            column=_position(column),
            kind=Kind(kind),
            original=_unescape(original),
            proposals=_proposals(proposals),
            score=_score(score),
            left=_unescape(left),
            right=_unescape(right),
            decision=_unescape(decision),
            why=_unescape(why),
        )
    except ValueError as error:
        raise _broken(file, number, str(error)) from error


def _proposals(text: str) -> tuple[str, ...]:
    """Return the proposals of a field; raises ValueError for a bad escape."""
    if not text:
        return ()
    found, position = [], 0
    while position <= len(text):
        match = PROPOSAL.match(text, position)
        end = match.end() if match else position
        if end < len(text) and text[end] != "|":
            raise ValueError("a backslash at the end of a field means nothing")
        found.append(_unescape(text[position:end]))
        position = end + 1
    return tuple(found)


def _escape(text: str, escapes: dict[str, str | int | None] = ESCAPES) -> str:
    return text.translate(str.maketrans(escapes))


def _unescape(text: str) -> str:
    """Return the text of a field; raises ValueError for an unknown escape."""

    def character(found: re.Match[str]) -> str:
        if found[1] not in UNESCAPES:
            raise ValueError(f"{found[0]!r} means nothing here: write a backslash as two")
        return UNESCAPES[found[1]]

    return ESCAPED.sub(character, text)


def _position(text: str) -> int:
    """Return a line or column number; raises ValueError when it is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text) > 0):
        raise ValueError(f"{text[:40]!r} is not a line or column number")
    return int(text)


def _score(text: str) -> float | None:
    """Return a score, None for an empty field; raises ValueError when it is no finite number."""
    if not text:
        return None
    score = float(text)
    if not math.isfinite(score):
        raise ValueError(f"{text!r} is not a score")
    return score


def _broken(file: str, line: int, why: str) -> PublisherError:
    hint = "mend the row, or import again for a fresh review file"
    return PublisherError("cannot read the review", code=ExitCode.INPUT, file=file, line=line, why=why, hint=hint)
