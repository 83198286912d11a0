"""Where jobs run: one protocol, results in the order asked, whatever finishes first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
JOBS = "PUBLISHER_JOBS"
"""environment variable: the number of worker processes; 0 works in this process, for debuggers and profilers"""


class Executor(Protocol):
    """Runs a function on many items."""

    def run(
        self, function: Callable[[Item], Result], items: Sequence[Item], done: Callable[[int], None]
    ) -> list[Result]:
        """Return the results in the order of the items; `done` is told how many have one.

        The first error, in that order, is raised when all have ended.
        """
        ...


def started(items: int, prepare: Callable[[], None]) -> AbstractContextManager[Executor]:
    """Return an executor for a number of items; workers call `prepare` while we get their work ready."""
    asked = os.environ.get(JOBS, "")
    number = min(items, int(asked) if asked.isdigit() else os.cpu_count() or 1)
    if number == 0:
        from publisher.executors.serial import Here

        return Here()
    from publisher.executors.processes import Workers

    return Workers(number, prepare)


def abandon() -> None:
    """End all workers at once, if there are any."""
    if "publisher.executors.processes" in sys.modules:
        from publisher.executors import processes

        processes.abandon()
