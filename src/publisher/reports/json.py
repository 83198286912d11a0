"""One JSON object per verb."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from publisher.model.finding import Finding


def dumps(value: object) -> str:
    """Return `--json` output: one object, characters as they are; `?` for what a file name has that is no text."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode()


def loads(text: str) -> Any:
    """Return what a report of ours holds; ValueError when it was damaged."""
    return json.loads(text)


def findings(found: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    """Return findings by the contract."""
    return [finding.as_json() for finding in found]
