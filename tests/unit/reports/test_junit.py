"""JUnit XML: well formed whatever it holds, and counted as build servers count."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from tests.unit.reports.hostile import ALL, BARE, DOUBTFUL, FAILED, HOSTILE, NOT_RUN

from publisher.model.finding import Finding, Level
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
