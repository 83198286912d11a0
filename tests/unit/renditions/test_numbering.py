"""Page numbers, counters and labels go on from part to part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.model.part import Anchor, Count, Page, PartFacts, Start
from publisher.renditions.pdf.numbering import Label, Numbering, numbering


def part(pages: int, began: int = 1, anchors: tuple[Anchor, ...] = (), counts: tuple[Count, ...] = ()) -> PartFacts:
    return PartFacts(
        tuple(Page("", began + number, False, False) for number in range(pages)),
        anchors,
        Start(began),
        counts=counts,
    )


def numbered(*parts: PartFacts, direction: str = "ltr") -> Numbering:
    return numbering(parts, [{} for _ in parts], direction, frozenset())


def test_a_part_begins_where_the_one_before_ends() -> None:
    numbers = numbered(part(2), part(3), part(1))
    assert [start.number for start in numbers.starts] == [1, 3, 6]
    assert [start.index for start in numbers.starts] == [0, 2, 5]
    assert {start.total for start in numbers.starts} == {6}


def test_the_first_page_lies_on_the_right_unless_the_language_runs_from_there() -> None:
    assert [start.right for start in numbered(part(1), part(2), part(1)).starts] == [True, False, False]
    assert [start.right for start in numbered(part(1), part(2), part(1), direction="rtl").starts] == [False, True, True]


def test_the_page_of_a_target_is_the_one_printed_there_whatever_layout_was_told() -> None:
    numbers = numbered(part(2), part(3, began=88, anchors=(Anchor("seaport", 1),)))
    assert Count("page", 4) in numbers.targets["seaport"].counts
    assert Count("pages", 5) in numbers.targets["seaport"].counts


def test_numbers_that_a_style_set_stay_as_they_are_and_later_parts_go_on_from_them() -> None:
    again = PartFacts((Page("", 1, True, False), Page("", 2, True, False)), ())
    numbers = numbered(part(3), again, part(1))
    assert [page.number for page in numbers.pages] == [1, 2, 3, 1, 2, 3]
    assert numbers.labels == (Label(0, 1), Label(3, 1))


def test_a_counter_goes_on_by_what_each_part_adds_even_where_it_was_told_wrong() -> None:
    parts = (
        part(1, counts=(Count("chapter", 1),)),
        part(1, counts=(Count("chapter", 1),), anchors=(Anchor("here", 0, (Count("chapter", 1),)),)),
        part(1, counts=(Count("chapter", 7),)),
    )
    numbers = numbering(parts, [{"chapter": 0}, {"chapter": 0}, {"chapter": 6}], "ltr", frozenset({"chapter"}))
    assert [counts["chapter"] for counts in numbers.counts] == [0, 1, 2]
    assert Count("chapter", 2) in numbers.targets["here"].counts


def test_an_id_that_two_parts_claim_leads_to_the_first() -> None:
    numbers = numbered(part(1, anchors=(Anchor("a", 0),)), part(1, anchors=(Anchor("a", 0),)))
    assert Count("page", 1) in numbers.targets["a"].counts


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.lists(st.integers(1, 300), min_size=8, max_size=8))
def test_numbers_do_not_depend_on_what_layout_was_told(lengths: list[int], told: list[int]) -> None:
    guessed = numbered(*(part(length, began) for length, began in zip(lengths, told, strict=False)))
    assert guessed == numbered(*(part(length) for length in lengths))
    assert [page.number for page in guessed.pages] == list(range(1, sum(lengths) + 1))
    assert guessed.labels == (Label(0, 1),)
