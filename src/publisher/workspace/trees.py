"""A folder of outputs that changes as a whole: a new one is made beside it and the two change places.

`build/.staging/new/<name>` is the folder that is being made, and after the exchange the one that was replaced. Where
two folders cannot change places, the old one steps aside to `build/.staging/old/<name>` first: while it is there and no
folder has its name, the new one is whole, and whoever comes next puts it in place.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from publisher.workspace import renames
from publisher.workspace.names import STAGING
from publisher.workspace.writing import (
    FOLDER,
    PART,
    InTheWayError,
    flush,
    in_the_way,
    opened,
    rights_of,
    take_rights,
    write_new,
)

Parts = tuple[str, ...]
"""a path below the folder that changes"""


def recover(build: Path) -> None:
    """Finish or undo what a process that was killed had begun; the lock of the outputs is held; errors: OSError."""
    staging = build / STAGING
    if staging.is_symlink() or staging.is_file():
        staging.unlink()
    elif staging.is_dir():
        _settle(build)
    for left in filter(_is_folder, build.glob(f"{STAGING}-*")):
        shutil.rmtree(left, ignore_errors=True)
    for folder, _, names in os.walk(build):
        for name in filter(PART.fullmatch, names):
            Path(folder, name).unlink()


def _settle(build: Path) -> None:
    """Give every folder that stepped aside its name back, or its successor's, and clear away the rest."""
    old, new = build / STAGING / "old", build / STAGING / "new"
    for aside in old.iterdir() if _is_folder(old) else ():
        place, whole = build / aside.name, new / aside.name
        if _is_folder(aside) and not os.path.lexists(place):
            (whole if _is_folder(new) and _is_folder(whole) else aside).rename(place)
    _clear(build / STAGING)


def _clear(staging: Path) -> None:
    """Remove what is left of a change; what cannot be removed (immutable, or open over NFS) is in nobody's way then."""
    try:
        shutil.rmtree(staging)
    except OSError:
        staging.rename(staging.with_name(f"{STAGING}-{os.urandom(4).hex()}"))


def _is_folder(path: Path) -> bool:
    """Whether there is a folder, and no link to one: whoever sent this one along did not make ours."""
    return path.is_dir() and not path.is_symlink()


