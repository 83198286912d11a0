"""Counters of styles in the digits of a publication."""

from __future__ import annotations

import time

import pytest

from publisher.renditions.counters import counted_in


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("content: counter(page)", "content: counter(page, X)"),
        ("content: counter( page )", "content: counter(page, X)"),
        ("content: counter(page, decimal)", "content: counter(page, X)"),
        ("content: counter(page, upper-roman)", "content: counter(page, upper-roman)"),
        ('content: counters(part, ".")', 'content: counters(part, ".", X)'),
        ('content: counters(part, ", ", lower-latin)', 'content: counters(part, ", ", lower-latin)'),
        ("content: target-counter(attr(href), page)", "content: target-counter(attr(href), page, X)"),
        ("content: target-counter(attr(href), page, decimal)", "content: target-counter(attr(href), page, X)"),
        ('content: target-counters(attr(href), a, ".")', 'content: target-counters(attr(href), a, ".", X)'),
        ('content: leader(" ") counter(page)', 'content: leader(" ") counter(page, X)'),
        ("ol { list-style-type: decimal }", "ol { list-style-type: X }"),
        ("ol { list-style: inside decimal }", "ol { list-style: inside X }"),
        ("ol { list-style-type: decimal-leading-zero }", "ol { list-style-type: decimal-leading-zero }"),
        (".decimal { list-style: none }", ".decimal { list-style: none }"),
        ("counter-reset: page 1", "counter-reset: page 1"),
        ("content: my-counter(page)", "content: my-counter(page)"),
        ('content: "counter(page)"', 'content: "counter(page)"'),
        ("content: 'a \\' counter(page)'", "content: 'a \\' counter(page)'"),
        ('content: "n" counter(page) "counter(page)"', 'content: "n" counter(page, X) "counter(page)"'),
        ("/* doesn't */ content: counter(page) /* 'n' */", "/* doesn't */ content: counter(page, X) /* 'n' */"),
        ('content: "\ncontent: counter(page)', 'content: "\ncontent: counter(page, X)'),
        ('ol { list-style: "decimal" }', 'ol { list-style: "decimal" }'),
        ('ol { list-style: ";" decimal }', 'ol { list-style: ";" X }'),
        ("ol { list-style: url(decimal.svg) decimal }", "ol { list-style: url(decimal.svg) X }"),
        ("ol { --mark: 'list-style: decimal' }", "ol { --mark: 'list-style: decimal' }"),
    ],
)
def test_a_counter_counts_in_a_style_unless_its_author_names_another(css: str, expected: str) -> None:
    assert counted_in(css, "X") == expected
    assert counted_in(expected, "X") == expected


SIZE, TIMES = 2000, 8
NOISE = 0.005
"""seconds of the processor below which a shared machine measures itself"""


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        ("", "list-style:"),
        ("", "list-style: decimal "),
        ("", "counter("),
        ("", "counter(a "),
        ("counter(", " "),
        ('counter("', "counter("),
        ("", '"\\'),
        ('"', '\\"'),
        ("", "/*"),
        ("", 'counter("'),
        ("list-style:", "("),
    ],
)
def test_a_broken_sheet_does_not_take_the_square_of_its_length(start: str, unit: str) -> None:
    short, long = (_seconds(start + unit * count) for count in (SIZE, SIZE * TIMES))
    assert long < 3 * TIMES * max(short, NOISE)


def _seconds(css: str) -> float:
    """Return what a sheet costs of the processor, at best."""
    return min(_once(css) for _ in range(3))


def _once(css: str) -> float:
    begun = time.process_time()
    counted_in(css, "X")
    return time.process_time() - begun
