from __future__ import annotations

import pytest
from tests.unit.ocr.small_french import SmallFrench

from publisher.ocr.words.candidates import Speller
from publisher.ocr.words.channel import Channel, first_guess, table


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(SmallFrench(), first_guess(), {})


def proven(*rows: tuple[str, str, str]) -> Speller:
    """Return a speller for a document that proves some confusions."""
    usable = frozenset(table().index(*row) for row in rows)
    channel = Channel(first_guess().rates, usable, usable)
    return Speller(SmallFrench(), channel, {})


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("premiere", "première"),
        ("premiére", "première"),
        ("Contréle", "Contrôle"),
        ("gréace", "grâce"),
        ("modeéle", "modèle"),
        ("I'escale", "l'escale"),
        ("|'escale", "l'escale"),
        ("['escale", "l'escale"),
        ("[|'escale", "l'escale"),
        ('I"escale', "l'escale"),
        ("d''escale", "d'escale"),
        ("'escale", "l'escale"),
        ("[escale", "l'escale"),
        ("Iescale", "l'escale"),
        ("descale", "d'escale"),
        ("Lescale", "L'escale"),
        ("I'enquéte", "l'enquête"),
        ("d'lrlande", "d'Irlande"),
        ("lls", "Ils"),
        ("concemant", "concernant"),
        ("foumitures", "fournitures"),
        ("demier", "dernier"),
        ("surles", "sur les"),
        ("ontaidé", "ont aidé"),
        ("Ieçon", "leçon"),
        ("sGreté", "sûreté"),
    ],
)
def test_what_was_printed_is_the_likeliest_reading(speller: Speller, read: str, printed: str) -> None:
    assert speller.readings(read)[0].text == printed


@pytest.mark.parametrize("word", ["KRUZAP", "CONTROLE", "42", "ceci-cela-ceci" * 9])
def test_acronyms_signs_and_what_is_too_long_have_no_reading(speller: Speller, word: str) -> None:
    assert speller.readings(word) == ()


def test_a_sound_word_is_doubted_only_by_a_proven_confusion(speller: Speller) -> None:
    assert speller.readings("prés") == ()
    assert [row.text for row in proven(("accent", "è", "é")).readings("prés")] == ["près"]


def test_an_elided_head_is_doubted_in_a_sound_word_only_where_apostrophes_are_lost(speller: Speller) -> None:
    assert speller.readings("dune") == ()
    assert "d'une" in [row.text for row in proven(("apostrophe", "'", "")).readings("dune")]


@pytest.mark.parametrize("word", ["Etape", "Eleve", "Ile"])
def test_a_capital_without_its_accent_is_no_error(speller: Speller, word: str) -> None:
    assert all(row.text[0] == word[0] for row in speller.readings(word))


def test_a_compound_is_sound_when_its_parts_are(speller: Speller) -> None:
    assert speller.sound("portail-escale")
    assert not speller.sound("portail-escaale")


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [("arri", "vées", "arrivées"), ("l", "escale", "l'escale"), ("d", "une", "d'une")],
)
def test_two_pieces_of_a_word_are_one(speller: Speller, first: str, second: str, printed: str) -> None:
    reading = speller.joined(first, second)
    assert reading is not None
    assert reading.text == printed


def test_two_sound_words_stay_two(speller: Speller) -> None:
    assert speller.joined("port", "ail") is not None
    assert speller.joined("le", "port") is None


@pytest.mark.parametrize(
    ("first", "second"), [("s", "à"), ("s", "un"), ("c", "Escale"), ("d", "est"), ("l", "et"), ("n", "un")]
)
def test_nothing_is_elided_before_what_french_does_not_elide_it_before(
    speller: Speller, first: str, second: str
) -> None:
    assert speller.joined(first, second) is None


def test_an_article_or_a_pronoun_is_elided_before_its_words(speller: Speller) -> None:
    made = [speller.joined(*pair) for pair in (("l", "escale"), ("d", "une"), ("s", "il"), ("s", "ils"))]
    assert [reading.text for reading in made if reading] == ["l'escale", "d'une", "s'il", "s'ils"]
