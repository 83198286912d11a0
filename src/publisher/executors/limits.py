"""What one job may use up, and where a person says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from publisher.errors import ExitCode, PublisherError

MEMORY = "PUBLISHER_JOB_MEMORY"
"""environment variable: the megabytes a job may take"""
SECONDS = "PUBLISHER_JOB_SECONDS"
"""environment variable: the seconds of processor time a job may take; twice as many may pass by the clock"""
WALL_PER_CPU = 2
BUSY = 30
"""seconds more by the clock, for a job that has little to do on a machine that has much"""
MOST = 2**32
"""no number of megabytes or seconds above this one fits the system's own limits"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use up; the next one begins anew."""

    memory: int = 2048
    """megabytes (2^20 bytes) of address space: what is loaded before the job begins counts"""
    cpu: int = 300
    """seconds of processor time"""
    wall: float = 600
    """seconds by the clock, from the start of the job"""
    asked: bool = field(default=False, compare=False)
    """whether a person set the seconds: what is known of a job does not make them fewer"""

    def overridden(self, environment: Mapping[str, str]) -> Limits:
        """Return the limits a person asked for; errors: PublisherError (USAGE)."""
        memory = whole_number(MEMORY, environment.get(MEMORY, ""), self.memory, least=1)
        cpu = whole_number(SECONDS, environment.get(SECONDS, ""), 0, least=1)
        return replace(self, memory=memory) if cpu == 0 else Limits(memory, cpu, WALL_PER_CPU * cpu, asked=True)

    def within(self, cpu: int) -> Limits:
        """Return the limits of a job that needs no more than some seconds of processor time; 0 when nobody knows."""
        if self.asked or not 0 < cpu < self.cpu:
            return self
        return replace(self, cpu=cpu, wall=min(self.wall, WALL_PER_CPU * cpu + BUSY))


def whole_number(name: str, text: str, default: int, *, least: int) -> int:
    """Return the number that a variable holds, the default when it is empty; errors: PublisherError (USAGE)."""
    if not text:
        return default
    if re.fullmatch(r"[0-9]{1,10}", text) and least <= int(text) <= MOST:
        return int(text)
    raise PublisherError(
        f"{name} is {text!r}",
        code=ExitCode.USAGE,
        why=f"it takes a whole number from {least} to {MOST}",
        hint=f"unset {name}, or give it such a number",
    )
