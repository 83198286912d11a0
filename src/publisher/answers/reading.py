"""The text of a form -> what it says, or all that is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from publisher.answers.form import EARLIER, KEYS, SEEN, TOP, VERDICTS, Form, Section
from publisher.answers.lines import Kind, Statement, statements
from publisher.errors import ExitCode, PublisherError
from publisher.model.judgement import Answer
from publisher.toml import read_toml

MOST_BYTES = 4_000_000
MOST_NAMED = 10
"""faults that an error names"""
ID = re.compile(r"matterhorn/\d\d-\d\d\d|wcag/\d\.\d\.\d{1,2}/(?:html|pdf)")
HASH = re.compile(r"[0-9a-f]{16}")
MARK = re.compile(r"[a-z2-7]{4}")
HINT = f"mend these lines; a verdict is one of {', '.join(VERDICTS)}, with a name and a date such as 2020-07-01"


@dataclass(slots=True)
class Faults:
    """What is wrong with a form."""

    file: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, what: str) -> None:
        """Remember a fault."""
        self.found.append((line, what))

    def stop(self) -> None:
        """Refuse the form when a fault was found: PublisherError (usage) with all of them, the first with its line."""
        if not self.found:
            return
        (line, first), *others = sorted(self.found)
        named = [f"{what} ({self.file}:{where})" for where, what in others[:MOST_NAMED]]
        more = [f"{len(others) - MOST_NAMED} more"] if len(others) > MOST_NAMED else []
        raise PublisherError(
            f"the answers cannot be read: {first}", code=ExitCode.USAGE, file=self.file, line=line,
            why=f"and also: {'; '.join((*named, *more))}" if others else None, hint=HINT,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: how it is written, and what it says."""

    section: Section
    values: Mapping[str, Any]
    line: int

    def line_of(self, key: str) -> int:
        """Return the line of a key, that of the head where there is none."""
        return next((one.line for one in self.section.body if one.name == key), self.line)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who judged, and when."""

    name: str = ""
    date: date | None = None


def parse(text: str, file: str, known: Collection[str]) -> Form:
    """Return what a form says; `known` are the ids of all questions there are.

    An answer to a question that this program asked once, and does not know any more, is kept.
    Errors: PublisherError (usage) that names all faults with file and line.
    """
    plain = text.replace("\r\n", "\n")
    data = read_toml(plain, file, most_bytes=MOST_BYTES, hint=HINT)
    sections, end = _sections(statements(plain))
    faults = Faults(file)
    tables = _tables(data, sections, faults)
    faults.stop()
    top = Table(sections[0][0], {key: data[key] for key in data if not isinstance(data[key], dict | list)}, 1)
    _keys(top, TOP, faults)
    signed = Signature(str(top.values.get("name", "")).strip(), _date(top, faults))
    faults.stop()
    rows = [table for table in tables if table.section.name not in (EARLIER, SEEN)]
    for row in rows:
        _known(row, known, faults)
    given = {row.section.name: _answer(row, row.section.name, signed, faults) for row in rows}
    past = [table for table in tables if table.section.name == EARLIER]
    earlier = tuple((row.section, _earlier(row, faults)) for row in past)
    seen = next((table for table in tables if table.section.name == SEEN), None)
    form = Form(
        file,
        top.section,
        {row.section.name: row.section for row in rows},
        given,
        earlier,
        seen.section if seen else Section(SEEN),
        _seen(seen, faults) if seen else {},
        end,
        "\r\n" if "\r\n" in text else "\n",
    )
    faults.stop()
    return form


def _sections(all_of_it: Sequence[Statement]) -> tuple[list[tuple[Section, int]], tuple[str, ...]]:
    """Return the sections with the lines of their heads, what is above all tables first; and the comments at the end.

    Comments right below the values of a section are part of it; those after an empty line, or after a comment of this
    program, belong to the next.
    """
    found: list[tuple[Section, int]] = []
    head = Statement(Kind.HEAD, "", 1)
    around: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    body: list[Statement] = []
    waiting: list[Statement] = []
    for one in (*all_of_it, Statement(Kind.HEAD, "")):
        if one.kind is Kind.HEAD:
            tail, machine, above = _split(waiting, bool(body) or bool(head.text))
            found.append((Section(head.name, *around, head.text, (*body, *tail)), head.line))
            head, around, body, waiting = one, (machine, above), [], []
        elif one.kind is Kind.PAIR:
            body += [kept for kept in waiting if kept.kind is Kind.COMMENT]
            if not found and not body:
                around = (tuple(kept.text for kept in waiting if kept.kind is Kind.MACHINE), ())
            body.append(one)
            waiting = []
        else:
            waiting.append(one)
    return found, (*around[1],)


def _split(waiting: Sequence[Statement], has_values: bool) -> tuple[list[Statement], tuple[str, ...], tuple[str, ...]]:
    """Return what still belongs to a section, and the comments of the program and of persons above the next."""
    ends = (number for number, one in enumerate(waiting) if one.kind is not Kind.COMMENT)
    size = next(ends, len(waiting)) if has_values else 0
    rest = waiting[size:]
    return (
        list(waiting[:size]),
        tuple(one.text for one in rest if one.kind is Kind.MACHINE),
        tuple(one.text for one in rest if one.kind is Kind.COMMENT),
    )


def _tables(data: Mapping[str, Any], sections: Sequence[tuple[Section, int]], faults: Faults) -> list[Table]:
    """Return the tables of a form, each with how it is written."""
    rows = iter(data[EARLIER] if isinstance(data.get(EARLIER), list) else ())
    tables = []
    for section, line in sections[1:]:
        value = next(rows, None) if section.name == EARLIER else data.get(section.name)
        if isinstance(value, dict) and not any(isinstance(inner, dict | list) for inner in value.values()):
            tables.append(Table(section, value, line))
        else:
            faults.add(line, f"{section.head} is no table of a form")
    named = {section.name for section, _ in sections}
    for key in data:
        if isinstance(data[key], dict | list) and key not in named:
            faults.add(1, f'“{key}” must be a table with a head of its own: ["{key}"]')
    if next(rows, None) is not None:
        faults.add(1, f"rows of “{EARLIER}” must have heads of their own: [[{EARLIER}]]")
    return tables


def _keys(table: Table, known: Sequence[str], faults: Faults) -> None:
    for key, value in table.values.items():
        if key not in known:
            faults.add(table.line_of(key), f"unknown key “{key}”{_near(key, known)}")
        elif key != "date" and not isinstance(value, str):
            faults.add(table.line_of(key), f"“{key}” must be a text in quotation marks")


def _near(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), 1, 0.4)
    return f", did you mean “{near[0]}”?" if near else ""


def _known(row: Table, known: Collection[str], faults: Faults) -> None:
    name = row.section.name
    was_asked = ID.fullmatch(name) and HASH.fullmatch(str(row.values.get("text", "")))
    if name not in known and not was_asked:
        faults.add(row.line, f"unknown question “{name}”{_near(name, known)}")


def _answer(row: Table, question: str, top: Signature, faults: Faults) -> Answer:
    """Return what stands in the section of a question; name and date of the top where a verdict has none."""
    own = len(faults.found)
    _keys(row, KEYS if row.section.name == question else ("question", *KEYS), faults)
    said = {key: row.values.get(key, "") for key in KEYS}
    if len(faults.found) > own:
        return Answer(question, None, line=row.line)
    verdict = said["verdict"].strip().lower()
    if verdict and verdict not in VERDICTS:
        what = f"unknown verdict “{said['verdict']}”{_near(verdict, VERDICTS)}"
        faults.add(row.line_of("verdict"), what)
    if said["text"] and not HASH.fullmatch(said["text"]):
        faults.add(row.line_of("text"), "“text” must stay as the program wrote it: 16 letters and digits")
    when = _date(row, faults)
    name = said["name"].strip()
    if verdict:
        name = name or top.name
        when = when or (None if row.values.get("date") else top.date)
        _signed(row, name, when, faults)
    outcome = VERDICTS.get(verdict)
    return Answer(question, outcome, name, when, said["remark"].strip(), said["text"], row.line)


def _signed(row: Table, name: str, when: date | None, faults: Faults) -> None:
    if not name:
        faults.add(row.line_of("verdict"), "a verdict needs the name of the person who gave it")
    if when is None and not row.values.get("date"):
        faults.add(row.line_of("verdict"), "a verdict needs the date when it was given")


def _date(table: Table, faults: Faults) -> date | None:
    """Return a date, in quotation marks or not; None where there is none, or where it is a fault."""
    value = table.values.get("date", "")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        if not value.strip():
            return None
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    fault = (table.line_of("date"), f"“{value}” is no date such as 2020-07-01")
    if fault not in faults.found:
        faults.found.append(fault)
    return None


def _earlier(row: Table, faults: Faults) -> Answer:
    """Return an answer for a text that was another one."""
    question = row.values.get("question")
    if not isinstance(question, str) or not ID.fullmatch(question):
        faults.add(row.line_of("question"), f"a row of “{EARLIER}” names its question")
        return Answer("", None)
    return _answer(row, question, Signature(), faults)


def _seen(table: Table, faults: Faults) -> dict[str, tuple[str, ...]]:
    """Return the marks of texts, by their hashes."""
    found = {}
    for key, value in table.values.items():
        marks = value.split() if isinstance(value, str) else [""]
        if not HASH.fullmatch(key) or not all(MARK.fullmatch(mark) for mark in marks):
            faults.add(table.line_of(key), f"“{SEEN}” must stay as the program wrote it")
        found[key] = tuple(marks)
    return found
