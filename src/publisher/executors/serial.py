"""One job after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Here:
    """Runs jobs where it is called, without limits."""

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was started, nothing ends."""

    def submit(self, function: Callable[[Item], Result], item: Item, seconds: int = 0) -> Future[Result]:
        """Return a future that has its result, or the exception of the function."""
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()
        try:
            result = function(item)
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(result)
        return future
