from __future__ import annotations

from tests.recorded import FOLDER, recorded

from publisher.checks.html_aa import findings_of
from publisher.engines.axe_answer import result_of
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import AxeResult

PAGE = FOLDER / "barriers.html"
INDEX = {"image": ("source/a.md", 7), "photo": ("source/a.md", 9), "large": ("source/a.md", 11)}


def results() -> list[AxeResult]:
    return [result_of(recorded("axe-core", f"barriers-{width}"), PAGE, width) for width in (1280, 320)]


def found(answers: list[AxeResult] | None = None) -> dict[tuple[str, Outcome], Finding]:
    findings = findings_of(answers or results(), INDEX, subject="build/fr/html/a.html", language="fr")
    by_rule = {(finding.rule, finding.outcome): finding for finding in findings}
    assert len(by_rule) == len(findings)
    return by_rule


def test_a_violation_at_both_widths_is_one_error_at_the_closest_block() -> None:
    finding = found()["html/axe-image-alt", Outcome.FAILED]
    assert (finding.file, finding.line, finding.id) == ("source/a.md", 7, "image")
    assert (finding.level, finding.subject) == (Level.ERROR, "build/fr/html/a.html")
    assert (finding.checker, finding.language) == ("axe-core 4.14.1", "fr")


def test_good_practice_is_a_warning_and_an_unknown_block_is_at_the_output() -> None:
    finding = found()["html/axe-region", Outcome.FAILED]
    assert finding.level is Level.WARNING
    assert (finding.file, finding.line, finding.id) == ("build/fr/html/a.html", None, "dehors")


def test_what_axe_cannot_tell_is_a_note_for_a_person() -> None:
    finding = found()["html/axe-color-contrast", Outcome.CANT_TELL]
    assert (finding.level, finding.id) == (Level.NOTE, "photo")


def test_a_page_wider_than_320_pixels_is_a_finding_at_what_sticks_out() -> None:
    finding = found()["html/reflow", Outcome.FAILED]
    assert (finding.level, finding.id, finding.line) == (Level.ERROR, "large", 11)


def test_a_rule_broken_at_one_width_says_at_which() -> None:
    both, one = results(), results()
    one[0] = result_of({**recorded("axe-core", "barriers-1280"), "violations": []}, PAGE, 1280)
    key = ("html/axe-image-alt", Outcome.FAILED)
    assert "320" not in found(both)[key].message
    assert "320" in found(one)[key].message


def test_a_page_that_did_not_settle_is_not_run() -> None:
    problem = result_of({}, PAGE, 320, "Timeout")
    (finding,) = findings_of([problem], INDEX, subject="a.html")
    assert (finding.rule, finding.outcome, finding.level) == ("html/axe-not-run", Outcome.UNTESTED, Level.ERROR)


def test_an_answer_of_another_shape_is_an_error_of_the_result() -> None:
    for answer in ({}, {"error": "boom"}, {**recorded("axe-core", "barriers-320"), "violations": [{}]}):
        assert result_of(answer, PAGE, 320).error
