from __future__ import annotations

import pytest

from publisher.checks.text.confusions import check_confusions
from publisher.model.rule import Example
from publisher.model.text import read_text
from publisher.rules import rules

RULE = rules()["prose/confused"]


def confused(text: str, tag: str) -> list[str]:
    plain = read_text(text, tag).plain
    return [plain[remark.start : remark.end] for remark in check_confusions(read_text(text, tag))]


@pytest.mark.parametrize("example", RULE.failing)
def test_each_failing_example_is_found(example: Example) -> None:
    assert confused(example.text, example.language)


@pytest.mark.parametrize("example", RULE.passing)
def test_each_passing_example_is_left_alone(example: Example) -> None:
    assert confused(example.text, example.language) == []


@pytest.mark.parametrize(
    ("tag", "text", "place"),
    [
        ("fr", "Le refuge a été repeindre, puis fermer.", []),
        ("fr", "La digue a été réparer hier.", ["réparer"]),
        ("fr", "Il a décidé fermer le verger.", ["décidé fermer"]),
        ("fr", "La salle où il travaille, ou la cour.", []),
        ("fr", "Elle contribue de manière utile au verger.", []),
        ("en", "The gates of the garden is open.", ["is"]),
        ("en", "One of the gates of the garden is open.", []),
        ("en", "The news of the day is good.", []),
        ("en", "Three orchard workers and two new office in town", ["office"]),
        ("es", "La ley permite mejorando el riego.", ["mejorando"]),
        ("ar", "وافق المجلس علي المشروع.", ["علي"]),
        ("ar", "قال السيد علي الأحمد ذلك.", []),
        ("ar", "هذا الحديقة مفتوحة.", ["هذا"]),
        ("ar", "طفل واحد من كل خمسة", []),
    ],
)
def test_neighbours_decide(tag: str, text: str, place: list[str]) -> None:
    assert confused(text, tag) == place
