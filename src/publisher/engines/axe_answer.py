"""axe-core's answer for one page at one width, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.model.verdict import AxeKept, AxeNode, AxeResult, AxeRule

LONGEST_SNIPPET = 200
CRITERION_OR_PRACTICE = re.compile(r"wcag\d{3,4}|best-practice")


def result_of(answer: Mapping[str, Any], file: Path, width: int, problem: str | None = None) -> AxeResult:
    """Return the result of an answer of the script in `chromium.py`; an answer of another shape is an error in it."""
    if problem is not None:
        return AxeResult(file, width, error=problem)
    try:
        if answer.get("error"):
            return AxeResult(file, width, error=str(answer["error"])[:300])
        measure = answer["measure"]
        return AxeResult(
            file=file,
            width=width,
            version=str(answer["version"]),
            violations=tuple(_rule(item) for item in answer["violations"]),
            incomplete=tuple(_rule(item) for item in answer["incomplete"]),
            kept=tuple(_kept(item) for item in answer["kept"]),
            scroll_width=int(measure["width"]),
            overflowing=tuple(str(item) for item in measure["ids"]),
        )
    except (ArithmeticError, KeyError, TypeError, ValueError, AttributeError):
        return AxeResult(file, width, error="axe-core gave an answer of another shape")


def _rule(item: Mapping[str, Any]) -> AxeRule:
    return AxeRule(
        id=str(item["id"]),
        impact=None if item["impact"] is None else str(item["impact"]),
        tags=tuple(str(tag) for tag in item["tags"]),
        help=str(item["help"]),
        help_url=str(item["helpUrl"]),
        nodes=tuple(_node(node) for node in item["nodes"]),
    )


def _kept(item: Mapping[str, Any]) -> AxeKept:
    tags = tuple(str(tag) for tag in item["tags"] if CRITERION_OR_PRACTICE.fullmatch(str(tag)))
    return AxeKept(str(item["id"]), tags, int(item["nodes"]))


def _node(item: Mapping[str, Any]) -> AxeNode:
    return AxeNode(
        target=str(item["target"]),
        html=str(item["html"])[:LONGEST_SNIPPET],
        summary=str(item["summary"]),
        id=None if item["id"] is None else str(item["id"]),
    )
