"""Every rule that the code speaks by has a row in `rules/`, so that `publisher explain` knows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import publisher
from publisher.rules import rules

SOURCES = Path(publisher.__file__).parent
RULE = re.compile(r"[a-z]+/[a-z]+(?:-[a-z]+)*")
SHORT = {"lost": 1, "finding": 0}
"""functions of readers and checks/structure that put `document/` before what they are given, and where it stands"""
LEFT_OUT = {
    "pdf": "rules of standards and of the programs that test them: hundreds, explained there",
    "html": "the same",
    "import": "said once, by another verb, of the bytes of a scan or the decisions of its review",
}


def spoken() -> Iterator[str]:
    """Yield the rule ids in the code that makes findings and remarks; a check that was not run is no rule."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", "")
                place = SHORT.get(name, 0 if name in ("Finding", "Remark") else None)
                said = node.args[place] if place is not None and place < len(node.args) else None
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield f"document/{said.value}" if name in SHORT else said.value


def test_a_rule_of_ours_has_a_row() -> None:
    named = {rule for rule in spoken() if rule.partition("/")[0] not in LEFT_OUT}
    assert len(named) > 20, "the search finds nothing any more"
    assert named - rules().keys() == set()


def test_ids_are_a_subject_and_a_defect() -> None:
    assert [rule for rule in rules() if not RULE.fullmatch(rule)] == []
