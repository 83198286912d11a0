"""Executors: one protocol, the same results, errors that arrive."""

from __future__ import annotations

import os
import signal

import pytest

from publisher import executors
from publisher.errors import ExitCode, PublisherError


def square(number: int) -> int:
    return number * number


def refuse_two(number: int) -> int:
    if number == 2:
        raise PublisherError("two", code=ExitCode.INPUT, file="f")
    return number


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def nothing() -> None:
    pass


@pytest.fixture(params=["0", "1", "3"])
def jobs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PUBLISHER_JOBS", request.param)
    return str(request.param)


def test_results_come_in_the_order_asked_whatever_runs_them(jobs: str) -> None:
    seen: list[int] = []
    with executors.started(7, nothing) as executor:
        assert executor.run(square, list(range(7)), seen.append) == [0, 1, 4, 9, 16, 25, 36]
    assert seen == list(range(1, 8))


def test_an_error_of_a_job_arrives_as_it_was(jobs: str) -> None:
    with pytest.raises(PublisherError) as caught, executors.started(3, nothing) as executor:
        executor.run(refuse_two, [1, 2, 3], lambda done: None)
    assert (caught.value.code, caught.value.file) == (ExitCode.INPUT, "f")


def test_a_worker_that_dies_is_an_engine_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_JOBS", "2")
    with pytest.raises(PublisherError) as caught, executors.started(2, nothing) as executor:
        executor.run(die, [1, 2], lambda done: None)
    assert caught.value.code is ExitCode.ENGINE_FAILED


def test_nothing_to_do_starts_nothing() -> None:
    with executors.started(0, nothing) as executor:
        assert executor.run(square, [], lambda done: None) == []
