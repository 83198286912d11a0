"""Edits of a text, told in its plain form and made in its notation."""

from __future__ import annotations

import pytest

from publisher.model.edit import Edit, apart, applied, differences, edited
from publisher.model.text import Stretch, read_text


def notation_after(notation: str, edit: Edit) -> str:
    return edited(read_text(notation, "fr"), [edit], None).notation


def test_differences_make_the_new_text_of_the_old() -> None:
    old, new = 'dit "oui" ;', "dit « oui »;"
    assert applied(old, differences(old, new)) == new


def test_differences_leave_what_both_texts_hold() -> None:
    assert differences('"oui"', "«oui»") == (Edit(0, 1, "«"), Edit(4, 5, "»"))


def test_a_group_of_edits_waits_whole_when_one_of_them_meets_another_group() -> None:
    quotes, space = [Edit(0, 1, "«"), Edit(4, 5, "»")], [Edit(5, 6, "\u202f")]
    assert apart([quotes, space]) == ((0,), tuple(quotes))
    assert apart([space, quotes]) == ((0,), tuple(space))


@pytest.mark.parametrize(
    ("notation", "edit", "after"),
    [
        ("le <em>port</em> ; la gare", Edit(7, 8, "\u202f"), "le <em>port</em>\u202f; la gare"),
        ("<em>port</em>:", Edit(4, 4, "\u00a0"), "<em>port</em>\u00a0:"),
        ("«<em>port</em>»", Edit(1, 1, "\u00a0"), "«\u00a0<em>port</em>»"),
        ("port <em> sûr</em>", Edit(4, 6, " "), "port <em>sûr</em>"),
        ("a &lt; b ;", Edit(5, 6, "\u202f"), "a &lt; b\u202f;"),
        ("a<br/>b ;", Edit(3, 4, "\u202f"), "a<br/>b\u202f;"),
    ],
)
def test_tags_stay_where_they_are(notation: str, edit: Edit, after: str) -> None:
    assert notation_after(notation, edit) == after


def test_what_is_put_in_is_no_tag() -> None:
    assert notation_after("a b", Edit(1, 2, "<em>")) == "a&lt;em>b"


def test_the_places_of_protected_text_follow() -> None:
    text = edited(read_text("a... <code>b</code>", "fr", {"code": None}), [Edit(1, 4, "…")], None)
    assert text.stretches == (Stretch(3, 4, None),)
    assert text.prose == "a… \ufffc"
