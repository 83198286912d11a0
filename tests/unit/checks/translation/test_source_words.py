from __future__ import annotations

import pytest

from publisher.checks.translation.source_words import check_source_words
from publisher.model.text import read_text


def left(source: str, target: str, language: str) -> list[str]:
    remarks = list(check_source_words(read_text(source, "fr"), read_text(target, language)))
    assert {remark.rule for remark in remarks} <= {"translation/source-word"}
    return [remark.words[0] for remark in remarks]


@pytest.mark.parametrize(
    ("target", "language", "word"),
    [
        ("Dykes et canals hold.", "en", "et"),
        ("Las presas avec canales resisten.", "es", "avec"),
        ("السدود et القنوات صامدة.", "ar", "et"),
    ],
)
def test_a_forgotten_word_is_found(target: str, language: str, word: str) -> None:
    assert left("Les digues et les canaux tiennent avec nous.", target, language) == [word]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Le Syndicat des digues et canaux", "The Syndicat des digues et canaux", "en"),
        ("Le livre «\u00a0terre et eau\u00a0»", "The book “terre et eau”", "en"),
        ("La revue <em>terre et eau</em>", "The journal <em>terre et eau</em>", "en"),
        ("La pression des eaux", "ضغط المياه (pression des eaux)", "ar"),
        ("Weber et al. (2018)", "Weber et al. (2018)", "en"),
        ("La digue de Villers-les-Bains", "The Villers-les-Bains dyke", "en"),
    ],
)
def test_names_quotations_and_terms_in_brackets_may_stay(source: str, target: str, language: str) -> None:
    assert left(source, target, language) == []
