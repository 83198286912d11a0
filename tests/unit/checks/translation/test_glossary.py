"""Terms and their accepted names, inflected in every language."""

from __future__ import annotations

import pytest

from publisher.checks.translation.glossary import check_glossary
from publisher.model.glossary import Glossary, Term
from publisher.model.text import read_text
from publisher.readers.glossary import parse
from publisher.rules import rules

RULE = rules()["translation/glossary"]
ROWS = """fr,en,es,ar
notice rouge,red notice|Red Notice alert,notificación roja,نشرة حمراء
mandat d’arrêt,arrest warrant,orden de detención|orden de arresto,مذكرة توقيف|أمر قبض
bureau central national,National Central Bureau|NCB,oficina central nacional,مكتب مركزي وطني
bureau,office,oficina,مكتب
pays membre,member country,país miembro,بلد عضو|دولة عضو|بلدان أعضاء|دول أعضاء
cybercriminalité,cybercrime,ciberdelincuencia,جريمة سيبرانية|جرائم سيبرانية
FIND,FIND,FIND,FIND
formation,training,,
"""


def missed(language: str, source: str, text: str, rows: str = ROWS) -> list[str]:
    check = check_glossary(parse(rows, "source/glossary.csv", ("fr", "en", "es", "ar")))
    return [remark.words[0] for remark in check(read_text(source, "fr"), read_text(text, language))]


def of_example(example) -> list[str]:
    rows = f"fr,{example.language}\n" + "\n".join(example.flags)
    return missed(example.language, example.source, example.text, rows)


@pytest.mark.parametrize("example", RULE.failing, ids=lambda example: example.text[:30])
def test_a_failing_example_breaks_the_rule(example) -> None:
    assert of_example(example)


@pytest.mark.parametrize("example", RULE.passing, ids=lambda example: example.text[:30])
def test_a_passing_example_does_not(example) -> None:
    assert not of_example(example)


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        ("en", "Les notices rouges circulent.", "Red Notices circulate."),
        ("en", "L’émission d’une notice rouge", "Issuing a red, or wanted-person, notice"),
        ("en", "Deux mandats d’arrêt", "Two arrest warrants"),
        ("en", "Les bureaux centraux nationaux", "NCBs and the National Central Bureaus"),
        ("en", "Les pays membres votent.", "Member countries vote."),
        ("es", "Les notices rouges circulent.", "Circulan las notificaciones rojas."),
        ("es", "Des mandats d’arrêt", "Órdenes de arresto"),
        ("es", "Les pays membres votent.", "Los países miembros votan."),
        ("es", "Le bureau central national", "La Oficina Central Nacional"),
        ("es", "La formation continue", "El aprendizaje permanente"),
        ("ar", "La notice rouge circule.", "تُعمَّم النشرة الحمراء."),
        ("ar", "Par notice rouge", "بالنشرة الحمراء"),
        ("ar", "Pour la cybercriminalité", "وللجرائم السيبرانية"),
        ("ar", "Les bureaux centraux nationaux", "المكاتب المركزية الوطنية (المكتب المركزي الوطني)"),
        ("ar", "Un mandat d’arrêt", "مذكّرة التوقيف"),
        ("ar", "Les pays membres", "والدول الأعضاء"),
        ("ar", "Par le bureau", "في مكتبه"),
    ],
)
def test_an_inflected_name_is_accepted(language: str, source: str, text: str) -> None:
    assert missed(language, source, text) == []


@pytest.mark.parametrize(
    ("language", "source", "text", "term"),
    [
        ("en", "L’émission d’une notice rouge", "Issuing a wanted poster", "notice rouge"),
        ("en", "De nombreux mandats d’arrêt", "Many detention orders", "mandat d’arrêt"),
        ("es", "L’essor de la cybercriminalité", "El auge de los delitos informáticos", "cybercriminalité"),
        ("ar", "Chaque pays membre vote.", "تصوّت كل جهة.", "pays membre"),
        ("en", "Le bureau central national répond.", "The central office answers.", "bureau central national"),
        ("en", "La base FIND", "The Find database", "FIND"),
    ],
)
def test_another_name_is_a_finding(language: str, source: str, text: str, term: str) -> None:
    assert missed(language, source, text) == [term]


@pytest.mark.parametrize(
    "source",
    [
        "La notice est rouge.",  # other words between
        "Sans notice, rouge de honte",  # a mark between
        "Il est formé sur place.",  # a verb of the family
        "La bureaucratie",  # a longer word
        "Le mandat est clos.",  # a part of the term
    ],
)
def test_what_only_looks_like_a_term_asks_for_nothing(source: str) -> None:
    assert missed("en", source, "Something else") == []


def test_a_term_inside_a_longer_term_does_not_ask_for_its_own_name() -> None:
    assert missed("en", "Le bureau central national", "The NCB") == []


def test_a_protected_term_asks_for_nothing() -> None:
    check = check_glossary(Glossary("fr", (Term(("port",), {"en": ("harbour",)}),)))
    source = read_text("Tapez <code>port</code>", "fr", {"code": None})
    assert list(check(source, read_text("Type <code>port</code>", "en"))) == []
