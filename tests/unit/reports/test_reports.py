"""Reports for the terminal and for programs: hostile text stays text, levels are ordered, columns kept."""

from __future__ import annotations

import json as standard

import pytest

from publisher.model.finding import FIELDS, Finding, Level, Outcome, at_or_above
from publisher.reports import json, terminal

HOSTILE = Finding(
    "html/axe-x", "<script>alert(1)</script>\x1b[31m", file="source/<b>.md", line=3, id="b-1", hint="a\nb"
)
NOT_RUN = Finding("pdf/not-run", "not run: absent", Level.ERROR, Outcome.UNTESTED, language="ar")


def test_hostile_text_reaches_no_terminal() -> None:
    shown = terminal.findings((HOSTILE,))
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert shown.startswith("source/<b>.md:3: error: ")


@pytest.mark.parametrize(("number", "shown", "more"), [(6, 6, False), (7, 5, True), (200, 5, True)])
def test_a_screen_is_not_filled_with_one_sentence(number: int, shown: int, more: bool) -> None:
    alike = [Finding("catalog/untranslated", "m", Level.WARNING, file="a.po", line=line) for line in range(number)]
    text = terminal.findings(alike)
    assert text.count("a.po:") == shown + more
    assert (f"and {number - shown} more" in text) is more
    assert f"{number} warnings" in text


def test_a_finding_has_the_fields_of_the_contract_in_order() -> None:
    row = json.findings((NOT_RUN,))[0]
    assert tuple(row)[: len(FIELDS)] == FIELDS
    assert row["outcome"] == "untested"
    assert row["line"] is None
    assert standard.loads(json.dumps({"findings": [row]}))["findings"][0]["language"] == "ar"


@pytest.mark.parametrize(("level", "count"), [(Level.ERROR, 1), (Level.WARNING, 2), (Level.NOTE, 3)])
def test_levels_are_ordered(level: Level, count: int) -> None:
    assert len(at_or_above([Finding("a/b", "m", item) for item in Level], level)) == count


def test_a_table_keeps_its_columns_and_its_words() -> None:
    shown = terminal.table(("a", "b"), [("x" * 200, 1), ("[bold]y[/bold]", 22)])
    assert "x" * 200 in shown
    assert "[bold]y[/bold]" in shown
