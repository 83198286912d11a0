"""What the system can do at one moment, and Python has no name for."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

RENAME_EXCHANGE = 2
"""of renameat2(2), since Linux 3.15"""
HERE = -100
"""AT_FDCWD"""
REFUSED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV, errno.EPERM})
"""what kernels, libraries and file systems say that cannot exchange two folders"""


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system take each other's names; at every moment both are there; errors: OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if libc.renameat2(HERE, os.fsencode(one), HERE, os.fsencode(other), RENAME_EXCHANGE) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one))
