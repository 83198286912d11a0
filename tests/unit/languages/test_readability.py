"""Readability by the published formula of each language: easy texts pass, hard ones do not; figures as published."""

from __future__ import annotations

import pytest

from publisher.languages.readability import Measured, formula, measured, score, syllables

SYLLABLES = {
    "fr": "le 1, pays 1, bateau 2, création 3, européen 4, idées 2, longtemps 2, aujourd’hui 3, porte-avions 3",
    "en": "the 1, make 1, table 2, whole 1, boxes 2, miles 1, watched 1, wanted 2, need 1, ages 2, port 1",
    "es": "y 1, ya 1, muy 1, agua 2, río 2, ciudad 2, aéreo 4, guerra 2, quien 1, país 2, leyes 2, hoy 1",
}


@pytest.mark.parametrize("tag", SYLLABLES)
def test_syllables_are_counted_as_they_are_heard(tag: str) -> None:
    by = formula(tag)
    assert by is not None
    pairs = [pair.split() for pair in SYLLABLES[tag].split(", ")]
    assert {word: syllables(word, by) for word, _ in pairs} == {word: int(number) for word, number in pairs}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("fr", 207 - 1.015 * 10 - 73.6 * 1.5), ("en", 0.39 * 10 + 11.8 * 1.5 - 15.59), ("es", 206.835 - 10 - 62.3 * 1.5)],
)
def test_the_formulas_are_the_published_ones(tag: str, expected: float) -> None:
    by = formula(tag)
    assert by is not None
    assert score(Measured(100, 10, 150), by) == pytest.approx(expected)


@pytest.mark.parametrize("tag", ["fr", "en", "es"])
def test_longer_sentences_and_longer_words_are_harder(tag: str) -> None:
    by = formula(tag)
    assert by is not None
    plain, long, wordy = (
        score(found, by) for found in (Measured(90, 15, 117), Measured(90, 2, 117), Measured(90, 15, 225))
    )
    assert not by.is_hard(plain)
    assert (long < plain, wordy < plain) == (by.is_ease, by.is_ease)
    assert by.is_hard(wordy)


def test_a_text_without_a_full_stop_is_a_sentence_and_a_number_no_word() -> None:
    by = formula("fr")
    assert by is not None
    found = measured(["Le port", "Un quai ! Deux grues… 1 050 navires.", "2019"], by)
    assert (found.words, found.sentences) == (7, 4)


def test_arabic_has_no_formula_that_is_sure() -> None:
    assert formula("ar") is None
