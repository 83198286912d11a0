"""Runs command lines, each in a fork of a process that has loaded the product: a fresh one, without its start.

Reads requests and writes answers as lines of JSON. It stands outside the product: it measures, watches a folder through
the kernel (inotify), so that reads by libraries in C are seen too, and adopts what the product leaves behind.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from tests import forks
from tests.hostile import guard

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_CHILD_SUBREAPER = 36
IN_ACCESS, IN_MODIFY, IN_OPEN, IN_MOVED, IN_CREATE, IN_DELETE = 0x1, 0x2, 0x20, 0xC0, 0x100, 0x200
WATCHED = IN_ACCESS | IN_MODIFY | IN_OPEN | IN_MOVED | IN_CREATE | IN_DELETE
EVENT = struct.Struct("iIII")
PATIENCE = 20.0
"""seconds that processes of a command may outlive it"""
MOST_MEMORY = 4 << 30
"""bytes of address space of a process: above what is allowed, below what would harm the machine"""


def watcher(folders: Iterable[str]) -> tuple[int, dict[int, str]]:
    """Return a descriptor that tells what happens in folders, and the folder of each watch."""
    number = LIBC.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    watches = {}
    for folder in folders:
        for path in [Path(folder), *Path(folder).iterdir()]:
            watches[LIBC.inotify_add_watch(number, os.fsencode(path), WATCHED)] = str(path)
    return number, watches


def seen(number: int, watches: dict[int, str]) -> list[str]:
    """Return what happened, each once."""
    found: dict[str, None] = {}
    with contextlib.suppress(BlockingIOError):
        while data := os.read(number, 65536):
            position = 0
            while position < len(data):
                watch, mask, _, length = EVENT.unpack_from(data, position)
                position += EVENT.size + length
                done = "read" if mask & (IN_ACCESS | IN_OPEN) else "changed"
                found[f"outside: {done} {watches.get(watch, '?')}"] = None
    return list(found)


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Run one command line and return how it ended; see `Ran`."""
    inotify, watches = watcher(request["watched"])
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(inotify)
        child(request)
    late = not forks.ended(pid, start + request["wall"])
    if late:
        kill_all(pid)
    _, status, usage = os.wait4(pid, 0)
    cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
    left = 0
    for more_cpu, more_memory, killed in orphans():
        cpu, memory, left = cpu + more_cpu, max(memory, more_memory), left + killed
    answer = {
        "code": os.waitstatus_to_exitcode(status), "cpu": cpu, "memory": memory >> 10, "late": late,
        "left": 0 if late else left, "outside": seen(inotify, watches),
    }  # fmt: skip
    os.close(inotify)
    return answer


def kill_all(pid: int) -> None:
    """End a process and all of its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def orphans() -> Iterable[tuple[float, int, bool]]:
    """Yield what each process used that outlived its parent, and whether it had to be killed."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid:
            yield usage.ru_utime + usage.ru_stime, usage.ru_maxrss, time.monotonic() > deadline
        elif time.monotonic() > deadline:
            for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split():
                os.kill(int(child), signal.SIGKILL)
        else:
            time.sleep(0.002)


def child(request: dict[str, Any]) -> NoReturn:
    """Become the command."""
    try:
        os.setsid()
        for number, name in ((0, "/dev/null"), (1, request["out"]), (2, request["err"])):
            os.close(number)
            if name:
                os.open(name, (os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 0o600)
            else:  # so that nothing else gets its number
                os.open("/dev/null", os.O_RDONLY)
            os.set_inheritable(number, True)
        closed = [number for number in (1, 2) if not request["out" if number == 1 else "err"]]
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["env"])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
        if request["fresh"]:
            for number in closed:
                os.close(number)
            os.execve(
                sys.executable, [sys.executable, "-m", "publisher", *request["arguments"]],
                os.environ | {"PYTHONPATH": request["guarded"], "HOSTILE_LOG": request["log"]},
            )  # fmt: skip
        guard.watch(request["log"])
        forks.main(request["arguments"])
    finally:
        os._exit(99)


def serve() -> None:
    """Answer requests until there are no more."""
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)
    forks.load()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    serve()
