"""How a job ended that gave no answer, in words."""

from __future__ import annotations

import os
import signal

from publisher.errors import ExitCode, PublisherError
from publisher.executors import limits as variables
from publisher.executors.limits import Limits
from publisher.executors.messages import NO_MEMORY, Cause, Ended

JOB = "a job failed; the others went on"
SERIAL = "take the last change back, or run again with PUBLISHER_JOBS=0 to see more"


class LateError(PublisherError):
    """A job took longer than it was allowed to; another one like it would, too."""


class SpentError(LateError):
    """A job used up its processor time: it was late by itself, not by what else the machine had to do."""


def failure(kind: bytes, ended: Ended, limits: Limits) -> PublisherError:
    """Return what a user is told of a job that ended without an answer (`kind` tells what stood in its place)."""
    if kind == NO_MEMORY:
        return _error(f"it needed more than {limits.memory} MB of memory", _more_memory(limits))
    if ended.cause is Cause.NOT_STARTED:
        return _error("no process could be started for it", "close other programs, or lower PUBLISHER_JOBS")
    seconds = f"split the document, or allow more: {variables.SECONDS}={2 * limits.cpu}"
    if ended.cause is Cause.LATE:
        return LateError(
            JOB, code=ExitCode.ENGINE_FAILED, why=f"it ran longer than {limits.wall:g} seconds", hint=seconds
        )
    number = os.WTERMSIG(ended.status) if os.WIFSIGNALED(ended.status) else 0
    if number == signal.SIGXCPU:
        why = f"it needed more than {limits.cpu} seconds of processor time"
        return SpentError(JOB, code=ExitCode.ENGINE_FAILED, why=why, hint=seconds)
    if number:
        return _killed(number, ended, limits)
    code = os.waitstatus_to_exitcode(ended.status)
    return _error(f"it ended its process without an answer, exit code {code}", SERIAL)


def _killed(number: int, ended: Ended, limits: Limits) -> PublisherError:
    """Return what is told of a signal: the system kills when memory is short, C libraries crash when they get none."""
    why = f"it was ended by {_name(number)} with {ended.memory} of {limits.memory} MB of memory in use"
    if number == signal.SIGKILL:
        return _error(why, "free memory, or lower PUBLISHER_JOBS")
    return _error(why, _more_memory(limits) if 2 * ended.memory >= limits.memory else SERIAL)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"


def _more_memory(limits: Limits) -> str:
    return f"split the document, or allow more: {variables.MEMORY}={2 * limits.memory}"


def unreadable(error: Exception) -> PublisherError:
    """Return what is told of an answer that cannot be rebuilt here."""
    return _error(f"its answer cannot be read: {type(error).__name__}: {error}", SERIAL)


def gone(why: str | None) -> PublisherError:
    """Return what is told of every job that waits or runs when the process that starts them is not there any more."""
    return PublisherError(
        "the process that runs jobs is gone",
        code=ExitCode.ENGINE_FAILED,
        why=why or "it was ended from outside, or the system had no memory left",
        hint="free memory and run again",
    )


def _error(why: str, hint: str) -> PublisherError:
    return PublisherError(JOB, code=ExitCode.ENGINE_FAILED, why=why, hint=hint)
