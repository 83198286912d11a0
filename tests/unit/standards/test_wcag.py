"""Success criteria as data: all that WCAG 2.2 has at levels A and AA, and what of them is for persons."""

from __future__ import annotations

from collections import Counter

import pytest

from publisher.model.census import KINDS
from publisher.model.requirement import Criterion, Decider
from publisher.standards.en301549 import CRITERIA, clause
from publisher.standards.matterhorn import conditions
from publisher.standards.wcag import criteria

ALL = tuple(criteria().values())
ROWS = [criterion for criterion in ALL if criterion.rows]


def test_criteria_are_those_of_the_standard_by_level_and_version() -> None:
    # WCAG 2.0 has 25 and 13 of levels A and AA, one of them (4.1.1) is obsolete; 2.1 brought 5 and 7, 2.2 two and four.
    assert Counter((item.since, item.level) for item in ALL) == {
        ("2.0", "A"): 24, ("2.0", "AA"): 13, ("2.1", "A"): 5, ("2.1", "AA"): 7, ("2.2", "A"): 2, ("2.2", "AA"): 4,
    }  # fmt: skip
    assert "4.1.1" not in criteria()


def test_criteria_of_earlier_versions_are_those_of_the_european_standard() -> None:
    assert {item.id for item in ALL if item.since != "2.2"} | {"4.1.1"} == CRITERIA


def test_criteria_stand_in_the_order_of_the_standard() -> None:
    numbers = [tuple(map(int, item.id.split("."))) for item in ALL]
    assert numbers == sorted(set(numbers))
    assert [item.id for item in ALL] == list(criteria())


def test_a_person_is_asked_exactly_where_programs_do_not_decide_alone() -> None:
    for item in ALL:
        assert item.decider in {Decider.MACHINE, Decider.PERSON, Decider.BOTH}, item.id
        assert item.question.endswith("?") == (item.decider is not Decider.MACHINE), item.id
    asked = Counter(item.question for item in ALL if item.question)
    assert set(asked.values()) == {1}
    assert len({item.name for item in ALL}) == len(ALL)


def test_objects_are_of_kinds_that_are_counted() -> None:
    for item in ALL:
        assert {*item.html, *item.pdf, *item.look} <= set(KINDS), item.id


def test_what_is_about_sets_of_pages_asks_nothing_of_a_document() -> None:
    void = {item.id for item in ALL if "pdf" in item.void_in}
    assert {item.id for item in ALL if clause(item.id, "html") and not clause(item.id, "pdf")} <= void
    assert all(set(item.void_in) <= {"pdf"} for item in ALL)


@pytest.mark.parametrize("criterion", ROWS, ids=lambda item: item.id)
def test_a_criterion_that_rows_ask_is_asked_by_all_rows_for_persons_that_serve_it(criterion: Criterion) -> None:
    serving = [row.index for row in conditions().values() if row.decider is Decider.PERSON and criterion.id in row.wcag]
    assert list(criterion.rows) == serving
