"""Jobs in processes of their own on this machine."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

from publisher.errors import ExitCode, PublisherError

Item = TypeVar("Item")
Result = TypeVar("Result")


def run(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int, done: Callable[[int], None]
) -> list[Result]:
    """Return the results in order; a process that dies is an engine that failed, not ours."""
    # Forked children inherit what is imported already; nothing here has threads when it is called.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        futures = [pool.submit(function, item) for item in items]
        try:
            for number, _ in enumerate(as_completed(futures), 1):
                done(number)
            return [future.result() for future in futures]
        except multiprocessing.ProcessError as error:
            raise died(error) from error
        except RuntimeError as error:  # BrokenProcessPool is one
            raise died(error) from error


def died(error: BaseException) -> PublisherError:
    """Return the error for a worker that was killed."""
    return PublisherError(
        "a worker process died",
        code=ExitCode.ENGINE_FAILED,
        why=str(error) or type(error).__name__,
        hint="free memory, or build fewer languages at once (-l)",
    )
