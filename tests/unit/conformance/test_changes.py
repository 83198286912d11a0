"""Two audits beside each other: an exchange is seen, silence is no mending, and only reports of ours are compared."""

from __future__ import annotations

import json as standard
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.unit.reports.hostile import ANY_EVIDENCE, EVIDENCE, PAGES, PDF, said

from publisher.conformance.changes import compared, earlier_of, rows_of
from publisher.errors import ExitCode, PublisherError
from publisher.model.changes import Earlier
from publisher.model.evidence import Assertion, Evidence, TestSubject
from publisher.model.finding import Outcome
from publisher.reports import json, sarif

A, B = (said(rule="html/x", file="source/a.md", line=3, quote=text) for text in "ab")
PASSED = said(Outcome.PASSED, rule="html/x")
NOT_RUN = said(Outcome.UNTESTED, rule="html/not-run")


def audit(*assertions: Assertion, subjects: tuple[TestSubject, ...] = (PAGES, PDF)) -> Evidence:
    languages = tuple(dict.fromkeys(subject.language for subject in subjects))
    return Evidence("T", "fr", languages, "publisher 1", (), subjects, assertions)


def numbers(now: Evidence, before: Evidence) -> tuple[int, int, int]:
    """Return how many are new, known, mended."""
    changes = compared(now, rows_of(before))
    return len(changes.new), len(changes.known), len(changes.mended)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((), (), (0, 0, 0)),
        ((), (A,), (1, 0, 0)),
        ((A,), (A,), (0, 1, 0)),
        ((A,), (PASSED,), (0, 0, 1)),
        ((A,), (B,), (1, 0, 1)),
        ((A, B), (B, A), (0, 2, 0)),
        ((A, A), (A,), (0, 1, 1)),
        ((A,), (A, A), (1, 1, 0)),
        ((A, A, B), (A, B, B), (1, 2, 1)),
    ],
)
def test_what_is_new_known_and_mended(
    before: tuple[Assertion, ...], now: tuple[Assertion, ...], expected: tuple[int, int, int]
) -> None:
    assert numbers(audit(*now), audit(*before)) == expected


@settings(max_examples=40, deadline=None)
@given(evidence=ANY_EVIDENCE, other=ANY_EVIDENCE)
def test_every_defect_is_new_or_known_and_no_earlier_one_counts_twice(evidence: Evidence, other: Evidence) -> None:
    new, known, mended = numbers(evidence, other)
    assert new + known == len(list(evidence.defects))
    assert known + mended <= len(rows_of(other))
    assert numbers(evidence, evidence) == (0, len(list(evidence.defects)), 0)


def test_a_line_that_moves_is_no_change() -> None:
    moved = replace(A, finding=replace(A.finding, line=300, page=7))
    assert numbers(audit(moved), audit(A)) == (0, 1, 0)


def test_of_two_alike_the_one_at_another_place_is_mended() -> None:
    lower = replace(A, finding=replace(A.finding, line=9))
    for before in ((A, lower), (lower, A)):
        (mended,) = compared(audit(lower), rows_of(audit(*before))).mended
        assert mended.place == "source/a.md:3"


def test_languages_that_are_not_audited_now_are_left_alone() -> None:
    before = audit(A, replace(A, subject=PDF))
    assert numbers(audit(PASSED, subjects=(PAGES,)), before) == (0, 0, 1)
    unnamed = [replace(row, subject=None) for row in rows_of(before)]
    assert [row.language for row in compared(audit(PASSED, subjects=(PAGES,)), unnamed).mended] == ["fr"]


@pytest.mark.parametrize("before", [Outcome.CANT_TELL, Outcome.UNTESTED])
def test_a_failure_that_was_a_doubt_or_not_run_is_new_and_the_doubt_is_not_mended(before: Outcome) -> None:
    doubt = replace(A, finding=replace(A.finding, outcome=before))
    assert numbers(audit(A), audit(doubt)) == (1, 0, 0)


