"""Where jobs run: one protocol, results in the order asked, whatever finishes first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from publisher.executors import processes, serial

Item = TypeVar("Item")
Result = TypeVar("Result")


def run(
    function: Callable[[Item], Result], items: Sequence[Item], done: Callable[[int], None] = lambda number: None
) -> list[Result]:
    """Return the results of `function` for all items, in order; on several processors when there are several items.

    `done` is called with the number of finished items. The first error is raised when the others have ended.
    """
    workers = min(len(items), os.cpu_count() or 1)
    if workers > 1:
        return processes.run(function, items, workers, done)
    return serial.run(function, items, done)
