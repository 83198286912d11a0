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
        ("fr", "Le musée rouvre ces portes en mai.", ["ces"]),
        ("fr", "Le gardien repeint ces portes en mai.", []),
        ("fr", "Chaque jardinier peu demander un congé.", ["peu"]),
        ("fr", "C’est un verger peu fertile.", []),
        ("fr", "Le refuge ou les skieurs ont été conduits est chauffé.", ["ou"]),
        ("fr", "Le refuge ou les chalets ont été rénovés en mai.", []),
        ("fr", "La clé a été remise gardien du phare, transmis copie.", []),
        ("fr", "La récolte a été confiée laboratoire du port.", ["confiée laboratoire"]),
        ("fr", "Ce fut le premier à venir, et le dernier pas étranger.", []),
        ("fr", "Ce fut le premier port signer la charte.", ["port signer"]),
        ("fr", "Il convient d’arrosé le soir, afin de récolter en été.", ["arrosé"]),
        ("fr", "Le nombre de jardiniers ont doublé.", ["ont"]),
        ("fr", "Le nombre de jardiniers qui ont répondu a doublé.", []),
        ("fr", "La ville rénove ça fondation.", ["ça"]),
        ("fr", "Le phare ouvre à la fin mois de mai, au début mai.", ["mois"]),
        ("fr", "Ils sont opposés avec force à un plan conforme avec la loi.", ["avec"]),
        ("fr", "Les fichiers sont chargés à partir du port.", []),
        ("es", "Las podas han sido eficaz.", ["eficaz"]),
        ("es", "Las podas son igual que antes.", []),
        ("es", "Los jardineros que lo pidan puede descansar.", ["puede"]),
        ("es", "Los caminos que parten del puerto pueden cerrarse.", []),
        ("en", "The list of orchards are long.", ["are"]),
        ("en", "The list of orchards we have is long.", []),
        ("en", "These measure protect bees.", ["measure"]),
        ("en", "These measure two metres; those result from a storm.", []),
        ("ar", "تعنى اللجنة بالحدائق العامه.", ["ه"]),
        ("ar", "توقف المشتبه به قرب المياه بعد الإكراه.", []),
        ("ar", "جمع البستاني كميه من التفاح.", ["كميه"]),
    ],
)
def test_neighbours_decide(tag: str, text: str, place: list[str]) -> None:
    assert confused(text, tag) == place
