from __future__ import annotations

import pytest

from publisher.languages import known
from publisher.languages.punctuation import names_of_marks, punctuation
from publisher.languages.words import foreign_words, words


@pytest.mark.parametrize("tag", known())
def test_every_language_names_the_same_marks(tag: str) -> None:
    assert set(punctuation(tag).marks) == set(names_of_marks().values())


@pytest.mark.parametrize("tag", known())
def test_closed_lists_are_in_small_letters(tag: str) -> None:
    listed = [*words(tag).doubled, *words(tag).own, *words(tag).lent, *words(tag).unfinished]
    assert [word for word in listed if word != word.lower()] == []


def test_a_word_that_both_languages_have_is_foreign_to_neither() -> None:
    assert "entre" in foreign_words("fr", "en")
    assert "entre" not in foreign_words("fr", "es")
