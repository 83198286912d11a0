"""Ctrl-C, and a parent that is killed: seen from outside, with a process that stands for the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE = 60
PARENT = """
import os, signal, sys, time
from pathlib import Path
from publisher import executors

folder = Path(sys.argv[1])
interrupts = []


def prepare():
    (folder / "parent.new").write_text(str(os.getpid()))
    (folder / "parent.new").rename(folder / "parent")
    while sys.argv[2] == "slow" and not (folder / "go").exists():
        time.sleep(0.01)


def job(name):
    import tempfile

    tempfile.mkdtemp()
    (folder / f"{name}.new").write_text(str(os.getpid()))
    (folder / f"{name}.new").rename(folder / name)
    while not (folder / "go").exists():
        time.sleep(0.01)
    return name


# Whoever started us in the background may have had interrupts ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
with executors.started(2, prepare) as executor:
    if sys.argv[2] == "deaf":
        signal.signal(signal.SIGINT, lambda *_: interrupts.append(1))
    names = [future.result() for future in [executor.submit(job, name) for name in ("one", "two")]]
print(*names, len(interrupts))
"""


class Parent:
    """A running parent of two jobs, the leader of a process group of its own, as a shell makes it."""

    def __init__(self, folder: Path, way: str) -> None:
        self.folder = folder
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.process = subprocess.Popen(
            [sys.executable, "-c", PARENT, str(folder), way],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ | {"TMPDIR": str(self.temporary), "PUBLISHER_JOBS": "2"},
        )

    def pid(self, name: str) -> int:
        path = self.folder / name
        assert eventually(path.exists), self.process.poll()
        return int(path.read_text())


@pytest.fixture
def parents(tmp_path: Path) -> Iterator[list[Parent]]:
    made: list[Parent] = []
    yield made
    for parent in made:
        (parent.folder / "go").touch()  # also for a job that should not be there any more
        parent.process.kill()
        parent.process.communicate()


def eventually(condition: object) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.01)
    return False


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(("way", "names"), [("", ("parent", "one", "two")), ("slow", ("parent",))])
def test_a_parent_that_is_killed_leaves_no_process_and_no_file(
    tmp_path: Path, parents: list[Parent], way: str, names: tuple[str, ...]
) -> None:
    parents.append(parent := Parent(tmp_path, way))
    pids = [parent.pid(name) for name in names]
    parent.process.kill()
    if way == "slow":
        (tmp_path / "go").touch()
    assert all(eventually(lambda pid=pid: not is_running(pid)) for pid in pids)
    assert list(parent.temporary.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_whole_group_leaves_no_process_and_no_file(
    tmp_path: Path, parents: list[Parent], number: signal.Signals
) -> None:
    parents.append(parent := Parent(tmp_path, ""))
    pids = [parent.pid(name) for name in ("parent", "one", "two")]
    os.killpg(parent.process.pid, number)
    assert all(eventually(lambda pid=pid: not is_running(pid)) for pid in pids)
    assert list(parent.temporary.iterdir()) == []


def test_an_interrupt_is_for_the_parent_alone(tmp_path: Path, parents: list[Parent]) -> None:
    parents.append(parent := Parent(tmp_path, "deaf"))
    for name in ("one", "two"):
        parent.pid(name)
    os.killpg(parent.process.pid, signal.SIGINT)
    (tmp_path / "go").touch()
    out, err = parent.process.communicate(timeout=PATIENCE)
    assert (out.split(), err) == (["one", "two", "1"], "")


def test_an_interrupt_ends_everything(tmp_path: Path, parents: list[Parent]) -> None:
    parents.append(parent := Parent(tmp_path, ""))
    pids = [parent.pid(name) for name in ("parent", "one", "two")]
    os.killpg(parent.process.pid, signal.SIGINT)
    parent.process.communicate(timeout=PATIENCE)
    assert not any(is_running(pid) for pid in pids)
    assert list(parent.temporary.iterdir()) == []
