"""Runs a command of the product that is stopped at one of the changes it makes to files, from outside the product.

Python tells of every file that is opened, renamed, linked or removed (audit events); what else there is, is wrapped.
"""

from __future__ import annotations

import errno
import hashlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publisher import cli
from publisher.pipeline.build import build
from publisher.pipeline.start import new
from publisher.workspace import Workspace, renames

LOADED = """
    publisher.pipeline.editions publisher.pipeline.printing
    publisher.pipeline.source publisher.pipeline.translation publisher.workspace.trees publisher.reports.terminal
    publisher.pipeline.acceptances rich.table
""".split()
CHANGES = frozenset({"os.rename", "os.link", "os.mkdir"})
REMOVALS = frozenset({"os.remove", "os.rmdir"})
WRITING = os.O_WRONLY | os.O_RDWR
FULL = errno.ENOSPC
Fault = tuple[str, int]
"""what happens (`kill`, `interrupt`, `full`), and at which change, from 1; or `look`, at every change"""
Tree = Mapping[str, bytes]
"""files by their path; of folders those that are empty, with a slash at the end"""


def tree(folder: Path) -> Tree:
    """Return all that is below a folder, hidden or not."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{path.relative_to(folder).as_posix()}/"] = b""
    return found


def look(folder: Path) -> str:
    """Return a hash of a folder; what is in one that is being made does not count, as it is cleared away."""
    found = {}
    for name, data in tree(folder).items():
        staged = "/.staging/" in name
        found["/".join(name.split("/")[:4]) if staged else name] = b"" if staged else data
    return hashlib.sha256(repr(found).encode()).hexdigest()


def act(what: str) -> None:
    """Do what a fault does to this process."""
    if what == "full":
        raise OSError(FULL, os.strerror(FULL))
    os.kill(os.getpid(), signal.SIGKILL if what == "kill" else signal.SIGINT)


class Changes:
    """Counts the changes that this process makes to files, and lets something happen right before one."""

    def __init__(self, what: str, at: int, folder: Path, log: int) -> None:
        self.what, self.at, self.folder, self.log = what, at, folder, log
        self.own, self.count, self.seen = os.getpid(), 0, set[str]()

    def next(self) -> None:
        """Count a change."""
        if os.getpid() == self.own:
            self.count += 1
            if self.count == self.at:
                act(self.what)
            elif self.what == "look":
                self.look()

    def look(self) -> None:
        """Print the number of the change if the folder never looked like this."""
        found = look(self.folder)
        if found not in self.seen:
            self.seen.add(found)
            os.write(self.log, f"{self.count} {found}\n".encode())

    def told(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hear of what Python is about to do."""
        writes = event == "open" and bool((arguments[2] or 0) & WRITING) and arguments[0] != os.devnull
        if writes or event in CHANGES or (self.what != "full" and event in REMOVALS):
            self.next()

    def before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that is counted as a change."""

        def counted(*arguments: Any) -> Any:
            self.next()
            return function(*arguments)

        return counted


def arm(what: str, at: int, folder: Path) -> None:
    """Let something happen right before the change of that number; what is looked at goes to standard output."""
    changes = Changes(what, at, folder, os.dup(1))
    renames.exchange = changes.before(renames.exchange)
    if what == "full":
        os.fsync = changes.before(os.fsync)
    sys.addaudithook(changes.told)


def refuse(*_: object) -> None:
    """Stand in for a file system that cannot exchange two folders."""
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def at_once(descriptor: int) -> None:
    """Stand in for a disk that is quick."""


def command(arguments: list[str], log: str, fault: Fault | None, options: dict[str, int]) -> None:
    """Be a command line; its output goes into a file."""
    with Path(log).open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv, sys.dont_write_bytecode = ["publisher", *arguments], True
    if "plain" in options:
        renames.exchange = refuse
    os.fsync = at_once  # the machine goes on: whether what was written is on its disk yet is nothing that can be seen
    if "most_bytes" in options:
        resource.setrlimit(resource.RLIMIT_FSIZE, (options["most_bytes"], options["most_bytes"]))
    if fault is not None:
        arm(*fault, Path(arguments[1]))
    cli.main()


def serve() -> None:
    """Run command lines, one for each line of JSON that is read, each in a fork of this process."""
    for name in LOADED:
        importlib.import_module(name)
    with TemporaryDirectory() as folder:  # templates are read, and what else takes its time the first time
        new(Path(folder))
        build(Workspace(Path(folder)), (), ("html",))
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                command(**json.loads(line))
            except SystemExit as error:
                os._exit(int(error.code or 0))
            finally:
                os._exit(99)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


@cache
def server() -> subprocess.Popen[str]:
    """Return the process that runs command lines; it ends with this one, when nobody writes to it."""
    words = [sys.executable, "-m", "tests.e2e.faults"]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(folder: Path, *arguments: str, fault: Fault | None = None, **options: int) -> tuple[int, str]:
    """Return the exit code of a command line, or minus the signal that ended it, and what it printed."""
    log = folder.parent / f"{folder.name}.log"
    asked = {"arguments": ["-C", str(folder), *arguments], "log": str(log), "fault": fault, "options": options}
    said, told = server().stdin, server().stdout
    assert said is not None
    assert told is not None
    said.write(json.dumps(asked) + "\n")
    said.flush()
    return int(told.readline()), log.read_text("utf-8", "replace")


def states(folder: Path, *arguments: str, **options: int) -> list[tuple[int, str]]:
    """Return the changes of a command line before which its folder never looked as it did, with a hash of that."""
    code, said = run(folder, *arguments, fault=("look", 0), **options)
    assert code == 0, said
    rows = (line.split() for line in said.splitlines())
    return [(int(row[0]), row[1]) for row in rows if len(row) == 2 and row[0].isdigit() and len(row[1]) == 64]


if __name__ == "__main__":
    serve()
