"""Jobs in processes: whatever one of them does, the others and this process go on."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import Any, NoReturn

import pytest

from publisher import executors
from publisher.errors import ExitCode, PublisherError
from publisher.executors import Limits

PATIENCE = 60
"""seconds after which a test that waits has failed; none takes a tenth of that"""
MEGABYTE = 1 << 20
prepared: list[int] = []


def results(executor: executors.Executor, function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    """Return the results of jobs in the order asked."""
    return [future.result() for future in [executor.submit(function, item) for item in items]]


def nothing() -> None:
    pass


def prepare() -> None:
    prepared.append(os.getpid())


def prepared_by(_: object) -> list[int]:
    prepared.append(0)
    return prepared


def process(_: object) -> tuple[int, int]:
    return os.getpid(), os.getppid()


def square(number: int) -> int:
    return number * number


def echo(data: bytes) -> bytes:
    return data


# What jobs may do to themselves.


class StrangeError(Exception):
    """Cannot be rebuilt from its text alone."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


class SpeechlessError(Exception):
    def __str__(self) -> str:
        raise ValueError

    def __reduce__(self) -> NoReturn:
        raise ValueError


class Bomb:
    """A result that can leave the job and cannot be rebuilt elsewhere."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[int]]:
        return refuse_elsewhere, (os.getpid(),)


def refuse_elsewhere(home: int) -> int:
    raise ZeroDivisionError(home)


def eat_at_once(_: object) -> int:
    return len(bytearray(1 << 40))


def eat_slowly(_: object) -> int:
    eaten: list[object] = []
    while True:
        eaten.append([len(eaten)] * 50)


def fill_up(_: object) -> list[list[int]]:
    """Return what leaves no room for the work of sending it."""
    data: list[list[int]] = []
    try:
        while True:
            data.append([len(data)] * 50)
    except MemoryError:
        del data[-1000:]
    return data


def spin(_: object) -> None:
    while True:
        pass


def sleep(_: object) -> None:
    time.sleep(10 * PATIENCE)


def crash(_: object) -> None:
    ctypes.string_at(0)


def vanish(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave_silently(code: int) -> None:
    os._exit(code)


def leave(code: object) -> None:
    sys.exit(code)  # type: ignore[arg-type]


def interrupt(_: object) -> None:
    raise KeyboardInterrupt


def fail_strangely(_: object) -> None:
    raise StrangeError(1, 2)


def fail_speechless(_: object) -> None:
    raise SpeechlessError


def give_a_function(_: object) -> Callable[[], None]:
    return lambda: None


def give_a_bomb(_: object) -> Bomb:
    return Bomb()


def close_everything(_: object) -> None:
    os.closerange(3, 1000)


def own_size() -> int:
    """Return the megabytes of address space of this process, which a job begins with."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() // MEGABYTE


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_JOBS", "2")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """No process, zombie, thread or descriptor of ours outlives an executor."""
    before = inventory()
    yield
    assert inventory() == before


def inventory() -> tuple[str, int, int]:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return children, threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize(
    "job",
    [
        pytest.param((crash, 0), id="crashes"),
        pytest.param((vanish, 0), id="is killed"),
        pytest.param((leave_silently, 0), id="ends its process with 0"),
        pytest.param((leave_silently, 7), id="ends its process with 7"),
        pytest.param((leave, 0), id="exits"),
        pytest.param((leave, "text"), id="exits with a text"),
        pytest.param((interrupt, 0), id="interrupts itself"),
        pytest.param((fail_strangely, 0), id="raises what cannot be rebuilt"),
        pytest.param((fail_speechless, 0), id="raises what cannot even be shown"),
        pytest.param((give_a_function, 0), id="returns what cannot travel"),
        pytest.param((give_a_bomb, 0), id="returns what cannot be rebuilt"),
        pytest.param((close_everything, 0), id="closes the file of its answer"),
    ],
)
def test_a_job_that_goes_wrong_fails_alone(job: tuple[Callable[[Any], Any], Any]) -> None:
    with executors.started(5, nothing) as executor:
        before = [executor.submit(square, number) for number in (1, 2)]
        wrong = executor.submit(*job)
        after = [executor.submit(square, number) for number in (3, 4)]
        error = wrong.exception(PATIENCE)
        assert [future.result(PATIENCE) for future in before + after] == [1, 4, 9, 16]
    assert isinstance(error, PublisherError)
    assert error.code is ExitCode.ENGINE_FAILED
    assert error.why
    assert error.hint


@pytest.mark.parametrize("job", [eat_at_once, eat_slowly, fill_up])
def test_a_job_that_needs_too_much_memory_fails_alone_and_says_how_to_get_more(job: Callable[[object], Any]) -> None:
    limits = Limits(memory=own_size() + 60)
    with executors.started(2, nothing, limits) as executor:
        wrong, right = executor.submit(job, 0), executor.submit(square, 3)
        error = wrong.exception(PATIENCE)
        assert right.result(PATIENCE) == 9
    assert isinstance(error, PublisherError)
    assert error.code is ExitCode.ENGINE_FAILED
    assert "PUBLISHER_JOB_MEMORY" in str(error.hint)


@pytest.mark.parametrize(("job", "limits"), [(spin, Limits(cpu=1)), (spin, Limits(wall=2)), (sleep, Limits(wall=2))])
def test_a_job_that_does_not_end_is_ended_alone_and_says_how_to_get_more(
    job: Callable[[object], None], limits: Limits
) -> None:
    with executors.started(2, nothing, limits) as executor:
        wrong = executor.submit(job, 0)
        assert executor.submit(square, 3).result(PATIENCE) == 9
        error = wrong.exception(PATIENCE)
        assert executor.submit(square, 4).result(PATIENCE) == 16
    assert isinstance(error, PublisherError)
    assert error.code is ExitCode.ENGINE_FAILED
    assert "PUBLISHER_JOB_SECONDS" in str(error.hint)


def ask_for_cores() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def limits_of_process(_: object) -> tuple[int, int, int]:
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
    memory, cpu, core = (resource.getrlimit(kind)[0] for kind in kinds)
    return memory, cpu, core


def test_a_job_has_the_limits_a_person_asked_for_and_leaves_no_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_JOB_MEMORY", "3000")
    monkeypatch.setenv("PUBLISHER_JOB_SECONDS", "50")
    with executors.started(1, ask_for_cores, Limits(memory=1000)) as executor:
        assert executor.submit(limits_of_process, 0).result(PATIENCE) == (3000 * MEGABYTE, 50, 0)


def test_every_job_begins_with_what_was_prepared_once_and_nothing_of_others() -> None:
    with executors.started(3, prepare) as executor:
        jobs = results(executor, prepared_by, [1, 2, 3])
        processes = results(executor, process, [1, 2, 3])
    parent = processes[0][1]
    assert jobs == [[parent, 0]] * 3
    assert prepared == []
    assert {ppid for _, ppid in processes} == {parent}
    assert len({pid for pid, _ in processes} | {parent, os.getpid()}) == 5


def threads_of_parent(_: object) -> int:
    return len(list(Path(f"/proc/{os.getppid()}/task").iterdir()))


def test_the_parent_of_jobs_has_one_thread() -> None:
    with executors.started(1, nothing) as executor:
        assert executor.submit(threads_of_parent, 0).result(PATIENCE) == 1


def meet(folder: Path) -> bool:
    """Whether another job comes while this one is here."""
    (folder / str(os.getpid())).touch()
    end = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    return time.monotonic() < end


def test_jobs_run_at_the_same_time(tmp_path: Path) -> None:
    with executors.started(2, nothing) as executor:
        assert results(executor, meet, [tmp_path, tmp_path]) == [True, True]


def count_others(folder: Path) -> int:
    own = folder / f"{os.getpid()}"
    own.touch()
    time.sleep(0.02)
    number = len(list(folder.iterdir()))
    own.unlink()
    return number


def test_never_more_jobs_run_at_once_than_are_asked_for(tmp_path: Path) -> None:
    with executors.started(12, nothing) as executor:
        assert max(results(executor, count_others, [tmp_path] * 12)) <= 2


def test_items_and_results_of_many_megabytes_travel_both_ways_at_once() -> None:
    items = [os.urandom(MEGABYTE) * 12 for _ in range(6)]
    with executors.started(6, nothing) as executor:
        assert results(executor, echo, items) == items


def test_an_item_that_cannot_travel_fails_alone() -> None:
    with executors.started(3, nothing) as executor:
        futures = [executor.submit(str, item) for item in (1, lambda: None, 2)]
        assert [futures[0].result(PATIENCE), futures[2].result(PATIENCE)] == ["1", "2"]
        assert futures[1].exception(PATIENCE) is not None


def refuse(_: object) -> NoReturn:
    raise ValueError("no")


def test_an_error_shows_where_in_the_job_it_was_raised() -> None:
    with executors.started(1, nothing) as executor:
        error = executor.submit(refuse, 0).exception(PATIENCE)
    assert isinstance(error, ValueError)
    assert any("in refuse" in note for note in error.__notes__)


def wait_for(path: Path) -> str:
    end = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return path.name


def test_leaving_waits_for_jobs_that_run_and_cancels_the_others(tmp_path: Path) -> None:
    with executors.started(3, nothing) as executor:
        running = [executor.submit(wait_for, tmp_path / name) for name in ("a", "b")]
        waiting = executor.submit(wait_for, tmp_path / "c")
        later = threading.Timer(0.1, lambda: [path.touch() for path in (tmp_path / "a", tmp_path / "b")])
        later.start()
    later.join()
    assert [future.result(0) for future in running] == ["a", "b"]
    assert waiting.cancelled()


def test_a_future_that_was_cancelled_does_not_run(tmp_path: Path) -> None:
    with executors.started(4, nothing) as executor:
        running = [executor.submit(wait_for, tmp_path / "go") for _ in range(2)]
        cancelled, last = executor.submit(square, 1), executor.submit(square, 2)
        assert cancelled.cancel()
        (tmp_path / "go").touch()
        assert last.result(PATIENCE) == 4
        assert [future.result(PATIENCE) for future in running] == ["go", "go"]


def test_a_closed_executor_takes_no_job() -> None:
    with executors.started(1, nothing) as executor:
        pass
    with pytest.raises(RuntimeError):
        executor.submit(square, 1)


def tell_and_sleep(path: Path) -> None:
    path.with_suffix(".new").write_text(f"{os.getpid()} {os.getppid()}")
    path.with_suffix(".new").rename(path)
    sleep(0)


def heard(path: Path) -> tuple[int, ...]:
    wait_for(path)
    return tuple(int(number) for number in path.read_text().split())


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def is_gone_soon(pid: int) -> bool:
    end = time.monotonic() + PATIENCE
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return not is_running(pid)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_leaving_on_an_error_ends_all_processes_at_once(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), executors.started(3, nothing) as executor:
        futures = [executor.submit(tell_and_sleep, tmp_path / name) for name in "abc"]
        processes = {*heard(tmp_path / "a"), *heard(tmp_path / "b")}
        raise error
    assert len(processes) == 3
    assert not any(is_running(pid) for pid in processes)
    assert all(future.done() for future in futures)


def test_leaving_on_an_error_does_not_wait_for_what_is_being_prepared() -> None:
    with pytest.raises(ValueError, match="early"), executors.started(1, lambda: sleep(0)) as executor:
        future = executor.submit(square, 1)
        raise ValueError("early")
    assert isinstance(future.exception(0), PublisherError)


def test_abandoning_ends_all_processes_at_once(tmp_path: Path) -> None:
    with executors.started(1, nothing) as executor:
        future = executor.submit(tell_and_sleep, tmp_path / "a")
        processes = heard(tmp_path / "a")
        executors.abandon()
        assert not any(is_running(pid) for pid in processes)
        assert isinstance(future.exception(0), PublisherError)


def test_when_the_parent_of_jobs_dies_every_future_fails_and_no_job_lives_on(tmp_path: Path) -> None:
    with executors.started(4, nothing) as executor:
        futures = [executor.submit(tell_and_sleep, tmp_path / name) for name in "abcd"]
        job, parent = heard(tmp_path / "a")
        other, _ = heard(tmp_path / "b")
        os.kill(parent, signal.SIGKILL)
        assert not wait(futures, PATIENCE).not_done
        futures.append(executor.submit(square, 1))
        for future in futures:
            error = future.exception(PATIENCE)
            assert isinstance(error, PublisherError)
            assert error.code is ExitCode.ENGINE_FAILED
    assert is_gone_soon(job)
    assert is_gone_soon(other)


def prepare_badly() -> None:
    raise ValueError("no Pango here")


@pytest.mark.parametrize("badly", [prepare_badly, lambda: os._exit(3), lambda: sys.exit(3)])
def test_what_cannot_be_prepared_fails_every_job(badly: Callable[[], None]) -> None:
    with executors.started(2, badly) as executor:
        errors = [future.exception(PATIENCE) for future in (executor.submit(square, 1), executor.submit(square, 2))]
    assert [error.code for error in errors if isinstance(error, PublisherError)] == [ExitCode.ENGINE_FAILED] * 2


def prepare_in_a_thread() -> None:
    threading.Thread(target=time.sleep, args=(0.1,)).start()


def prepare_a_thread_that_stays() -> None:
    threading.Thread(target=time.sleep, args=(PATIENCE,), daemon=True).start()


def test_jobs_begin_when_the_threads_of_what_was_prepared_have_ended() -> None:
    with executors.started(1, prepare_in_a_thread) as executor:
        assert executor.submit(threads_of_parent, 0).result(PATIENCE) == 1


def test_what_keeps_a_thread_fails_every_job_instead_of_letting_it_wait_for_ever() -> None:
    with executors.started(1, prepare_a_thread_that_stays) as executor:
        error = executor.submit(square, 1).exception(PATIENCE)
    assert isinstance(error, PublisherError)
    assert error.code is ExitCode.ENGINE_FAILED


def test_what_cannot_be_prepared_is_said_to_the_user() -> None:
    with executors.started(1, prepare_badly) as executor:
        error = executor.submit(square, 1).exception(PATIENCE)
    assert "no Pango here" in str(getattr(error, "why", None))


def leave_no_descriptors() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def test_a_job_that_cannot_be_started_is_an_engine_that_failed() -> None:
    with executors.started(1, leave_no_descriptors) as executor:
        error = executor.submit(square, 1).exception(PATIENCE)
    assert isinstance(error, PublisherError)
    assert error.code is ExitCode.ENGINE_FAILED


def open_and_die(_: object) -> None:
    tempfile.mkdtemp()
    tempfile.NamedTemporaryFile(delete=False).write(b"half")  # noqa: SIM115
    vanish(0)


def test_jobs_leave_no_temporary_file(scratch: Path) -> None:
    with executors.started(2, nothing) as executor:
        executor.submit(open_and_die, 0).exception(PATIENCE)
        executor.submit(tempfile.mkdtemp, "left").result(PATIENCE)
        assert any(scratch.rglob("*"))
    assert not list(scratch.iterdir())


def test_a_full_or_absent_folder_for_temporary_files_stops_no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with executors.started(1, nothing) as executor:
        assert executor.submit(square, 3).result(PATIENCE) == 9


def test_jobs_hold_no_pipe_open_that_was_open_before_them() -> None:
    ours, theirs = os.pipe()
    with executors.started(1, nothing) as executor:
        executor.submit(square, 1).result(PATIENCE)
        os.close(theirs)
        os.set_blocking(ours, False)
        assert os.read(ours, 1) == b""
    os.close(ours)


def say(text: str) -> None:
    print(text, end="")  # noqa: T201


def test_what_a_job_prints_is_seen_once(capfd: pytest.CaptureFixture[str]) -> None:
    with executors.started(2, nothing) as executor:
        results(executor, say, ["é", "é"])
    assert capfd.readouterr().out == "éé"


def test_executors_may_be_open_at_the_same_time(tmp_path: Path) -> None:
    with executors.started(1, nothing) as first:
        with pytest.raises(ValueError, match="second"), executors.started(1, nothing) as second:
            second.submit(tell_and_sleep, tmp_path / "a")
            assert first.submit(square, 2).result(PATIENCE) == 4
            raise ValueError("second")
        assert first.submit(square, 3).result(PATIENCE) == 9
