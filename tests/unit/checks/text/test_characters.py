from __future__ import annotations

import pytest

from publisher.checks.text.characters import check_characters, check_controls
from publisher.model.remark import Remark
from publisher.model.text import read_text


def remark(text: str, language: str = "es") -> Remark:
    [found] = check_characters(read_text(text, language))
    return found


@pytest.mark.parametrize(
    ("text", "language", "rule", "meant"),
    [
        ("la pre\u200bsa", "es", "hidden", ""),
        ("\ufeffla presa", "es", "hidden", ""),
        ("السـ\u200cد", "ar", "hidden", ""),
        ("السد \u200fهنا", "ar", "direction-mark", None),
        ("la pr\u0435sa", "es", "look-alike", "presa"),
        ("\u0430 la presa", "es", "look-alike", "a"),
        ("la pres\u03b1", "es", "look-alike", "presa"),
        ("الم\u06ccاه", "ar", "look-alike", "\u064a"),
        ("السدaود", "ar", "look-alike", None),
        ("el nu\u0301mero", "es", "decomposed", "ú"),
        ("el ni\u00c3\u00b1o", "es", "damaged", "ñ"),
        ("la\u00e2\u20ac\u2122presa", "es", "damaged", "’"),
        ("la \ufffdpresa", "es", "damaged", None),
        ("la \ue123presa", "es", "damaged", None),
        ("la presa&nbsp;norte", "es", "entity", "\u00a0"),
        ("\ufefb", "ar", "presentation-form", "لا"),
        ("el \ufb01n", "es", "presentation-form", "fi"),
    ],
)
def test_a_character_out_of_place_is_found_with_what_was_meant(
    text: str, language: str, rule: str, meant: str | None
) -> None:
    found = remark(text, language)
    assert (found.rule, found.replacement) == (f"characters/{rule}", meant)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("«\u00a0L’eau\u00a0» – 12\u202f000 m³, 3 µg, Δt, α-synucléine, 5 μSv, n°\u00a05 … ½ €", "fr"),
        ("contre\u00adtorpilleur", "fr"),
        ("El buque Москва", "es"),
        ("سنة 1440 ه\u200d، جد\u0651\u064bا، ١٣٬٣٧٧ و٧٫٣٪ في PDF", "ar"),
        ("Recherche & développement; AT&T", "en"),
        ("SÃO PAULO, CHÂTEAU", "en"),
    ],
)
def test_what_a_language_needs_is_left_alone(text: str, language: str) -> None:
    assert list(check_characters(read_text(text, language))) == []


def test_a_final_yeh_of_persian_is_not_corrected_since_it_stands_for_two_letters() -> None:
    assert remark("عل\u06cc السد", "ar").replacement is None


def test_overrides_are_left_to_the_check_of_catalogs() -> None:
    assert list(check_characters(read_text("la \u202epresa", "es"))) == []


def test_overrides_of_a_source_are_found() -> None:
    [found] = check_controls(read_text("la \u202edigue", "fr"))
    assert (found.rule, found.start) == ("characters/hidden", 3)


def test_entities_in_protected_text_are_left_alone() -> None:
    assert list(check_characters(read_text("Escriba <code>&nbsp;</code>.", "es", {"code": None}))) == []
