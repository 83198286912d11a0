"""Files that are whole at every moment: written beside, flushed, put in place; no link is followed on the way.

A folder in which something is written is locked for as long (flock(2), shared): whoever gets it for himself knows that
parts that lie in it are those of a process that was killed.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PART = re.compile(r"\.[0-9a-f]{16}\.part")
"""the name of a file that is being written; nobody else calls one so"""
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
FOLDER = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
UNFLUSHED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EROFS})
"""what file systems say that flush no folders"""


class ChangedError(OSError):
    """A file is no longer what its new content was made from."""


class InTheWayError(OSError):
    """A link, or something else that is no folder, stands where a folder has to be."""


@dataclass(frozen=True, slots=True)
class New:
    """A file to be written: where it lies below a root, and what it will hold."""

    parts: tuple[str, ...]
    data: bytes = field(repr=False)

    @property
    def folder(self) -> tuple[str, ...]:
        """Where its folder lies."""
        return self.parts[:-1]

    @property
    def name(self) -> str:
        """Its name in that folder."""
        return self.parts[-1]


@contextmanager
def opened(root: Path, parts: Sequence[str], *, make: bool = False, durable: bool = False) -> Iterator[int]:
    """Yield the descriptor of a folder below a root, reached through no link; errors: OSError, `InTheWayError`."""
    if make and not root.is_dir():
        root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for name in parts:
            below = _below(descriptor, name, make=make, durable=durable)
            os.close(descriptor)
            descriptor = below
        yield descriptor
    finally:
        os.close(descriptor)


def _below(folder: int, name: str, *, make: bool, durable: bool) -> int:
    try:
        return os.open(name, os.O_PATH | FOLDER, dir_fd=folder)
    except FileNotFoundError:
        if not make:
            raise
    except NotADirectoryError as error:
        raise InTheWayError(error.errno, in_the_way(os.lstat(name, dir_fd=folder).st_mode), name) from error
    with contextlib.suppress(FileExistsError):  # another process was quicker
        os.mkdir(name, dir_fd=folder)
    if durable:
        flush(folder)
    return _below(folder, name, make=False, durable=durable)


def in_the_way(mode: int) -> str:
    """Return what stands where a folder has to be."""
    return "a link stands where a folder has to be" if stat.S_ISLNK(mode) else "it is not a folder"


def flush(folder: int) -> None:
    """Let the names in a folder reach the disk, where we may read it and its file system can do that."""
    try:
        descriptor = os.open(".", os.O_RDONLY | FOLDER, dir_fd=folder)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNFLUSHED:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def written_in(folder: int) -> Iterator[None]:
    """Write in a folder; first, parts that a killed process left there are removed."""
    with contextlib.ExitStack() as stack:
        try:
            descriptor = os.open(".", os.O_RDONLY | FOLDER, dir_fd=folder)
        except PermissionError:  # we may write in it, and not see what is there
            descriptor = -1
        if descriptor >= 0:
            stack.callback(os.close, descriptor)
            with contextlib.suppress(OSError):  # others write there, or the file system has no such locks
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                with os.scandir(descriptor) as entries:
                    parts = [entry.name for entry in entries if PART.fullmatch(entry.name)]
                for name in parts:
                    os.unlink(name, dir_fd=descriptor)
            with contextlib.suppress(OSError):  # not waited for: we may hold the folder as a whole already
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield


def content(folder: int, name: str) -> bytes | None:
    """Return what a file holds, None where there is no file, or one that cannot be read; links are not followed."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def write_new(folder: int, name: str, data: bytes, like: os.stat_result | None, *, durable: bool) -> None:
    """Write a file that is not there yet, with the rights of any new file or those of another; errors: OSError."""
    descriptor = os.open(name, NEW_FILE, 0o666, dir_fd=folder)
    try:
        if like is not None:
            take_rights(descriptor, like)
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take_rights(descriptor: int, like: os.stat_result) -> None:
    """Give a file or a folder the group, the rights and, where we may, the owner of the one it replaces."""
    for owner in (like.st_uid, -1):
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, owner, like.st_gid)
            break
    with contextlib.suppress(PermissionError):  # of a file system that has no such rights
        os.fchmod(descriptor, like.st_mode & (0o7777 if stat.S_ISDIR(like.st_mode) else 0o777))


def replace_all(
    root: Path, files: Sequence[New], was: Mapping[tuple[str, ...], bytes | None], *, durable: bool
) -> tuple[New, ...]:
    """Put files in place once all of them are written, and return those whose content changed.

    `was` says what some files hold where nobody else wrote them meanwhile, None for one that is not there. Errors:
    OSError with the file's parts as `filename`, and all files as they were, unless the last step itself fails midway.
    """
    with ExitStack() as stack:
        folders = _folders(root, files, stack, durable=durable)
        changed = [new for new in files if content(folders[new.folder], new.name) != new.data]
        parts = [_beside(folders[new.folder], new, stack, durable=durable) for new in changed]
        for new in files:
            if new.parts in was and content(folders[new.folder], new.name) != was[new.parts]:
                raise ChangedError(errno.EBUSY, "somebody else wrote it meanwhile", new.parts)
        for new, part in zip(changed, parts, strict=True):
            folder = folders[new.folder]
            with naming(new):
                os.replace(part, new.name, src_dir_fd=folder, dst_dir_fd=folder)
        for folder in {folders[new.folder] for new in changed} if durable else ():
            flush(folder)
    return tuple(changed)


def _folders(root: Path, files: Sequence[New], stack: ExitStack, *, durable: bool) -> dict[tuple[str, ...], int]:
    """Open the folders of some files to write in them."""
    folders: dict[tuple[str, ...], int] = {}
    for new in files:
        if new.folder not in folders:
            with naming(new):
                folder = stack.enter_context(opened(root, new.folder, make=True, durable=durable))
            stack.enter_context(written_in(folder))
            folders[new.folder] = folder
    return folders


def _beside(folder: int, new: New, stack: ExitStack, *, durable: bool) -> str:
    """Write a file beside the one that it will replace, until `stack` is closed; return what it is called."""
    part = f".{os.urandom(8).hex()}.part"
    stack.callback(_forget, folder, part)
    with naming(new):
        write_new(folder, part, new.data, rights_of(folder, new.name), durable=durable)
    return part


@contextmanager
def naming(new: New) -> Iterator[None]:
    """Let an error name the file that it is about."""
    try:
        yield
    except OSError as error:
        error.filename = new.parts
        raise


def _forget(folder: int, part: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(part, dir_fd=folder)


def rights_of(folder: int, name: str) -> os.stat_result | None:
    """Return whose a file that is replaced is: whoever could write it still can. None where there is no file."""
    try:
        told = os.lstat(name, dir_fd=folder)
    except OSError:
        return None
    return told if stat.S_ISREG(told.st_mode) else None


def remove(root: Path, parts: Sequence[str]) -> None:
    """Remove a file or a link, never what it leads to, and the folders that are empty then; what is absent is fine."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError, InTheWayError):
        _unlink(root, parts)
    for depth in range(len(parts) - 1, 0, -1):
        try:
            with opened(root, parts[: depth - 1]) as folder:
                os.rmdir(parts[depth - 1], dir_fd=folder)
        except OSError:  # it is not empty, or the last we may empty
            return


def _unlink(root: Path, parts: Sequence[str]) -> None:
    with opened(root, parts[:-1]) as folder:
        if not stat.S_ISDIR(os.lstat(parts[-1], dir_fd=folder).st_mode):
            os.unlink(parts[-1], dir_fd=folder)
