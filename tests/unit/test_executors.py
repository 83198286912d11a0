"""Executors: one protocol, the same results, errors that arrive."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest

from publisher import executors
from publisher.errors import ExitCode, PublisherError


def square(number: int) -> int:
    return number * number


def refuse_even(number: int) -> int:
    if number % 2 == 0:
        raise PublisherError(
            f"no {number}", code=ExitCode.INPUT, file=f"source/{number}.md", line=number, why="even", hint="add one"
        )
    return number


def leave_a_trace(path: Path) -> int:
    path.touch()
    return refuse_even(int(path.name))


def nest(depth: int) -> int:
    return 1 + nest(depth + 1)


def nothing() -> None:
    pass


@pytest.fixture(params=["0", "1", "3"])
def jobs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PUBLISHER_JOBS", request.param)
    return str(request.param)


def test_every_job_has_its_own_result_whatever_runs_it(jobs: str) -> None:
    with executors.started(7, nothing) as executor:
        futures = [executor.submit(square, number) for number in range(7)]
        assert [future.result() for future in futures] == [0, 1, 4, 9, 16, 25, 36]


def test_a_future_has_the_result_of_its_job(jobs: str) -> None:
    with executors.started(2, nothing) as executor:
        three, four = executor.submit(square, 3), executor.submit(square, 4)
        assert (four.result(), three.result()) == (16, 9)


def test_an_error_of_a_job_arrives_whole(jobs: str) -> None:
    with executors.started(1, nothing) as executor:
        error = executor.submit(refuse_even, 2).exception()
    assert isinstance(error, PublisherError)
    assert (error.message, error.code, error.file, error.line) == ("no 2", ExitCode.INPUT, "source/2.md", 2)
    assert (error.why, error.hint) == ("even", "add one")


def test_an_error_of_one_job_keeps_no_other_from_its_end(jobs: str, tmp_path: Path) -> None:
    with executors.started(5, nothing) as executor:
        futures = [executor.submit(leave_a_trace, tmp_path / str(number)) for number in (1, 2, 3, 4, 5)]
        errors = [future.exception() for future in futures]
    assert [isinstance(error, PublisherError) for error in errors] == [False, True, False, True, False]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2", "3", "4", "5"]


def test_an_exception_of_python_passes_as_it_was_raised(jobs: str) -> None:
    with executors.started(1, nothing) as executor:
        assert type(executor.submit(nest, 0).exception()) is RecursionError
        assert type(executor.submit(square, "a").exception()) is TypeError  # type: ignore[arg-type]


def test_a_result_may_ask_for_the_next_job(jobs: str) -> None:
    enough = Event()
    seen: list[int] = []

    with executors.started(1, nothing) as executor:

        def again(future: Future[int]) -> None:
            seen.append(future.result())
            if len(seen) == 4:
                enough.set()
            else:
                executor.submit(square, future.result()).add_done_callback(again)

        executor.submit(square, 2).add_done_callback(again)
        assert enough.wait(60)
    assert seen == [4, 16, 256, 65536]


def test_nothing_to_do_starts_nothing() -> None:
    children = Path("/proc/thread-self/children").read_text()
    with executors.started(0, nothing) as executor:
        assert executor.submit(square, 3).result() == 9
        assert Path("/proc/thread-self/children").read_text() == children


@pytest.mark.parametrize("name", ["PUBLISHER_JOBS", "PUBLISHER_JOB_MEMORY", "PUBLISHER_JOB_SECONDS"])
@pytest.mark.parametrize("value", ["two", "-1", "1.5", "²", " 1", "99999999999"])
def test_a_variable_that_is_no_whole_number_is_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(PublisherError) as caught:
        executors.started(1, nothing)
    assert caught.value.code is ExitCode.USAGE
    assert name in caught.value.message


@pytest.mark.parametrize("name", ["PUBLISHER_JOB_MEMORY", "PUBLISHER_JOB_SECONDS"])
def test_a_job_cannot_be_given_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "0")
    with pytest.raises(PublisherError) as caught:
        executors.started(1, nothing)
    assert caught.value.code is ExitCode.USAGE
