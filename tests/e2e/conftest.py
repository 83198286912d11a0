"""Publications on disk, and the command line as a user calls it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests import forks

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def publisher(folder: Path, *arguments: str, **environment: str) -> Ran:
    """Run the command line in a process of its own, a fork of one that has loaded the product."""
    return _ran(forks.run(["-C", str(folder), *arguments], os.environ | environment))


def fresh(folder: Path, *arguments: str, **environment: str) -> Ran:
    """Run the command line as a shell does: it has to load all it needs."""
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "-C", str(folder), *arguments],
        capture_output=True, text=True, check=False, env=os.environ | environment, timeout=forks.SECONDS,
    )  # fmt: skip
    return _ran(done)


def _ran(done: subprocess.CompletedProcess[str]) -> Ran:
    assert "Traceback" not in done.stderr and done.returncode != forks.LOST, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A publication as `publisher new` makes it."""
    folder = tmp_path / "petit"
    assert publisher(tmp_path, "new", str(folder)).code == 0
    return folder


def copy_of_sample(folder: Path) -> Path:
    """Copy this repository's own publication, without what was built from it."""
    for name in ("source", "locale", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    return folder
