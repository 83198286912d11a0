"""The Matterhorn Protocol 1.1 as data: every row, in order, and only rules that exist."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from publisher.model.census import KINDS
from publisher.model.requirement import Decider, FailureCondition
from publisher.rules import rules
from publisher.standards.en301549 import CRITERIA
from publisher.standards.matterhorn import checkpoints, conditions, rows_by_rule, rules_of

DECIDERS = {
    1: "HHMMMHM", 2: "MHMM", 3: "HHH", 4: "H", 5: "HHH", 6: "MMMH", 7: "MM", 8: "HH", 9: "HHHMMMMM", 10: "M",
    11: "MMMMMMH", 12: "H", 13: "HHHMHHHH", 14: "HMMHHMM", 15: "HHMHH", 16: "HHH", 17: "HMM", 18: "HH", 19: "HHMM",
    20: "MMM", 21: "M", 22: "H", 23: "-", 24: "H", 25: "M", 26: "MM", 27: "-", 28: "HMHMMMMMMMMMHMMMMM", 29: "H",
    30: "MM", 31: "MMMMMMMMMHMMMMMMMMMMMMMMMMMMMM",
}  # fmt: skip
"""who decides the rows of each checkpoint, in order, as the tables of the protocol have it"""
LETTERS = {"M": Decider.MACHINE, "H": Decider.PERSON, "-": Decider.NOBODY}

PROFILE = {
    "5": range(1, 6), "6.1": [1], "6.2": [1], "7.1": range(1, 13), "7.2": [*range(2, 35), *range(36, 44)], "7.3": [1],
    "7.4.2": [1], "7.4.4": [1, 2, 3], "7.5": [1, 2], "7.7": [1], "7.9": [1, 2], "7.10": [1, 2], "7.11": [1],
    "7.15": [1], "7.16": [1], "7.18.1": [1, 2, 3], "7.18.2": [1], "7.18.3": [1], "7.18.4": [1, 2], "7.18.5": [1, 2],
    "7.18.6.2": [1, 2], "7.18.8": [1], "7.20": [1, 2], "7.21.3.1": [1], "7.21.3.2": [1], "7.21.3.3": [1, 2, 3],
    "7.21.4.1": [1, 2], "7.21.4.2": [1, 2], "7.21.5": [1], "7.21.6": [1, 2, 3, 4], "7.21.7": [1, 2], "7.21.8": [1],
}  # fmt: skip
"""the rules of veraPDF 1.30, profile PDF/UA-1, by clause"""
VERAPDF = {f"{clause}-{number}" for clause, numbers in PROFILE.items() for number in numbers}

NO_PROGRAM = {"09-007", "09-008", "28-018"}
"""rows for machines that no rule of the profile tests: ruby, warichu, what a printer's mark draws"""
NO_ROW = {"5-4", "5-5", "6.1-1", "6.2-1", "7.1-11", "7.1-12", "7.2-15", "7.2-41", "7.2-42", "7.2-43", "7.18.4-2"}
"""rules of the profile that test what no row speaks of"""

ROWS = list(conditions().values())


def test_the_protocol_is_complete_and_in_order() -> None:
    wanted = [
        (f"{checkpoint:02}-{number:03}", checkpoint, LETTERS[letter])
        for checkpoint, letters in DECIDERS.items()
        for number, letter in enumerate(letters, 1)
    ]
    assert [(row.index, row.checkpoint, row.decider) for row in ROWS] == wanted
    assert list(conditions()) == [index for index, *_ in wanted]


def test_137_rows_of_which_87_are_for_machines() -> None:
    assert len(ROWS) == 137
    assert Counter(row.decider for row in ROWS) == {Decider.MACHINE: 87, Decider.PERSON: 48, Decider.NOBODY: 2}


def test_each_checkpoint_has_a_name() -> None:
    assert list(checkpoints()) == list(range(1, 32))
    assert len(set(checkpoints().values())) == 31


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.index)
class TestRow:
    def test_it_says_one_sentence(self, row: FailureCondition) -> None:
        assert re.fullmatch(r"[A-Z][^.{}<>]*\.", row.text)

    def test_persons_are_asked_and_machines_are_not(self, row: FailureCondition) -> None:
        assert row.question.endswith("?") is (row.decider is Decider.PERSON)

    def test_its_clause_is_one_of_the_standard(self, row: FailureCondition) -> None:
        assert re.fullmatch(r"5|7(\.\d{1,2}){1,3}", row.clause)

    def test_what_it_names_exists(self, row: FailureCondition) -> None:
        assert set(row.objects) <= set(KINDS)
        assert set(row.verapdf) <= VERAPDF
        assert set(row.own) <= rules().keys()
        assert set(row.wcag) <= CRITERIA

    def test_only_machines_are_tested_by_veraPDF(self, row: FailureCondition) -> None:  # noqa: N802
        assert not row.verapdf or row.decider is Decider.MACHINE


def test_no_text_says_what_another_says() -> None:
    texts = [text for row in ROWS for text in (row.text, row.question) if text]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_what_no_program_tests_is_said_not_to_be_tested() -> None:
    assert {row.index for row in ROWS if row.decider is Decider.MACHINE and not rules_of(row)} == NO_PROGRAM


def test_a_rule_of_the_profile_without_a_row_is_known() -> None:
    assert len(VERAPDF) == 106
    assert VERAPDF - {rule for row in ROWS for rule in row.verapdf} == NO_ROW


@pytest.mark.parametrize(
    ("rule", "indexes"),
    [
        ("pdf/ua1-7.4.2-1", ["14-002", "14-003"]),
        ("pdf/ua1-7.11-1", ["21-001", "28-016"]),
        ("pdf/ua1-7.21.7-1", ["10-001", "17-003", "31-027"]),
        ("pdf/ua1-7.21.4.1-2", ["31-011", "31-018"]),
        ("pdf/heading-skip", ["14-003"]),
        ("pdf/reading-order", ["09-001"]),
    ],
)
def test_a_rule_leads_to_the_rows_it_tests_whatever_clause_it_is_filed_under(rule: str, indexes: list[str]) -> None:
    assert [row.index for row in rows_by_rule()[rule]] == indexes
