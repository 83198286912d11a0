from __future__ import annotations

from math import exp

import pytest

from publisher.ocr.words.channel import Channel, first_guess, table

ROWS = table().confusions


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.group}-{row.printed}-{row.seen}")
def test_a_confusion_changes_something_and_is_a_probability(row) -> None:
    assert row.printed != row.seen
    assert 0 < row.rate < 1
    assert 0 < row.rarity <= 1


def test_no_confusion_stands_twice_in_its_group() -> None:
    keys = [(row.group, row.printed, row.seen, row.start) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_of_what_is_printed_no_more_is_misread_than_there_is() -> None:
    for row in ROWS:
        same = [other.rate for other in ROWS if (other.group, other.printed) == (row.group, row.printed)]
        assert sum(same) < 1


def test_a_letter_kept_where_the_document_loses_it_is_as_good_as_impossible() -> None:
    index = table().index("accent", "è", "e")
    rates = [0.0] * len(ROWS)
    rates[index] = 0.99
    channel = Channel(tuple(rates), frozenset({index}), losses={"è": 0.99})
    assert channel.weight("système", ()) == pytest.approx(channel.weight("système", (index,)) - 4.6, abs=0.1)
    assert exp(channel.weight("système", (index,))) == pytest.approx(0.99)
    assert channel.weight("port", ()) == 0


def test_before_a_document_is_known_nothing_is_proven() -> None:
    assert not first_guess().usable
    assert not first_guess().suspected
