"""Texts as their checks read them."""

from __future__ import annotations

import pytest

from publisher.model.text import BLANK, Stretch, read_text


def test_tags_are_not_read_and_a_line_break_is_a_new_line() -> None:
    assert read_text("un <em>mot</em><br/>et<note/> deux", "fr").plain == "un mot\net deux"


def test_references_stand_for_their_characters() -> None:
    assert read_text("a &lt; b &amp;amp; c & d", "fr").plain == "a < b &amp; c & d"


def test_protected_and_foreign_stretches_are_blanked_in_place() -> None:
    text = read_text("lire <code>a.py</code> <i>and</i> <em>fin</em>", "fr", {"code": None, "i": "en"})
    assert text.prose == f"lire {BLANK * 4} {BLANK * 3} fin"
    assert text.stretches == (Stretch(5, 9, None), Stretch(10, 13, "en"))
    assert [text.plain[part.start : part.end] for part in text.stretches] == ["a.py", "and"]


def test_a_stretch_within_another_is_blanked_once() -> None:
    text = read_text("<i>a <code>b</code> c</i> d", "fr", {"code": None, "i": "en"})
    assert text.prose == BLANK * 5 + " d"
    assert len(text.plain) == len(text.prose)


@pytest.mark.parametrize("notation", ["<code>a", "a</code>", "</code>a<code>", "<code><i>a</code></i>"])
def test_tags_that_do_not_close_blank_nothing_beyond_the_text(notation: str) -> None:
    text = read_text(notation, "fr", {"code": None, "i": "en"})
    assert len(text.plain) == len(text.prose)


def test_what_looks_like_a_tag_but_is_none_of_the_message_is_text() -> None:
    assert read_text("a <b>c</b>", "en", names=frozenset()).plain == "a <b>c</b>"
