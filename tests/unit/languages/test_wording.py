"""Every language has what the checks of wording read of it."""

from __future__ import annotations

import pytest

from publisher.languages import known
from publisher.languages.wording import wording


@pytest.mark.parametrize("tag", known())
def test_a_language_can_be_told_from_the_others_by_its_small_words(tag: str) -> None:
    own = wording(tag)
    others = frozenset[str]().union(*(wording(other).function_words for other in known() if other != tag))
    assert len(own.function_words - others) > 50
    assert own.strangers
    assert not own.strangers & own.function_words


@pytest.mark.parametrize("tag", known())
def test_words_are_in_small_letters_as_texts_are_compared(tag: str) -> None:
    own = wording(tag)
    words = own.function_words | own.shared | own.strangers | own.clause_words | own.loans | own.abbreviations
    assert words == {word.lower() for word in words}
