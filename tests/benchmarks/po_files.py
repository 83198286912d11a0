"""Reading and writing a catalog of 20,000 entries, whole processes, CPU time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.catalogs import reworded, same, update
from tests.benchmarks.cost import FailedError, cost, peer
from tests.benchmarks.table import Figure, figure

ROUNDS = 3
OURS = """
import sys
from pathlib import Path
from publisher.catalogs.po import read_catalog, write_catalog
catalog = read_catalog(Path(sys.argv[1]).read_bytes(), sys.argv[1], "", "en")
Path(sys.argv[2]).write_text(write_catalog(catalog), "utf-8")
"""
POLIB = "import polib, sys; polib.pofile(sys.argv[1]).save(sys.argv[2])"


def read_and_write(folder: Path) -> Iterator[Figure]:
    """Yield the cost against msgcat, then against polib."""
    old = update(folder, 20_000, 20, reworded, 0.05, 0.02).old.name
    rounds = [
        (
            cost([sys.executable, "-c", OURS, old, "ours.po"], folder),
            cost([peer("msgcat"), old, "-o", "msgcat.po"], folder),
            cost([sys.executable, "-c", POLIB, old, "polib.po"], folder),
        )
        for _ in range(ROUNDS)
    ]
    if not same(folder / "ours.po", folder / "polib.po"):
        raise FailedError("what we wrote is not what polib wrote")
    yield figure([(ours, msgcat) for ours, msgcat, _ in rounds])
    yield figure([(ours, polib) for ours, _, polib in rounds])
