"""Floors for known advisories: which parts of this program are older than the first version that is safe."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from publisher.engines.parts import Part, is_pinned, jar_files, java_pins, named_jar, npm_parts, python_parts

NUMBERS = re.compile(r"\d+(\.\d+)*")
"""what orders the versions of jars: `33.3.1-jre`, `4.1.118.Final`"""


@dataclass(frozen=True, slots=True)
class Advisory:
    """One fault that was made public, and since when it is mended."""

    ecosystem: str
    package: str
    below: str
    """the first version without it"""
    id: str
    what: str
    source: str
    meanwhile: str | None = None
    """what stands between the fault and us while no safe version can be had"""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A part that is older than an advisory allows."""

    part: Part
    advisory: Advisory

    @property
    def is_borne(self) -> bool:
        """Whether we know of it, and why it does no harm here."""
        return self.advisory.meanwhile is not None


@cache
def advisories() -> tuple[Advisory, ...]:
    """Return every advisory we hold parts against."""
    text = files("publisher.engines").joinpath("advisories.toml").read_text("utf-8")
    return tuple(Advisory(**row) for row in tomllib.loads(text)["advisory"])


def exposures(parts: Iterable[Part]) -> tuple[Exposure, ...]:
    """Return which parts are too old, each with the reason; one row for each advisory."""
    return tuple(
        Exposure(part, advisory)
        for part in parts
        for advisory in advisories()
        if is_about(advisory, part) and part.version is not None and is_below(part.version, advisory.below)
    )


def is_about(advisory: Advisory, part: Part) -> bool:
    """Return whether an advisory is about a part; of a jar whose group no one tells the artifact decides."""
    if advisory.ecosystem != part.ecosystem:
        return False
    return part.name in (advisory.package, advisory.package.rpartition(":")[2])


def is_below(version: str, floor: str) -> bool:
    """Return whether a version is older than the first safe one; a version that cannot be read is."""
    from packaging.version import InvalidVersion, Version

    try:
        return Version(version) < Version(floor)
    except InvalidVersion:
        numbers = NUMBERS.match(version)
        return numbers is None or Version(numbers[0]) < Version(floor)


def installed() -> tuple[Part, ...]:
    """Return the parts that advisories may be about: libraries that are installed, engines that are pinned, their jars.

    Quick: jars are known by their names. Raises PublisherError ENGINE_MISSING when a library is missing.
    """
    pinned = java_pins()
    jars = [path for folder in ("languagetool", "verapdf") for path in jar_files(folder)]
    return (*python_parts(), *npm_parts(), *pinned, *(named_jar(path) for path in jars if not is_pinned(path, pinned)))
