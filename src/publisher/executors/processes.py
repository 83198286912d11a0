"""Jobs in processes of their own on this machine, each a fork of one that has loaded what they need."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from threading import Condition, Thread
from typing import Any, NoReturn, TypeVar

from publisher.errors import PublisherError
from publisher.executors import messages
from publisher.executors.failures import failure, gone, unreadable
from publisher.executors.limits import Limits
from publisher.executors.messages import RESULT, Ended, Ready, Unprepared

Item = TypeVar("Item")
Result = TypeVar("Result")
GRACE = 5.0
"""seconds the jobs' parent may take to end its jobs and itself; it needs a hundredth"""


@dataclass(slots=True, eq=False)
class Task:
    """A job that waits, or runs and will write its answer."""

    function: Callable[[Any], Any]
    item: Any
    future: Future[Any]
    seconds: int = 0
    """of processor time that are enough for it, 0 when nobody knows"""
    result: int = -1
    """descriptor of the answer"""


class Workers:
    """A context manager over the jobs' parent, which is there from its beginning and gone at its end."""

    def __init__(self, number: int, prepare: Callable[[], None], limits: Limits) -> None:
        self.number, self.prepare, self.limits = number, prepare, limits
        self.pid = 0
        self.control, self.theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.scratch: str | None = None
        self.reader = Thread(target=self.read, name="publisher-jobs", daemon=True)
        self.changed = Condition()
        """held for what stands below; never while a future is completed, because its callbacks may submit"""
        self.waiting: deque[Task] = deque()
        self.running: dict[int, Task] = {}
        self.numbers = count(1)
        self.ready = self.closed = self.reaped = False
        self.why: str | None = None
        """why nothing can run"""

    def __enter__(self) -> Workers:
        try:
            with _without_interrupts():
                self.begin()
        except BaseException as error:
            self.kill()
            if isinstance(error, OSError | RuntimeError):  # no process, descriptor or thread is left to us
                raise gone(str(error)) from error
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.wait()
        finally:
            self.kill()

    def begin(self) -> None:
        """Fork the jobs' parent and listen to it; errors: OSError, RuntimeError."""
        OPEN.add(self)
        with contextlib.suppress(OSError):
            self.scratch = tempfile.mkdtemp(prefix="publisher-")
        with self.theirs:
            self.pid = os.fork()
            if self.pid == 0:
                self.serve()
        self.reader.start()

    def serve(self) -> NoReturn:
        """Be the jobs' parent: no code of ours that called this may go on in its process."""
        try:
            from publisher.executors import zygote

            zygote.serve(self.theirs, self.prepare, self.limits, self.scratch)
        finally:
            os._exit(1)

    def submit(self, function: Callable[[Item], Result], item: Item, seconds: int = 0) -> Future[Result]:
        """Return the future of a job, which starts when fewer than `number` run; errors: RuntimeError once closed."""
        task = Task(function, item, Future(), min(seconds, self.limits.cpu))
        with self.changed:
            if self.closed:
                raise RuntimeError("a job was submitted to a closed executor")
            self.waiting.append(task)
        self.fill()
        return task.future

    def fill(self) -> None:
        """Start waiting jobs while there is room."""
        while (started := self.next()) is not None:
            self.start(*started)

    def next(self) -> tuple[int, Task] | None:
        """Return the next job to start and its number, which then takes a place among those that run."""
        lost: list[Task] = []
        with self.changed:
            if self.reaped:
                lost, self.waiting = list(self.waiting), deque()
            while self.waiting and len(self.running) < self.number:
                task = self.waiting.popleft()
                if task.future.set_running_or_notify_cancel():
                    number = next(self.numbers)
                    self.running[number] = task
                    return number, task
        for task in lost:
            if task.future.set_running_or_notify_cancel():
                task.future.set_exception(gone(self.why))
        return None

    def start(self, number: int, task: Task) -> None:
        """Send a job to its parent; what cannot be sent has ended."""
        try:
            todo = messages.put((task.function, task.item))
        except Exception as error:
            self.remove(number)
            # OSError: no memory file, or none of that size, is left to us.
            task.future.set_exception(gone(str(error)) if isinstance(error, OSError) else error)
            return
        try:
            with self.changed:
                if self.running.get(number) is not task:  # its future has heard that the jobs' parent is gone
                    return
                task.result = os.memfd_create("publisher-answer")
                socket.send_fds(self.control, [messages.ORDER.pack(number, task.seconds)], [todo, task.result])
                task.item = None  # it may be big, and lies in the memory of the job now
        except OSError as error:
            if not isinstance(error, ConnectionError):  # else the reader learns of it, and completes all futures
                self.remove(number)
                self.close_answer(task)
                task.future.set_exception(gone(str(error)))
        finally:
            os.close(todo)

    def remove(self, number: int) -> Task | None:
        """Take a job from those that run; None when it is none of them."""
        with self.changed:
            task = self.running.pop(number, None)
            self.changed.notify_all()
        return task

    def read(self) -> None:
        """Listen to the jobs' parent until it is gone, in a thread of its own."""
        while (message := messages.receive(self.control)) is not None:
            match message:
                case Ready():
                    self.ready = True
                case Unprepared(why):
                    self.why = why
                case Ended(number):
                    task = self.remove(number)
                    if message.status == 0:
                        self.fill()
                    if task is not None:
                        self.complete(task, message)
                    self.fill()  # after whoever waits for a job that failed could cancel others
        self.reap()
        with self.changed:
            lost, self.running = list(self.running.values()), {}
            self.changed.notify_all()
        for task in lost:
            self.close_answer(task)
            task.future.set_exception(gone(self.why))
        self.fill()

    def complete(self, task: Task, ended: Ended) -> None:
        """Give a future what its job answered, or why it did not."""
        try:
            kind, value = messages.answered(task.result)
        except Exception as error:
            task.future.set_exception(unreadable(error))
            return
        if kind == RESULT:
            task.future.set_result(value)
        elif value is not None:
            task.future.set_exception(_traced(*value))
        else:
            task.future.set_exception(failure(kind, ended, self.limits.within(task.seconds)))

    def close_answer(self, task: Task) -> None:
        """Close the memory file of an answer that nobody will read."""
        if task.result >= 0:
            os.close(task.result)
            task.result = -1

    def wait(self) -> None:
        """Cancel what has not begun and wait for the rest."""
        self.cancel()
        with self.changed:
            self.changed.wait_for(lambda: not self.running)

    def cancel(self) -> None:
        """Take no more jobs, and cancel those that wait."""
        with self.changed:
            self.closed = True
            dropped, self.waiting = list(self.waiting), deque()
        for task in dropped:
            task.future.cancel()
            task.future.set_running_or_notify_cancel()

    def kill(self) -> None:
        """End jobs and their parent, and return when they are gone; nothing is left to do the second time."""
        self.cancel()
        if self.reader.ident is None:
            self.kill_parent()
            self.reap()
        else:
            self.end()
        self.control.close()
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)
        OPEN.discard(self)

    def end(self) -> None:
        """End the jobs' parent, which the reader sees and buries."""
        with self.changed:
            orderly = self.ready and bool(self.running)
        if orderly:  # it ends its jobs before itself; without jobs nothing has an end
            with contextlib.suppress(OSError):
                self.control.shutdown(socket.SHUT_WR)
            self.reader.join(GRACE)
        self.kill_parent()
        self.reader.join()

    def kill_parent(self) -> None:
        """Kill the jobs' parent if it is still there."""
        with self.changed:
            if self.pid and not self.reaped:
                os.kill(self.pid, signal.SIGKILL)

    def reap(self) -> None:
        """Bury the jobs' parent, which ends."""
        with self.changed:
            if self.pid and not self.reaped:
                with contextlib.suppress(ChildProcessError):  # whoever started us has children buried by the system
                    os.waitpid(self.pid, 0)
            self.reaped = True


OPEN: set[Workers] = set()
"""executors whose jobs' parent may be there"""


def abandon() -> None:
    """End all jobs at once."""
    for workers in list(OPEN):
        workers.kill()


def _traced(error: BaseException, trace: str) -> BaseException:
    """Return an exception of a job with the trace it had there; our own errors are told to users, without one."""
    if not isinstance(error, PublisherError):
        error.add_note(f"in the process of the job:\n{trace}")
    return error


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let processes made here inherit that Ctrl-C is not for them: the terminal sends it to all, one shall answer."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
