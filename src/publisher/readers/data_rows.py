"""Files of `source/data/` -> rows with the line of each key, and what keeps them from being used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.model.data import Place

HEAD = re.compile(r"^\s*(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([\w.\"'-]+?)\s*=")
MOST_FAULTS = 20
"""that are told at once"""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of `source/data/`, parsed."""

    file: str
    text: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """What a file says of one name, and where."""

    name: str
    said: Mapping[str, Any]
    file: str
    lines: Mapping[str, int]

    def place(self, key: str = "") -> Place:
        """Return where a key of it stands, or what holds that key."""
        path = f"{self.name}.{key}"
        while path not in self.lines and "." in path:
            path = path.rpartition(".")[0]
        return Place(self.file, self.lines.get(path, 1))


@dataclass(slots=True)
class Faults:
    """What keeps the files from being used."""

    found: list[tuple[Place, str]] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        """Remember a fault."""
        self.found.append((place, message))

    def stop(self) -> None:
        """Refuse the files when a fault was found: what comes after relies on what was asked before."""
        if self.found:
            raise refused(self)


def rows_of(source: Source) -> list[Row]:
    """Return what a file says of each name."""
    lines = lines_of(source.text)
    return [
        Row(name, said if isinstance(said, dict) else {"value": said}, source.file, lines)
        for name, said in source.values.items()
    ]


def lines_of(text: str) -> dict[str, int]:
    """Return the line of every name and key; rows of an array of tables are numbered from zero."""
    lines: dict[str, int] = {}
    around, counted = "", dict[str, int]()
    for number, line in enumerate(text.split("\n"), 1):
        if head := HEAD.match(line):
            around = head[2].replace('"', "").replace("'", "")
            if head[1] == "[[":
                counted[around] = counted.get(around, -1) + 1
                around = f"{around}.{counted[around]}"
            lines.setdefault(around.partition(".")[0], number)
            lines.setdefault(around, number)
        elif key := KEY.match(line):
            name = key[1].replace('"', "").replace("'", "")
            path = f"{around}.{name}" if around else name
            lines.setdefault(path.partition(".")[0], number)
            lines.setdefault(path, number)
    return lines


def refused(faults: Faults) -> PublisherError:
    """Return the error that names every fault, the first with its place."""
    ordered = sorted(faults.found, key=lambda fault: (fault[0].file, fault[0].line))
    place, first = ordered[0]
    others = [f"{where.file}:{where.line}: {what}" for where, what in ordered[1 : MOST_FAULTS + 1]]
    others += [f"and {len(ordered) - 1 - MOST_FAULTS} more"] if len(ordered) - 1 > MOST_FAULTS else []
    return PublisherError(
        f"the data cannot be used: {first}",
        code=ExitCode.USAGE,
        file=place.file,
        line=place.line,
        why="and also: " + "; ".join(others) if others else None,
        hint="write a figure as: pays = 194, or as a table with value, kind, currency, unit, digits, compact",
    )
