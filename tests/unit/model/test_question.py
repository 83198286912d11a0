"""What is asked about a text: whole, without what is protected or foreign."""

from __future__ import annotations

from publisher.model.question import Profile, foreign_texts, question
from publisher.model.text import read_text

FRENCH = Profile("fr", "A1")


def parts(notation: str, stretches: dict[str, str | None]) -> list[tuple[str, bool]]:
    return list(question(read_text(notation, "fr", stretches), FRENCH).parts())


def test_a_block_is_asked_about_whole_with_its_tags_gone_and_its_line_breaks_kept() -> None:
    assert parts("Un <em>mot</em><br/>et la suite.", {}) == [("Un mot\net la suite.", False)]


def test_protected_and_foreign_words_are_skipped_where_they_stand() -> None:
    found = parts("Le <code>x</code> et la <i>soft law</i>.", {"code": None, "i": "en"})
    assert found == [("Le ", False), ("x", True), (" et la ", False), ("soft law", True), (".", False)]


def test_what_lies_within_a_skipped_stretch_belongs_to_it() -> None:
    assert parts("Voir <i>the <code>x</code> file</i>.", {"code": None, "i": "en"}) == [
        ("Voir ", False),
        ("the x file", True),
        (".", False),
    ]


def test_a_text_without_words_of_its_own_has_nothing_to_judge() -> None:
    assert not question(read_text("<code>make</code> 12 %", "fr", {"code": None}), FRENCH).has_words
    assert question(read_text("<code>make</code> ou", "fr", {"code": None}), FRENCH).has_words


def test_equal_texts_with_different_tags_are_one_question() -> None:
    assert question(read_text("Un <em>mot</em>.", "fr"), FRENCH) == question(read_text("Un mot.", "fr"), FRENCH)


def test_foreign_words_are_texts_of_their_own_without_what_is_protected_in_them() -> None:
    notation = "Voir <i>the <code>x.py</code> &lt; file</i> et <code>y</code>."
    (english,) = foreign_texts(read_text(notation, "fr", {"code": None, "i": "en"}))
    assert (english.language, english.plain, english.notation) == ("en", "the x.py < file", "the x.py &lt; file")
    (protected,) = english.stretches
    assert english.plain[protected.start : protected.end] == "x.py"
    assert english.prose == "the \ufffc\ufffc\ufffc\ufffc < file"


def test_the_name_of_a_figure_is_no_word_to_judge() -> None:
    assert parts("Ces {pays_membres} pays, {2} fois.", {}) == [
        ("Ces ", False),
        ("{pays_membres}", True),
        (" pays, {2} fois.", False),
    ]
    assert parts("<code>f({x})</code> {x}", {"code": None}) == [("f({x})", True), (" ", False), ("{x}", True)]
