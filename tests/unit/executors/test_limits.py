import pytest

from publisher.executors.limits import MEMORY, SECONDS, Limits


def test_an_empty_variable_says_nothing() -> None:
    assert Limits(9, 8, 7).overridden({MEMORY: "", SECONDS: ""}) == Limits(9, 8, 7)
    assert Limits(9, 8, 7).overridden({}) == Limits(9, 8, 7)


def test_each_variable_overrides_its_own_limit() -> None:
    assert Limits(9, 8, 7).overridden({MEMORY: "100"}) == Limits(100, 8, 7)
    assert Limits(9, 8, 7).overridden({SECONDS: "5"}) == Limits(9, 5, 10)


@pytest.mark.parametrize("limits", [Limits(), Limits().overridden({SECONDS: "1"})])
def test_a_job_that_only_computes_meets_its_processor_limit_before_the_clock(limits: Limits) -> None:
    assert limits.cpu < limits.wall
