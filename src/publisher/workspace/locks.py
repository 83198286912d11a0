"""One process at a time: locks on open files, which the system takes back when a process ends, however that is."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.workspace.writing import FOLDER, opened

Waiting = Callable[[int | None], None]
"""is told which process holds a lock that is waited for, None where nobody knows"""
LOCKS = Path("/proc/locks")
KIND, ACCESS, PROCESS, PLACE = 1, 3, 4, 5
"""columns of `LOCKS` (proc_locks(5)); the place is major:minor:inode"""
LOCK_FILE = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
UNLOCKED = frozenset({errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOTSUP})
"""what file systems say that cannot lock a folder"""


@contextmanager
def locked_file(root: Path, folder: str, name: str, waiting: Waiting) -> Iterator[bool]:
    """Hold the lock of a file in a folder below a root; both are made. Errors: OSError, also for what is no file.

    Yield whether the process that held it last was killed: while one holds it, the file says which.
    """
    with opened(root, (folder,), make=True) as place:
        descriptor = os.open(name, LOCK_FILE, 0o666, dir_fd=place)
    with _closing(descriptor):
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, f"{name} is not a file")
        _lock(descriptor, waiting)
        killed = os.fstat(descriptor).st_size > 0
        _say(descriptor, f"{os.getpid()}\n".encode())
        yield killed
        _say(descriptor, b"")


@contextmanager
def locked_folder(folder: Path, waiting: Waiting) -> Iterator[None]:
    """Hold the lock of a folder itself, without a trace; errors: OSError."""
    descriptor = os.open(folder, os.O_RDONLY | FOLDER)
    with _closing(descriptor):
        try:
            _lock(descriptor, waiting)
        except OSError as error:
            if error.errno not in UNLOCKED:
                raise
        yield


@contextmanager
def _closing(descriptor: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(descriptor)


def _say(descriptor: int, text: bytes) -> None:
    """Write into a lock file, where the disk has room."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text, 0)


def _lock(descriptor: int, waiting: Waiting) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting(holder(os.fstat(descriptor).st_ino))
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def holder(inode: int) -> int | None:
    """Return the process that holds the lock of a file."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in LOCKS.read_text("ascii").splitlines():
            columns = line.split()
            if columns[KIND : ACCESS + 1 : 2] == ["FLOCK", "WRITE"] and columns[PLACE].endswith(f":{inode}"):
                return int(columns[PROCESS])
    return None