@pytest.mark.parametrize("now", [Outcome.CANT_TELL, Outcome.UNTESTED])
def test_a_failure_that_became_a_doubt_is_known(now: Outcome) -> None:
    doubt = replace(A, finding=replace(A.finding, outcome=now))
    assert numbers(audit(doubt), audit(A)) == (0, 1, 0)


def test_what_was_not_tested_again_is_not_mended() -> None:
    assert numbers(audit(NOT_RUN), audit(A)) == (1, 0, 0)
    assert numbers(audit(NOT_RUN, PASSED), audit(A)) == (1, 0, 1)
    elsewhere = replace(NOT_RUN, subject=PDF)
    assert numbers(audit(elsewhere), audit(A)) == (1, 0, 1)


FIRST, SECOND = (TestSubject(f"build/fr/html/{name}.html", "0" * 64, "fr") for name in ("a", "b"))


def test_a_page_that_was_not_tested_is_not_mended_because_another_one_passed() -> None:
    before = audit(replace(A, subject=SECOND), subjects=(FIRST, SECOND))
    other = replace(PASSED, subject=FIRST)
    missed = audit(other, replace(NOT_RUN, subject=SECOND), subjects=(FIRST, SECOND))
    assert numbers(missed, before) == (1, 0, 0)
    assert numbers(audit(other, replace(PASSED, subject=SECOND), subjects=(FIRST, SECOND)), before) == (0, 0, 1)
    # A page that is no more cannot be broken.
    assert numbers(audit(other, subjects=(FIRST,)), before) == (0, 0, 1)


def test_what_nobody_can_tell_of_a_whole_file_is_not_mended() -> None:
    forgotten = said(Outcome.CANT_TELL, rule="html/x", message="nobody remembers")
    assert numbers(audit(forgotten), audit(A)) == (1, 0, 0)
    # A rule that is silent because it could not compare; the doubt has a name of its own.
    uncompared = said(Outcome.CANT_TELL, rule="html/not-compared")
    assert numbers(audit(uncompared), audit(A)) == (1, 0, 0)
    # A doubt about one block does not keep another from being mended.
    elsewhere = said(Outcome.CANT_TELL, rule="html/x", id="b-9")
    assert numbers(audit(elsewhere), audit(A)) == (1, 0, 1)
    of_a_style = said(Outcome.CANT_TELL, rule="html/x", file="styles/screen.css", line=3)
    assert numbers(audit(of_a_style), audit(A)) == (1, 0, 1)


def test_what_a_person_has_to_judge_again_is_not_mended() -> None:
    judged = said(rule="wcag/1.4.1/html", manual=True)
    assert numbers(audit(said(Outcome.UNTESTED, rule="wcag/1.4.1/html", manual=True)), audit(judged)) == (0, 0, 0)
    assert numbers(audit(said(Outcome.PASSED, rule="wcag/1.4.1/html", manual=True)), audit(judged)) == (0, 0, 1)


def test_a_program_that_was_not_run_and_is_again_is_mended() -> None:
    assert numbers(audit(PASSED), audit(NOT_RUN)) == (0, 0, 1)


def test_many_that_are_alike_are_compared_one_by_one() -> None:
    many = [replace(A, finding=replace(A.finding, line=line)) for line in range(20_000)]
    assert numbers(audit(*many), audit(*reversed(many))) == (0, 20_000, 0)


def test_pages_are_not_mended_by_an_audit_of_a_pdf_file() -> None:
    only_pdf = TestSubject("build/fr/a.pdf", "0" * 64, "fr")
    assert numbers(audit(subjects=(only_pdf,)), audit(A)) == (0, 0, 0)
    # Nor where the same rule speaks of the PDF file.
    assert numbers(audit(replace(PASSED, subject=only_pdf), subjects=(only_pdf,)), audit(A)) == (0, 0, 0)


