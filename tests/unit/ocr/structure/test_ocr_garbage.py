from __future__ import annotations

import pytest
from tests.unit.ocr.structuring import RUNNING, classified, lexicon, roles

from publisher.model.review import Kind
from publisher.ocr.values import Role

LEXICON = lexicon()


@pytest.mark.parametrize("text", ["{?z,) ”,n \"}JZ M'\\N", "@", "_—\\", "N", "<", "~t", "r A", "------", "J 111X"])
def test_what_is_left_of_a_picture_is_left_out_and_stays_in_the_review(text: str) -> None:
    found = classified(f"{RUNNING}\n\n{text}\n\n{RUNNING}", LEXICON)
    assert [item.role for item in found] == [Role.PARAGRAPH, Role.GARBAGE, Role.PARAGRAPH]
    (doubt,) = found[1].doubts
    assert (doubt.kind, doubt.original, doubt.proposals, doubt.done) == (Kind.DROP, text, ("",), True)


@pytest.mark.parametrize(
    "text",
    ["CAPITAINERIE DU PORT", "IDEA", "à bord", "12", "3,5 %", "www.exemple.org", "les navires du p0rt", "@LePort"],
)
def test_what_can_be_read_stays(text: str) -> None:
    assert Role.GARBAGE not in [role for role, _ in roles(f"{RUNNING}\n\n{text}\n\n{RUNNING}", LEXICON)]


def test_in_doubt_the_text_stays_and_is_asked_about() -> None:
    (item,) = (item for item in classified(f"{RUNNING}\n\n4\n\n{RUNNING}", LEXICON) if item.doubts)
    (doubt,) = item.doubts
    assert (item.role, doubt.kind, doubt.done) == (Role.PARAGRAPH, Kind.DROP, False)


def test_letters_at_the_end_of_a_block_are_cut_off() -> None:
    found = roles(f"{RUNNING}\n\\ _|", LEXICON)
    assert [role for role, _ in found] == [Role.PARAGRAPH, Role.GARBAGE]


def test_signs_before_a_line_are_cut_off() -> None:
    found = classified(RUNNING.replace("puis ils", "\\ / , puis ils"), LEXICON)
    assert [item.role for item in found] == [Role.PARAGRAPH, Role.GARBAGE]
    assert found[0].block.lines[2].text.text.startswith("puis ils")
    assert found[1].doubts[0].original == "\\ / ,"


def test_a_garbled_line_in_a_paragraph_is_no_garbage() -> None:
    text = "Lcs agcnts du p0rt contrôlcnt chaquc matin\nlcs navircs qui vicnncnt dc la hautc mcr."
    assert [role for role, _ in roles(text, LEXICON)] == [Role.PARAGRAPH]


def test_running_heads_are_left_out() -> None:
    found = classified(f"Le port en 2020\n\n{RUNNING}", LEXICON, frozenset({1}))
    assert [item.role for item in found] == [Role.GARBAGE, Role.PARAGRAPH]
    assert found[0].doubts[0].original == "Le port en 2020"
    assert found[0].doubts[0].done


def test_a_block_begins_where_the_file_has_it() -> None:
    text = f"{RUNNING}\n\n~t\n\n{RUNNING}"
    (doubt,) = (doubt for item in classified(text, LEXICON) for doubt in item.doubts)
    assert text[doubt.origin :].startswith("~t")
