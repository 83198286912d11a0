"""The list of accepted findings: kept as it stands, one row a finding, no longer than the text lives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.accepted import FILE, HEADER, MAX_BYTES, acceptance, add, is_acceptable, is_audited, marked, parse, sort
from publisher.errors import ExitCode, PublisherError
from publisher.model.acceptance import Acceptance
from publisher.model.evidence import Assertion, Mode, TestSubject, counted
from publisher.model.finding import Finding, Outcome
from publisher.rules import rules

FOUND = Finding(
    "catalog/too-long", "m", language="es", file="locale/es/LC_MESSAGES/a.po", line=3, id="b-1", msgid="Port",
    text="Puertos", hint="h",
)  # fmt: skip
HEADING = Finding("document/heading-order", "heading of level 3", language="fr", file="source/a.md", id="suite")
ROW = '[[accepted]]\nrule = "a/b"\nlanguage = "es"\nid = "b-1"\ntext = "0"\nwhy = "so"\n'


@pytest.mark.parametrize("finding", [FOUND, HEADING], ids=["translation", "source"])
def test_what_was_accepted_is_kept_apart_with_its_reason_and_used(finding: Finding) -> None:
    rows = parse(add("", [acceptance(finding, "why not")]))
    told_apart = sort([finding], rows)
    assert (told_apart.kept, told_apart.unused) == ((), ())
    assert told_apart.accepted == (replace(finding, accepted="why not"),)


@pytest.mark.parametrize("change", [{"text": "Puerto"}, {"msgid": "Ports"}, {"id": "b-2"}, {"language": "en"}])
def test_an_acceptance_expires_with_its_text_and_holds_nowhere_else(change: dict[str, str]) -> None:
    rows = parse(add("", [acceptance(FOUND, "why not")]))
    changed = replace(FOUND, **change)
    told_apart = sort([changed], rows)
    assert (told_apart.kept, told_apart.accepted, told_apart.unused) == ((changed,), (), rows)


def test_an_acceptance_holds_when_lines_move() -> None:
    rows = [acceptance(FOUND, "why not")]
    assert sort([replace(FOUND, line=900, message="other words")], rows).kept == ()


def test_an_acceptance_is_of_one_rule() -> None:
    assert sort([replace(FOUND, rule="translation/other")], [acceptance(FOUND, "why not")]).accepted == ()


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.startswith("catalog/") and rule != FOUND.rule])
def test_what_keeps_a_text_from_being_published_is_never_accepted(rule: str) -> None:
    assert not is_acceptable(rule)
    finding = replace(FOUND, rule=rule)
    with pytest.raises(PublisherError):
        acceptance(finding, "why not")
    by_hand = replace(acceptance(FOUND, "why not"), rule=rule)
    assert sort([finding], [by_hand]).kept == (finding,)


def test_that_a_check_was_not_run_is_never_accepted() -> None:
    silent = Finding("prose/not-run", "absent", outcome=Outcome.UNTESTED, language="es")
    with pytest.raises(PublisherError):
        acceptance(silent, "why not")


def test_a_place_without_an_id_cannot_be_remembered() -> None:
    with pytest.raises(PublisherError) as caught:
        acceptance(replace(HEADING, id=None), "why not")
    assert caught.value.code is ExitCode.USAGE


MINE = f'# ours\n\n{ROW}\n# about the next one\n[[ "accepted" ]]\n{ROW.partition(chr(10))[2]}'


@pytest.mark.parametrize("before", ["", "# mine, no end of line", MINE, MINE.replace("\n", "\r\n"), "\n\n"])
def test_what_stands_in_the_file_stays(before: str) -> None:
    after = add(before, [acceptance(FOUND, "why not")])
    assert after.startswith(before or HEADER)
    assert len(parse(after)) == len(parse(before)) + 1


def test_a_finding_is_accepted_once() -> None:
    row = acceptance(FOUND, "why not")
    once = add("", [row, replace(row, why="again")])
    assert add(once, [replace(row, why="and again")]) == once
    assert len(parse(once)) == 1


def test_each_row_has_the_line_it_begins_on() -> None:
    assert [row.line for row in parse(MINE)] == [3, 11]


@given(why=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_reason_is_read_as_it_was_written(why: str) -> None:
    assert [row.why for row in parse(add("", [acceptance(FOUND, why)]))] == [why]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[accepted]]\n", 1),
        (f"{ROW}\n{ROW}more = 1\n", 8),
        (ROW.replace('"so"', '" "'), 1),
        (ROW.replace('"so"', "3"), 1),
        (ROW.replace('"so"', '"so'), 6),
        (f"# x\n\n\n{ROW.replace('rule', 'rules')}", 4),
        ("accepted = 3\n", None),
        ("accepted = [1]\n", None),
        ("accepted = [{ rule = 'a/b', language = 'es', id = 'b', text = '0', why = 'so' }]\n", None),
        (f"{ROW}[other]\n", None),
        (f"[accepted]\n{ROW}", None),
        ("[[accepted.deeper]]\n", None),
        ("[" * 5000, 1),
        ("#" * (MAX_BYTES + 1), None),
    ],
)
def test_a_file_that_is_damaged_is_an_error_at_its_line(text: str, line: int | None) -> None:
    with pytest.raises(PublisherError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.file) == (ExitCode.USAGE, FILE)
    assert caught.value.line == line or line is None
    with pytest.raises(PublisherError):
        add(text, [acceptance(FOUND, "why not")])


def test_a_file_is_never_made_too_large_to_be_read() -> None:
    rows = [Acceptance("a/b", "es", "b-1", str(number), "x" * 1000) for number in range(MAX_BYTES // 1000)]
    with pytest.raises(PublisherError):
        add("", rows)


PDF = TestSubject("build/es/port.pdf", "0" * 64, "es")
PRINTED = Finding(
    "pdf/missing-block", "“Muelle” is missing (page 3)", language="es", file="source/a.md", line=3, id="b-1",
    quote="Muelle", subject=PDF.path, page=3, words=("Muelle",),
)  # fmt: skip
REFLOW = Finding("html/reflow", "412 px wide", language="es", id="b-1", subject="build/es/html/a.html")


def marks(finding: Finding, mode: Mode = Mode.AUTOMATIC, accepted: Finding = PRINTED) -> str | None:
    (item,) = marked([Assertion(finding, PDF, mode)], [acceptance(accepted, "why not")])
    return item.finding.accepted


@pytest.mark.parametrize("finding", [PRINTED, replace(PRINTED, outcome=Outcome.CANT_TELL), REFLOW])
def test_what_an_audit_found_keeps_its_outcome_and_its_number_when_it_is_accepted(finding: Finding) -> None:
    before = [Assertion(finding, PDF)]
    after = list(marked(before, [acceptance(finding, "why not")]))
    assert [item.finding for item in after] == [replace(finding, accepted="why not")]
    assert counted(after) == counted(before)


def test_an_acceptance_of_an_audit_holds_when_pages_move() -> None:
    assert marks(replace(PRINTED, page=4, line=9, message="“Muelle” is missing (page 4)")) == "why not"


@pytest.mark.parametrize(
    "change",
    [
        {"words": ("Muelles",), "quote": "Muelles"},
        {"subject": "build/es/port-large-print.pdf"},
        {"id": "b-2"},
        {"language": "en"},
        {"rule": "pdf/orphan-content"},
    ],
)
def test_another_text_place_or_edition_brings_what_an_audit_found_back(change: dict[str, Any]) -> None:
    assert marks(replace(PRINTED, **change)) is None


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.INAPPLICABLE, Outcome.UNTESTED])
def test_only_a_defect_is_accepted(outcome: Outcome) -> None:
    assert marks(replace(PRINTED, outcome=outcome)) is None


def test_what_a_person_judged_or_another_program_says_is_never_accepted() -> None:
    assert marks(PRINTED, Mode.MANUAL) is None
    for rule in ("html/axe-color-contrast", "pdf/ua1-7.1-3", "pdf/own-not-run", "wcag/1.4.1/html"):
        assert not is_acceptable(rule)
        by_hand = replace(acceptance(PRINTED, "why not"), rule=rule)
        (item,) = marked([Assertion(replace(PRINTED, rule=rule), PDF)], [by_hand])
        assert item.finding.accepted is None


def test_whether_an_audit_needs_an_acceptance_is_nothing_a_check_can_know() -> None:
    rows = [acceptance(PRINTED, "why not"), acceptance(HEADING, "why not")]
    assert [row.rule for row in sort([], rows).unused] == [HEADING.rule]
    assert [is_audited(rule) for rule in ("pdf/overflow", "content/link-text", "html/reflow", "html/axe-list")] == [
        True, True, True, False,
    ]  # fmt: skip
