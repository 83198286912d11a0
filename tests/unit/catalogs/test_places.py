"""The place of a change in the source of a text."""

from __future__ import annotations

import pytest

from publisher.catalogs.places import place_in
from publisher.model.edit import Edit, applied


def after(source: str, plain: str, edit: Edit) -> str | None:
    place = place_in(source, 0, len(source), plain, edit)
    return None if place is None else applied(source, [place])


@pytest.mark.parametrize(
    ("source", "plain", "edit", "expected"),
    [
        ("Le **port** ; la gare", "Le port ; la gare", Edit(7, 8, "\u202f"), "Le **port**\u202f; la gare"),
        ("> Le\n> port ; ici", "Le port ; ici", Edit(7, 8, "\u202f"), "> Le\n> port\u202f; ici"),
        ("«**port**»", "«port»", Edit(1, 1, "\u00a0"), "«\u00a0**port**»"),
        ("L\\'eau", "L'eau", Edit(1, 2, "’"), "L’eau"),
        ("L&#39;eau", "L'eau", Edit(1, 2, "’"), "L’eau"),
        ("deux ; trois ;", "deux ; trois ;", Edit(12, 13, "\u202f"), "deux ; trois\u202f;"),
    ],
)
def test_a_place_is_known_by_the_words_around_it(source: str, plain: str, edit: Edit, expected: str) -> None:
    assert after(source, plain, edit) == expected


def test_a_place_that_the_source_holds_more_often_than_the_text_is_not_known() -> None:
    assert after("a ; ![b ; c](d.svg)", "a ; e", Edit(1, 2, "\u202f")) == "a\u202f; ![b ; c](d.svg)"
    assert after("; ; ;", "; ;", Edit(1, 2, "")) is None
