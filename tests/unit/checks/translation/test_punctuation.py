from __future__ import annotations

import pytest

from publisher.checks.translation.punctuation import check_punctuation
from publisher.model.text import read_text


def rules(source: str, target: str, language: str = "en") -> list[str]:
    remarks = check_punctuation(read_text(source, "fr"), read_text(target, language))
    return [remark.rule.removeprefix("translation/") for remark in remarks]


@pytest.mark.parametrize(
    ("source", "target", "language", "rule"),
    [
        ("La digue tient depuis dix ans.", "The dyke has held for ten years", "en", "end-lost"),
        ("les seuils de crue\u202f;", "umbrales de crecida", "es", "item-end-lost"),
        ("Carte des zones inondables", "Map of flood areas.", "en", "end-added"),
        ("Trois seuils existent\u00a0:", "هناك ثلاث عتبات.", "ar", "end-changed"),
        ("La digue tient-elle\u202f?", "The dyke holds.", "en", "question-lost"),
        ("Comment puis-je aider\u202f?", "¿Cómo puedo ayudar", "es", "question-lost"),
        ("Comment aider\u202f?", "كيف أساعد", "ar", "question-lost"),
        ("La digue tient-elle\u202f? Oui.", "السد صامد. نعم.", "ar", "question-lost"),
    ],
)
def test_a_mark_that_differs_breaks_its_rule(source: str, target: str, language: str, rule: str) -> None:
    assert rules(source, target, language) == [rule]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("La digue tient-elle\u202f?", "هل السد صامد؟", "ar"),
        ("les seuils\u202f;", "العتبات؛", "ar"),
        ("Il a écrit\u00a0: «\u00a0La digue tient.\u00a0»", "Escribió: «La presa resiste».", "es"),
        ("Il a dit\u00a0: «\u00a0Tient-elle\u202f?\u00a0»", "He said: “Is it holding?”", "en"),
        ("La digue tient (voir la carte).", "The dyke is holding (see the map.)", "en"),
        ("La digue tient.<a>1</a>", "The dyke is holding<a>1</a>.", "en"),
        ("La digue tient¹.", "The dyke is holding.¹", "en"),
    ],
)
def test_a_mark_is_the_same_in_the_form_and_place_of_its_language(source: str, target: str, language: str) -> None:
    assert rules(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Attention à la crue\u202f!", "Beware of floods.", "en"),
        ("Entrée interdite.", "No entry", "en"),
        ("Une digue du Ier siècle av. J.-C.", "A dyke of the first century BC", "en"),
        ("Fermeture à 18 heures", "Cierre a las 6 p.m.", "es"),
        ("les seuils,", "the thresholds;", "en"),
        ("Madame, Monsieur,", "Estimados señores:", "es"),
        ("Que faire pendant une crue\u202f?", "What to do in a flood", "en"),
        ("Comment s’inscrire\u202f?", "Cómo inscribirse", "es"),
        ("Comment s’inscrire\u202f?", "كيفية التسجيل", "ar"),
        ("Qui sommes-nous\u202f?", "Quiénes somos", "es"),
        ("Comment s’inscrire", "¿Cómo inscribirse?", "es"),
        ("Une question\u202f? Écrivez-nous.", "If you have a question, write to us.", "en"),
    ],
)
def test_what_good_translators_change_is_left_alone(source: str, target: str, language: str) -> None:
    assert rules(source, target, language) == []


def test_space_that_the_source_has_not_can_be_removed() -> None:
    [remark] = check_punctuation(read_text("La digue", "fr"), read_text("The dyke ", "en"))
    assert (remark.rule, remark.start, remark.end, remark.replacement) == ("translation/edge-space", 8, 9, "")


def test_space_that_the_source_has_can_be_added() -> None:
    [remark] = check_punctuation(read_text(" la digue", "fr"), read_text("the dyke", "en"))
    assert (remark.rule, remark.start, remark.end, remark.replacement) == ("translation/edge-space", 0, 0, " ")


def test_line_breaks_are_counted() -> None:
    assert rules("Digue\nnord", "North dyke") == ["line-breaks"]
