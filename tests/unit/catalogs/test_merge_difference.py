"""What changed, as a translator reads it: whole words, whole tags, one line."""

from __future__ import annotations

import pytest

from publisher.catalogs.difference import MOST_WORDS, changed_words

LONG = " ".join(f"mot{number}" for number in range(40))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("dans 15 pays", "dans 18 pays", "dans [-15-] {+18+} pays"),
        ("dans nos pays", "dans pays", "dans [-nos-] pays"),
        ("dans pays", "dans nos pays", "dans {+nos+} pays"),
        ("un <em>grand</em> pays", "un <a>grand</a> pays", "un [-<em>grand</em>-] {+<a>grand</a>+} pays"),
        ("une\nligne, un mot", "une ligne, deux mots", "une ligne, [-un mot-] {+deux mots+}"),
        (f"{LONG} fin", f"{LONG} suite", "… mot37 mot38 mot39 [-fin-] {+suite+}"),
        (f"{LONG}", f"début {LONG} fin", "{+début+} mot0 mot1 mot2 … mot37 mot38 mot39 {+fin+}"),
        (f"un {LONG}", "un", "un [-mot0 mot1 mot2 mot3 mot4 mot5 … mot34 mot35 mot36 mot37 mot38 mot39-]"),
    ],
)
def test_words_that_went_and_came_are_marked_among_a_few_others(old: str, new: str, shown: str) -> None:
    assert changed_words(old, new) == shown


def test_spaces_are_no_words() -> None:
    assert changed_words("un  mot", "un mot") == ""


def test_of_texts_too_long_to_compare_nothing_is_said() -> None:
    text = "mot " * MOST_WORDS
    assert changed_words(text, text + "fin") == ""
