"""The parent of all jobs: a process that has loaded what they need, forks each of them, and buries them.

It has one thread, reads nothing and keeps nothing of a job, so that a fork of it is cheap and its memory stays small.
"""

from __future__ import annotations

import contextlib
import gc
import io
import math
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TextIO

from publisher.executors import job, messages
from publisher.executors.limits import Limits
from publisher.executors.messages import Cause, Ended, Ready, Unprepared

TASK_AND_RESULT = 2
TASKS = Path("/proc/self/task")
PATIENCE = 2.0
"""seconds that threads of what was prepared may take to end; those of Pango need a hundredth"""
FIRST_OWN = 3
"""descriptors below are the standard streams"""


@dataclass(slots=True)
class Child:
    """A job that runs."""

    number: int
    pid: int
    deadline: float
    cause: Cause = Cause.ITSELF


def serve(control: socket.socket, prepare: Callable[[], None], limits: Limits, scratch: str | None) -> NoReturn:
    """Be the parent of jobs, in a process that was just forked, until the other end of `control` is closed.

    `scratch` is the folder for temporary files; it is removed at the end, because a job that is killed cannot do so.
    """
    code = 1
    try:
        _leave_to_parent(control)
        tempfile.tempdir = scratch
        # Collections would write into pages that we share with the parent and the jobs with us.
        gc.disable()
        # What ends a whole group of processes ends our parent: we stay to see that, and to clear up.
        signal.pthread_sigmask(signal.SIG_BLOCK, job.ENDINGS)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            prepare()
            _wait_for_threads()
        except Exception as error:
            messages.send(control, Unprepared(f"{type(error).__name__}: {error}"[:1000]))
        else:
            gc.freeze()
            messages.send(control, Ready())
            Zygote(control, limits).run()
            code = 0
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
        os._exit(code)


def _wait_for_threads() -> None:
    """Return when this process has one thread: a job would wait for others in vain, as a fork does not have them."""
    end = time.monotonic() + PATIENCE
    while len(list(TASKS.iterdir())) > 1:
        if time.monotonic() > end:
            raise RuntimeError("what was prepared has threads that do not end")
        time.sleep(0.001)


def _leave_to_parent(control: socket.socket) -> None:
    """Give up what was inherited: locks and pipes end with our parent, and its unwritten output is its own."""
    number = control.fileno()
    os.closerange(FIRST_OWN, number)
    os.closerange(max(FIRST_OWN, number + 1), os.sysconf("SC_OPEN_MAX"))
    sys.stdout, sys.stderr = (file and _anew(number) for number, file in ((1, sys.stdout), (2, sys.stderr)))


def _anew(number: int) -> TextIO:
    """Return a file on a standard stream that nobody has written into."""
    stream = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return io.TextIOWrapper(stream, "utf-8", "backslashreplace", line_buffering=True)


class Zygote:
    """The loop that starts, watches and buries jobs."""

    def __init__(self, control: socket.socket, limits: Limits) -> None:
        self.control, self.limits = control, limits
        self.pid = os.getpid()
        self.children: dict[int, Child] = {}
        """by the descriptor that tells of their end"""
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)

    def run(self) -> None:
        """Serve until nobody is there to be served; then end all jobs."""
        try:
            while True:
                for descriptor, _ in self.poll.poll(self.patience()):
                    if descriptor != self.control.fileno():
                        self.bury(descriptor)
                    elif not self.start():
                        return
                self.kill_late()
        finally:
            for child in self.children.values():
                os.kill(child.pid, signal.SIGKILL)
            for child in self.children.values():
                os.waitpid(child.pid, 0)

    def patience(self) -> int | None:
        """Return the milliseconds until a job will be late, None when there is none."""
        running = [child.deadline for child in self.children.values() if child.cause is not Cause.LATE]
        return max(0, math.ceil((min(running) - time.monotonic()) * 1000)) if running else None

    def start(self) -> bool:
        """Start the job that is asked for; False when the other side is gone."""
        try:
            data, descriptors, *_ = socket.recv_fds(self.control, messages.LONGEST, TASK_AND_RESULT)
        except OSError:
            return False
        if not data:
            return False
        number, seconds = messages.ORDER.unpack(data)
        try:
            self.fork(number, self.limits.within(seconds), descriptors)
        except (OSError, ValueError):  # no process, or no descriptor, is left to us
            self.tell(Ended(number, Cause.NOT_STARTED))
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return True

    def fork(self, number: int, limits: Limits, descriptors: Sequence[int]) -> None:
        """Start a job; errors: OSError, ValueError."""
        task, result = descriptors
        pid = os.fork()
        if pid == 0:
            try:
                self.control.close()
                job.work(self.pid, task, result, limits)
            finally:
                os._exit(1)
        try:
            descriptor = os.pidfd_open(pid)
        except OSError:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise
        self.children[descriptor] = Child(number, pid, time.monotonic() + limits.wall)
        self.poll.register(descriptor, select.POLLIN)

    def bury(self, descriptor: int) -> None:
        """Tell how a job ended, and what it used."""
        child = self.children.pop(descriptor)
        self.poll.unregister(descriptor)
        os.close(descriptor)
        _, status, usage = os.wait4(child.pid, 0)
        cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10
        self.tell(Ended(child.number, child.cause, status, cpu, memory))

    def tell(self, message: Ended) -> None:
        """Send a message; when the other side is gone, the loop will see it."""
        with contextlib.suppress(OSError):
            messages.send(self.control, message)

    def kill_late(self) -> None:
        """Kill the jobs whose time is over."""
        now = time.monotonic()
        for child in self.children.values():
            if child.deadline <= now and child.cause is Cause.ITSELF:
                child.cause = Cause.LATE
                os.kill(child.pid, signal.SIGKILL)
