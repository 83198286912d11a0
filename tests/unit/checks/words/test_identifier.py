"""The language of a text."""

from __future__ import annotations

import pytest

from publisher.checks.words.identifier import likelihoods


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "les bateaux rentrent au port avant la nuit"),
        ("en", "the boats come back to port before night falls"),
        ("es", "los barcos vuelven al puerto antes de la noche"),
        ("pt", "os navios voltam ao porto antes da noite"),
    ],
)
def test_a_sentence_is_of_its_language_and_of_no_other(language: str, text: str) -> None:
    found = likelihoods(text)
    assert max(found, key=lambda tag: found[tag]) == language
    assert sum(found.values()) == pytest.approx(1)
