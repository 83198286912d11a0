from __future__ import annotations

import pytest

from publisher.checks.text.balance import check_balance, check_balance_kept
from publisher.model.text import read_text


def unmatched(text: str, language: str = "fr") -> list[int | None]:
    remarks = list(check_balance(read_text(text, language)))
    assert {remark.rule for remark in remarks} <= {"punctuation/unmatched"}
    return [remark.start for remark in remarks]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("La digue (nord tient.", 9),
        ("La digue nord) tient.", 13),
        ("La digue dite «\u00a0nord tient.", 14),
        ("The dyke called “North holds.", 16),
        ("The dyke called North” holds.", 21),
        ("The dyke called ‘North holds.", 16),
        ('La digue "nord tient.', 9),
        ("La digue (dite «\u00a0nord) tient.", 15),
    ],
)
def test_a_half_alone_is_found_at_its_place(text: str, place: int) -> None:
    assert unmatched(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "a) la digue (nord)\u202f; b) le canal",
        "Rendez-vous demain :)",
        "dans l’intervalle [0\u202f; 1[ ou [a, b[",
        'un tuyau de 3"',
        "l’eau d’aujourd’hui",
        "the dykes’ gates of the ’90s and ‘North’ ones",
        "«\u00a0La digue tient,\n«\u00a0et tiendra.\u00a0»",
        "„Damm“",
    ],
)
def test_marks_that_are_no_halves_are_left_alone(text: str) -> None:
    assert unmatched(text) == []


def test_a_translation_of_an_unbalanced_source_is_not_blamed() -> None:
    source, target = read_text("La digue (nord tient.", "fr"), read_text("The (northern dyke holds.", "en")
    assert list(check_balance_kept(source, target)) == []
