"""A stylesheet as the checks of colours read it: its rules with their media, its colours."""

from __future__ import annotations

import pytest

from publisher.catalogs.stylesheets import painting, read_sheet
from publisher.errors import PublisherError
from publisher.model.stylesheet import Declaration, StyleRule


def rules(css: str) -> tuple[StyleRule, ...]:
    return read_sheet("styles/a.css", css).rules


def test_a_rule_has_its_selectors_its_media_and_the_lines_of_its_declarations() -> None:
    css = "@media print {\n  @media (prefers-contrast: MORE) {\n    a,\n    b  c { Color: red; --Encre: #111 } } }"
    assert rules(css) == (
        StyleRule(
            ("a", "b c"),
            ("print", "(prefers-contrast: more)"),
            (Declaration("color", "red", 4), Declaration("--Encre", "#111", 4)),
        ),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
def test_lines_are_counted_as_css_counts_them(end: str) -> None:
    (rule,) = rules(f"/* a{end} b */{end}p {{{end} color: red }}")
    assert [item.line for item in rule.declarations] == [4]


@pytest.mark.parametrize(
    ("css", "selectors"),
    [
        ("a { b { color: red } }", ("a b",)),
        ("a, b { &:hover { color: red } }", ("a:hover", "b:hover")),
        ("@layer x { a { color: red } }", ("a",)),
        ("@supports (color: red) { a { color: red } }", ("a",)),
        ("@page cover { color: red }", ("@page cover",)),
        ("@page { @top-left { color: red } }", ("@page @top-left",)),
        (':is(a, b) [title="a,b"] { color: red }', (':is(a, b) [title="a,b"]',)),
    ],
)
def test_what_is_nested_is_named_with_what_is_around_it(css: str, selectors: tuple[str, ...]) -> None:
    assert [rule.selectors for rule in rules(css)] == [selectors]


@pytest.mark.parametrize(
    "css", ["", "}}} a", "@font-face { src: url(a) }", "@keyframes x { from { color: red } }", "a {"]
)
def test_what_paints_nothing_has_no_rules(css: str) -> None:
    assert rules(css) == ()


def test_a_sheet_that_is_nested_too_deep_is_refused_by_name() -> None:
    with pytest.raises(PublisherError) as caught:
        rules("a{" * 5000)
    assert caught.value.file == "styles/a.css"


@pytest.mark.parametrize(
    ("value", "code", "is_picture"),
    [
        ("#0d2747", "#0d2747", False),
        ("RED", "#ff0000", False),
        ("hsl(240 100% 50%)", "#0000ff", False),
        ("#d6e4f2 url(a.svg) no-repeat", "#d6e4f2", True),
        ('url("a.svg")', "#000000", True),
        ("linear-gradient(red, blue)", "#000000", True),
        ("no-repeat 50% 0 / 30rem auto white", "#ffffff", False),
    ],
)
def test_a_value_paints_a_colour_and_perhaps_a_picture(value: str, code: str, is_picture: bool) -> None:
    found = painting(value)
    assert found.colour is not None
    assert (found.colour.code, found.is_picture) == (code, is_picture)


@pytest.mark.parametrize("value", ["none", "transparent", "url(a.svg)"])
def test_a_value_without_colour_lets_everything_through(value: str) -> None:
    colour = painting(value).colour
    assert colour is not None
    assert colour.alpha == 0


@pytest.mark.parametrize("value", ["inherit", "currentColor", "lab(50% 20 20)", "device-cmyk(0 1 0 0)"])
def test_a_colour_that_is_not_known_is_none(value: str) -> None:
    assert painting(value).colour is None
