"""The rows of the Matterhorn Protocol 1.1, and the rules that test them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from publisher.model.requirement import Decider, FailureCondition

LISTS = ("objects", "verapdf", "own", "wcag")
UA1 = "pdf/ua1-"
"""what the rules of veraPDF's profile PDF/UA-1 begin with in findings"""


@cache
def conditions() -> Mapping[str, FailureCondition]:
    """Return the 137 rows by index, in the order of the protocol."""
    rows: Mapping[str, Mapping[str, Any]] = _data()["row"]
    return MappingProxyType({index: _condition(index, row) for index, row in rows.items()})


@cache
def checkpoints() -> Mapping[int, str]:
    """Return what the 31 checkpoints are about, by number: English messages of the tool's own catalogs."""
    named: Mapping[str, Mapping[str, str]] = _data()["checkpoint"]
    return MappingProxyType({int(number): row["name"] for number, row in named.items()})


def rules_of(condition: FailureCondition) -> tuple[str, ...]:
    """Return the rules whose findings speak of a row: veraPDF's, then ours.

    >>> rules_of(conditions()["14-003"])
    ('pdf/ua1-7.4.2-1', 'pdf/heading-skip')
    """
    return (*(f"{UA1}{rule}" for rule in condition.verapdf), *condition.own)


@cache
def rows_by_rule() -> Mapping[str, tuple[FailureCondition, ...]]:
    """Return the rows that each rule tests, or finds failures of; in order."""
    found: dict[str, tuple[FailureCondition, ...]] = {}
    for condition in conditions().values():
        for rule in rules_of(condition):
            found[rule] = (*found.get(rule, ()), condition)
    return MappingProxyType(found)


def _data() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "matterhorn.toml").read_text("utf-8"))


def _condition(index: str, row: Mapping[str, Any]) -> FailureCondition:
    lists: dict[str, Any] = {name: tuple(row.get(name, ())) for name in LISTS}
    rest: dict[str, Any] = {name: value for name, value in row.items() if name not in LISTS and name != "decider"}
    return FailureCondition(
        index=index, checkpoint=int(index.partition("-")[0]), decider=Decider(row["decider"]), **rest, **lists
    )
