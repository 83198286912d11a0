from random import Random
from statistics import median, quantiles

import pytest
from tests.benchmarks import prose


def written(seed: int, count: int = 2_000) -> list[str]:
    random = Random(seed)
    return [prose.message(random, prose.length(random)) for _ in range(count)]


def test_the_same_seed_writes_the_same_messages() -> None:
    assert written(3, 50) == written(3, 50)


def test_half_of_the_messages_are_near_80_characters_and_a_tenth_is_over_300() -> None:
    lengths = [len(message) for message in written(1)]
    assert median(lengths) == pytest.approx(80, rel=0.2)
    assert quantiles(lengths, n=10)[-1] == pytest.approx(300, rel=0.1)


def test_a_seventh_of_the_messages_is_one_or_two_words() -> None:
    assert sum(len(message.split()) < 3 for message in written(1)) / 2_000 == pytest.approx(1 / 7, abs=0.04)


def test_messages_share_words_and_have_rare_ones() -> None:
    words = [word for message in written(1) for word in prose.TOKEN.findall(message)]
    assert 0.02 < len(set(words)) / len(words) < 0.1


def test_tags_are_closed_and_none_is_used_twice() -> None:
    for message in written(2):
        for mark in prose.MARKS:
            assert message.count(f"<{mark}>") == message.count(f"</{mark}>") <= 1


def test_a_translation_has_the_length_of_its_text_and_its_tags() -> None:
    french = "L’équipe publie <strong>chaque rapport</strong> en 2019."
    assert prose.translated(french) == "The team publishes <strong>each report</strong> in 2019."
