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


def test_what_is_known_of_a_job_makes_its_limits_lower_never_higher() -> None:
    limits = Limits(9, 300, 600)
    assert limits.within(10).cpu == 10
    assert limits.within(10).cpu < limits.within(10).wall < limits.wall
    assert limits.within(0) == limits.within(300) == limits.within(9999) == limits


def test_the_seconds_a_person_asks_for_hold_for_every_job() -> None:
    assert Limits().overridden({SECONDS: "50"}).within(10).cpu == 50
