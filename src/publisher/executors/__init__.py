"""Where jobs run: one protocol, a future for each."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, TypeVar

from publisher.executors.failures import LateError, SpentError
from publisher.executors.limits import Limits, whole_number

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["JOBS", "Executor", "LateError", "Limits", "SpentError", "abandon", "started"]

Item = TypeVar("Item")
Result = TypeVar("Result")
JOBS = "PUBLISHER_JOBS"
"""environment variable: how many jobs run at once, the processors by default; 0 works in this process, one job after
the other and without limits, for debuggers and profilers"""


class Executor(Protocol):
    """Runs functions on items: module-level functions, because they travel to other processes by name."""

    def submit(self, function: Callable[[Item], Result], item: Item, seconds: int = 0) -> Future[Result]:
        """Return a future of the result; allowed while the executor is open, from callbacks of futures too.

        `seconds` of processor time are enough for it, 0 when nobody knows. What the function raises is raised by the
        future. A job that exceeds its limits, crashes or ends its process, or whose result or error cannot travel, ends
        as a PublisherError (ENGINE_FAILED) in its own future only, one that took too long as a `LateError`.
        """
        ...


def started(items: int, prepare: Callable[[], None], limits: Limits | None = None) -> AbstractContextManager[Executor]:
    """Return an executor for a number of items, 0 when there will be none; `prepare` loads what all jobs need.

    Enter it before much is read and before threads are made: the jobs' parent is a fork of this process as it then is,
    which calls `prepare` once (any callable: it never travels), and of which every job is a fork with what that left.
    PUBLISHER_JOBS says how many jobs run at once; PUBLISHER_JOB_MEMORY and PUBLISHER_JOB_SECONDS override the limits of
    each (see `Limits`). Leaving it waits for the jobs that run and cancels the others; leaving it by an exception ends
    all at once. Errors: PublisherError (USAGE) when a variable is no whole number.
    """
    number = whole_number(JOBS, os.environ.get(JOBS, ""), os.cpu_count() or 1, least=0)
    confined = (limits or Limits()).overridden(os.environ)
    if items == 0 or number == 0:
        from publisher.executors.serial import Here

        return Here()
    from publisher.executors.processes import Workers

    return Workers(number, prepare, confined)


def abandon() -> None:
    """End all jobs at once, if there are any."""
    if "publisher.executors.processes" in sys.modules:
        from publisher.executors import processes

        processes.abandon()
