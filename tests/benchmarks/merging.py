"""`publisher merge` against gettext: CPU time, and how often the guess is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.catalogs import Score, reworded, score, touched, update
from tests.benchmarks.cost import PUBLISHER, Cost, cost, peer
from tests.benchmarks.table import Figure, figure

ROUNDS = 3
SEEDS = (1, 2, 3, 4)
"""catalogs of 5,000: a thousand changed messages in all, so that one wrong guess in a thousand shows"""


def large(folder: Path) -> Iterator[Figure]:
    made = update(folder, 20_000, 20, reworded, 0.05, 0.02)
    ours = [PUBLISHER, "merge", made.old.name, made.new.name, "-o", "ours.po"]
    msgcat = [peer("msgcat"), "-o", "peer.po"]
    yield figure(
        [
            (cost(ours, folder), cost([*msgcat, made.old.name], folder) + cost([*msgcat, made.new.name], folder))
            for _ in range(ROUNDS)
        ]
    )


def middling(folder: Path) -> Iterator[Figure]:
    """Yield the cost, then the shares of right guesses, of wrong ones, and of guesses for new messages."""
    ours, theirs = (Cost(), Score()), (Cost(), Score())
    for seed in SEEDS:
        made = update(folder, 5_000, seed, reworded, 0.05, 0.02)
        spent = cost([PUBLISHER, "merge", made.old.name, made.new.name, "-o", "ours.po"], folder)
        ours = ours[0] + spent, ours[1] + score(folder / "ours.po", made)
        spent = cost([peer("msgmerge"), "-q", made.old.name, made.new.name, "-o", "peer.po"], folder)
        theirs = theirs[0] + spent, theirs[1] + score(folder / "peer.po", made)
    yield figure([(ours[0], theirs[0])])
    for part, whole in (("right", "changed"), ("wrong", "changed"), ("false", "added")):
        shares = [100 * getattr(item, part) / getattr(item, whole) for _, item in (ours, theirs)]
        yield Figure(f"{shares[0]:.2f} %", f"{shares[1]:.2f} %", shares[0])


def small(folder: Path) -> Iterator[Figure]:
    made = update(folder, 5_600, 56, touched, 0.03)
    ours = [PUBLISHER, "merge", made.old.name, made.new.name, "-o", "ours.po"]
    theirs = [peer("msgmerge"), "-q", made.old.name, made.new.name, "-o", "peer.po"]
    yield figure([(cost(ours, folder), cost(theirs, folder)) for _ in range(ROUNDS)])
