"""The benchmark of the gates finds each of them where the program has it, and counts what it costs once."""

from __future__ import annotations

import time
from importlib import import_module

import pytest
from tests.benchmarks.gates import GATES, Clock

PLACES = [place for places in GATES.values() for place in places]


@pytest.mark.parametrize("place", PLACES)
def test_every_gate_is_where_it_is_looked_for(place: str) -> None:
    module, _, path = place.partition(":")
    owner = import_module(module)
    for name in path.split("."):
        owner = getattr(owner, name)
    assert callable(owner)


def busy(calls: int) -> None:
    for _ in range(calls):
        time.process_time()


def test_a_gate_within_a_gate_counts_for_the_outer_one() -> None:
    clock = Clock()
    inner = clock.timed("inner", busy)
    clock.timed("outer", lambda: inner(10_000))()
    assert clock.calls == {"outer": 1}


def test_what_a_gate_raises_is_counted_and_raised() -> None:
    clock = Clock()

    def refused() -> None:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            clock.timed("gate", refused)()
    assert clock.calls == {"gate": 2}


def test_the_clock_does_not_charge_itself() -> None:
    clock = Clock()
    nothing, work = clock.timed("nothing", busy), clock.timed("work", busy)
    for _ in range(5_000):
        nothing(0)
    work(200_000)
    told = clock.without_its_own()
    assert told["nothing"] < told["work"] <= clock.seconds["work"]
