"""A convention that a publication breaks throughout is told once."""

from __future__ import annotations

from publisher.checks.texts import check_texts
from publisher.model.passage import Passage
from publisher.model.text import read_text


def rules(*texts: str) -> list[str]:
    passages = (Passage(read_text(text, "fr"), "source/a.md", line, f"b-{line}") for line, text in enumerate(texts, 1))
    return [finding.rule for finding in check_texts(passages)]


def test_a_sign_that_every_text_sets_its_own_way_is_one_note() -> None:
    texts = [f"L'hiver {name}, le port ferme." for name in "abcdefghijklmnopqrstu"]
    assert rules(*texts) == ["typography/house-style"]


def test_a_few_texts_are_no_style() -> None:
    texts = [f"L'hiver {name}, le port ferme." for name in "abcdefghij"]
    assert rules(*texts) == ["typography/apostrophe"] * 10


def test_a_sign_set_both_ways_is_no_style() -> None:
    wrong = [f"L'hiver {name}, le port ferme." for name in "abcdefghijklmnopqrstu"]
    right = [f"L’été {name}, le port ouvre." for name in "abcd"]
    assert rules(*wrong, *right) == ["typography/apostrophe"] * 21


def test_what_no_publication_may_choose_is_told_of_each_text() -> None:
    texts = [f"Le port {name}  ferme." for name in "abcdefghijklmnopqrstu"]
    assert rules(*texts) == ["typography/double-space"] * 21
