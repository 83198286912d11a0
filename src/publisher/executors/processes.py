"""Jobs in processes of their own on this machine."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from publisher.errors import ExitCode, PublisherError

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers:
    """A context manager over worker processes, which are there from its beginning and gone at its end."""

    def __init__(self, number: int, prepare: Callable[[], None]) -> None:
        # Forked workers inherit what is imported already; nothing here has threads when they are made.
        context = multiprocessing.get_context("fork")
        self.pool = ProcessPoolExecutor(number, mp_context=context, initializer=prepare)

    def __enter__(self) -> Workers:
        with _without_interrupts():
            self.pool.submit(_nothing)  # the first task makes all the processes
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:  # interrupted, or one job failed: nobody waits for the others
            abandon()
        self.pool.shutdown(cancel_futures=True)

    def run(
        self, function: Callable[[Item], Result], items: Sequence[Item], done: Callable[[int], None]
    ) -> list[Result]:
        """Return the results in order; a process that died is an engine that failed."""
        try:
            futures = [self.pool.submit(function, item) for item in items]
            for number, _ in enumerate(as_completed(futures), 1):
                done(number)
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            raise PublisherError(
                "a worker process died",
                code=ExitCode.ENGINE_FAILED,
                why=str(error),
                hint="free memory, or build fewer languages at once (-l)",
            ) from error


def abandon() -> None:
    """End the workers at once."""
    for process in multiprocessing.active_children():
        process.terminate()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let processes made here inherit that Ctrl-C is not for them: the terminal sends it to all, one shall answer."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing() -> None:
    """Do nothing, in a process that is there afterwards."""
