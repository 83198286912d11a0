"""A folder of outputs, anywhere and from anybody: what lies in it, and what its files hold; no link is followed."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from publisher.errors import ExitCode, PublisherError
from publisher.workspace.names import KEYS, LOCK, MANIFEST, STAGING
from publisher.workspace.writing import PART

RECORD = "reports/.record.json"
OWN_FILES = frozenset({LOCK, ".answers.lock", KEYS, RECORD, MANIFEST})
OWN_FOLDERS = frozenset({".parts", STAGING, "review"})
"""what builds, audits and imports keep for themselves: nothing of it is an output"""
LEFT = re.compile(rf"{re.escape(STAGING)}-[0-9a-f]{{8}}")
"""an earlier folder of a language that could not be removed when it had been replaced"""
LARGEST = 1_000_000_000
"""bytes of an output that is still read"""
MOST_FILES = 100_000
DEEPEST = 40
"""folders in each other; ours are four"""
READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


@dataclass(slots=True)
class Walked:
    """What a walk through a folder found, by path from there."""

    files: set[str] = field(default_factory=set)
    others: dict[str, str] = field(default_factory=dict)
    """what is no ordinary file, and what it is instead"""
    closed: dict[str, str] = field(default_factory=dict)
    """folders that could not be read, and why"""
    skipped: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    """files that were being written when somebody stopped"""


def walk(root: Path) -> Walked:
    """Return what lies below a folder, without what is ours; links are told, never followed.

    Errors: PublisherError (input) for more files, or folders in each other, than any publication has.
    """
    walked, waiting, number = Walked(), [""], 0
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(root / place) as entries:
                for entry in islice(entries, MOST_FILES + 1 - number):
                    _note(walked, waiting, place + entry.name, entry)
                    number += 1
        except OSError as error:
            walked.closed[place.rstrip("/")] = error.strerror or "it is not there any more"
        if number > MOST_FILES or place.count("/") > DEEPEST:
            raise PublisherError(
                "the folder is larger than any publication", code=ExitCode.INPUT, file=text_of(str(root)),
                why=f"it has more than {MOST_FILES} files, or folders more than {DEEPEST} deep",
                hint="name the folder that was delivered, and nothing around it",
            )  # fmt: skip
    walked.skipped.sort()
    return walked


def _note(walked: Walked, waiting: list[str], path: str, entry: os.DirEntry[str]) -> None:
    if (path in OWN_FOLDERS or LEFT.fullmatch(path)) and entry.is_dir(follow_symlinks=False):
        walked.skipped.append(path)
    elif path in OWN_FILES and entry.is_file(follow_symlinks=False):
        walked.skipped += [path] if path != MANIFEST else []
    elif entry.is_dir(follow_symlinks=False):
        waiting.append(f"{path}/")
    elif not entry.is_file(follow_symlinks=False):
        walked.others[path] = KINDS.get(stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode), "something else")
    elif PART.fullmatch(entry.name):
        walked.parts.append(path)
    else:
        walked.files.add(path)


@contextlib.contextmanager
def unchanging(root: Path) -> Iterator[None]:
    """Hold the lock of a folder that is built in, so that no build changes it meanwhile; a copy may have none."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            descriptor = os.open(root / LOCK, READ)
            stack.callback(os.close, descriptor)
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield


def read(root: Path, path: str, most: int) -> bytes:
    """Return the bytes of an ordinary file of at most so many; OSError for anything else."""
    with os.fdopen(os.open(root / path, READ), "rb") as file:
        told = os.fstat(file.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise OSError(0, f"it is {KINDS.get(stat.S_IFMT(told.st_mode), 'no file')}")
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(0, f"it is larger than {most // 1_000_000} MB")
    return data


def digest_of(root: Path, path: str) -> str:
    """Return the hash of an ordinary file; OSError when it cannot be read."""
    with os.fdopen(os.open(root / path, READ), "rb") as file:
        told = os.fstat(file.fileno())
        if told.st_size > LARGEST:
            raise OSError(0, f"it is larger than {LARGEST // 1_000_000} MB")
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_of(name: str) -> str:
    """Return a file name as text; bytes that are none are shown as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()
