"""What commands cost, and the peers they are compared with."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

BIN = Path(sys.executable).parent
PUBLISHER = str(BIN / "publisher")
INSTALLS = {
    "msgcat": "apt-get install gettext",
    "msgmerge": "apt-get install gettext",
    "mdbook-xgettext": "cargo install mdbook-i18n-helpers --version 0.4.0 --locked",
}
"""how a person installs a peer; nothing is installed here"""
DONE = (0,)
"""exit codes of a command that did the work we time"""
DONE_WITH_FINDINGS = (0, 1)
"""the same for a verb of ours that judges the publication"""


class NotMeasuredError(Exception):
    """A peer, or the data asked for, is not there; the text says what to do."""


class FailedError(Exception):
    """A command that ended without doing its work."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall clock and of CPU, children included; peak resident memory of the largest process, in bytes."""

    wall: float = 0
    cpu: float = 0
    memory: int = 0

    def __add__(self, other: Self) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


Pairs = Sequence[tuple[Cost, Cost]]
"""ours and the peer's, run in turn"""


def cost(
    command: Sequence[str],
    folder: Path,
    *,
    stdin: Path = Path(os.devnull),
    done: Sequence[int] = DONE,
    **environment: str,
) -> Cost:
    """Return what a command costs when it is run in `folder`; FailedError when it does not do its work."""
    launcher = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launcher.py"))]
    with stdin.open("rb") as source:
        run = subprocess.run(
            [*launcher, *command],
            check=False,
            cwd=folder,
            env=os.environ | environment,
            stdin=source,
            capture_output=True,
            text=True,
        )
    code, wall, cpu, memory = run.stdout.split() or ("-1", "0", "0", "0")
    if int(code) not in done:
        raise FailedError(f"{Path(command[0]).name} ended with {code}: {' '.join(run.stderr.split())[-200:]}")
    return Cost(float(wall), float(cpu), 1024 * int(memory))


def peer(name: str) -> str:
    """Return the path of another tool; NotMeasuredError says how to install it."""
    cargo = Path.home() / ".cargo" / "bin"
    found = shutil.which(name) or shutil.which(name, path=str(cargo))
    if found is None:
        raise NotMeasuredError(f"{name} is not installed: {INSTALLS[name]}")
    return found


def ratio(pairs: Pairs, unit: str) -> float:
    """Return the median of the ratios of pairs, by `wall`, `cpu` or `memory`."""
    return float(statistics.median(getattr(ours, unit) / getattr(theirs, unit) for ours, theirs in pairs))
