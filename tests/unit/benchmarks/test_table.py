from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.benchmarks.cost import FailedError, NotMeasuredError
from tests.benchmarks.table import Figure, Goal, Group, lines


def outcome(goal: Goal, value: float) -> str:
    [(_, result)] = lines(Group("one", (goal,), lambda _: [Figure("1 s", "2 s", value)]), Path())
    return result


def test_a_ratio_at_its_limit_is_met() -> None:
    assert outcome(Goal("merge", 4.0), 4.0) == "met"


def test_a_ratio_over_its_limit_is_missed() -> None:
    assert outcome(Goal("merge", 4.0), 4.1) == "missed"


def test_a_share_under_its_least_is_missed() -> None:
    assert outcome(Goal("right", 97.0, at_least=True, percent=True), 96.9) == "missed"


def test_a_measure_without_goal_is_told() -> None:
    assert outcome(Goal("read"), 12.0) == "told"


@pytest.mark.parametrize(("error", "told"), [(NotMeasuredError, "not measured"), (FailedError, "failed")])
def test_every_goal_of_a_group_says_that_it_was_not_reached(error: type[Exception], told: str) -> None:
    def measure(_: Path) -> Iterator[Figure]:
        raise error("why")

    group = Group("two", (Goal("first", 1.0), Goal("second")), measure)
    assert [result for _, result in lines(group, Path())] == [told, told]
