"""What a gate says of one file."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Passed:
    """What of a file may be published, and why not all of it."""

    data: bytes | None
    """None when nothing of it may be shown"""
    findings: tuple[Finding, ...] = ()
