from __future__ import annotations

import pytest

from publisher.checks.text.doubled import check_doubled
from publisher.model.text import read_text


def doubled(text: str, language: str) -> list[str]:
    read = read_text(text, language)
    remarks = list(check_doubled(read))
    assert {remark.rule for remark in remarks} <= {"words/doubled"}
    return [read.plain[remark.start : remark.end] for remark in remarks]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("La digue de de la ville.", "fr", "de de"),
        ("Le le matin, l’eau monte.", "fr", "Le le"),
        ("The dyke <em>of</em> of the town", "en", "of of"),
        ("We repaired the dyke dyke.", "en", "dyke dyke"),
        ("We stood in the in the water.", "en", "in the in the"),
        ("السد في في المدينة.", "ar", "في في"),
        ("La presa y y el canal", "es", "y y"),
    ],
)
def test_a_word_written_twice_is_found(text: str, language: str, found: str) -> None:
    assert doubled(text, language) == [found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nous nous levons, vous vous couchez.", "fr"),
        ("Prenez-le le matin\u202f; oui, oui.", "fr"),
        ("La digue A a cédé.", "fr"),
        ("I know that that dyke had had leaks.", "en"),
        ("La altura difiere de la de la otra presa.", "es"),
        ("The Bora Bora dyke, 12 12 12", "en"),
        ("شيئا فشيئا، لا لا", "ar"),
        ("Digue<br/>Digue nord", "fr"),
    ],
)
def test_repetitions_by_right_are_left_alone(text: str, language: str) -> None:
    assert doubled(text, language) == []
