"""The command line as on another machine: other days, other rights, another order of files, fewer processors.

python elsewhere.py '{"days": 400, "umask": 63, "order": 7, "processors": 1}' ARGUMENT…
"""

from __future__ import annotations

import datetime
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from typing import Any


def shift_clock(days: int) -> None:
    """Let Python's clocks of the day go ahead; those that measure how long something takes go on."""
    seconds, now, in_zone, in_utc, written = days * 86_400, time.time, time.localtime, time.gmtime, time.strftime
    day, moment = datetime.date, datetime.datetime

    class Day(day):
        @classmethod
        def today(cls) -> datetime.date:
            return cls.fromtimestamp(time.time())

    class Moment(moment):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return cls.fromtimestamp(time.time(), tz)

        today = now

    time.time = lambda: now() + seconds
    time.time_ns = lambda: int(time.time() * 1e9)
    time.localtime = lambda at=None: in_zone(time.time() if at is None else at)
    time.gmtime = lambda at=None: in_utc(time.time() if at is None else at)
    time.strftime = lambda form, at=None: written(form, time.localtime() if at is None else at)
    datetime.date, datetime.datetime = Day, Moment  # type: ignore[misc]


class Shuffled:
    """The entries of a folder in another order."""

    def __init__(self, entries: Any, order: random.Random) -> None:
        with entries:
            self.entries = list(entries)
        order.shuffle(self.entries)
        self.left = iter(self.entries)

    def __enter__(self) -> Shuffled:
        return self

    def __exit__(self, *_: object) -> None:
        """All entries were read at once."""

    def __iter__(self) -> Iterator[Any]:
        return self.left

    def __next__(self) -> Any:
        return next(self.left)

    def close(self) -> None:
        """Nothing is open."""


def shuffle_folders(seed: int) -> None:
    """Let the file system tell its files in an order of its own."""
    order, listed, scanned = random.Random(seed), os.listdir, os.scandir

    def listdir(*where: Any) -> list[Any]:
        names = listed(*where)
        order.shuffle(names)
        return names

    os.listdir = listdir
    os.scandir = lambda *where: Shuffled(scanned(*where), order)  # type: ignore[assignment]


def main(changes: dict[str, int], arguments: list[str]) -> None:
    """Change the machine, then be the command line."""
    os.umask(changes.get("umask", 0o022))
    if "processors" in changes:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: changes["processors"]])
    if "days" in changes:
        shift_clock(changes["days"])
    if "order" in changes:
        shuffle_folders(changes["order"])
    from publisher.cli import main as command

    sys.argv = ["publisher", *arguments]
    command()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2:])
