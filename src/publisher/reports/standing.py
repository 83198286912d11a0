"""The tables of a report: rows of the Matterhorn Protocol by checkpoint, success criteria by kind of rendition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from publisher.model.conformance import Row
from publisher.model.dossier import Dossier
from publisher.model.evidence import Assertion, Counts, Mode, TestSubject
from publisher.reports.grouping import question_of
from publisher.reports.wording import numbers, outcome_key
from publisher.standards.matterhorn import checkpoints, conditions


@dataclass(frozen=True, slots=True)
class Item:
    """A row as it is shown."""

    row: Row
    id: str
    """in the report"""
    key: str
    """of its outcome"""
    question: str
    """what a person is asked: an English message; empty where none is asked and none has judged"""
    answer: Assertion | None
    """what a person judged"""
    anchor: str | None
    """id in the report of the question while it is owed"""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The rows of one checkpoint of the Matterhorn Protocol."""

    number: int
    name: str
    """English message"""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows for one PDF file."""

    id: str
    subject: TestSubject
    figures: Mapping[str, int]
    checkpoints: tuple[Checkpoint, ...]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return sum(self.figures.values())


def rule_of(row: Row) -> str:
    """Return the rule of a question that asks for a row: `matterhorn/13-004`, `wcag/1.4.1/pdf`."""
    return f"matterhorn/{row.id}" if "-" in row.id else f"wcag/{row.id}/{row.kind}"


def ids_of(dossier: Dossier) -> Mapping[str, str]:
    """Return the ids of the rows in a report, by rule; where several files have a row, that of the first."""
    found: dict[str, str] = {}
    for number, (_, rows) in enumerate(dossier.matterhorn, 1):
        for row in rows:
            found.setdefault(rule_of(row), _id(row, number))
    return found | {rule_of(row): _id(row) for row in dossier.criteria}


def _id(row: Row, number: int = 1) -> str:
    return f"m{number}-{row.id}" if "-" in row.id else f"w-{row.id}-{row.kind}"


def tables(dossier: Dossier, owed: Mapping[str, str]) -> tuple[Table, ...]:
    """Return a table for each PDF file; `owed` are the ids of questions by rule."""
    return tuple(
        Table(f"m{number}", subject, figures_of(rows), _checkpoints([_item(row, owed, number) for row in rows]))
        for number, (subject, rows) in enumerate(dossier.matterhorn, 1)
    )


def _checkpoints(items: Iterable[Item]) -> tuple[Checkpoint, ...]:
    return tuple(
        Checkpoint(number, checkpoints()[number], tuple(same))
        for number, same in groupby(items, key=lambda item: conditions()[item.row.id].checkpoint)
    )


def criteria_of(dossier: Dossier, owed: Mapping[str, str]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Return each success criterion with its rows, a row for a kind of rendition."""
    items = (_item(row, owed) for row in dossier.criteria)
    return tuple((id, tuple(same)) for id, same in groupby(items, key=lambda item: item.row.id))


def _item(row: Row, owed: Mapping[str, str], number: int = 1) -> Item:
    rule = rule_of(row)
    answer = row.answer if row.answer is not None and row.answer.mode is Mode.MANUAL else None
    question = question_of(rule) if row.is_owed or answer is not None else ""
    return Item(row, _id(row, number), outcome_key(row), question, answer, owed.get(rule))


def figures_of(rows: Sequence[Row]) -> Mapping[str, int]:
    """Return how rows came out, by the keys of outcomes, in the order reports show them."""
    met = Counter(map(outcome_key, rows))
    return {key: met[key] for key in numbers(Counts())}
