"""The audit of the whole sample against its checkers run by hand, and against itself when nothing or little changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.cost import DONE_WITH_FINDINGS, PUBLISHER, Cost, cost
from tests.benchmarks.pages import ROOT, cold_cache, publication
from tests.benchmarks.table import Figure, figure

CHECKERS = ("axe", "verapdf", "nu")
ROUNDS = 2
WARM_ROUNDS = 3
CHANGED = "source/19-colophon.md"


def sample(folder: Path) -> Iterator[Figure]:
    """Yield cold against the slowest by hand, all of them by hand, then warm and little changed against cold."""
    root = publication(folder / "publication")
    cost([PUBLISHER, "build"], root, done=DONE_WITH_FINDINGS)
    cold, slowest, together = [], [], []
    for number in range(ROUNDS):
        cache = cold_cache(folder / f"cache-{number}")
        cold.append(_audit(root, cache))
        by_hand = [_by_hand(checker, root) for checker in CHECKERS]
        slowest.append(max(by_hand, key=lambda item: item.wall))
        together.append(sum(by_hand, Cost()))
    yield figure(list(zip(cold, slowest, strict=True)), "wall")
    yield figure(list(zip(together, slowest, strict=True)), "wall")
    yield figure([(_audit(root, cache), cold[-1]) for _ in range(WARM_ROUNDS)], "wall")
    (root / CHANGED).write_text((root / CHANGED).read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
    cost([PUBLISHER, "build", "-l", "fr", "-f", "html"], root, done=DONE_WITH_FINDINGS)
    yield figure([(_audit(root, cache), cold[-1])], "wall")


def _audit(root: Path, cache: str) -> Cost:
    return cost([PUBLISHER, "audit"], root, done=DONE_WITH_FINDINGS, PUBLISHER_CACHE_DIR=cache)


def _by_hand(checker: str, root: Path) -> Cost:
    return cost([sys.executable, "-m", "tests.benchmarks.raw_checkers", checker, str(root)], ROOT)
