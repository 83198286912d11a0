"""The reading view as pages: what is heard, where it differs, where it leads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from tests.unit.reports.hostile import WORDS as HOSTILE

from publisher.languages import language
from publisher.model.speech import (
    COVER,
    HAVE_ENDS,
    KINDS,
    Difference,
    Facts,
    Kind,
    Line,
    Reading,
    Role,
    Run,
    Utterance,
)
from publisher.model.texts import Texts
from publisher.pages.page import Node, everything, read_page
from publisher.reports import reading_view
from publisher.reports.reading_view import Shelf, anchor, announced, by_page, comparison_page, reading_page, shelf_of

FRENCH, ARABIC = language("fr"), language("ar")
SHELF = Shelf(((COVER, ""), ("quais", "Les quais"), ("eaux", "Les eaux")), (FRENCH, ARABIC))


def said(text: str, role: Role = Role.PARAGRAPH, path: tuple[str, ...] = (), **entries: object) -> Utterance:
    runs = (Run(text, "fr", "ltr"),) if text else ()
    return Utterance(role, runs, "fr", "ltr", ("document-quais", *path), **{"page": 1, **entries})  # type: ignore[arg-type]


def shown(reading: Reading, texts: Texts = Texts(), shelf: Shelf = SHELF) -> Node:  # noqa: B008
    return tree(reading_page(reading, shelf, FRENCH, texts))


def tree(html: str) -> Node:
    return read_page(html).body


def all_of(node: Node, tag: str) -> list[Node]:
    return [one for one in everything(node) if one.tag == tag]


def items(node: Node) -> list[Node]:
    """Return the utterances of a page: those of the PDF, then those of the web page, page by page."""
    columns = [one for one in everything(node) if one.attributes.get("class") == "said"]
    return [kid for column in columns for kid in column.nodes if kid.tag == "li"]


def test_everything_there_is_has_words() -> None:
    assert set(reading_view.DIFFERENCES) == set(KINDS)
    assert {*Role, *(f"{role}.end" for role in HAVE_ENDS), *(kind for kind in Kind if kind is not Kind.TEXT)} <= set(
        reading_view.ANNOUNCED
    )
    known = {*reading_view.ANNOUNCED.values(), *reading_view.DIFFERENCES.values(), *reading_view.ACROSS.values()}
    assert set(reading_view.COMMENTS) <= known


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_end", [False, True])
def test_every_role_is_announced_with_all_its_numbers(role: Role, is_end: bool) -> None:
    facts = Facts(2, 3, 4, 5, 6)
    words = announced(Utterance(role, facts=facts, is_end=is_end and role in HAVE_ENDS), Texts())
    assert "{" not in words
    assert "None" not in announced(Utterance(role), Texts())


def test_what_is_announced_is_said_in_the_language_of_the_report_and_the_text_in_its_own() -> None:
    texts = Texts("es", "ltr", {"Heading, level {level}": "Encabezado, nivel {level}"})
    heading = said("Les quais", Role.HEADING, facts=Facts(level=2))
    (item,) = items(shown(Reading("document-quais", (heading,)), texts))
    assert "Encabezado, nivel 2" in item.text
    (text,) = [one for one in everything(item) if one.attributes.get("lang") == "fr"]
    assert (text.text, text.attributes["dir"]) == ("Les quais", "ltr")
    assert "lang" not in item.attributes


def test_words_of_another_language_and_direction_are_marked() -> None:
    runs = (Run("trois ", "fr"), Run("عام", "ar", "rtl"), Run("IP", "fr", expansion="Protocole internet"))
    (item,) = items(shown(Reading("document-quais", (replace(said("x"), runs=runs),)), Texts("fr")))
    (arabic,) = [one for one in everything(item) if one.attributes.get("lang") == "ar"]
    assert (arabic.text, arabic.attributes["dir"]) == ("عام", "rtl")
    assert "Protocole internet" in item.text


def test_a_hostile_text_is_shown_and_does_nothing() -> None:
    runs = (Run(HOSTILE, HOSTILE, "ltr", Kind.LINK, HOSTILE),)
    one = Utterance(Role.CELL, runs, HOSTILE, "rtl", (HOSTILE,), 1, 99, Facts(label=HOSTILE, headers=(HOSTILE,)))
    reading = Reading(HOSTILE, (one,), (one,), ((0, 0),), (Difference("language", 0, 0, (HOSTILE, HOSTILE)),))
    shelf = Shelf(((HOSTILE, HOSTILE), (f"{HOSTILE}2", HOSTILE)), (FRENCH, ARABIC))
    for html in (
        reading_page(reading, shelf, FRENCH, Texts()),
        comparison_page(HOSTILE, shelf, (Line((one, None), (("missing", 1),)),), Texts()),
    ):
        assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", html)
        node = read_page(html.replace("<main", "<div").replace("</main", "</div")).body
        assert all_of(node, "b") == []
        assert [
            one.attributes["href"] for one in all_of(node, "a") if ":" in one.attributes["href"].split("/")[0]
        ] == []


def test_every_block_can_be_linked_to_once() -> None:
    spoken = (said("a", path=("s", "p")), said("b", path=("s", "p")), said("c", path=("s", "quais-q")))
    page = shown(Reading("document-quais", spoken, (said("x", path=("only here",)), *spoken)))
    ids = Counter(one.id for one in everything(page) if one.id)
    assert max(ids.values()) == 1
    assert {"block-s", "block-p", "block-quais-q", "block-q", anchor("only here")} <= set(ids)
    assert all(" " not in id for id in ids)


def test_each_page_of_the_pdf_is_a_section_with_what_belongs_beside_it() -> None:
    pdf = tuple(said(text, page=page) for text, page in (("a", 3), ("b", 3), ("c", 4)))
    html = tuple(said(text, page=None) for text in ("a", "new", "c", "b"))
    moved = Difference("order", 1, 3)
    reading = Reading("document-quais", pdf, html, ((0, 0), (1, 3), (2, 2)), (moved,))
    assert list(by_page(reading)) == [(3, [0, 1], [0, 1]), (4, [2], [2, 3])]
    assert [one.id for one in all_of(shown(reading), "h2") if one.id.startswith("page-")] == ["page-3", "page-4"]


def test_no_utterance_is_lost_or_shown_twice() -> None:
    pdf = tuple(said(str(number), page=page) for number, page in enumerate((2, 1, 1, None, 3)))
    html = tuple(said(str(number), page=None) for number in range(7))
    shown_pages = list(by_page(Reading("d", pdf, html, ((0, 6), (1, 0), (4, 2)))))
    assert sorted(number for _, left, _ in shown_pages for number in left) == [*range(5)]
    assert sorted(number for _, _, right in shown_pages for number in right) == [*range(7)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_difference_is_told_in_words_in_the_list_and_where_it_is(kind: str) -> None:
    spoken = (said("a", path=("p",)),)
    reading = Reading("document-quais", spoken, spoken, ((0, 0),), (Difference(kind, 0, 0, ("1", "2")),))
    page = shown(reading)
    sentence = Texts()(reading_view.DIFFERENCES[kind], "1", "2")
    assert [sentence in item.text for item in items(page)] == [True, True]
    (link,) = [one for one in all_of(page, "a") if one.attributes["href"] == "#block-p"]
    assert link.text == sentence


def test_the_shortest_page_says_that_there_is_nothing_to_compare_or_nothing_that_differs() -> None:
    alone, alike = (shown(Reading("document-quais", (said("a"),), html)) for html in (None, (said("a"),)))
    assert not any(one.id == "differences" for one in everything(alone))
    assert any(one.id == "differences" for one in everything(alike))


def links(node: Node) -> set[str]:
    return {one.attributes["href"] for one in all_of(node, "a")}


def test_a_reader_moves_between_documents_languages_and_the_report() -> None:
    html = reading_page(Reading("document-quais", (said("a"),)), SHELF, FRENCH, Texts())
    found = {*re.findall('href="([^"]*)"', html)}
    assert {"#content", "../index.html", "../../reading/quais.html", "../../ar/reading/quais.html"} <= found
    assert {"_cover.html", "quais.html", "eaux.html"} <= found


def test_the_cover_is_named_in_the_language_of_the_report_and_not_compared() -> None:
    html = reading_page(
        Reading("", (said("a"),)), SHELF, FRENCH, Texts("fr", "ltr", {"Cover and contents": "Couverture"})
    )
    assert "Couverture</bdi></h1>" in html
    assert "../../reading/" not in html


def test_documents_are_named_by_their_first_heading() -> None:
    heading = said("Les quais", Role.HEADING, facts=Facts(level=1))
    found = shelf_of(
        [Reading("", (heading,)), Reading("document-quais", (said("a"), heading)), Reading("document-x", ())]
    )
    assert found.documents == ((COVER, "Les quais"), ("quais", "Les quais"), ("x", "x"))


def test_a_page_is_the_same_each_time() -> None:
    reading = Reading("document-quais", (said("a", path=("s", "p")), said("b", path=("t",))))
    assert reading_page(reading, SHELF, FRENCH, Texts()) == reading_page(reading, SHELF, FRENCH, Texts())


def test_languages_stand_beside_each_other_in_their_direction() -> None:
    arabic = Utterance(Role.PARAGRAPH, (Run("عام", "ar", "rtl"),), "ar", "rtl", ("document-quais", "p"), 1)
    lines = (Line((said("an", path=("p",)), arabic)), Line((said("b", path=("q",)), None), (("missing", 1),)))
    page = tree(comparison_page("quais", SHELF, lines, Texts()))
    head, first, second = all_of(page, "tr")
    assert [(one.text, one.attributes["lang"], one.attributes["dir"]) for one in [*head.nodes][1:]] == [
        ("Français", "fr", "ltr"), ("العربية", "ar", "rtl"),
    ]  # fmt: skip
    assert [(one.text, one.attributes["lang"], one.attributes["dir"]) for one in [*first.nodes][1:]] == [
        ("an", "fr", "ltr"), ("عام", "ar", "rtl"),
    ]  # fmt: skip
    assert (first.id, second.id) == ("block-p", "block-q")
    assert "العربية" in second.text
    to_difference = next(link for link in all_of(page, "a") if link.attributes["href"] == "#block-q")
    assert [(one.text, one.attributes["lang"]) for one in all_of(to_difference, "bdi")] == [("العربية", "ar")]
