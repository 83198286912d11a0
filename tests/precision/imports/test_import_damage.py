"""What is planted in sound French is what the profiles say, and the truth knows where it stands."""

from __future__ import annotations

import random

import pytest

from tests.precision.imports.blocks import Block
from tests.precision.imports.compared import raw_blocks
from tests.precision.imports.damage import confused, damaged, interleaved, parted, profiles, wrapped
from tests.precision.imports.scores import score
from tests.precision.imports.texts import names, sample

RATES = {"A1": (0.06, 0.1), "A2": (0.06, 0.1), "B1": (0.035, 0.065), "B2": (0.035, 0.065), "B3": (0.035, 0.065),
         "B4": (0.004, 0.018), "sound": (0, 0)}  # fmt: skip
"""share of wrong words, least and most, in our own text"""
DAMAGING = tuple(name for name in RATES if name != "sound")


@pytest.fixture(scope="module")
def blocks() -> tuple[Block, ...]:
    return sample("own", 2500, 1)


@pytest.mark.parametrize("name", RATES)
def test_as_many_words_are_wrong_as_the_profile_means(blocks, name: str) -> None:
    file = damaged(blocks, name, 1)
    found = score(file.truth, file.text, raw_blocks(file.text))
    assert RATES[name][0] <= found.wrong / found.words <= RATES[name][1]


@pytest.mark.parametrize("name", DAMAGING)
def test_the_same_seed_gives_the_same_file_and_another_one_another(blocks, name: str) -> None:
    assert damaged(blocks, name, 1) == damaged(blocks, name, 1)
    assert damaged(blocks, name, 1).text != damaged(blocks, name, 2).text


@pytest.mark.parametrize("name", RATES)
def test_every_line_belongs_to_one_block(blocks, name: str) -> None:
    file = damaged(blocks, name, 1)
    told = [line for block in file.truth for line in block.lines]
    written = [number for number, line in enumerate(file.text.split("\n"), 1) if line.strip()]
    assert sorted(told) == written


@pytest.mark.parametrize("name", RATES)
def test_the_truth_is_the_text_that_was_given(blocks, name: str) -> None:
    file = damaged(blocks, name, 1)
    assert [block.text for block in file.truth if block.kind != "caption"] == [block.text for block in blocks]


def test_only_e_with_an_acute_accent_survives_engine_a(blocks) -> None:
    for name in ("A1", "A2"):
        text = damaged(blocks, name, 1).text.replace("€", "")
        assert {letter for letter in text if letter.isalpha() and not letter.isascii()} <= {"é", "É"}


def test_digits_are_left_alone() -> None:
    numbers = " ".join(map(str, range(1000, 3000)))
    for name in RATES:
        assert confused(numbers, profiles()[name], random.Random(1)) == numbers


def test_tuning_and_held_out_share_neither_texts_nor_profiles() -> None:
    assert {name for name, profile in profiles().items() if profile.held_out} == {"A2", "B2", "B3"}
    assert not set(names(True)) & set(names(False))


def test_lines_keep_their_width_and_hyphens_part_words_between_syllables() -> None:
    text = "Les gardiennes surveillaient immédiatement les approvisionnements du lieu-dit voisin. " * 5
    lines = wrapped(text.strip(), 30, 1.0, random.Random(1))
    assert max(map(len, lines)) <= 30
    assert any(line.endswith("-") for line in lines)
    whole = "\n".join(lines).replace("-\n", "").replace("\n", " ")
    assert whole.replace("-", "") == text.strip().replace("-", "")


def test_columns_stand_side_by_side_or_in_turns() -> None:
    left, right = [Block("paragraph", "un deux trois quatre")], [Block("paragraph", "cinq six sept")]
    far, close = interleaved(left, right, 10, 4), interleaved(left, right, 10, 1)
    assert far.text == "un deux       cinq six\ntrois         sept\nquatre\n"
    assert close.text == "un deux cinq six\ntrois sept\nquatre\n"
    assert [(block.text, block.lines, block.hard) for block in close.truth] == [
        ("un deux trois quatre", (1, 2, 3), True),
        ("cinq six sept", (1, 2), True),
    ]
    turns = parted(left, right, 10)
    assert turns.text == "un deux\n\ncinq six\nsept\n\ntrois\nquatre\n"
    assert [block.lines for block in turns.truth] == [(1, 6, 7), (3, 4)]
