"""Contrast of colours as WCAG 2.2 counts it."""

from __future__ import annotations

import pytest

from publisher.model.colour import BLACK, WHITE, Colour, contrast, shown, wanted


def of(code: str) -> Colour:
    return Colour(*(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#0000ff", "#ffffff", 8.592),
        ("#ff0000", "#ffffff", 3.998),
    ],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(of(one), of(other)) == pytest.approx(ratio, abs=0.001)
    assert contrast(of(other), of(one)) == contrast(of(one), of(other))


def test_a_colour_stands_out_from_itself_by_nothing_and_black_from_white_by_most() -> None:
    assert contrast(BLACK, BLACK) == 1
    assert contrast(BLACK, WHITE) == pytest.approx(21)


def test_a_ratio_that_fails_never_looks_as_if_it_passed() -> None:
    assert shown(4.4999) == 4.49


@pytest.mark.parametrize(
    ("points", "weight", "least"),
    [(None, None, 4.5), (17.9, 400, 4.5), (18, 400, 3), (13.9, 700, 4.5), (14, 700, 3), (14, 600, 4.5)],
)
def test_large_letters_need_less(points: float | None, weight: float | None, least: float) -> None:
    assert wanted(points, weight) == least


def test_letters_that_let_the_ground_through_are_mixed_with_it() -> None:
    assert Colour(1, 0, 0, 0.5).over(WHITE).code == "#ff8080"
    assert Colour(1, 0, 0).over(BLACK).code == "#ff0000"
