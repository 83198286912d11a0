"""What `audit` says last on a terminal: the numbers of the reports, what changed and where."""

from __future__ import annotations

import re

import pytest
from tests.unit.reports.hostile import EVIDENCE, WORDS, said

from publisher.model.changes import Changes, Earlier
from publisher.reports import terminal


def test_the_summary_of_an_audit_has_its_numbers() -> None:
    shown = terminal.audit_summary(EVIDENCE.counts)
    numbers = {name: int(number) for name, number in re.findall(r"^ *([^:\n]+): (\d+)", shown, re.MULTILINE)}
    counts = EVIDENCE.counts
    assert numbers == {
        "tests": counts.total,
        "passed": counts.passed,
        "failed": counts.failed,
        "cannot tell": counts.cant_tell,
        "inapplicable": counts.inapplicable,
        "not run": counts.not_run,
        "owed to a person": counts.owed,
    }
    assert f"(errors: {counts.errors}, warnings: {counts.warnings}, notes: {counts.notes})" in shown


def test_the_summary_names_what_changed_and_where() -> None:
    mended = Earlier("0" * 16, "html/y", "fr", "source/b.md:9", "was said")
    changes = Changes(new=(said(file="source/a.md", line=7),), mended=(mended,))
    shown = terminal.audit_summary(EVIDENCE.counts, changes)
    assert re.search(r"new: 1\n +source/a\.md:7: .*\(html/x\)", shown)
    assert "known: 0" in shown
    assert re.search(r"mended: 1\n +source/b\.md:9: .*\(html/y\)", shown)


@pytest.mark.parametrize(("number", "shown"), [(6, 6), (7, 5), (500, 5)])
def test_changes_do_not_fill_the_screen(number: int, shown: int) -> None:
    mended = tuple(Earlier("0" * 16, "html/y", "fr", f"source/b.md:{line}", "m") for line in range(number))
    text = terminal.audit_summary(EVIDENCE.counts, Changes(mended=mended))
    assert text.count("source/b.md:") == shown
    assert (f"{number - shown} more" in text) is (number > shown)


def test_hostile_evidence_reaches_no_terminal() -> None:
    mended = Earlier(WORDS, WORDS, WORDS, WORDS, WORDS)
    shown = terminal.audit_summary(EVIDENCE.counts, Changes(new=EVIDENCE.assertions, mended=(mended,)))
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert shown.encode("utf-8")
