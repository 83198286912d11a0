"""Success criteria of WCAG 2.2, from `wcag.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from publisher.model.requirement import Criterion, Decider


@cache
def criteria() -> Mapping[str, Criterion]:
    """Return the 55 success criteria of levels A and AA by their number, in the order of the standard."""
    data = tomllib.loads((files("publisher.standards") / "wcag.toml").read_text("utf-8"))
    return MappingProxyType({id: _criterion(id, row) for id, row in data.items()})


def _criterion(id: str, row: Mapping[str, Any]) -> Criterion:
    return Criterion(
        id=id,
        name=row["name"],
        level=row["level"],
        since=row["since"],
        decider=Decider(row["decider"]),
        question=row["question"],
        **{key: tuple(row.get(key, ())) for key in ("html", "pdf", "void_in", "look", "rows")},
    )