@dataclass(slots=True)
class Tree:
    """A folder of `build/` while it is replaced."""

    build: Path
    name: str
    durable: bool
    seen: set[Parts] = field(default_factory=set)
    """what was in the old folder when the new one was made"""

    @property
    def place(self) -> Path:
        """Where it is."""
        return self.build / self.name

    @property
    def new(self) -> Path:
        """Where its successor is made."""
        return self.build / STAGING / "new" / self.name

    @property
    def old(self) -> Path:
        """Where it steps aside, if it must."""
        return self.build / STAGING / "old" / self.name

    @property
    def gone(self) -> Path:
        """Where it goes if it has no successor."""
        return self.build / STAGING / "gone" / self.name

    def change(self, files: Mapping[Parts, bytes], gone: Collection[Parts]) -> tuple[Parts, ...]:
        """Write and remove files at one moment and return those whose content changed; all others stay.

        Errors: OSError, and then nothing has changed.
        """
        self.require_folder()
        changed = {parts: data for parts, data in files.items() if self.current(parts) != data}
        absent = {parts for parts in gone if parts not in files and self.is_there(parts)}
        if not changed and not absent:
            return ()
        with uninterrupted(), self.staged():
            self.copy((), {*changed, *absent})
            for parts, data in changed.items():
                with opened(self.new, parts[:-1], make=True) as folder:
                    write_new(folder, parts[-1], data, self.rights_of(parts), durable=self.durable)
            if self.durable:
                self.flush_folders()
            self.rescue(self.put_in_place(), {*changed, *absent})
        return tuple(changed)

    def require_folder(self) -> None:
        """Raise `InTheWayError` where something that is no folder has its name, or that of `build/`."""
        for path in (self.build, self.place):
            if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
                raise InTheWayError(errno.ENOTDIR, in_the_way(path.lstat().st_mode), str(path))

    def current(self, parts: Parts) -> bytes | None:
        """Return what a file holds, None where none is, or only a link leads to one."""
        path = self.place.joinpath(*parts)
        linked = any(self.place.joinpath(*parts[:depth]).is_symlink() for depth in range(1, len(parts) + 1))
        return path.read_bytes() if not linked and path.is_file() else None

    def rights_of(self, parts: Parts) -> os.stat_result | None:
        """Return whose a file is that is replaced, None where there is none."""
        with suppress(OSError), opened(self.place, parts[:-1]) as folder:
            return rights_of(folder, parts[-1])
        return None

    def is_there(self, parts: Parts) -> bool:
        """Whether there is a file or a link that can be removed."""
        if any(self.place.joinpath(*parts[:depth]).is_symlink() for depth in range(1, len(parts))):
            return False
        path = self.place.joinpath(*parts)
        return os.path.lexists(path) and (path.is_symlink() or not path.is_dir())

    @contextmanager
    def staged(self) -> Iterator[None]:
        """Make room for a new folder, and clear it away."""
        if os.path.lexists(self.build / STAGING):
            recover(self.build)
        (self.build / STAGING).mkdir(parents=True)
        try:
            for folder in (self.new.parent, self.old.parent, self.gone.parent, self.new):
                folder.mkdir()
            yield
        finally:
            _settle(self.build)

    def copy(self, at: Parts, without: Collection[Parts]) -> bool:
        """Link what is in a folder into its successor; return whether it has something in it, or had nothing before."""
        place, new = self.place.joinpath(*at), self.new.joinpath(*at)
        if not place.is_dir():
            return False
        if not os.access(place, os.W_OK):  # it could be replaced, and not be removed
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        kept = not entries
        for entry in entries:
            parts = (*at, entry.name)
            self.seen.add(parts)
            if entry.is_dir(follow_symlinks=False):
                (new / entry.name).mkdir()
                if self.copy(parts, without):
                    kept = True
                else:
                    (new / entry.name).rmdir()
            elif parts not in without:
                link(Path(entry.path), new / entry.name)
                kept = True
        descriptor = os.open(new, os.O_RDONLY | FOLDER)
        try:
            take_rights(descriptor, place.stat())
        finally:
            os.close(descriptor)
        return kept

    def flush_folders(self) -> None:
        """Let the names in the new folder reach the disk."""
        for folder, _, _ in os.walk(self.new):
            with opened(Path(folder), ()) as descriptor:
                flush(descriptor)

    def put_in_place(self) -> Path:
        """Let the new folder take the name of the old one, or nothing if it is empty; return where the old one is."""
        before = self.new
        if not any(self.new.iterdir()):
            self.place.rename(self.gone)
            before = self.gone
        elif not os.path.lexists(self.place):
            self.new.rename(self.place)
        else:
            try:
                renames.exchange(self.new, self.place)
            except OSError as error:
                if error.errno not in renames.REFUSED:
                    raise
                self.place.rename(self.old)
                self.new.rename(self.place)
                before = self.old
        if self.durable:
            with opened(self.build, ()) as descriptor:
                flush(descriptor)
        return before

    def rescue(self, before: Path, without: Collection[Parts]) -> None:
        """Carry over what somebody put into the old folder while the new one was made."""
        for folder, _, names in os.walk(before):
            at = Path(folder).relative_to(before)
            for name in names:
                parts = (*at.parts, name)
                target = self.place.joinpath(*parts)
                if parts not in self.seen and parts not in without and not os.path.lexists(target):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    before.joinpath(*parts).rename(target)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interrupt, and the alarm that asks again for it, wait for the end."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def link(source: Path, target: Path) -> None:
    """Give a file, or a link, a second name; or copy it where it can have only one."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
