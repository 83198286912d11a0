"""Measures, their goals, and the line each gets in the table."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cost import FailedError, NotMeasuredError, Pairs, ratio

WIDTHS = "{:78} {:>9} {:>9} {:>8} {:>8}  {}"
HEAD = WIDTHS.format("measure", "ours", "peer", "ratio", "goal", "")


@dataclass(frozen=True, slots=True)
class Goal:
    """What is measured, in words, and the limit its value should keep."""

    measure: str
    limit: float | None = None
    """None: the value is told, and nothing is asked of it"""
    at_least: bool = False
    percent: bool = False

    def is_met(self, value: float) -> bool:
        return self.limit is None or (value >= self.limit if self.at_least else value <= self.limit)

    def show(self, value: float) -> str:
        return f"{value:.2f} %" if self.percent else f"{value:.3f}"

    @property
    def words(self) -> str:
        """The limit as the table shows it."""
        if self.limit is None:
            return "-"
        return f"{'>=' if self.at_least else '<='} {self.limit:g}{' %' if self.percent else ''}"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: both sides as the table shows them, and the value the goal is about."""

    ours: str
    peer: str
    value: float


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that share their data; `measure` gives one figure per goal, in their order."""

    name: str
    goals: tuple[Goal, ...]
    measure: Callable[[Path], Iterable[Figure]]


def figure(pairs: Pairs, unit: str = "cpu") -> Figure:
    """Return the medians of both sides and of their ratios."""
    scale, sign = (1e6, " MB") if unit == "memory" else (1, " s")
    ours, theirs = (statistics.median(getattr(pair[side], unit) for pair in pairs) / scale for side in (0, 1))
    return Figure(f"{ours:.2f}{sign}", f"{theirs:.2f}{sign}", ratio(pairs, unit))


def lines(group: Group, folder: Path) -> Iterable[tuple[str, str]]:
    """Yield the line of each measure of a group and its outcome: met, missed, told, failed or not measured."""
    try:
        figures = list(group.measure(folder))
    except (FailedError, NotMeasuredError) as error:
        outcome = "failed" if isinstance(error, FailedError) else "not measured"
        for goal in group.goals:
            yield WIDTHS.format(goal.measure, "", "", "", goal.words, f"{outcome}: {error}"), outcome
        return
    for goal, made in zip(group.goals, figures, strict=True):
        outcome = "told" if goal.limit is None else "met" if goal.is_met(made.value) else "missed"
        yield WIDTHS.format(goal.measure, made.ours, made.peer, goal.show(made.value), goal.words, outcome), outcome
