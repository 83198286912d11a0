"""The pages that running heads are drawn on."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import Tag

from publisher.model.part import NamedString, Page
from publisher.renditions.pdf.heads import heads


def divisions(*pages: Page, direction: str = "ltr") -> list[Tag]:
    return BeautifulSoup(heads(pages, "fr", direction, "T"), "html.parser").find_all("div")


def plain(*strings: NamedString, name: str = "", blank: bool = False) -> Page:
    return Page(name, 1, False, blank, strings)


def test_every_page_but_a_blank_one_has_its_division_with_the_name_of_its_page() -> None:
    cover, text = divisions(plain(name="cover"), plain(blank=True), plain())
    assert cover["style"] == "page:cover;"
    assert text["style"] == "break-before:right;"


def test_a_blank_page_comes_before_the_side_that_was_asked_for() -> None:
    assert divisions(plain(), plain(blank=True), plain(), direction="rtl")[1]["style"] == "break-before:left;"


def test_blank_pages_at_the_end_or_in_a_row_have_divisions_of_their_own() -> None:
    assert len(divisions(plain(), plain(blank=True))) == 2
    assert len(divisions(plain(), plain(blank=True), plain(blank=True), plain())) == 4
    assert len(divisions(plain(blank=True), plain())) == 2


def test_a_text_is_set_by_the_first_element_of_a_page_or_by_one_after_it() -> None:
    (division,) = divisions(plain(NamedString("chapter", "Un", True), NamedString("chapter", "Deux", False)))
    assert division["style"] == 'string-set:chapter "Un"'
    (later,) = division.find_all("i")
    assert later["style"] == 'string-set:chapter "Deux"'


def test_a_title_cannot_end_its_string() -> None:
    (division,) = divisions(plain(NamedString("t", 'Le "port"\\ \n</div>}', True)))
    assert division["style"] == 'string-set:t "Le \\22 port\\22 \\5c  \\a </div>}"'


def test_a_title_keeps_its_own_order_where_lines_run_from_right_to_left() -> None:
    (division,) = divisions(plain(NamedString("t", "Rapport 2019", True)), direction="rtl")
    assert division["style"] == 'string-set:t "\N{FIRST STRONG ISOLATE}Rapport 2019\N{POP DIRECTIONAL ISOLATE}"'
