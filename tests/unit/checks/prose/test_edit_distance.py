from __future__ import annotations

import pytest

from publisher.checks.prose.edit_distance import distance


@pytest.mark.parametrize(
    ("first", "second", "far"),
    [
        ("", "", 0),
        ("verger", "verger", 0),
        ("verger", "", 6),
        ("verger", "vergers", 1),
        ("verger", "vreger", 1),
        ("verger", "berger", 1),
        ("ca", "abc", 3),
        ("jardin", "matin", 3),
    ],
)
def test_a_letter_added_lost_replaced_or_swapped_is_one_step_and_both_ways_are_as_far(
    first: str, second: str, far: int
) -> None:
    assert distance(first, second) == distance(second, first) == far
