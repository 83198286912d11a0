"""How the rows of the Matterhorn Protocol stand for one PDF file."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from publisher.conformance.matterhorn import WORDS, table
from publisher.model.census import KINDS
from publisher.model.conformance import Row
from publisher.model.evidence import Assertion, Mode, TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.standards.matterhorn import UA1, conditions

FILE = TestSubject("build/fr/port.pdf", "0" * 64, "fr")
OTHER = TestSubject("build/ar/port.pdf", "1" * 64, "ar")
VERAPDF = "veraPDF 1.30.2"
EVERYTHING = dict.fromkeys(KINDS, 1)
NOTHING = dict.fromkeys(KINDS, 0)


def said(
    rule: str,
    outcome: Outcome,
    *,
    objects: int | None = None,
    checker: str | None = VERAPDF,
    subject: TestSubject = FILE,
    mode: Mode = Mode.AUTOMATIC,
) -> Assertion:
    level = Level.ERROR if outcome is Outcome.FAILED else Level.NOTE
    finding = Finding(rule, "", level, outcome, subject.language, checker=checker, subject=subject.path)
    return Assertion(finding, subject, mode, objects=objects)


def judged(index: str, outcome: Outcome, name: str | None = "Nadia Haddad") -> Assertion:
    return said(f"matterhorn/{index}", outcome, checker=name, mode=Mode.MANUAL)


def kept(*, without: Iterable[str] = (), objects: int = 2) -> list[Assertion]:
    """Return what a sound file with every kind of object makes veraPDF say."""
    rules = {f"{UA1}{rule}" for row in conditions().values() for rule in row.verapdf} - set(without)
    outcome = Outcome.PASSED if objects else Outcome.INAPPLICABLE
    return [said(rule, outcome, objects=objects) for rule in sorted(rules)]


def row(index: str, assertions: Iterable[Assertion], census: dict[str, int] | None = None) -> Row:
    rows = {row.id: row for row in table(assertions, EVERYTHING if census is None else census, FILE)}
    return rows[index]


def test_the_table_has_all_rows_in_order_even_of_a_file_that_nobody_tested() -> None:
    rows = table((), {}, FILE)
    assert [row.id for row in rows] == list(conditions())
    assert {row.kind for row in rows} == {"pdf"}
    assert Outcome.PASSED not in {row.outcome for row in rows}


class TestMachine:
    def test_it_passes_when_each_of_its_rules_was_kept(self) -> None:
        found = row("19-003", kept())
        assert (found.outcome, found.mode, found.checkers, found.objects) == (
            Outcome.PASSED, Mode.AUTOMATIC, (VERAPDF,), 2
        )  # fmt: skip
        assert (found.reason, found.defects) == ("", ())

    def test_the_things_that_all_its_rules_looked_at_are_counted(self) -> None:
        assert row("09-005", kept(objects=3)).objects == 15

    def test_what_nobody_counted_has_no_number(self) -> None:
        assert row("13-004", [said("pdf/ua1-7.3-1", Outcome.PASSED)]).objects is None

    def test_one_broken_rule_fails_it_with_every_place(self) -> None:
        rule = "pdf/ua1-7.2-17"
        broken = [said(rule, Outcome.FAILED), said(rule, Outcome.FAILED)]
        found = row("09-005", [*kept(without=[rule]), *broken])
        assert (found.outcome, list(found.defects)) == (Outcome.FAILED, broken)

    def test_one_rule_fails_all_the_rows_it_tests(self) -> None:
        rule = "pdf/ua1-7.1-10"
        assertions = [*kept(without=[rule]), said(rule, Outcome.FAILED)]
        assert {row("07-001", assertions).outcome, row("07-002", assertions).outcome} == {Outcome.FAILED}

    def test_a_rule_of_ours_fails_it_where_verapdf_is_content(self) -> None:
        found = row("01-005", [*kept(), said("pdf/orphan-content", Outcome.FAILED, checker=None)])
        assert found.outcome is Outcome.FAILED

    def test_a_failure_in_what_was_not_counted_stands(self) -> None:
        assertions = [said("pdf/ua1-7.18.5-1", Outcome.FAILED)]
        assert row("28-011", assertions, NOTHING).outcome is Outcome.FAILED

    def test_a_failure_is_of_the_rows_that_the_file_has_objects_for(self) -> None:
        rule = "pdf/ua1-7.21.7-1"
        assertions = [*kept(without=[rule]), said(rule, Outcome.FAILED)]
        census = {**EVERYTHING, "formula": 0}
        assert row("17-003", assertions, census).outcome is Outcome.INAPPLICABLE
        assert row("17-003", assertions).outcome is Outcome.FAILED
        assert row("10-001", assertions, census).outcome is Outcome.FAILED

    def test_a_failure_outweighs_a_doubt_and_a_doubt_a_pass(self) -> None:
        doubt = said("pdf/heading-skip", Outcome.CANT_TELL)
        assert row("14-003", [*kept(), doubt]).outcome is Outcome.CANT_TELL
        assert row("14-003", [*kept(), doubt, said("pdf/ua1-7.4.2-1", Outcome.FAILED)]).outcome is Outcome.FAILED

    def test_it_is_untested_when_verapdf_was_not_run(self) -> None:
        found = row("13-004", [said("pdf/ua1-not-run", Outcome.UNTESTED)])
        assert (found.outcome, found.mode, found.reason) == (Outcome.UNTESTED, Mode.AUTOMATIC, WORDS["not-run"])

    def test_it_is_untested_when_one_of_its_rules_is_silent(self) -> None:
        found = row("09-005", kept(without=["pdf/ua1-7.2-17"]))
        assert (found.outcome, found.reason) == (Outcome.UNTESTED, WORDS["silent"])

    def test_it_is_untested_where_no_program_tests_it(self) -> None:
        found = row("09-007", kept())
        assert (found.outcome, found.mode, found.reason) == (Outcome.UNTESTED, Mode.AUTOMATIC, WORDS["no-program"])

    def test_it_does_not_apply_where_the_file_has_no_such_object(self) -> None:
        found = row("26-001", kept(), {**EVERYTHING, "encryption": 0})
        assert (found.outcome, found.reason, found.objects) == (Outcome.INAPPLICABLE, WORDS["absent"], 0)

    def test_it_does_not_apply_where_its_rules_met_no_object(self) -> None:
        found = row("30-002", kept(objects=0))
        assert (found.outcome, found.reason) == (Outcome.INAPPLICABLE, WORDS["absent"])

    def test_an_object_that_was_not_counted_may_be_there(self) -> None:
        assert row("26-001", (), {}).outcome is Outcome.UNTESTED

    def test_when_verapdf_refuses_the_file_nobody_can_tell_which_row(self) -> None:
        found = row("13-004", [*kept(), said("pdf/ua1-refused", Outcome.FAILED)])
        assert (found.outcome, len(found.defects)) == (Outcome.CANT_TELL, 1)

    def test_what_was_found_in_another_file_is_not_counted(self) -> None:
        assertions = [*kept(), said("pdf/ua1-7.3-1", Outcome.FAILED, subject=OTHER)]
        assert row("13-004", assertions).outcome is Outcome.PASSED


class TestPerson:
    def test_it_is_owed_until_somebody_answers(self) -> None:
        for assertions in (kept(), [*kept(), judged("09-002", Outcome.UNTESTED, None)]):
            found = row("09-002", assertions)
            assert (found.is_owed, found.reason, found.answer) == (True, WORDS["owed"], None)

    @pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL])
    def test_the_answer_decides(self, outcome: Outcome) -> None:
        answer = judged("09-002", outcome)
        found = row("09-002", [answer])
        assert (found.outcome, found.mode, found.checkers) == (outcome, Mode.MANUAL, ("Nadia Haddad",))
        assert (found.answer, found.reason) == (answer, "")

    def test_a_person_may_judge_that_it_does_not_apply(self) -> None:
        found = row("15-001", [judged("15-001", Outcome.INAPPLICABLE)])
        assert (found.outcome, found.mode, found.reason) == (Outcome.INAPPLICABLE, Mode.MANUAL, WORDS["judged"])

    def test_nobody_is_asked_about_what_is_not_there(self) -> None:
        for assertions in ([], [judged("15-001", Outcome.UNTESTED, None)]):
            found = row("15-001", assertions, {**EVERYTHING, "table": 0})
            assert (found.outcome, found.reason, found.is_owed) == (Outcome.INAPPLICABLE, WORDS["absent"], False)

    def test_a_failure_that_a_machine_found_stands_against_an_answer(self) -> None:
        answer = judged("09-001", Outcome.PASSED)
        broken = said("pdf/reading-order", Outcome.FAILED, checker=None)
        found = row("09-001", [answer, broken])
        assert (found.outcome, found.defects, found.answer) == (Outcome.FAILED, (broken,), answer)

    def test_a_doubt_of_a_machine_is_shown_and_left_to_the_person(self) -> None:
        doubt = said("pdf/text-added", Outcome.CANT_TELL, checker=None)
        assert (row("01-001", [doubt]).is_owed, row("01-001", [doubt]).defects) == (True, (doubt,))
        found = row("01-001", [doubt, judged("01-001", Outcome.PASSED)])
        assert (found.outcome, found.defects) == (Outcome.PASSED, (doubt,))

    def test_an_answer_about_another_file_is_none(self) -> None:
        answer = said("matterhorn/09-002", Outcome.PASSED, subject=OTHER, mode=Mode.MANUAL)
        assert row("09-002", [answer]).is_owed


def test_a_row_without_a_test_does_not_apply() -> None:
    for index in ("23-001", "27-001"):
        assert (row(index, ()).outcome, row(index, ()).reason) == (Outcome.INAPPLICABLE, WORDS["no-test"])


def test_an_untested_file_owes_all_48_rows() -> None:
    rows = table((), {}, FILE)
    assert len(rows) == 137
    assert sum(row.is_owed for row in rows) == 48
    assert sum(row.outcome is Outcome.UNTESTED and row.mode is Mode.AUTOMATIC for row in rows) == 87
