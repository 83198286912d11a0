"""One job, in a process of its own that ends with it."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
import traceback
from typing import NoReturn

from publisher.errors import ExitCode, PublisherError
from publisher.executors import messages
from publisher.executors.limits import Limits

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
ENDINGS = frozenset({signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT})
"""signals that a job takes, and its parent does not"""


def work(parent: int, task: int, result: int, limits: Limits) -> NoReturn:
    """Do the job that lies in the memory file `task`, write its answer into `result`, and end this process."""
    try:
        _die_with(parent)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        before = resource.getrlimit(resource.RLIMIT_AS)
        try:
            _confine(limits)
            gc.enable()
            _answer(task, result)
        except MemoryError:
            # What the job allocated may still be held by the frames of its traceback: only a higher limit gives room.
            resource.setrlimit(resource.RLIMIT_AS, before)
            os.pwrite(result, messages.NO_MEMORY, 0)
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
    finally:
        os._exit(0)


def _die_with(parent: int) -> None:
    """Let the system kill this process when its parent ends, however that happens."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(1)


def _confine(limits: Limits) -> None:
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_AS, limits.memory << 20),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer(task: int, result: int) -> None:
    try:
        function, item = messages.take(task)
        value = function(item)
    except MemoryError:
        raise
    except BaseException as error:
        messages.answer(result, messages.ERROR, _portable(error))
        return
    try:
        messages.answer(result, messages.RESULT, value)
    except MemoryError:
        raise
    except Exception as error:
        failed = _failed("the result of a job cannot leave its process", error)
        messages.answer(result, messages.ERROR, (failed, _trace(error)))


def _portable(error: BaseException) -> tuple[BaseException, str]:
    """Return an exception that can travel, and its trace: the one that was raised, if it can and may."""
    if not isinstance(error, Exception):  # an exit, or an interrupt that nobody sent: they would end the other process
        return _failed("a job tried to end its process", error), _trace(error)
    try:
        again = pickle.loads(pickle.dumps(error))
    except Exception:
        again = None
    if type(again) is type(error):
        return error, _trace(error)
    return _failed("a job failed, and its error cannot leave its process", error), _trace(error)


def _failed(message: str, error: BaseException) -> PublisherError:
    why = "".join(traceback.format_exception_only(error)).strip()
    return PublisherError(message, code=ExitCode.ENGINE_FAILED, why=why, hint="run again with PUBLISHER_JOBS=0")


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
