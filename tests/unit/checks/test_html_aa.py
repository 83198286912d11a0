from __future__ import annotations

from dataclasses import replace

from tests.recorded import FOLDER, recorded

from publisher.checks.html_aa import assertions_of, criteria_of
from publisher.engines.axe_answer import result_of
from publisher.model.evidence import Assertion, TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import AxeResult

PAGE = FOLDER / "barriers.html"
SUBJECT = TestSubject("build/fr/html/a.html", "0" * 64, "fr")
KEPT = (Outcome.PASSED, Outcome.INAPPLICABLE)
INDEX = {"image": ("source/a.md", 7), "photo": ("source/a.md", 9), "large": ("source/a.md", 11)}


def results() -> list[AxeResult]:
    return [result_of(recorded("axe-core", f"barriers-{width}"), PAGE, width) for width in (1280, 320)]


def found(answers: list[AxeResult] | None = None) -> dict[tuple[str, Outcome], Finding]:
    said = assertions_of(answers or results(), INDEX, SUBJECT)
    findings = [item.finding for item in said if item.outcome not in KEPT]
    by_rule = {(finding.rule, finding.outcome): finding for finding in findings}
    assert len(by_rule) == len(findings)
    return by_rule


def kept(answers: list[AxeResult]) -> dict[str, Assertion]:
    said = [item for item in assertions_of(answers, INDEX, SUBJECT) if item.outcome in KEPT]
    by_rule = {item.finding.rule: item for item in said}
    assert len(by_rule) == len(said)
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
    (finding,) = (item.finding for item in assertions_of([problem], INDEX, SUBJECT))
    assert (finding.rule, finding.outcome, finding.level) == ("html/axe-not-run", Outcome.UNTESTED, Level.ERROR)


def test_an_answer_of_another_shape_is_an_error_of_the_result() -> None:
    for answer in ({}, {"error": "boom"}, {**recorded("axe-core", "barriers-320"), "violations": [{}]}):
        assert result_of(answer, PAGE, 320).error


def test_a_rule_that_is_kept_says_at_how_many_elements_and_which_criteria_it_serves() -> None:
    title = kept(results())["html/axe-document-title"]
    assert (title.outcome, title.objects, title.requirements.wcag) == (Outcome.PASSED, 1, ("2.4.2",))
    assert (title.finding.checker, title.subject) == ("axe-core 4.14.1", SUBJECT)
    video = kept(results())["html/axe-video-caption"]
    assert (video.outcome, video.objects, video.requirements.wcag) == (Outcome.INAPPLICABLE, 0, ("1.2.2",))


def test_the_larger_number_of_two_widths_counts() -> None:
    both = results()
    title = next(rule for rule in both[0].kept if rule.id == "document-title")
    both[0] = replace(both[0], kept=(replace(title, nodes=0),))
    both[1] = replace(both[1], kept=(replace(title, nodes=7),))
    assert kept(both)["html/axe-document-title"].objects == 7


def test_a_rule_that_says_anything_against_a_page_is_not_kept() -> None:
    # Of the same rule some elements pass, some fail, some are for a person.
    assert any(rule.id == "color-contrast" for rule in results()[0].kept)
    assert "html/axe-color-contrast" not in kept(results())


def test_a_page_that_answered_at_one_width_only_keeps_no_rule() -> None:
    wide = results()[0]
    assert kept([wide, result_of({}, PAGE, 320, "Timeout")]) == {}


def test_a_page_that_fits_a_small_screen_keeps_the_rule_on_reflow() -> None:
    assert "html/reflow" not in kept(results())
    fitting = [replace(result, scroll_width=result.width) for result in results()]
    reflow = kept(fitting)["html/reflow"]
    assert (reflow.outcome, reflow.objects, reflow.requirements.wcag) == (Outcome.PASSED, 1, ("1.4.10",))


def test_what_is_broken_names_its_criteria() -> None:
    said = {item.finding.rule: item.requirements.wcag for item in assertions_of(results(), INDEX, SUBJECT)}
    assert said["html/axe-image-alt"] == ("1.1.1",)
    assert said["html/reflow"] == ("1.4.10",)
    assert said["html/axe-region"] == ()


def test_criteria_are_read_from_tags() -> None:
    tags = ["cat.aria", "wcag2a", "wcag21aa", "wcag22aa", "wcag111", "wcag1410", "wcag2411", "wcag258", "TTv5", "wcag0"]
    assert criteria_of(tags) == ("1.1.1", "1.4.10", "2.4.11", "2.5.8")


def test_what_to_do_is_no_line_of_axe() -> None:
    for (rule, _), finding in found().items():
        assert finding.hint and not finding.hint.startswith("Fix"), rule
