from __future__ import annotations

from dataclasses import replace

import pytest
from tests.recorded import FOLDER, recorded

from publisher.checks.pdf_ua import assertions_of, place_of
from publisher.engines.verapdf import verdicts_of
from publisher.model.evidence import Assertion, TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import Failure, Validation

INDEX = {"image": ("source/a.md", 7)}
SUBJECT = TestSubject("build/fr/a.pdf", "0" * 64, "fr")


def verdict(recording: str, flavour: str, name: str = "whole.pdf") -> Validation:
    verdicts = verdicts_of(recorded("verapdf", recording), flavour)
    return next(item for item in verdicts if item.file == FOLDER / name)


def findings_of(
    validation: Validation, ids: dict[int, str], index: dict[str, tuple[str, int]] = INDEX
) -> tuple[Finding, ...]:
    said = assertions_of(validation, ids, index, SUBJECT)
    return tuple(item.finding for item in said if item.outcome in (Outcome.FAILED, Outcome.UNTESTED))


def kept(validation: Validation) -> dict[str, Assertion]:
    said = assertions_of(validation, {}, INDEX, SUBJECT)
    rules = {item.finding.rule: item for item in said if item.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE)}
    assert len(rules) == sum(item.outcome is not Outcome.FAILED for item in said)
    return rules


def test_a_broken_rule_is_found_at_the_source_of_the_block_with_the_tag() -> None:
    # 27 is the paragraph that holds the picture: the Figure itself has no id.
    (finding,) = findings_of(verdict("declared", "0"), {27: "image"})
    assert finding.rule == "pdf/ua1-7.3-1"
    assert (finding.level, finding.outcome) == (Level.ERROR, Outcome.FAILED)
    assert (finding.file, finding.line, finding.id) == ("source/a.md", 7, "image")
    assert (finding.subject, finding.language, finding.checker) == ("build/fr/a.pdf", "fr", "veraPDF 1.30.2")


def test_without_a_known_block_the_finding_is_at_the_output() -> None:
    (finding,) = findings_of(verdict("declared", "0"), {})
    assert (finding.file, finding.line, finding.id) == ("build/fr/a.pdf", None, None)
    (finding,) = findings_of(verdict("declared", "0"), {27: "elsewhere"})
    assert (finding.file, finding.line, finding.id) == ("build/fr/a.pdf", None, "elsewhere")


def test_flavours_of_pdf_a_have_their_own_rules_and_each_rule_speaks_once_a_place() -> None:
    findings = findings_of(verdict("2a", "2a"), {})
    rules = [finding.rule for finding in findings]
    assert "pdf/a2a-6.2.8-3" in rules
    assert len(rules) == len(set(rules)) == 7


def test_a_file_that_could_not_be_read_is_not_run() -> None:
    (finding,) = findings_of(replace(verdict("declared", "0", "half.pdf"), flavour="ua1"), {})
    assert (finding.rule, finding.outcome, finding.level) == ("pdf/ua1-not-run", Outcome.UNTESTED, Level.ERROR)
    assert finding.file == "build/fr/a.pdf"


def test_a_rule_that_is_kept_says_at_how_many_objects() -> None:
    rules = kept(verdict("declared", "0"))
    assert len(rules) == 105 and "pdf/ua1-7.3-1" not in rules
    headings = rules["pdf/ua1-7.4.4-1"]
    assert (headings.outcome, headings.objects, headings.subject) == (Outcome.PASSED, 6, SUBJECT)
    assert (headings.finding.checker, headings.finding.subject) == ("veraPDF 1.30.2", "build/fr/a.pdf")


def test_a_rule_that_meets_no_object_is_inapplicable() -> None:
    tables = kept(verdict("declared", "0"))["pdf/ua1-7.2-3"]
    assert (tables.outcome, tables.objects) == (Outcome.INAPPLICABLE, 0)


def test_rules_are_told_in_the_order_of_the_standard() -> None:
    clauses = [rule.clause for rule in verdict("declared", "0").rules]
    assert clauses.index("7.2") < clauses.index("7.18.1") < clauses.index("7.21.5")


def test_of_a_file_without_verdict_nothing_is_kept() -> None:
    problem = replace(verdict("declared", "0"), error="an end before the end")
    assert [item.outcome for item in assertions_of(problem, {}, INDEX, SUBJECT)] == [Outcome.UNTESTED]


def test_what_to_do_is_said_and_the_clause_is_in_the_message() -> None:
    (finding,) = findings_of(verdict("declared", "0"), {27: "image"})
    assert finding.hint and "7.3" not in finding.hint and "14289" not in finding.hint
    assert "ISO 14289-1:2014, clause 7.3, test 1" in finding.message
    # The rules of PDF/A have no topics: then the place is what helps, which is a block or it is not.
    archive = [replace(item, tags=()) for item in verdict("2a", "2a").failures]
    assert all(item.hint for item in findings_of(replace(verdict("2a", "2a"), failures=tuple(archive)), {}))


def test_a_compliant_file_has_no_finding() -> None:
    passed = replace(verdict("declared", "0"), compliant=True, failures=(), failed_checks=0)
    assert findings_of(passed, {}) == ()


def test_a_refusal_without_reasons_is_still_a_finding() -> None:
    refused = replace(verdict("declared", "0"), failures=())
    assert [finding.rule for finding in findings_of(refused, {})] == ["pdf/ua1-refused"]


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ("root/document[0]/StructTreeRoot[0](7 0 obj PDStructTreeRoot)/K[3](45 0 obj SEP P)", ("p", None)),
        ("root/K[0](45 0 obj SEP P)/K[1](46 0 obj SESpan Span)", ("span", None)),
        ("root/document[0]/pages[2](6 0 obj PDPage)/contentStream[0]/operators[9]", (None, 3)),
        ("root", (None, None)),
    ],
)
def test_the_nearest_tag_with_a_block_is_the_place(context: str, place: tuple[str | None, int | None]) -> None:
    assert place_of(Failure("", "", 1, "", 1, context, ""), {45: "p", 46: "span"}) == place
