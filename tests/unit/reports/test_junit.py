"""JUnit XML: well formed whatever it holds, and counted as build servers count."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.unit.reports.hostile import (
    ALL,
    ASSERTIONS,
    BARE,
    DOUBTFUL,
    EVIDENCE,
    FAILED,
    HOSTILE,
    NOT_RUN,
    WANTED,
    said,
)

from publisher.model.evidence import Assertion
from publisher.model.finding import Finding, Level, Outcome
from publisher.reports import junit


def parsed(*found: Finding) -> ElementTree.Element:
    return ElementTree.fromstring(junit.suites(found).encode("utf-8"))


@pytest.mark.parametrize("code", [*range(0x20), 0x7F, 0x85, 0x2028, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
def test_any_character_leaves_it_well_formed(code: int) -> None:
    text = f"a{chr(code)}b"
    assert (
        parsed(Finding(f"x/{text}", text, file=text, msgid=text, text=text, hint=text)).find(".//failure") is not None
    )


def test_marks_of_xml_stay_text() -> None:
    (failure,) = parsed(HOSTILE).iter("failure")
    assert "</text>]]>&<b attr='\"'>" in (failure.text or "")


@pytest.mark.parametrize(
    ("finding", "kind"),
    [(FAILED, "failure"), (HOSTILE, "failure"), (BARE, "skipped"), (DOUBTFUL, "skipped"), (NOT_RUN, "error")],
    ids=["error", "warning", "note", "to check by hand", "not run"],
)
def test_the_outcome_of_a_case_is_that_of_its_finding(finding: Finding, kind: str) -> None:
    assert [child.tag for child in parsed(finding).iter() if child.tag in ("failure", "error", "skipped")] == [kind]


def test_a_case_is_as_grave_as_the_gravest_it_holds() -> None:
    notes = [Finding("document/head", "m", Level.NOTE, file="a"), Finding("document/head", "m", file="a")]
    (case,) = parsed(*notes).iter("testcase")
    assert [child.tag for child in case] == ["failure"]


def test_suites_are_files_and_count_their_cases() -> None:
    for suite in parsed(*ALL).iter("testsuite"):
        cases = list(suite.iter("testcase"))
        assert suite.get("tests") == str(len(cases))
        for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(name) == str(sum(case.find(kind) is not None for case in cases))
    assert len(list(parsed(*ALL).iter("testsuite"))) == len({finding.file for finding in ALL})


def test_findings_of_one_rule_in_one_file_are_one_case_however_they_are_mixed() -> None:
    found = [Finding(f"a/{number % 2}", "m", file=f"{number % 3}") for number in range(12)]
    names = [(case.get("classname"), case.get("name")) for case in parsed(*found).iter("testcase")]
    assert len(names) == len(set(names)) == 6


def test_nothing_found_is_a_case_that_passed() -> None:
    (case,) = parsed().iter("testcase")
    assert list(case) == []


def audited(*assertions: Assertion) -> ElementTree.Element:
    evidence = replace(EVIDENCE, assertions=assertions)
    return ElementTree.fromstring(junit.evidence_suites(evidence).encode("utf-8"))


@pytest.mark.parametrize(
    ("assertion", "kind"),
    [
        (said(Outcome.PASSED), None),
        (said(level=Level.NOTE), "failure"),
        (said(Outcome.CANT_TELL), "skipped"),
        (said(Outcome.INAPPLICABLE), "skipped"),
        (said(Outcome.UNTESTED, manual=True), "skipped"),
        (said(Outcome.UNTESTED), "error"),
    ],
    ids=["passed", "failed", "cannot tell", "inapplicable", "owed", "not run"],
)
def test_a_case_says_what_became_of_its_assertion(assertion: Assertion, kind: str | None) -> None:
    (case,) = audited(assertion).iter("testcase")
    assert [child.tag for child in case if child.tag != "properties"] == ([kind] if kind else [])


def test_a_failure_is_of_the_type_of_its_level() -> None:
    failures = audited(*(said(level=level) for level in Level)).iter("failure")
    assert [failure.get("type") for failure in failures] == ["error", "warning", "note"]


def test_a_suite_is_a_subject_even_when_nothing_was_said_of_it() -> None:
    suites = list(audited(*ASSERTIONS).iter("testsuite"))
    assert len(suites) == len(EVIDENCE.subjects)
    assert [suite.get("tests") for suite in suites][2] == "0"
    for suite, subject in zip(suites, EVIDENCE.subjects, strict=True):
        facts = {item.get("name"): item.get("value") for item in suite.findall("properties/property")}
        assert (facts["language"], facts["sha256"]) == (subject.language, subject.sha256)


def test_cases_of_one_name_are_told_apart() -> None:
    cases = list(audited(*(said(file="source/a.md", line=3) for _ in range(3))).iter("testcase"))
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == 3


def test_a_case_names_its_place_and_its_requirements() -> None:
    (case,) = audited(said(file="source/a.md", line=3, page=2, id="b-1", objects=4, requirements=WANTED)).iter(
        "testcase"
    )
    facts = {item.get("name"): item.get("value") for item in case.iter("property")}
    assert (case.get("file"), case.get("line")) == ("source/a.md", "3")
    assert (facts["page"], facts["id"], facts["objects"]) == ("2", "b-1", "4")
    assert (facts["wcag"], facts["en301549"], facts["matterhorn"]) == ("1.1.1, 1.4.1", "10.1.1.1", "13-004")


def test_what_a_terminal_would_obey_is_written_as_a_reference() -> None:
    text = junit.suites([Finding("a/b", "mot\u202e\x9b2J\u200b\U000e0041", file="a")])
    assert not re.search("[\u202e\x9b\u200b\U000e0041]", text)
    assert "mot\u202e\x9b2J\u200b\U000e0041" in "".join(ElementTree.fromstring(text).itertext())
