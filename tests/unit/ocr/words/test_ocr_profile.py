from __future__ import annotations

import pytest
from tests.unit.ocr.small_french import SENTENCES, SmallFrench, letters_lost, strokes

from publisher.ocr.words.candidates import Speller
from publisher.ocr.words.channel import Channel, table
from publisher.ocr.words.profile import channel_of, odds, words_in


def channel(*texts: str) -> Channel:
    return channel_of(words_in(texts), texts, SmallFrench())


LOST = channel(*map(letters_lost, SENTENCES))
SOUND = channel(*SENTENCES)


def test_sound_french_proves_nothing_about_letters() -> None:
    assert not any(table().confusions[index].group in ("accent", "shape") for index in SOUND.usable)
    assert max(SOUND.losses.values(), default=0) < 0.1


@pytest.mark.parametrize("letter", "àèêçôâî")
def test_a_letter_that_never_stands_where_it_should_is_always_lost(letter: str) -> None:
    assert LOST.losses[letter] > 0.8


def test_a_letter_that_stands_is_not_lost() -> None:
    assert LOST.losses.get("é", 0) < 0.05


def test_a_rate_is_what_the_witnesses_show() -> None:
    half = [letters_lost(text) if number % 2 else text for number, text in enumerate(SENTENCES)]
    assert 0.2 < channel(*half).losses["è"] < 0.8


WITNESSES = "Il est concemant. Un demier port, des foumitures."


def test_a_few_slips_in_sound_french_prove_nothing() -> None:
    assert not channel(*SENTENCES, WITNESSES).damaged
    assert table().index("shape", "rn", "m") not in channel(*SENTENCES, WITNESSES).usable


def test_in_a_damaged_document_a_confusion_is_as_likely_as_its_witnesses_say() -> None:
    index = table().index("shape", "rn", "m")
    damaged = channel(*map(letters_lost, SENTENCES), WITNESSES)
    assert damaged.damaged
    assert index in damaged.usable
    assert damaged.rates[index] > 10 * LOST.rates[index]


def test_strokes_for_the_article_are_believed_in_any_document() -> None:
    index = table().index("elision", "l'", "I'")
    assert index in SOUND.usable
    assert channel(*map(strokes, SENTENCES)).rates[index] > SOUND.rates[index]


def test_a_word_of_its_own_repeated_is_less_and_less_a_misreading_of_a_rare_kind() -> None:
    def of(count: int) -> float:
        words = words_in([*SENTENCES, "unstable " * count])
        speller = Speller(SmallFrench(), LOST, words.forms)
        rates = list(LOST.rates)
        rates[table().index("space", " ", "")] = 0.0004
        speller = Speller(SmallFrench(), Channel(tuple(rates), LOST.usable), words.forms)
        return odds("unstable", speller.readings("unstable"), speller, words)

    assert of(1) > of(3) > of(12)
    assert of(30) < 0


def test_a_word_always_misread_the_same_way_stays_a_misreading_however_often() -> None:
    texts = [*map(letters_lost, SENTENCES), "premiere " * 12]
    words = words_in(texts)
    speller = Speller(SmallFrench(), LOST, words.forms)
    assert odds("premiere", speller.readings("premiere"), speller, words) > 3
