"""What the gates cost: the processor time that a clean build of the sample spends in them, of all that it takes.

As a program, it builds a folder in its own process and prints the seconds and calls of each gate. Every call is timed
where the build makes it, so that what a gate remembers helps it as much as it does in earnest, and no more.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.cost import DONE_WITH_FINDINGS, PUBLISHER, FailedError, cost
from tests.benchmarks.pages import ROOT, cold_cache, publication
from tests.benchmarks.table import Figure

ROUNDS = 2
PICTURES = "pictures, with the processes they are checked in"
GATES: Mapping[str, tuple[str, ...]] = {
    PICTURES: ("publisher.pipeline.pictures:check_pictures",),
    "style sheets": ("publisher.pipeline.styles:passed_styles",),
    "attributes and addresses of sources": ("publisher.readers.clean:passive", "publisher.model.address:refusal"),
    "tags and characters of translations": ("publisher.model.notation:is_sound",),
    "what catalogs are refused for": (
        "publisher.catalogs.po.reading:_decoded",
        "publisher.catalogs.po.reading:_refuse_duplicates",
        "publisher.catalogs.po.reading:_refuse_header_faults",
    ),
    "size and dots of the configuration and of data": ("publisher.toml:_excess",),
    "paths": ("publisher.workspace:Workspace.path",),
    "files that layout asks for": ("publisher.engines.weasyprint.fetcher:ClosedFetcher.fetch",),
}
"""where each gate is entered; a gate within another counts for the outer one"""
TRIES = 20_000


@dataclass(slots=True)
class Clock:
    """Seconds and calls of each gate; one gate runs at a time."""

    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    running: bool = False

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts what it costs, unless it is called by one that does."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            if self.running:
                return function(*args, **kwargs)
            self.running = True
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start
                self.calls[name] = self.calls.get(name, 0) + 1
                self.running = False

        return call

    def without_its_own(self) -> dict[str, float]:
        """Return the seconds of each gate without those of the clock."""
        empty = Clock()
        nothing = empty.timed("", lambda: None)
        for _ in range(TRIES):
            nothing()
        price = empty.seconds[""] / TRIES
        return {name: max(0.0, spent - price * self.calls[name]) for name, spent in self.seconds.items()}


def put_in(clock: Clock) -> None:
    """Time every gate, under whatever names the modules know it that are loaded; those to come get it from its own."""
    for name, places in GATES.items():
        for place in places:
            module, _, path = place.partition(":")
            *around, last = path.split(".")
            owner: Any = import_module(module)
            for each in around:
                owner = getattr(owner, each)
            gate = getattr(owner, last)
            timed = clock.timed(name, gate)
            setattr(owner, last, timed)
            for other in [each for key, each in sys.modules.items() if key.startswith("publisher") and not around]:
                for known in [key for key, value in vars(other).items() if value is gate]:
                    setattr(other, known, timed)


def built(root: Path) -> dict[str, float]:
    """Return the seconds of each gate in a clean build, made in this process."""
    from publisher.pipeline.build import build
    from publisher.pipeline.inputs import program_key, read_inputs
    from publisher.pipeline.pictures import FOLDER, check_pictures
    from publisher.publication import parse
    from publisher.workspace import Workspace

    clock = Clock()
    put_in(clock)
    os.environ["PUBLISHER_JOBS"] = "0"
    workspace = Workspace(root)
    build(workspace)
    seconds = clock.without_its_own()
    # The real check of a picture is a process of its own: asked again, for the price of that.
    del os.environ["PUBLISHER_JOBS"]
    shutil.rmtree(root / FOLDER, ignore_errors=True)
    chosen = parse(workspace.configuration())
    pictures = read_inputs(workspace, chosen, chosen.all_languages).pictures()
    before = spent()
    check_pictures(workspace, pictures, program_key())
    return seconds | {PICTURES: spent() - before}


def spent() -> float:
    """Return the processor time of this process and of those it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def share(folder: Path) -> Iterator[Figure]:
    """Yield what all gates cost of a clean build in percent of its processor time, then each gate."""
    rounds: list[tuple[dict[str, float], float]] = []
    for number in range(ROUNDS):
        root = publication(folder / f"publication-{number}")
        gates = _gates(root, cold_cache(folder / f"cache-{number}-ours"))
        shutil.rmtree(root / "build")
        cache = cold_cache(folder / f"cache-{number}")
        whole = cost([PUBLISHER, "build"], root, done=DONE_WITH_FINDINGS, PUBLISHER_CACHE_DIR=cache)
        rounds.append((gates, whole.cpu))
    yield _figure([(sum(gates.values()), whole) for gates, whole in rounds])
    for name in GATES:
        yield _figure([(gates.get(name, 0.0), whole) for gates, whole in rounds])


def _gates(root: Path, cache: str) -> dict[str, float]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.gates", str(root)],
        cwd=ROOT,
        env=os.environ | {"PUBLISHER_CACHE_DIR": cache},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise FailedError(
            f"the build in one process ended with {ran.returncode}: {' '.join(ran.stderr.split())[-200:]}"
        )
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def _figure(pairs: list[tuple[float, float]]) -> Figure:
    ours, theirs = (median(pair[side] for pair in pairs) for side in (0, 1))
    return Figure(f"{ours:.3f} s", f"{theirs:.2f} s", 100 * median(gate / whole for gate, whole in pairs))


if __name__ == "__main__":
    print(json.dumps(built(Path(sys.argv[1]))))
