"""What print styles ask of the publication as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.renditions.pdf.traits import FOOTNOTES, Traits, traits
from publisher.renditions.styles import cascade


@pytest.mark.parametrize(
    ("css", "name", "value"),
    [
        ("@page :left { margin: 0 }", "sides", True),
        ("h1 { break-before: recto }", "sides", True),
        ("h1 { page-break-before:right }", "sides", True),
        ("@page:first { margin: 0 }", "first", True),
        ("p:first-child { margin: 0 } p::first-line { color: red }", "first", False),
        ("@page :nth(2n) { margin: 0 }", "nth", True),
        ("li:nth(2) {}", "nth", False),
        (".title { position: running(title) }", "running", True),
        ("a::after { content: target-text(attr(href)) }", "target_text", True),
        ("h1 { left: 0; text-align: right }", "sides", False),
    ],
)
def test_a_style_asks_for_what_it_says(css: str, name: str, value: bool) -> None:
    assert getattr(traits([css]), name) is value


def test_counters_go_on_but_those_of_pages_and_lists() -> None:
    css = "h1 { counter-increment: chapter 1 page } li { counter-increment: list-item } h2 { counter-increment: none }"
    assert traits([css, "figure { counter-increment: fig table-2 }"]).counters == {
        FOOTNOTES,
        "chapter",
        "fig",
        "table-2",
    }


def test_counters_asked_of_targets_are_known_in_every_notation() -> None:
    css = """a::after { content: target-counter(attr(href), page) }
    a.x::after { content: target-counter(attr(href url), chapter, upper-roman) }
    a.y::after { content: target-counters( attr(href) , section , ".") }"""
    assert traits([css]).target_counters == {"page", "chapter", "section"}


def test_the_default_styles_ask_for_page_numbers_only() -> None:
    asked = replace(traits(cascade({}, "print", "rtl").values()), counters=frozenset())
    assert asked == Traits(counters=frozenset(), target_counters=frozenset({"page"}))
