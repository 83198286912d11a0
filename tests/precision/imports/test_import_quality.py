"""How much of damaged French an import mends, and how little it breaks, on texts that nobody tuned it with.

The floors are asserted, the goals are printed beside the figures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from tests.precision.imports import sets, subject, table, texts
from tests.precision.imports.scores import Score, score

Record = Callable[[str, object], None]
SIDES = {"tuning": False, "held out": True}


@dataclass(frozen=True)
class Bounds:
    """Shares of the wrong words, of the words changed."""

    fixed: float
    precision: float
    handled: float


FLOORS = {"A": Bounds(0.93, 0.97, 0.95), "B": Bounds(0.60, 0.95, 0.75)}
GOALS = {"A": Bounds(0.96, 0.99, 0.98), "B": Bounds(0.75, 0.98, 0.90)}
FEW = 100
"""wrong words below which shares say little"""
BROKEN = 2 / 1000
"""sound words of a damaged text that an import may change"""
PARAGRAPHS, HEADINGS, KINDS, COLUMNS, WORSE = 0.96, 0.88, 0.95, 0.48, 0.02
"""floors of F1, F1, shares; of the stretches that may end with more wrong letters than the file had"""


@cache
def totals(side: str) -> dict[str, Score]:
    """Return the scores of one side by profile and by channel."""
    if texts.missing():
        subject.absent(f"texts of Debian are missing ({', '.join(texts.missing())}); run: make setup")
    found = dict[str, Score]()
    for trial in sets.everything(SIDES[side]):
        own = score(trial.file.truth, trial.file.text, *subject.draft(trial.file.text))
        for name in dict.fromkeys((trial.profile, trial.channel)):
            found[name] = found.get(name, Score()) + own
    return found


def profiles(side: str) -> list[tuple[str, str]]:
    return [(side, profile.name) for profile in sets.engines(SIDES[side])]


def record(record_property: Record, side: str, name: str, goal: str) -> Score:
    found = totals(side)[name]
    if name == next(iter(totals(side))):
        record_property("figure", table.HEAD)
    record_property("figure", f"{table.row(f'{side} {name}', found)}  goal: {goal}")
    return found


@pytest.mark.parametrize(("side", "profile"), [*profiles("tuning"), *profiles("held out")])
def test_words_are_mended_and_changes_are_right(side: str, profile: str, record_property: Record) -> None:
    channel = sets.channel(profile)
    floor, goal = FLOORS[channel], GOALS[channel]
    found = record(
        record_property,
        side,
        profile,
        f"{goal.fixed:.0%} mended, {goal.handled:.0%} handled, {goal.precision:.0%} right",
    )
    assert found.broken <= found.words * BROKEN
    if found.wrong >= FEW:
        assert found.fixed >= floor.fixed
        assert found.handled >= floor.handled
        assert found.precision >= floor.precision


@pytest.mark.parametrize(("side", "profile"), [*profiles("tuning"), *profiles("held out")])
def test_blocks_are_found(side: str, profile: str) -> None:
    found = totals(side)[profile]
    assert found.boundaries.f1 >= PARAGRAPHS
    assert found.headings.f1 >= HEADINGS
    assert found.kinds.value >= KINDS
    assert len(found.worse) <= found.stretches * WORSE


@pytest.mark.parametrize("side", SIDES)
def test_columns_are_told_apart_where_they_can_be(side: str, record_property: Record) -> None:
    for name in sets.GAPS:
        record(record_property, side, name, "80 % of the words in their place")
    found = record(record_property, side, "columns", "80 % of the words in their place")
    assert found.hard.value >= max(COLUMNS, found.raw_hard.value)


@pytest.mark.parametrize("side", SIDES)
def test_sound_french_comes_out_as_it_went_in(side: str, record_property: Record) -> None:
    found = record(record_property, side, "sound", "no word changed")
    assert found.wrong == 0
    assert found.broken == 0


def test_the_sets_are_as_large_as_the_figures_claim() -> None:
    sound = sum(totals(side)["sound"].words for side in SIDES)
    assert sound >= 8000
    assert totals("held out")["A"].wrong >= 300
    assert totals("held out")["B"].wrong >= 400
