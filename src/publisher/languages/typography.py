"""Conventions of typography: the rows `[[typography]]` of a language's file, then those of `shared/typography.toml`.

A row has `rule` (the defect), `guard` and `holds` (characters and strings without which a text is not searched: most of
the speed), `find` (a regular expression on the prose of a text, protected and foreign characters blanked as U+FFFC)
and, where mending is certain, `replace` or `swap` (see `model.typography.Convention`). Spaces and look-alike characters
are written as escapes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from publisher.languages import table
from publisher.model.typography import Convention

SHARED = "shared/typography.toml"


@cache
def conventions(tag: str) -> tuple[Convention, ...]:
    """Return the conventions of a known language, in the order they are tried."""
    own: Any = table(tag, "typography")
    return tuple(map(_convention, (*own, *_shared())))


@cache
def _shared() -> tuple[Mapping[str, Any], ...]:
    text = files(__package__).joinpath(SHARED).read_text("utf-8")
    return tuple(tomllib.loads(text)["typography"])


@cache
def guards(tag: str) -> frozenset[str]:
    """Return the characters that some convention of a language is about."""
    return frozenset().union(*(convention.guard for convention in conventions(tag)))


@lru_cache(maxsize=4096)
def conventions_about(tag: str, characters: frozenset[str]) -> tuple[Convention, ...]:
    """Return the conventions of a language that some of these characters may break; a few sets recur in all texts."""
    return tuple(convention for convention in conventions(tag) if not convention.guard.isdisjoint(characters))


def _convention(row: Mapping[str, Any]) -> Convention:
    return Convention(
        rule=f"typography/{row['rule']}",
        guard=frozenset(row["guard"]),
        find=row["find"],
        holds=tuple(row.get("holds", ())),
        replace=row.get("replace"),
        swap=str.maketrans(row["swap"]) if "swap" in row else None,
        ascending=row.get("ascending", False),
    )
