"""What a case is: a name, what the attacker tries, what has to happen, the files, the command, what is seen after."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

BUILD = "build -f html --json"
EVERY = ("fr", "en", "ar")
PO = "locale/en/LC_MESSAGES/01-port.po"
PO_AR = "locale/ar/LC_MESSAGES/01-port.po"


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link; `@OUTSIDE@` in its target is the folder beside the publication."""

    target: str

    def make(self, path: Path) -> None:
        path.symlink_to(self.target)


@dataclass(frozen=True, slots=True)
class Fifo:
    """A named pipe that nobody writes into: who reads it waits for ever."""

    def make(self, path: Path) -> None:
        import os

        os.mkfifo(path)


@dataclass(frozen=True, slots=True)
class Socket:
    """A socket in the file system."""

    def make(self, path: Path) -> None:
        import os

        here = os.open(path.parent, os.O_RDONLY)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{here}/{path.name}")  # a socket's path may have 108 bytes
        os.close(here)


@dataclass(frozen=True, slots=True)
class Folder:
    """An empty folder."""

    def make(self, path: Path) -> None:
        path.mkdir()


@dataclass(frozen=True, slots=True)
class Sparse:
    """A file of zeros that takes no room on the disk."""

    size: int

    def make(self, path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(self.size)


Special = Link | Fifo | Socket | Folder | Sparse
Put = bytes | str | Special | Callable[[bytes], bytes] | None
"""what stands at a path: content, something that is no file, the sound file changed, or nothing (it is removed)"""
Line = str | tuple[str, ...]
"""a command line, split as a shell does; or its arguments"""
Place = tuple[str, str | None, int | None]
"""rule, file, line of a finding; None is any"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How one command ended."""

    code: int
    """negative: the signal that ended it"""
    out: str
    err: str
    cpu: float
    """seconds of processor time, of all its processes"""
    memory: int
    """megabytes, of the largest of its processes"""
    late: bool
    """it had to be killed"""
    left: int
    """processes that outlived it"""
    reached: tuple[str, ...]
    """what it reached for: network, programs, files outside"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a case left."""

    folder: Path
    """the publication"""
    ran: tuple[Ran, ...]

    @property
    def last(self) -> Ran:
        return self.ran[-1]

    def bytes(self, name: str) -> bytes:
        """Return a file of the publication."""
        return (self.folder / name).read_bytes()

    def text(self, name: str) -> str:
        """Return a text file of the publication."""
        return self.bytes(name).decode()

    def names(self, pattern: str) -> set[str]:
        """Return the files of the publication that a pattern names, relative to it."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern)}


@dataclass(frozen=True, slots=True)
class Case:
    """One attack. What holds for all of them (see `oracles`) is never said again in a case."""

    name: str
    """letters, digits and dashes; no other case has it"""
    attempts: str
    """one sentence: what the attacker tries"""
    must: str
    """one sentence: what has to happen"""
    files: Mapping[str, Put] = field(default_factory=dict)
    """laid over `sound/`, by path relative to the publication; `../inbox/x` lies beside it"""
    verbs: tuple[Line, ...] = (BUILD,)
    exits: tuple[int, ...] = (1,)
    """exit code of each verb"""
    finds: tuple[Place, ...] = ()
    """findings that the last verb tells as JSON, among others"""
    error: str = ""
    """what stands on the error stream of the last verb, mostly `file:line`"""
    shows: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """texts that stand in an output, by its path"""
    hides: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """texts that stand in no output of a pattern; a pattern alone, with "", says that no such file is there"""
    pages: tuple[str, ...] | None = None
    """languages whose pages are there at the end; None: all where a build ended with 0 or 1, none asked else"""
    writes: tuple[str, ...] = ()
    """patterns of source, locale and styles that the verbs may change; nothing by default"""
    env: Mapping[str, str | None] = field(default_factory=dict)
    """environment variables; None: taken away"""
    fresh: bool = False
    """start `python -m publisher` itself: for what is read when Python starts (costs half a second)"""
    streams: Mapping[int, str] = field(default_factory=dict)
    """what stands in for standard output (1) and error (2): a path as `/dev/full`, or "" for closed"""
    also: Callable[[Result], None] | None = None
    """more to be asserted"""


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return the change of a sound file that puts `new` in the place of `old`, which has to be there once."""

    def change(data: bytes) -> bytes:
        assert data.count(old.encode()) == 1, f"{old!r} is not in the sound file once"
        return data.replace(old.encode(), new.encode())

    return change


def added(text: str) -> Callable[[bytes], bytes]:
    """Return the change of a sound file that adds a text at its end."""
    return lambda data: data + text.encode()
