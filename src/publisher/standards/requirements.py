"""What standards ask for where a rule tests a part of it: success criteria, clauses, rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from publisher.model.evidence import Requirements
from publisher.rules import rules
from publisher.standards.en301549 import clause
from publisher.standards.matterhorn import conditions, rows_by_rule

CRITERIA = {"html/reflow": ("1.4.10",)}
"""success criteria of rules without a row in `rules/`, whose checker names none"""
CLAUSES = {"html/nu-error": ("4.1.1",)}
"""success criteria that EN 301 549 has and WCAG 2.2 has not"""


def requirements(rule: str, kind: str, wcag: Iterable[str] = ()) -> Requirements:
    """Return what standards ask for, where `rule` tests a part of it for pages (`html`) or a PDF file (`pdf`).

    `wcag` are the criteria that another program names itself. `rule` may be that of a question to a person, such as
    `matterhorn/13-005` or `wcag/1.4.1/pdf`. A rule that serves no standard has none.
    """
    return _requirements(rule, kind, tuple(sorted(set(wcag))))


@cache
def _requirements(rule: str, kind: str, named: tuple[str, ...]) -> Requirements:
    criteria, rows = {*named, *CRITERIA.get(rule, ()), *_criteria(rule)}, _rows(rule)
    clauses = {found for criterion in (*criteria, *CLAUSES.get(rule, ())) if (found := clause(criterion, kind))}
    return Requirements(wcag=_sorted(criteria), en=_sorted(clauses), matterhorn=rows)


def _rows(rule: str) -> tuple[str, ...]:
    """Return the indexes of the rows that a rule tests, in order."""
    family, _, index = rule.partition("/")
    if family == "matterhorn":
        return (index,) if index in conditions() else ()
    return tuple(row.index for row in rows_by_rule().get(rule, ()))


def _criteria(rule: str) -> tuple[str, ...]:
    """Return the criteria of a rule of ours, of a question, or of the rows that a rule of veraPDF tests."""
    if rule in rules():
        return rules()[rule].wcag
    family, _, rest = rule.partition("/")
    if family == "wcag":
        return (rest.partition("/")[0],)
    return tuple(criterion for index in _rows(rule) for criterion in conditions()[index].wcag)


def _sorted(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return criteria or clauses in the order of their numbers; what is no number comes last."""
    return tuple(sorted(numbers, key=_key))


def _key(number: str) -> tuple[bool, tuple[int, ...], str]:
    parts = number.split(".")
    is_number = all(part.isascii() and part.isdigit() for part in parts)
    return not is_number, tuple(map(int, parts)) if is_number else (), number
