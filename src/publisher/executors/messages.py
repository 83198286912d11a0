"""What the three kinds of process tell each other: this one, the parent of the jobs, and a job.

Parent and jobs' parent share a socket that keeps messages apart. What can be big, a job and its answer, lies in memory
files, of which only the descriptors travel: nobody waits for a full pipe, and nothing is left on a disk.
"""

from __future__ import annotations

import os
import pickle
import socket
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

LONGEST = 1 << 16
"""bytes of a message"""


@dataclass(frozen=True, slots=True)
class Ready:
    """The jobs' parent has loaded what they need."""


@dataclass(frozen=True, slots=True)
class Unprepared:
    """The jobs' parent cannot load what they need, and ends."""

    why: str


ORDER = struct.Struct("<QI")
"""what is sent with the descriptors of a job and its answer: its number, and the seconds it needs at most"""


class Cause(IntEnum):
    """Why a job has ended, as far as its parent knows beside the status."""

    ITSELF = 0
    LATE = 1
    """it was killed, because its time was over"""
    NOT_STARTED = 2


@dataclass(frozen=True, slots=True)
class Ended:
    """A job is over."""

    number: int
    cause: Cause
    status: int = 0
    """as waitpid(2) gives it"""
    cpu: float = 0
    """seconds"""
    memory: int = 0
    """peak of the resident megabytes"""


NOTHING, RESULT, ERROR, NO_MEMORY = b"\0", b"R", b"E", b"M"
"""first byte of an answer; it is written last, so that an answer is whole or not there"""


def send(control: socket.socket, message: object) -> None:
    """Send a message."""
    control.send(pickle.dumps(message))


def receive(control: socket.socket) -> Any:
    """Return the next message, None when the other side is gone."""
    try:
        data = control.recv(LONGEST)
    except OSError:
        return None
    return pickle.loads(data) if data else None


def put(value: object) -> int:
    """Return the descriptor of a new memory file that holds a value; errors: what `pickle` raises."""
    descriptor = os.memfd_create("publisher-job")
    try:
        with open(descriptor, "wb", closefd=False) as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
    except BaseException:
        os.close(descriptor)
        raise
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def take(descriptor: int) -> Any:
    """Return the value that `put` wrote; the file is closed."""
    with open(descriptor, "rb") as file:
        return pickle.load(file)


def answer(descriptor: int, kind: bytes, value: object) -> None:
    """Write an answer into an empty memory file; errors: what `pickle` raises, and then no answer is there."""
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "wb", closefd=False) as file:
        file.write(NOTHING)
        pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
    os.pwrite(descriptor, kind, 0)


def answered(descriptor: int) -> tuple[bytes, Any]:
    """Return kind and value of an answer; the file is closed; errors: whatever a value does when it is rebuilt."""
    with open(descriptor, "rb") as file:
        file.seek(0)
        kind = file.read(1)
        return kind, pickle.load(file) if kind in (RESULT, ERROR) else None
