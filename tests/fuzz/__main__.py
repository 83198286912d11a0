"""`python -m tests.fuzz [--minutes M] [TARGET …]`: targets side by side, a table, 1 when something was found.

A round of the work is a process of its own (`worker.py`): libFuzzer's signals and limits are those of a process.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = tuple(sorted(file.stem for file in (HERE / "targets").glob("[a-z]*.py")))
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "fuzz"
"""corpora and findings; not in the repository"""
SECONDS_BESIDE = 180
"""for a worker to start, to minimise what it found, and for one input that hangs"""
KILLERS = ("timeout-", "oom-", "crash-", "leak-")
"""what libFuzzer names the inputs that ended a process"""
EDGES = re.compile(r"cov: (\d+)")
RUNS = re.compile(r"^#(\d+)", re.MULTILINE)
"""in the lines libFuzzer writes"""
LEAST_SECONDS = 5


@dataclass(slots=True)
class Result:
    """What came of one target."""

    target: str
    executions: int = 0
    edges: tuple[int, int] = (0, 0)
    """covered by the corpus at the start, and at the end"""
    findings: dict[str, str] = field(default_factory=dict)
    """what happened, by the name of the file with the input"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--minutes", type=float, default=10.0, help="of all together")
    asked = parser.parse_args(arguments)
    if unknown := sorted(set(asked.targets) - set(TARGETS)):
        parser.error(f"unknown targets: {', '.join(unknown)}")
    targets = asked.targets or TARGETS
    cores = len(os.sched_getaffinity(0))
    seconds = max(LEAST_SECONDS, int(asked.minutes * 60 * min(cores, len(targets)) / len(targets)))
    _say(
        f"{len(targets)} targets, {seconds} s each, {cores} at once; corpora and findings in {WORK.relative_to(ROOT)}\n"
    )
    with ThreadPoolExecutor(cores) as pool:
        results = list(pool.map(lambda name: _fuzzed(name, seconds), targets))
    _say(_table(results))
    return 1 if any(result.findings for result in results) else 0


def _fuzzed(target: str, seconds: int) -> Result:
    """Run a target until its time is over: a process that an input ended is followed by another."""
    result = Result(target)
    folder = WORK / target
    for name in ("corpus", "findings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    while (left := int(end - time.monotonic())) >= LEAST_SECONDS:
        known = _killers(folder)
        (folder / "report.json").unlink(missing_ok=True)
        code = _process(target, left)
        killers = _killers(folder) - known
        _add(result, folder, killers)
        if code and not killers:
            result.findings["log"] = f"the process ended with code {code}"
            break
    _say(f"{target}: {result.executions} executions, {len(result.findings)} findings\n")
    return result


def _process(target: str, seconds: int) -> int:
    """Run a worker; return its exit code. It ends itself; the limit is for one that hangs in what it cannot leave."""
    folder = WORK / target
    command = [sys.executable, "-m", "tests.fuzz.worker", target, str(seconds), str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    with (folder / "log").open("wb") as log:
        try:
            return subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                timeout=seconds + SECONDS_BESIDE,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return -1


def _killers(folder: Path) -> set[str]:
    return {file.name for file in (folder / "findings").iterdir() if file.name.startswith(KILLERS)}


def _add(result: Result, folder: Path, killers: set[str]) -> None:
    """Add what a worker left: its report, its log, the inputs that ended it."""
    report = folder / "report.json"
    said = json.loads(report.read_text("utf-8")) if report.is_file() else {"executions": 0, "findings": {}}
    edges = [int(found) for found in EDGES.findall((folder / "log").read_text("utf-8", "replace"))]
    runs = RUNS.findall((folder / "log").read_text("utf-8", "replace"))
    result.executions += max([said["executions"], *map(int, runs[-1:])])
    result.edges = (result.edges[0] or min(edges, default=0), max([result.edges[1], *edges]))
    result.findings |= said["findings"] | {name: f"{name.partition('-')[0]} of the process" for name in killers}


def _table(results: Iterable[Result]) -> str:
    lines = [f"\n{'target':<15}{'executions':>12}{'edges':>8}{'new':>7}  findings"]
    for result in results:
        start, end = result.edges
        lines.append(f"{result.target:<15}{result.executions:>12}{end:>8}{end - start:>7}  {len(result.findings)}")
        folder = (WORK / result.target).relative_to(ROOT)
        lines += [f"    {what}\n        {folder}/findings/{name}" for name, what in result.findings.items()]
    return "\n".join(lines) + "\n"


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
