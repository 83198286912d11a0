from __future__ import annotations

import pytest

from publisher.ocr.traced import EMPTY, Place, Source, joined, traced


def origins(text) -> list[int]:
    return [text.origin(index) for index in range(len(text.text))]


def test_a_place_counts_lines_and_columns_from_one() -> None:
    source = Source("ab\n\ncd")
    assert [source.place(offset) for offset in (0, 1, 2, 3, 4, 5)] == [
        Place(1, 1), Place(1, 2), Place(1, 3), Place(2, 1), Place(3, 1), Place(3, 2),
    ]  # fmt: skip


def test_a_replacement_keeps_the_origins_of_what_it_replaces() -> None:
    text = traced("du l action", 10).replaced(3, 5, "l'")
    assert text.text == "du l'action"
    assert origins(text) == list(range(10, 21))


def test_what_a_replacement_adds_stands_where_the_last_replaced_character_did() -> None:
    text = traced("sa action", 0).replaced(0, 1, "la b")
    assert text.text == "la ba action"
    assert origins(text) == [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]


def test_an_insertion_stands_where_the_text_after_it_does() -> None:
    text = traced("abc", 5).replaced(1, 1, "XY")
    assert (text.text, origins(text)) == ("aXYbc", [5, 6, 6, 6, 7])


def test_a_deletion_leaves_the_rest_where_it_was() -> None:
    text = traced("abcd", 5).replaced(1, 3, "")
    assert (text.text, origins(text)) == ("ad", [5, 8])


def test_neighbours_become_one_piece() -> None:
    assert joined((traced("ab", 3), EMPTY, traced("cd", 5))) == traced("abcd", 3)


def test_white_space_at_the_ends_is_stripped_with_its_origins() -> None:
    assert traced("  ab ", 4).stripped() == traced("ab", 6)
    assert traced("   ", 4).stripped() == EMPTY


def test_an_empty_text_has_no_origin() -> None:
    with pytest.raises(IndexError):
        EMPTY.origin(0)
