from __future__ import annotations

import pytest

from publisher.checks.prose.transliteration import is_transliterated


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("لوفيفر", "Mme Lefèvre"),
        ("واشنطن", "à Washington"),
        ("والتكنولوجيا", "la technologie"),
        ("بالكيلومتر", "au kilomètre"),
        ("ندياي", "M. Ndiaye"),
        ("ليزيكران", "le massif des Écrins"),
    ],
)
def test_a_word_is_known_by_its_sound_prefixes_and_vowels_apart(word: str, source: str) -> None:
    assert is_transliterated(word, source)


@pytest.mark.parametrize(
    ("word", "source"), [("الوزراة", "Le verger sur la Seine"), ("المدينه", "La ville"), ("دوبون", "")]
)
def test_other_words_are_not(word: str, source: str) -> None:
    assert not is_transliterated(word, source)
