"""How criteria stand: nothing is passed that nobody tested, that a program missed, or that a person still owes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from publisher.conformance.criteria import KINDS, questions_of, table
from publisher.model.conformance import Row
from publisher.model.evidence import Assertion, Mode, Requirements, TestSubject
from publisher.model.finding import Finding, Outcome
from publisher.model.requirement import Decider
from publisher.standards.wcag import criteria

PAGES = TestSubject("build/en/html/", "0" * 64, "en")
FILE = TestSubject("build/en/report.pdf", "1" * 64, "en")
SUBJECTS = {"html": PAGES, "pdf": FILE}
OTHER = TestSubject("build/ar/html/", "2" * 64, "ar")
NOTHING: dict[str, int] = {}
OWN = "1.4.3"
"""a criterion that has a question of its own for both kinds"""


def said(
    rule: str, outcome: Outcome, *wcag: str, kind: str = "html", objects: int | None = None, subject: str = ""
) -> Assertion:
    where = OTHER if subject else SUBJECTS[kind]
    finding = Finding(rule, "m", outcome=outcome, language=where.language, checker="axe-core 4", subject=where.path)
    return Assertion(finding, where, requirements=Requirements(wcag=wcag), objects=objects)


def judged(question: str, outcome: Outcome, *wcag: str) -> Assertion:
    kind = "html" if question.endswith("/html") else "pdf"
    finding = Finding(question, "m", outcome=outcome, language="en", checker="Ada")
    return Assertion(finding, SUBJECTS[kind], Mode.MANUAL, Requirements(wcag=wcag))


def answered(id: str, kind: str, outcome: Outcome = Outcome.PASSED) -> list[Assertion]:
    return [judged(question, outcome) for question in questions_of(criteria()[id], kind)]


def row(id: str, kind: str, assertions: Iterable[Assertion], census: dict[str, int] = NOTHING) -> Row:
    rows = table(assertions, census, census, "en")
    return next(item for item in rows if (item.id, item.kind) == (id, kind))


def test_each_criterion_has_a_row_for_each_kind_in_order() -> None:
    rows = table([said("a", Outcome.PASSED), said("b", Outcome.PASSED, kind="pdf")], NOTHING, NOTHING, "en")
    assert [(item.id, item.kind) for item in rows] == [(id, kind) for id in criteria() for kind in KINDS]
    assert {item.language for item in rows} == {"en"}


def test_what_was_not_made_has_no_rows() -> None:
    assert {item.kind for item in table([said("a", Outcome.PASSED)], NOTHING, NOTHING, "en")} == {"html"}
    assert table([said("a", Outcome.PASSED)], NOTHING, NOTHING, "ar") == ()


def test_what_nobody_tested_is_never_passed() -> None:
    for item in table([said("a", Outcome.PASSED), said("b", Outcome.PASSED, kind="pdf")], NOTHING, NOTHING, "en"):
        assert item.outcome in {Outcome.UNTESTED, Outcome.INAPPLICABLE}, item
        assert item.reason


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id", [id for id, item in criteria().items() if item.decider is not Decider.MACHINE])
def test_programs_alone_pass_nothing_that_a_person_is_asked(id: str, kind: str) -> None:
    item = row(id, kind, [said("a", Outcome.PASSED, id, kind=kind, objects=7)])
    if kind in criteria()[id].void_in:
        assert item.outcome is Outcome.INAPPLICABLE
    else:
        assert item.is_owed
        assert (item.objects, item.checkers) == (7, ("axe-core 4",))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id", list(criteria()))
def test_a_failure_speaks_for_the_whole_whatever_else_was_said(id: str, kind: str) -> None:
    failed = said("a", Outcome.FAILED, id, kind=kind)
    item = row(id, kind, [said("b", Outcome.PASSED, id, kind=kind), failed, *answered(id, kind)])
    if kind in criteria()[id].void_in:
        assert item.outcome is Outcome.INAPPLICABLE
    else:
        assert item.outcome is Outcome.FAILED
        assert item.defects == (failed,)
        assert item.mode is Mode.AUTOMATIC


@pytest.mark.parametrize("kind", KINDS)
def test_a_persons_yes_passes_what_no_program_found_wrong(kind: str) -> None:
    item = row(OWN, kind, [said("a", Outcome.PASSED, OWN, kind=kind), *answered(OWN, kind)])
    assert (item.outcome, item.mode) == (Outcome.PASSED, Mode.MANUAL)
    assert item.checkers == ("axe-core 4", "Ada")
    assert item.answer is not None
    assert item.answer.finding.checker == "Ada"


def test_a_persons_no_is_a_failure() -> None:
    item = row(OWN, "html", answered(OWN, "html", Outcome.FAILED))
    assert (item.outcome, item.mode) == (Outcome.FAILED, Mode.MANUAL)
    assert item.answer in item.defects


def test_a_person_who_cannot_tell_passes_nothing() -> None:
    assert row(OWN, "html", answered(OWN, "html", Outcome.CANT_TELL)).outcome is Outcome.CANT_TELL


def test_a_persons_word_settles_what_a_program_could_not_tell() -> None:
    doubt = said("a", Outcome.CANT_TELL, OWN)
    assert row(OWN, "html", [doubt]).defects == (doubt,)
    assert row(OWN, "html", [doubt, *answered(OWN, "html")]).outcome is Outcome.PASSED


def test_a_program_that_was_not_run_is_told_before_a_persons_yes() -> None:
    missing = said("html/axe-not-run", Outcome.UNTESTED)
    item = row(OWN, "html", [missing, *answered(OWN, "html")])
    assert (item.outcome, item.mode) == (Outcome.UNTESTED, Mode.AUTOMATIC)
    assert item.defects == (missing,)


def test_a_program_that_is_known_to_test_it_is_missed() -> None:
    missing = said("html/axe-not-run", Outcome.UNTESTED, OWN)
    assert row(OWN, "html", [missing, *answered(OWN, "html")]).defects == (missing,)


def test_a_program_that_tests_something_else_is_not_missed() -> None:
    missing = said("a/not-run", Outcome.UNTESTED, "1.4.10")
    assert row(OWN, "html", [missing, *answered(OWN, "html")]).outcome is Outcome.PASSED
    person = "1.3.3"
    assert row(person, "html", [said("a", Outcome.UNTESTED), *answered(person, "html")]).outcome is Outcome.PASSED


def test_a_failure_of_another_rendition_or_language_is_not_this_ones() -> None:
    others = [said("a", Outcome.FAILED, OWN, kind="pdf"), said("a", Outcome.FAILED, OWN, subject="ar")]
    assert row(OWN, "html", [*others, *answered(OWN, "html")]).outcome is Outcome.PASSED


@pytest.mark.parametrize("left", range(3))
def test_rows_of_matterhorn_pass_a_criterion_only_together(left: int) -> None:
    answers = answered("1.3.2", "pdf")
    assert row("1.3.2", "pdf", answers).outcome is Outcome.PASSED
    assert row("1.3.2", "pdf", answers[:left] + answers[left + 1 :]).is_owed
    owed = judged(answers[left].finding.rule, Outcome.UNTESTED)
    assert row("1.3.2", "pdf", [*answers[:left], owed, *answers[left + 1 :]]).is_owed
    failed = judged(answers[left].finding.rule, Outcome.FAILED)
    assert row("1.3.2", "pdf", [*answers[:left], failed, *answers[left + 1 :]]).defects == (failed,)


def test_rows_that_do_not_apply_do_not_stand_in_the_way() -> None:
    first, *others = answered("1.3.2", "pdf")
    void = [said(other.finding.rule, Outcome.INAPPLICABLE, "1.3.2", kind="pdf") for other in others]
    assert row("1.3.2", "pdf", [first, *void]).outcome is Outcome.PASSED
    assert row("1.3.2", "pdf", [judged(first.finding.rule, Outcome.INAPPLICABLE), *void]).outcome is (
        Outcome.INAPPLICABLE
    )


def test_a_criterion_is_owed_while_any_question_that_serves_it_is() -> None:
    part = judged("matterhorn/13-005", Outcome.UNTESTED, "1.1.1")
    assert row("1.1.1", "pdf", [*answered("1.1.1", "pdf"), part]).is_owed
    part = judged("matterhorn/13-005", Outcome.FAILED, "1.1.1")
    assert row("1.1.1", "pdf", [*answered("1.1.1", "pdf"), part]).outcome is Outcome.FAILED


def test_a_program_decides_alone_where_the_standard_lets_it() -> None:
    passed, void = said("a", Outcome.PASSED, "2.4.1", objects=3), said("b", Outcome.INAPPLICABLE, "2.4.1")
    item = row("2.4.1", "html", [passed, void])
    assert (item.outcome, item.mode, item.objects) == (Outcome.PASSED, Mode.AUTOMATIC, 3)
    assert row("2.4.1", "html", [void]).outcome is Outcome.INAPPLICABLE
    assert row("2.4.1", "html", [passed, said("c", Outcome.CANT_TELL, "2.4.1")]).is_owed
    assert row("2.4.1", "html", [said("x", Outcome.PASSED)]).outcome is Outcome.UNTESTED
    assert row("2.4.1", "html", [passed, judged("house/menu/html", Outcome.UNTESTED, "2.4.1")]).is_owed


def test_what_is_not_there_cannot_fail_and_is_not_called_passed() -> None:
    here = [said("a", Outcome.PASSED)]
    none = {"media": 0, "frame": 0}
    assert row("1.2.2", "html", here, none).outcome is Outcome.INAPPLICABLE
    assert row("1.2.2", "html", here, {"media": 0}).is_owed  # frames were not counted
    assert row("1.2.2", "html", here, {**none, "media": 1}).is_owed


def test_pages_and_files_are_void_for_their_own_reasons() -> None:
    here = [said("a", Outcome.PASSED), said("b", Outcome.PASSED, kind="pdf")]
    flat = {"annotation": 0, "form-field": 0, "script": 0, "optional-content": 0}
    assert row("1.4.13", "pdf", here, flat).outcome is Outcome.INAPPLICABLE
    assert row("1.4.13", "html", here, flat).is_owed


def test_a_failure_counts_more_than_a_census() -> None:
    failed = said("a", Outcome.FAILED, "1.2.2")
    assert row("1.2.2", "html", [failed], {"media": 0, "frame": 0}).outcome is Outcome.FAILED


def test_clauses_are_those_of_the_kind_of_rendition() -> None:
    both = [said("a", Outcome.PASSED), said("b", Outcome.PASSED, kind="pdf")]
    assert row("1.3.1", "html", both).en == "9.1.3.1"
    assert row("1.3.1", "pdf", both).en == "10.1.3.1"
    assert row("2.5.8", "html", both).en is None


def test_things_that_two_rules_look_at_are_counted_once() -> None:
    looks = [said("a", Outcome.PASSED, OWN, objects=5), said("b", Outcome.PASSED, OWN, objects=3)]
    assert row(OWN, "html", looks).objects == 5
    assert row(OWN, "html", [said("a", Outcome.PASSED, OWN)]).objects is None
