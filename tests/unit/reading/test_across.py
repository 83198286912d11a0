"""One document in several languages, side by side."""

from __future__ import annotations

from tests.unit.reading.speaking import of_html

from publisher.model.speech import Line
from publisher.reading.across import across

FRENCH = '<h1 id="t">Le port</h1><p id="a">Trois grues</p><ul id="l"><li id="i">eau</li><li id="j">air</li></ul>'
ENGLISH = '<h1 id="t">The port</h1><p id="a">Three cranes</p><ul id="l"><li id="i">water</li><li id="j">air</li></ul>'


def lines(*pages: str) -> tuple[Line, ...]:
    return across([of_html(page) for page in pages])


def told(found: tuple[Line, ...]) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    """Return what differs, with the block."""
    return [
        (next(one.block for one in line.said if one is not None), line.differences)
        for line in found
        if line.differences
    ]


def test_the_same_blocks_stand_beside_each_other() -> None:
    found = lines(FRENCH, ENGLISH)
    assert [[one.text for one in line.said if one] for line in found] == [
        ["Le port", "The port"], ["Trois grues", "Three cranes"], ["", ""], ["eau", "water"], ["air", "air"],
    ]  # fmt: skip
    assert told(found) == []


def test_what_a_language_lacks_or_adds_is_told_in_its_place() -> None:
    found = lines(FRENCH.replace('<p id="a">Trois grues</p>', ""), ENGLISH)
    assert told(found) == [("a", (("missing", 0),))]
    assert [next(one.block for one in line.said if one) for line in found] == ["t", "a", "l", "i", "j"]
    assert told(lines(FRENCH, ENGLISH.replace('<p id="a">Three cranes</p>', ""))) == [("a", (("missing", 1),))]


def test_another_kind_level_size_place_or_number_of_links_is_told() -> None:
    assert told(lines(FRENCH, ENGLISH.replace("h1", "h2"))) == [("t", (("level", 1),))]
    assert told(lines(FRENCH, ENGLISH.replace('<p id="a">', '<h2 id="a">').replace("</p>", "</h2>"))) == [
        ("a", (("role", 1),))
    ]
    assert told(lines(FRENCH, ENGLISH.replace('<li id="j">air</li>', ""))) == [
        ("l", (("size", 1),)), ("i", (("size", 1),)), ("j", (("missing", 1),)),
    ]  # fmt: skip
    assert told(lines(FRENCH, ENGLISH.replace("cranes", '<a href="#t">cranes</a>'))) == [("a", (("links", 1),))]
    heading, paragraph, rest = ENGLISH.partition('<p id="a">Three cranes</p>')
    assert told(lines(FRENCH, paragraph + heading + rest)) in ([("a", (("order", 1),))], [("t", (("order", 1),))])


def test_a_list_that_is_sorted_in_its_own_language_is_one_difference() -> None:
    sorted_list = ENGLISH.replace(
        '<li id="i">water</li><li id="j">air</li>', '<li id="j">air</li><li id="i">water</li>'
    )
    assert told(lines(FRENCH, sorted_list)) == [("l", (("sorted", 1),))]


def test_a_text_that_only_one_language_has_is_told() -> None:
    assert told(lines('<ul><li id="i">a</li></ul>', '<ul><li id="i"></li></ul>')) == [("i", (("text", 1),))]


def test_a_paragraph_that_goes_on_after_a_picture_is_one() -> None:
    interrupted = '<p id="a">Trois <img alt="grue" id="g"> grues</p>'
    whole = '<p id="a"><img alt="crane" id="g">Three cranes</p>'
    paragraph = next(line for line in lines(interrupted, whole) if line.said[0] and line.said[0].block == "a")
    assert [one.text for one in paragraph.said if one] == ["Trois grues", "Three cranes"]


def test_without_languages_there_are_no_lines() -> None:
    assert across([]) == ()
