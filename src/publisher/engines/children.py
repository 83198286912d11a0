"""The programs that this process started, and those that they started: found and ended on an interrupt."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path


def running() -> frozenset[int]:
    """Return the numbers of all processes below this one, by the tables of the system; none where it has no tables."""
    below: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            # The name of a program, in parentheses, may hold anything.
            parent = int((folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            below[parent].append(int(folder.name))
    found: set[int] = set()
    waiting = [os.getpid()]
    while waiting:
        new = [number for number in below[waiting.pop()] if number not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def started_with(argument: str) -> frozenset[int]:
    """Return the numbers of the processes below this one that have an argument on their command line."""
    found: set[int] = set()
    for number in running():
        with contextlib.suppress(OSError):
            if argument.encode() in Path(f"/proc/{number}/cmdline").read_bytes():
                found.add(number)
    return frozenset(found)


def end(numbers: Iterable[int]) -> None:
    """End processes at once; those that have ended meanwhile are let be."""
    for number in numbers:
        with contextlib.suppress(OSError):
            os.kill(number, signal.SIGKILL)
