"""Java programs of the engines folder: how to start one, wait for its answer, and never leave it running."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publisher.engines.probe import Probe, require
from publisher.engines.programs import search_path
from publisher.errors import ExitCode, PublisherError

SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""half the processor time for programs that live for seconds (measured on LanguageTool, veraPDF)"""
SECONDS_TO_STOP = 3.0


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program said before it ended by itself."""

    code: int
    stdout: str
    stderr: str


def java_command(options: Sequence[str], *, heap: str) -> list[str]:
    """Return the start of a command line: Java, its memory limit, its options.

    Raises PublisherError ENGINE_MISSING when there is no Java.
    """
    return [str(require("java").path or "java"), f"-Xmx{heap}", *SHORT_RUN, *options]


def environment() -> Mapping[str, str]:
    """Return our environment with a UTF-8 locale: in the C locale Java finds no files named in Arabic or French."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "PATH": search_path()}


def run_java(name: str, command: Sequence[str], *, seconds: float) -> Ran:
    """Run a Java program called `name` in messages to its end, whatever its exit code.

    Raises PublisherError ENGINE_FAILED when it cannot be started or does not end in time.
    """
    process = start_java(name, command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        stdout, stderr = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise PublisherError(
            f"{name} did not answer",
            code=ExitCode.ENGINE_FAILED,
            why=f"it ran for more than {seconds:.0f} seconds and was stopped",
            hint="try again on a machine with less load, or with fewer files",
        ) from error
    finally:
        stop(process)
    return Ran(process.returncode, stdout.decode("utf-8", "replace"), stderr.decode("utf-8", "replace"))


def start_java(name: str, command: Sequence[str], *, stdout: int, stderr: int) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, so that Ctrl-C reaches us first and we end it.

    Raises PublisherError ENGINE_FAILED when it cannot be started.
    """
    try:
        return subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env=environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise PublisherError(
            f"{name} could not be started", code=ExitCode.ENGINE_FAILED, why=str(error), hint="run: publisher doctor"
        ) from error


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a program started here, politely and then not; nothing happens when it has ended."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            break
        try:
            os.killpg(process.pid, number)
            process.wait(SECONDS_TO_STOP)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def last_line(output: str, otherwise: str) -> str:
    """Return the last line that says something, cut to what fits a message."""
    said = [line.strip() for line in output.splitlines() if line.strip()]
    return said[-1][:300] if said else otherwise


def class_path(engine: Probe) -> str:
    """Return the class path of an engine that is a folder of jars."""
    return f"{engine.path}/*"
