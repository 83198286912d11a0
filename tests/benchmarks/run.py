"""Speed as ratios against a peer in the same run: `make bench`.

Absolute times say little on a shared machine; every figure here is a ratio of two commands run in turn. The exit code
is 1 when a goal is missed, so that a change for the worse is seen.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from publisher.engines.probe import cache_folder
from publisher.pipeline.editions import edition
from publisher.pipeline.project import load
from publisher.renditions.pdf.compose import compose
from publisher.renditions.styles import cascade
from publisher.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
ROUNDS = 5


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float


def cost(command: list[str], folder: Path, **environment: str) -> Cost:
    """Return what a command and its children cost, in seconds."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: findings; anything else did not do the work we time
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime)


def medians(pairs: list[tuple[Cost, Cost]]) -> tuple[float, float]:
    """Return the medians of the ratios of pairs: wall and CPU."""
    return (
        statistics.median(ours.wall / theirs.wall for ours, theirs in pairs),
        statistics.median(ours.cpu / theirs.cpu for ours, theirs in pairs),
    )


def publication(folder: Path) -> Path:
    """Return a copy of the sample publication without what was built."""
    for name in ("source", "locale", "styles"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    return folder


def cold_cache(folder: Path) -> str:
    """Return a cache without answers, which shares the engines."""
    folder.mkdir(parents=True)
    (folder / "engines").symlink_to(cache_folder() / "engines")
    return str(folder)


def help_against_weasyprint(folder: Path) -> tuple[float, float]:
    ours, theirs = [str(BIN / "publisher"), "--help"], [sys.executable, "-c", "import weasyprint"]
    return medians([(cost(ours, folder), cost(theirs, folder)) for _ in range(ROUNDS)])


def build_against_weasyprint(folder: Path) -> tuple[float, float]:
    root = publication(folder / "build-bench")
    project = load(Workspace(root))
    made = edition(project, "fr")
    sheets = cascade({path.name: path.read_text("utf-8") for path in (root / "styles").glob("*.css")}, "print", "ltr")
    peer = folder / "peer"
    shutil.copytree(root / "source", peer)
    shutil.copytree(root / "styles", peer / "styles", dirs_exist_ok=True)
    for name, css in sheets.items():
        (peer / "styles" / name).write_text(css, "utf-8")
    links = "".join(f'<link rel="stylesheet" href="styles/{name}">' for name in sheets)
    (peer / "report.html").write_text(compose(made).replace("</head>", links + "</head>"), "utf-8")
    theirs = [str(BIN / "weasyprint"), "-q", "--pdf-variant", "pdf/ua-1", "report.html", "report.pdf"]
    pairs = []
    for _ in range(ROUNDS):
        shutil.rmtree(root / "build", ignore_errors=True)
        pairs.append((cost([str(BIN / "publisher"), "build", "-l", "fr"], root), cost(theirs, peer)))
    return medians(pairs)


def second_publish(folder: Path) -> tuple[float, float]:
    root = publication(folder / "publish-bench")
    cache = cold_cache(folder / "publish-cache")
    command = [str(BIN / "publisher"), "publish"]
    first = cost(command, root, PUBLISHER_CACHE_DIR=cache)
    return medians([(cost(command, root, PUBLISHER_CACHE_DIR=cache), first) for _ in range(ROUNDS)])


def warm_check(folder: Path) -> tuple[float, float]:
    root = publication(folder / "check-bench")
    cache = cold_cache(folder / "check-cache")
    command = [str(BIN / "publisher"), "check"]
    first = cost(command, root, PUBLISHER_CACHE_DIR=cache)
    return medians([(cost(command, root, PUBLISHER_CACHE_DIR=cache), first) for _ in range(ROUNDS)])


Measure = Callable[[Path], tuple[float, float]]
MEASURES: tuple[tuple[str, Measure, float], ...] = (
    ("publisher --help / python -c 'import weasyprint'", help_against_weasyprint, 0.40),
    ("build of one language, HTML and PDF / weasyprint on the same HTML", build_against_weasyprint, 1.15),
    ("warm check / cold check", warm_check, 0.05),
    ("second publish, nothing changed / first", second_publish, 0.15),
)


def main() -> int:
    """Print the table; 1 when a goal is missed (by the wall clock, as a user feels it)."""
    missed = 0
    print(f"{'measure':68} {'wall':>6} {'cpu':>6} {'goal':>6}")
    for name, measure, goal in MEASURES:
        with tempfile.TemporaryDirectory() as folder:
            wall, cpu = measure(Path(folder))
        missed += wall > goal
        print(f"{name:68} {wall:6.3f} {cpu:6.3f} {goal:6.2f}{'  missed' if wall > goal else ''}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
