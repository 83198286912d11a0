"""One job after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Here:
    """Runs jobs where it is called."""

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was started, nothing ends."""

    def run(
        self, function: Callable[[Item], Result], items: Sequence[Item], done: Callable[[int], None]
    ) -> list[Result]:
        """Return the results in order."""
        results = []
        for number, item in enumerate(items, 1):
            results.append(function(item))
            done(number)
        return results
