from __future__ import annotations

from dataclasses import replace

import pytest
from tests.recorded import FOLDER, recorded

from publisher.checks.pdf_ua import findings_of, place_of
from publisher.engines.verapdf import verdicts_of
from publisher.model.finding import Level, Outcome
from publisher.model.verdict import Failure, Validation

INDEX = {"image": ("source/a.md", 7)}


def verdict(recording: str, flavour: str, name: str = "whole.pdf") -> Validation:
    verdicts = verdicts_of(recorded("verapdf", recording), flavour)
    return next(item for item in verdicts if item.file == FOLDER / name)


def test_a_broken_rule_is_found_at_the_source_of_the_block_with_the_tag() -> None:
    # 27 is the paragraph that holds the picture: the Figure itself has no id.
    (finding,) = findings_of(verdict("declared", "0"), {27: "image"}, INDEX, subject="build/fr/a.pdf", language="fr")
    assert finding.rule == "pdf/ua1-7.3-1"
    assert (finding.level, finding.outcome) == (Level.ERROR, Outcome.FAILED)
    assert (finding.file, finding.line, finding.id) == ("source/a.md", 7, "image")
    assert (finding.subject, finding.language, finding.checker) == ("build/fr/a.pdf", "fr", "veraPDF 1.30.2")


def test_without_a_known_block_the_finding_is_at_the_output() -> None:
    (finding,) = findings_of(verdict("declared", "0"), {}, INDEX, subject="build/fr/a.pdf")
    assert (finding.file, finding.line, finding.id) == ("build/fr/a.pdf", None, None)
    (finding,) = findings_of(verdict("declared", "0"), {27: "elsewhere"}, INDEX, subject="build/fr/a.pdf")
    assert (finding.file, finding.line, finding.id) == ("build/fr/a.pdf", None, "elsewhere")


def test_flavours_of_pdf_a_have_their_own_rules_and_each_rule_speaks_once_a_place() -> None:
    findings = findings_of(verdict("2a", "2a"), {}, {}, subject="a.pdf")
    rules = [finding.rule for finding in findings]
    assert "pdf/a2a-6.2.8-3" in rules
    assert len(rules) == len(set(rules)) == 7


def test_a_file_that_could_not_be_read_is_not_run() -> None:
    (finding,) = findings_of(replace(verdict("declared", "0", "half.pdf"), flavour="ua1"), {}, {}, subject="half.pdf")
    assert (finding.rule, finding.outcome, finding.level) == ("pdf/ua1-not-run", Outcome.UNTESTED, Level.ERROR)
    assert finding.file == "half.pdf"


def test_a_compliant_file_has_no_finding() -> None:
    passed = replace(verdict("declared", "0"), compliant=True, failures=(), failed_checks=0)
    assert findings_of(passed, {}, {}, subject="a.pdf") == ()


def test_a_refusal_without_reasons_is_still_a_finding() -> None:
    refused = replace(verdict("declared", "0"), failures=())
    assert [finding.rule for finding in findings_of(refused, {}, {}, subject="a.pdf")] == ["pdf/ua1-refused"]


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
