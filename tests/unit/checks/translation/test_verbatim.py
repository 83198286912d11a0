from __future__ import annotations

import pytest

from publisher.checks.translation.verbatim import check_verbatim
from publisher.model.text import read_text

CODE = {"code": None}


def rules(source: str, target: str, language: str = "en") -> list[str]:
    remarks = check_verbatim(read_text(source, "fr", CODE), read_text(target, language, CODE))
    return [remark.rule.removeprefix("translation/") for remark in remarks]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Voir https://digue-exemple.org/crues.", "See https://digue-exemple.org/crue."),
        ("Écrivez à crues@digue-exemple.org", "Write to crue@digue-exemple.org"),
        ("Suivez @digue_nord.", "Follow @digue_sud."),
        ("Suivez #AlerteCrues.", "Follow #AlertCrues."),
        ("Ouvrez carte-des-crues.pdf.", "Open carte-des-cruse.pdf."),
        ("Le fichier /etc/digue/seuils est lu.", "The file /etc/digue/seuil is read."),
    ],
)
def test_an_address_with_another_letter_is_an_altered_address(source: str, target: str) -> None:
    assert rules(source, target) == ["address-changed"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La balise KR-5/12 émet.", "Beacon KR-12/5 transmits."),
        ("L’adresse 192.0.2.17 répond.", "The address 192.0.2.71 answers."),
        ("La version 3.1.4 est sortie.", "Version 3.1.5 is out."),
        ("Feuille A3", "Sheet A4"),
    ],
)
def test_a_code_with_another_sign_is_an_altered_code(source: str, target: str) -> None:
    assert rules(source, target) == ["code-changed"]


def test_an_altered_token_names_both_and_lies_where_it_stands() -> None:
    target = read_text("La baliza KR-12/5 emite.", "es")
    [remark] = check_verbatim(read_text("La balise KR-5/12 émet.", "fr"), target)
    assert remark.words == ("KR-5/12", "KR-12/5")
    assert target.plain[remark.start : remark.end] == "KR-12/5"


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Voir https://digue-exemple.org/fr/crues.", "Véase https://digue-exemple.org/es/crecidas.", "es"),
        ("Voir https://digue-exemple.org/?lang=fr", "See https://digue-exemple.org/?lang=en", "en"),
        ("Voir https://digue-exemple.org.", "See https://digue-exemple.org/en/.", "en"),
        ("Voir fr.digue-exemple.org/crues.", "See en.digue-exemple.org/floods.", "en"),
        ("Ouvrez carte-fr.pdf.", "افتحوا الملف carte-ar.pdf.", "ar"),
    ],
)
def test_the_language_of_an_address_may_be_that_of_the_translation(source: str, target: str, language: str) -> None:
    assert rules(source, target, language) == []


def test_the_country_of_a_host_is_not_its_language() -> None:
    assert rules("Voir https://digue-exemple.fr/a.", "Véase https://digue-exemple.es/a.", "es") == ["address-changed"]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("La COVID-19 et le H1N1", "كوفيد-19 وإتش1إن1", "ar"),
        ("Les rejets de CO2", "Carbon dioxide emissions", "en"),
        ("Au T2 2018, 24H/24, à J-7", "In the second quarter of 2018, around the clock, a week before", "en"),
        ("Les années 1990, la 3e crue, 12Go", "The 1990s, the 3rd flood, 12 GB", "en"),
        ("Les formats A3/A4", "A4 or A3 sheets", "en"),
        ("Le 12.03.2018, 1.250.000 m³", "12 March 2018, 1,250,000 m³", "en"),
        ("Racontez #MaCrue", "Cuente #MiCrecida", "es"),
    ],
)
def test_what_languages_say_in_their_own_way_is_no_lost_code(source: str, target: str, language: str) -> None:
    assert rules(source, target, language) == []


def test_a_mark_or_a_no_break_space_after_an_address_is_not_part_of_it() -> None:
    assert rules("Voir (www.digue-exemple.org/a)\u202f; lisez.", "See www.digue-exemple.org/a: read.") == []


def test_an_address_that_is_gone_is_lost() -> None:
    assert rules("Voir www.digue-exemple.org/a.", "See the site.") == ["address-lost"]


def test_a_name_in_braces_with_an_accent_is_kept_as_it_is() -> None:
    assert rules("Bonjour {prénom}.", "Hello {prenom}.") == ["code-lost"]
    assert rules("Bonjour {prénom}.", "Hello {prénom}.") == []


def test_an_address_that_the_source_has_not_is_added() -> None:
    assert rules("Voir le site.", "See www.digue-exemple.org/a.") == ["address-added"]


def test_translated_code_is_said_to_be_published_as_in_the_source() -> None:
    target = read_text("Type <code>open</code>.", "en", CODE)
    [remark] = check_verbatim(read_text("Tapez <code>ouvrir</code>.", "fr", CODE), target)
    assert (remark.rule, remark.words) == ("translation/protected-changed", ("open", "ouvrir"))


def test_protected_texts_in_another_order_are_the_same() -> None:
    stretches = {"code1": None, "code2": None}
    source = read_text("<code1>lire</code1> puis <code2>fermer</code2>", "fr", stretches)
    target = read_text("<code2>fermer</code2> after <code1>lire</code1>", "en", stretches)
    assert list(check_verbatim(source, target)) == []
