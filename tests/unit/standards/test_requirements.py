"""What standards ask for, where a rule tests a part of it."""

from __future__ import annotations

import re

import pytest

from publisher.model.evidence import Requirements
from publisher.rules import rules
from publisher.standards.en301549 import CRITERIA, clause
from publisher.standards.matterhorn import conditions
from publisher.standards.requirements import requirements

CRITERION = re.compile(r"[1-4]\.[1-5]\.[1-9]\d?")
ONLY_22 = ["2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"]
SETS_OF_PAGES = ["2.4.1", "2.4.5", "3.2.3", "3.2.4"]


class TestClause:
    @pytest.mark.parametrize("criterion", ["1.1.1", "1.4.10", "2.4.2", "4.1.1", "4.1.3"])
    def test_pages_have_clause_9_and_documents_clause_10(self, criterion: str) -> None:
        assert clause(criterion, "html") == f"9.{criterion}"
        assert clause(criterion, "pdf") == f"10.{criterion}"

    def test_50_criteria_of_wcag_21_have_a_clause_for_pages(self) -> None:
        assert len(CRITERIA) == 50
        assert None not in {clause(criterion, "html") for criterion in CRITERIA}

    @pytest.mark.parametrize("criterion", [*ONLY_22, "1.4.6", "2.4.9", "nonsense"])
    def test_what_is_newer_or_stricter_has_none(self, criterion: str) -> None:
        assert clause(criterion, "html") is None
        assert clause(criterion, "pdf") is None

    @pytest.mark.parametrize("criterion", SETS_OF_PAGES)
    def test_sets_of_pages_ask_nothing_of_a_document(self, criterion: str) -> None:
        assert clause(criterion, "html") == f"9.{criterion}"
        assert clause(criterion, "pdf") is None


class TestRequirements:
    def test_a_rule_of_ours_has_its_own_criteria_and_the_rows_that_name_it(self) -> None:
        assert requirements("pdf/reading-order", "pdf") == Requirements(("1.3.2",), ("10.1.3.2",), ("09-001",))

    def test_a_rule_of_verapdf_has_its_rows_and_their_criteria(self) -> None:
        assert requirements("pdf/ua1-7.3-1", "pdf") == Requirements(("1.1.1",), ("10.1.1.1",), ("13-004",))

    def test_a_rule_of_verapdf_may_test_several_rows(self) -> None:
        found = requirements("pdf/ua1-7.18.1-2", "pdf")
        assert found.matterhorn == ("28-004", "28-006")
        assert found.wcag == ("1.1.1", "1.3.1")

    @pytest.mark.parametrize("rule", ["pdf/ua1-6.2-1", "pdf/ua1-not-run", "pdf/a2a-6.6.2.3.1-1", "pdf/ua2-8.2-1"])
    def test_what_no_row_speaks_of_has_none(self, rule: str) -> None:
        assert requirements(rule, "pdf") == Requirements()

    def test_another_program_names_its_criteria_itself(self) -> None:
        found = requirements("html/axe-color-contrast", "html", ["1.4.3"])
        assert found == Requirements(("1.4.3",), ("9.1.4.3",))

    def test_criteria_stand_in_the_order_of_their_numbers_each_once(self) -> None:
        found = requirements("html/axe-x", "html", ["1.4.10", "1.4.3", "1.4.10", "2.5.8", "1.3.1"])
        assert found.wcag == ("1.3.1", "1.4.3", "1.4.10", "2.5.8")
        assert found.en == ("9.1.3.1", "9.1.4.3", "9.1.4.10")

    def test_a_page_that_is_no_valid_html_breaks_a_clause_that_wcag_22_has_dropped(self) -> None:
        assert requirements("html/nu-error", "html") == Requirements((), ("9.4.1.1",))
        assert requirements("html/nu-warning", "html") == Requirements()

    def test_a_page_that_scrolls_sideways_does_not_reflow(self) -> None:
        assert requirements("html/reflow", "html") == Requirements(("1.4.10",), ("9.1.4.10",))

    def test_a_question_of_the_protocol_serves_its_row(self) -> None:
        assert requirements("matterhorn/06-004", "pdf") == Requirements(("2.4.2",), ("10.2.4.2",), ("06-004",))
        assert requirements("matterhorn/99-999", "pdf") == Requirements()

    @pytest.mark.parametrize(("kind", "clause"), [("html", "9.1.4.1"), ("pdf", "10.1.4.1")])
    def test_a_question_of_wcag_serves_its_criterion(self, kind: str, clause: str) -> None:
        assert requirements(f"wcag/1.4.1/{kind}", kind) == Requirements(("1.4.1",), (clause,))

    def test_a_question_about_pages_alone_serves_no_clause_of_documents(self) -> None:
        assert requirements("wcag/2.4.5/pdf", "pdf") == Requirements(("2.4.5",))

    def test_whatever_tests_a_row_says_so(self) -> None:
        for condition in conditions().values():
            for rule in condition.own:
                assert condition.index in requirements(rule, "pdf").matterhorn
            for number in condition.verapdf:
                assert condition.index in requirements(f"pdf/ua1-{number}", "pdf").matterhorn

    def test_rules_of_ours_name_criteria_that_there_are(self) -> None:
        named = {criterion for rule in rules().values() for criterion in rule.wcag}
        assert "1.3.1" in named
        assert [criterion for criterion in named if not CRITERION.fullmatch(criterion)] == []
