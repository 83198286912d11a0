"""`source/glossary.csv` text -> Glossary; all its faults at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from publisher.errors import ExitCode, PublisherError
from publisher.model.glossary import Glossary, Term

NOTE = "note"
"""a column for people"""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
LETTER = re.compile(r"[^\W\d_]")
LONGEST = 200
"""characters of a term"""

Fault = tuple[int, str]
"""line, what is wrong there"""


def parse(text: str, file: str, languages: Sequence[str]) -> Glossary:
    """Return the glossary of a publication; `languages` are its own, that of the source first.

    The first line names the columns: the language of the source, then others in any order, and `note`. A cell holds
    several terms with `|` between them, and may be empty but for the first. Commas or semicolons (of French Excel)
    separate cells.

    Errors: PublisherError (usage) that names every fault, the first with its line.
    """
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    faults: list[Fault] = []
    try:
        for row in reader:
            rows.append((reader.line_num, [cell.strip() for cell in row]))
    except csv.Error as error:
        faults.append((reader.line_num, f"not a table of comma-separated values ({error})"))
    columns = rows[0][1] if rows else []
    faults += _header_faults(columns, languages)
    if not faults:
        faults += _row_faults(rows[1:], columns)
    if faults:
        raise _refused(file, sorted(faults), languages)
    return Glossary(languages[0], tuple(_term(row, columns) for _, row in rows[1:] if any(row)))


def _header_faults(columns: list[str], languages: Sequence[str]) -> Iterator[Fault]:
    if not columns or columns[0] != languages[0]:
        yield 1, f"the first column must be “{languages[0]}”, the language of the source"
    for name in columns[1:]:
        if name not in (*languages[1:], NOTE):
            yield 1, f"“{name}” is no language of this publication"
    if len(set(columns)) < len(columns):
        yield 1, "a column is there twice"


def _row_faults(rows: list[tuple[int, list[str]]], columns: list[str]) -> Iterator[Fault]:
    lines: dict[str, int] = {}
    for line, row in rows:
        if not any(row):
            continue
        if len(row) != len(columns):
            yield line, f"{len(row)} cells where the first line has {len(columns)}"
            continue
        if not row[0]:
            yield line, "no term in the first column"
        for form in _forms(row[0]):
            if form in lines:
                yield line, f"“{form}” is on line {lines[form]} too"
            lines.setdefault(form, line)
        yield from (
            (line, fault) for name, cell in zip(columns, row, strict=True) for fault in _cell_faults(name, cell)
        )


def _cell_faults(name: str, cell: str) -> Iterator[str]:
    if name == NOTE:
        return
    if CONTROL.search(cell):
        yield f"a control character in the column “{name}”"
    for form in cell.split("|") if cell else ():
        if not LETTER.search(form) or len(form) > LONGEST:
            yield f"“{form.strip()[:LONGEST]}” in the column “{name}” is no term"


def _term(row: list[str], columns: list[str]) -> Term:
    accepted = {name: _forms(cell) for name, cell in zip(columns[1:], row[1:], strict=True) if cell and name != NOTE}
    return Term(_forms(row[0]), accepted)


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(" ".join(form.split()) for form in cell.split("|") if form.strip())


def _refused(file: str, faults: list[Fault], languages: Sequence[str]) -> PublisherError:
    line, first = faults[0]
    return PublisherError(
        f"the glossary cannot be used: {first}",
        code=ExitCode.USAGE,
        file=file,
        line=line,
        why="and also: " + "; ".join(f"line {line}: {fault}" for line, fault in faults[1:]) if faults[1:] else None,
        hint=f"first line: {','.join((*languages, NOTE))}; then a row for each term, several forms with | between them",
    )
