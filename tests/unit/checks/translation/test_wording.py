"""Translations that are none, in part or as a whole: the examples of the rules, and what they leave alone."""

from __future__ import annotations

import pytest

from publisher.checks.translation.wording import check_wording
from publisher.model.text import read_text
from publisher.rules import rules

RULES = ("translation/untranslated", "translation/left-in-source", "translation/wrong-language", "translation/length")
FAILING = [(rule, example) for rule in RULES for example in rules()[rule].failing]
PASSING = [(rule, example) for rule in RULES for example in rules()[rule].passing]


def found(source: str, text: str, language: str) -> list[str]:
    return [remark.rule for remark in check_wording(read_text(source, "fr"), read_text(text, language))]


@pytest.mark.parametrize(("rule", "example"), FAILING, ids=[example.text[:30] for _, example in FAILING])
def test_a_failing_example_breaks_its_rule_only(rule, example) -> None:
    assert found(example.source, example.text, example.language) == [rule]


@pytest.mark.parametrize(("rule", "example"), PASSING, ids=[example.text[:30] for _, example in PASSING])
def test_a_passing_example_breaks_none(rule, example) -> None:
    assert found(example.source, example.text, example.language) == []


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("en", "Le Monde, Le Figaro et Libération en parlent.", "Le Monde, Le Figaro and Libération report on it."),
        ("es", "Le Conseil d’État a été saisi.", "El asunto se sometió al Conseil d’État."),
        ("es", "Le prêt-à-porter et la couture", "El prêt-à-porter y la costura"),
        ("es", "rue de la République, Lyon", "rue de la République, Lyon"),
        ("en", "Restaurant Le Petit Port, 3 quai des Brumes", "Restaurant Le Petit Port, 3 quai des Brumes"),
        (
            "en",
            "L’association Les Amis du vieux port recrute.",
            "The association Les Amis du vieux port is recruiting.",
        ),
        ("ar", "Logiciels : LibreOffice, Firefox", "LibreOffice وFirefox"),
        ("ar", "Écrire au 12 rue des Tilleuls, 69003 Lyon", "12 rue des Tilleuls, 69003 Lyon"),
        (
            "es",
            "Cette décision est définitive. Elle n’est pas susceptible de recours.",
            "Esta decisión es firme y no admite recurso.",
        ),
        ("en", "Défense d’afficher", "Post no bills"),
    ],
)
def test_names_addresses_and_free_translations_are_left_alone(language: str, source: str, text: str) -> None:
    assert found(source, text, language) == []


def test_what_is_left_has_its_place_in_the_text_as_readers_see_it() -> None:
    source = read_text("Un port <em>sûr</em>, sous peine de fermeture.", "fr")
    target = read_text("<em>سَلِيم</em> ميناء sous peine de fermeture.", "ar")
    (remark,) = check_wording(source, target)
    assert target.plain[remark.start : remark.end] == "sous peine de fermeture"


def test_protected_words_and_foreign_stretches_are_no_prose() -> None:
    kept = {"code": None, "q": "en"}
    source = read_text("Tapez <code>la mer et les ports</code> ici.", "fr", kept)
    target = read_text("Type <code>la mer et les ports</code> here.", "en", kept)
    assert list(check_wording(source, target)) == []


def test_a_text_whose_author_gave_it_the_language_of_the_translation_may_stay() -> None:
    text = read_text("The boats come back before night falls.", "en")
    assert list(check_wording(text, text)) == []


def test_a_text_without_a_word_breaks_no_rule() -> None:
    assert found("12,5 % – 2019", "", "ar") == []
