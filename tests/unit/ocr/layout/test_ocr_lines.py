from __future__ import annotations

import pytest

from publisher.ocr.layout.lines import lines, running
from publisher.ocr.traced import Source
from publisher.ocr.values import Line


def read(text: str) -> tuple[Line, ...]:
    return lines(Source(text))


def pages(text: str) -> list[tuple[str, int]]:
    return [(line.text.text, line.page) for line in read(text)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("un  deux\t trois", "un deux trois"),
        ("un\tdeux", "un deux"),
        ("   un deux   ", "un deux"),
        ("douze\u00a0pour cent\u202f!", "douze\u00a0pour cent\u202f!"),
        ("un \u00a0 deux", "un deux"),
    ],
)
def test_white_space_is_folded_but_for_no_break_spaces(raw: str, text: str) -> None:
    (line,) = read(raw)
    assert line.text.text == text


def test_a_folded_line_knows_where_each_word_stood() -> None:
    (line,) = read("\n  le   port \t franc ")[0:1]
    assert [line.text.origin(line.text.text.index(word)) for word in ("le", "port", "franc")] == [3, 8, 15]
    assert line.raw == "  le   port \t franc"


def test_blank_lines_are_counted_and_left_out() -> None:
    found = read("un\ndeux\n\n \t\ntrois\n\n")
    assert [(line.text.text, line.number, line.gap) for line in found] == [
        ("un", 1, 0),
        ("deux", 2, 0),
        ("trois", 5, 2),
    ]


def test_a_form_feed_begins_a_page_also_inside_a_row() -> None:
    assert pages("un\fdeux\n\ftrois\n\f\fquatre") == [("un", 0), ("deux", 1), ("trois", 2), ("quatre", 4)]
    assert [line.number for line in read("un\fdeux\n\ftrois")] == [1, 1, 2]


def test_a_form_feed_is_no_blank_line() -> None:
    assert [line.gap for line in read("un\n\f\ndeux\n\f\n\ntrois")] == [0, 0, 1]


def test_one_space_before_a_line_marks_a_page() -> None:
    assert pages("un\ndeux\n trois\nquatre") == [("un", 0), ("deux", 0), ("trois", 1), ("quatre", 1)]


@pytest.mark.parametrize(
    "text",
    [
        " un\n deux\n trois\nquatre",
        "un\f\n deux\ntrois\nquatre",
        "un\n  deux\n   trois\n quatre\ncinq",
        "un\n  deux\ntrois",
    ],
)
def test_one_space_marks_no_page_where_lines_are_indented_or_form_feeds_stand(text: str) -> None:
    assert max(page for _, page in pages(text)) == text.count("\f")


BODY = "\n".join("Les agents contrôlent une caisse" for _ in range(2))


NAMES = ("Aucune", "Bien des", "Cent", "Deux", "Encore des")


def book(heads: list[str], feet: list[str]) -> str:
    return "\n\f".join(
        f"{head}\n\n{word} caisses\n{BODY}\n{word} ports\n\n{foot}"
        for head, foot, word in zip(heads, feet, NAMES, strict=False)
    )


def said(text: str) -> list[str]:
    found = read(text)
    numbers = running(found)
    return [line.text.text for line in found if line.number in numbers]


def test_running_heads_are_told_from_the_title_they_repeat() -> None:
    assert said(book(["Les ports"] * 4, [f"fin {word}" for word in "abcd"])) == ["Les ports"] * 3


def test_page_numbers_are_recognised_alone_and_beside_a_title() -> None:
    assert said(book([f"tête {w}" for w in "abc"], ["7", "8", "9"])) == ["7", "8", "9"]
    assert said(book([f"tête {w}" for w in "abc"], ["Bilan 2019 — 7", "Bilan 2019 — 8", "Bilan 2019 — 9"])) == [
        "Bilan 2019 — 7", "Bilan 2019 — 8", "Bilan 2019 — 9",
    ]  # fmt: skip


def test_numbers_that_do_not_grow_with_the_pages_stay() -> None:
    assert said(book([f"tête {w}" for w in "abc"], ["140", "12", "7"])) == []


def test_the_same_number_of_articles_on_other_pages_stays() -> None:
    assert said(book(["Article 4", "Article 9", "Article 11"], [f"fin {word}" for word in "abc"])) == []


def test_two_pages_repeat_a_chapter_only_where_pages_have_running_lines() -> None:
    assert said(book(["Le port", "Le port", "autre", "encore"], [f"fin {word}" for word in "abcd"])) == []
    heads = ["Bilan", "Bilan", "Bilan", "Le port", "Le port"]
    assert said(book(heads, [f"fin {word}" for word in "abcde"])) == ["Bilan", "Bilan", "Le port"]


def test_text_inside_a_page_is_never_running() -> None:
    page = "a{0}\nb{0}\nc{0}\nOui.\nd{0}\ne{0}\nf{0}"
    assert said("\n\f".join(page.format(letter * 3) for letter in "xyzw")) == []
