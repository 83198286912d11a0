from __future__ import annotations

import pytest
from tests.unit.ocr.small_french import SmallFrench

from publisher.ocr.words.candidates import Reading, Speller
from publisher.ocr.words.caution import Read, needed
from publisher.ocr.words.channel import first_guess, table


class Frequencies(SmallFrench):
    """A dictionary with words that people write, sound or not."""

    def frequency(self, form: str) -> float:
        return {"scheme": 3e-7, "schème": 2e-7, "vur": 1e-6}.get(form, super().frequency(form))


SPELLER = Speller(Frequencies(), first_guess(), {})
INDEX = table().index
ACCENT, SHAPE, SPACE = INDEX("accent", "è", "e"), INDEX("shape", "rn", "m"), INDEX("space", " ", "")


def enough(text: str, printed: str, *used: int, sound: bool = False, times: int = 1) -> float:
    return needed(Read(text, sound, times), Reading(printed, used, 0.0, 0.0), SPELLER)


def test_a_lost_accent_needs_less_than_confused_shapes_and_these_less_than_a_word_in_use() -> None:
    assert (
        enough("premiere", "première", ACCENT) < enough("portait", "portail", SHAPE) < enough("vur", "sur", SHAPE) < 1
    )


def test_shapes_that_make_a_rare_word_need_more() -> None:
    assert enough("portait", "portail", SHAPE) < enough("tutait", "tutail", SHAPE)


def test_a_sound_word_needs_more_than_one_that_is_none() -> None:
    assert enough("pres", "près", ACCENT) < enough("pres", "près", ACCENT, sound=True)


@pytest.mark.parametrize("sound", [True, False])
def test_a_digit_alone_is_never_a_letter(sound: bool) -> None:
    assert enough("3", "à", INDEX("sign", "à", "3"), sound=sound) > 1


def test_an_english_word_is_never_mended_by_its_shape() -> None:
    assert enough("at", "et", INDEX("shape", "e", "a")) > 1


def test_a_name_commoner_than_what_it_would_become_is_never_changed() -> None:
    assert enough("Scheme", "Schème", ACCENT) > 1
    assert enough("scheme", "schème", ACCENT) <= 1


def test_what_french_makes_words_with_is_never_parted_from_them() -> None:
    assert enough("superescale", "super escale", SPACE) > 1


def test_two_words_that_stand_as_one_more_than_once_are_a_term_unless_both_are_small_ones() -> None:
    assert enough("portbord", "port bord", SPACE) <= 1
    assert enough("portbord", "port bord", SPACE, times=2) > 1
    assert enough("surla", "sur la", SPACE, times=2) <= 1


def test_a_part_of_a_compound_that_no_dictionary_has_is_not_mended_by_its_shape_or_in_a_name() -> None:
    assert enough("port-concemant", "port-concernant", SHAPE) > 1
    assert enough("Port-Premiere", "Port-Première", ACCENT) > 1
    assert enough("port-premiere", "port-première", ACCENT) <= 1


def test_what_somebody_decided_needs_no_more() -> None:
    assert enough("at", "et") <= enough("premiere", "première", ACCENT)
