"""The product loaded once, and forked for each command line: what `python -m publisher` does, without its start.

A start loads what a command needs for half a second or more; a suite has hundreds of them. A fork does not show that a
command loads all it needs itself, that it ends (threads, files of its own that are left), nor what hangs on the seed of
hashes, which all forks share. Commands that start afresh do: each example of the help, and a second `publish`.
"""

from __future__ import annotations

import atexit
import importlib
import io
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
LOADED = """
    publisher.cli publisher.pipeline.build publisher.pipeline.editions publisher.pipeline.printing
    publisher.pipeline.project publisher.pipeline.check publisher.pipeline.translation publisher.pipeline.source
    publisher.pipeline.merging publisher.pipeline.publish publisher.pipeline.accepting publisher.pipeline.answering
    publisher.pipeline.tracing publisher.pipeline.importing publisher.executors.processes publisher.reports.terminal
    publisher.reports.json publisher.engines.weasyprint.part publisher.languages.collation rich.table
""".split()
AT_START = ("PYTHON", "LANG", "LC_", "TZ", "MALLOC_")
"""how variables begin that Python, or a library in C, reads when it starts"""
STARTED = {name: value for name, value in os.environ.items() if name.startswith(AT_START)}
SECONDS = 500.0
LOST = 99
"""exit code of a fork that never became a command"""


def load() -> None:
    """Load the product, as much of it as its commands load, and the dictionary of French where there is one."""
    for name in LOADED:
        importlib.import_module(name)
    from publisher.engines import dictionary

    if place := dictionary.find():
        dictionary.french(place).is_word("le")
        dictionary.french(place).frequency("le")


def main(arguments: Sequence[str]) -> NoReturn:
    """Do what `python -m publisher` does, in this process."""
    sys.argv = ["publisher", *arguments]
    sys.stdin = io.TextIOWrapper(io.FileIO(0, "r", closefd=False), "utf-8")
    sys.stdout, sys.stderr = stream(1, "strict"), stream(2, "backslashreplace")
    code: Any = 0
    try:
        importlib.import_module("publisher.cli").main()
    except SystemExit as error:
        code = error.code
    except BaseException:  # as Python does
        traceback.print_exc()
        code = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120  # as Python does
    os._exit(0 if code is None else int(code))


def stream(number: int, errors: str) -> io.TextIOWrapper:
    """Return a standard stream as Python makes it when it is no terminal."""
    raw = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return io.TextIOWrapper(raw, "utf-8", errors, line_buffering=number == 2)


def ended(pid: int, deadline: float) -> bool:
    """Wait for the end of a process; False when it is late."""
    descriptor = os.pidfd_open(pid)
    ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
    os.close(descriptor)
    return bool(ready)


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command line in a fork, or afresh where its environment has what is read at a start."""
    if {name: value for name, value in environment.items() if name.startswith(AT_START)} != STARTED:
        return subprocess.run(
            [sys.executable, "-m", "publisher", *arguments],
            capture_output=True, text=True, check=False, env=environment, timeout=SECONDS,
        )  # fmt: skip
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        request = {
            "arguments": list(arguments), "environment": dict(environment), "folder": str(Path.cwd()),
            "pid": os.getpid(), "streams": [out.fileno(), err.fileno()],
        }  # fmt: skip
        server = _server()
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        if not answer:
            _server.cache_clear()
            raise RuntimeError(f"the process that is forked for commands ended with {server.wait()}")
        said = [_text(file.fileno()) for file in (out, err)]
    return subprocess.CompletedProcess(list(arguments), int(answer), *said)


def _text(descriptor: int) -> str:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode().replace("\r\n", "\n")


@cache
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.forks"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith(AT_START)} | STARTED,
    )  # fmt: skip
    atexit.register(server.kill)
    return server


def _serve() -> None:
    """Answer each request with the exit code of a fork, until there are no more."""
    load()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(request)
        if not ended(pid, time.monotonic() + SECONDS):
            os.kill(pid, signal.SIGKILL)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=answers, flush=True)


def _become(request: Mapping[str, Any]) -> NoReturn:
    try:
        null = os.open("/dev/null", os.O_RDONLY)
        streams = [os.open(f"/proc/{request['pid']}/fd/{number}", os.O_RDWR) for number in request["streams"]]
        for number, descriptor in enumerate((null, *streams)):
            os.dup2(descriptor, number)
        os.closerange(3, 256)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        main(request["arguments"])
    finally:
        os._exit(LOST)


if __name__ == "__main__":
    _serve()
