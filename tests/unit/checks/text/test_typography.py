"""Typography of one text, by the conventions of its language."""

from __future__ import annotations

import pytest

from publisher.checks.text.typography import check_typography
from publisher.languages import known
from publisher.languages.typography import conventions
from publisher.model.finding import Level
from publisher.model.rule import Example
from publisher.model.text import Text, read_text
from publisher.rules import rules

RULES = [rule for rule in rules().values() if rule.id.startswith("typography/")]
FAILING = [
    pytest.param(rule.id, example, id=f"{rule.id}: {example.text}") for rule in RULES for example in rule.failing
]
PASSING = [
    pytest.param(rule.id, example, id=f"{rule.id}: {example.text}") for rule in RULES for example in rule.passing
]


def places(text: Text) -> list[tuple[str, str]]:
    return [(remark.rule, text.plain[remark.start : remark.end]) for remark in check_typography(text)]


@pytest.mark.parametrize(("rule", "example"), FAILING)
def test_the_failing_examples_of_a_rule_break_it_and_no_other(rule: str, example: Example) -> None:
    assert {found for found, _ in places(read_text(example.text, example.language))} == {rule}


@pytest.mark.parametrize(("rule", "example"), PASSING)
def test_the_passing_examples_of_a_rule_are_sound(rule: str, example: Example) -> None:
    found = {name for name, _ in places(read_text(example.text, example.language))}
    assert rule not in found
    assert all(rules()[name].level is Level.NOTE for name in found)


def test_every_convention_breaks_a_rule_that_is_explained() -> None:
    explained = {rule.id for rule in RULES} - {"typography/house-style"}  # which speaks of the others
    assert {row.rule for tag in known() for row in conventions(tag)} == explained


def test_a_place_is_told_in_the_plain_text() -> None:
    text = read_text("Le <em>port</em> ferme ; la <a>gare</a> aussi.", "fr")
    assert places(text) == [("typography/space-before-mark", " ")]
    assert [text.plain[: remark.start] for remark in check_typography(text)] == ["Le port ferme"]


def test_what_is_missing_is_shown_by_the_mark_beside_it() -> None:
    remark = next(check_typography(read_text("Qui vient?", "fr")))
    assert (remark.start, remark.end, remark.replacement) == (9, 10, "\u202f?")


def test_protected_text_is_not_prose() -> None:
    text = read_text('Tapez <code>dire "oui"; quitter...</code>', "fr", {"code": None})
    assert places(text) == []


def test_a_quotation_around_protected_text_keeps_it() -> None:
    text = read_text('Le "port <code>a "b</code> ouvert" ferme.', "fr", {"code": None})
    assert [remark.replacement for remark in check_typography(text)] == ['«\u00a0port a "b ouvert\u00a0»']


def test_guillemets_around_nothing_but_protected_text_are_mended_and_keep_it() -> None:
    text = read_text("The «<code>a-b</code>» key", "en", {"code": None})
    assert [remark.replacement for remark in check_typography(text)] == ["“a-b”"]


def test_text_of_another_language_inside_is_not_judged_by_this_one() -> None:
    text = read_text("Le <em>port's café?</em> est fermé.", "fr", {"em": "en"})
    assert places(text) == []


def test_preformatted_text_keeps_its_spaces() -> None:
    assert places(read_text("port    ouvert\ngare    fermée", "fr")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Écrire à port@example.org\u202f; lire https://example.org/a;b?c=d,e!f.",
        "Bonjour {nom}, le port ouvre à 10:30.",
        "Le fichier org.module.Port pèse 5 Mo.",
        "Deux livre(s) ;-)",
    ],
)
def test_what_a_computer_reads_is_left_alone(text: str) -> None:
    assert places(read_text(text, "fr")) == []


def test_a_language_without_conventions_has_no_typography() -> None:
    assert places(read_text("Hafen ; Bahnhof...", "de")) == []


def test_a_regional_language_has_the_conventions_of_its_language() -> None:
    assert [rule for rule, _ in places(read_text("The port...", "en-GB"))] == ["typography/ellipsis"]