def test_what_is_owed_to_a_person_is_no_defect() -> None:
    owed = said(Outcome.UNTESTED, manual=True)
    assert numbers(audit(owed), audit(owed)) == (0, 0, 0)


def plain(evidence: Evidence) -> tuple[Earlier, ...]:
    """Return the rows as a file holds them, without half characters."""
    return tuple(
        replace(row, **{name: (getattr(row, name) or "").encode("utf-8", "replace").decode() for name in ROW})
        for row in rows_of(evidence)
    )


ROW = ("fingerprint", "rule", "language", "place", "message", "subject")


def test_our_own_report_gives_the_rows_of_its_evidence() -> None:
    assert earlier_of(json.dumps(json.evidence(EVIDENCE)), "a.json") == plain(EVIDENCE)


@settings(max_examples=30, deadline=None)
@given(evidence=ANY_EVIDENCE)
def test_both_forms_give_the_rows_of_any_evidence(evidence: Evidence) -> None:
    read = earlier_of(json.dumps(sarif.evidence_log(evidence)), "a.sarif")
    key = ("fingerprint", "outcome", "language", "place", "message", "rule", "subject")
    rows = earlier_of(json.dumps(json.evidence(evidence)), "a.json")
    assert rows == plain(evidence)
    # Notifications stand after results.
    assert sorted([getattr(row, name) for name in key] for row in read) == sorted(
        [getattr(row, name) for name in key] for row in rows
    )


def test_a_sarif_report_does_not_bring_back_what_was_mended() -> None:
    log = sarif.evidence_log(audit(B), compared(audit(B), rows_of(audit(A))))
    (row,) = earlier_of(json.dumps(log), "a.sarif")
    assert row.fingerprint == B.finding.fingerprint


def test_what_the_command_line_prints_can_be_compared_with() -> None:
    text = json.dumps({"findings": json.findings([A.finding, B.finding])})
    assert numbers(audit(B), audit(A, B)) == (0, 1, 1)
    assert [row.fingerprint for row in earlier_of(text, "a.json")] == [A.finding.fingerprint, B.finding.fingerprint]


ROWS = json.evidence(audit(A))
BROKEN = {
    "nothing": "",
    "a text": "not json",
    "a list": "[]",
    "a number": "3",
    "another object": "{}",
    "deep": "[" * 100_000,
    "rows that are none": '{"findings": 3}',
    "a row that is none": '{"findings": [3]}',
    "a row without a fingerprint": '{"findings": [{"rule": "a/b", "message": "m", "outcome": "failed"}]}',
    "a list for a fingerprint": '{"findings": [{"rule": "a", "message": "", "outcome": "failed", "fingerprint": []}]}',
    "an unknown outcome": '{"findings": [{"rule": "a", "message": "m", "outcome": "bad", "fingerprint": "f"}]}',
    "subjects that are none": standard.dumps(ROWS | {"subjects": [3]}),
    "a language that is a list": standard.dumps(ROWS | {"subjects": [{"path": PAGES.path, "language": ["fr"]}]}),
    "an old SARIF": '{"version": "2.0.0", "runs": []}',
    "a SARIF of others": '{"version": "2.1.0", "runs": [{"results": [{"message": {"text": "x"}}], "invocations": []}]}',
    "a SARIF of a check": json.dumps(sarif.log([A.finding], [], "1")),
    "a SARIF without runs": '{"version": "2.1.0", "runs": null}',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(PublisherError) as caught:
        earlier_of(text, "reports/old.json")
    assert (caught.value.code, caught.value.file) == (ExitCode.USAGE, "reports/old.json")
    assert caught.value.why
    assert len(caught.value.lines()) == 4


def test_a_file_that_is_no_json_names_the_line() -> None:
    with pytest.raises(PublisherError) as caught:
        earlier_of('{\n "findings": [\n  oops', "old.json")
    assert caught.value.line == 3
