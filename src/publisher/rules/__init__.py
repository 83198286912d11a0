"""Rules as data: a file per concern; what a rule says, how grave it is, and the examples that test it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from publisher.model.finding import Level
from publisher.model.rule import Example, Rule


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of their files."""
    folder = files(__package__)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    found = {}
    for name in names:
        for id, data in tomllib.loads((folder / name).read_text("utf-8")).items():
            found[id] = _rule(id, data)
    return found


def _rule(id: str, data: Mapping[str, Any]) -> Rule:
    return Rule(
        id=id,
        level=Level(data["level"]),
        message=data["message"],
        hint=data["hint"],
        why=data["why"],
        failing=tuple(map(_example, data["failing"])),
        passing=tuple(map(_example, data["passing"])),
        wcag=tuple(data.get("wcag", ())),
        kept=data.get("kept"),
    )


def _example(data: Mapping[str, Any]) -> Example:
    return Example(**{**data, "flags": tuple(data.get("flags", ()))})
