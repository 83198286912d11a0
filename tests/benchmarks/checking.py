"""The checks of the sample publication against LanguageTool alone, and against themselves when nothing has changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.cost import DONE_WITH_FINDINGS, PUBLISHER, Cost, cost
from tests.benchmarks.pages import ROOT, cold_cache, publication
from tests.benchmarks.table import Figure, figure

ROUNDS = 3
DOCUMENTS = ("01-lettre.md", "08-environnement.md", "11-gouvernance.md", "12-personnel.md")
"""a fifth of the sample: all of it keeps LanguageTool busy for two minutes a round"""
WARM_ROUNDS = 5


def sample(folder: Path) -> Iterator[Figure]:
    """Yield cold against a raw loop, with two in flight for comparison, processor time, and warm against cold."""
    root = publication(folder / "publication", DOCUMENTS)
    caches = (cold_cache(folder / f"cache-{number}") for number in range(ROUNDS))
    cold, one, two = [], [], []
    for cache in caches:
        cold.append(_check(root, cache))
        one.append(_raw_loop(root, 1))
        two.append(_raw_loop(root, 2))
        filled = cache
    yield figure(list(zip(cold, one, strict=True)), "wall")
    yield figure(list(zip(two, one, strict=True)), "wall")
    yield figure(list(zip(cold, one, strict=True)), "cpu")
    yield figure([(_check(root, filled), cold[-1]) for _ in range(WARM_ROUNDS)], "wall")


def _check(root: Path, cache: str) -> Cost:
    return cost([PUBLISHER, "check"], root, done=DONE_WITH_FINDINGS, PUBLISHER_CACHE_DIR=cache)


def _raw_loop(root: Path, in_flight: int) -> Cost:
    return cost([sys.executable, "-m", "tests.benchmarks.raw_loop", str(root), str(in_flight)], ROOT)
