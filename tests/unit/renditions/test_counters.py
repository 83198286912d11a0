"""Counters of styles in the digits of a publication."""

from __future__ import annotations

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
    ],
)
def test_a_counter_counts_in_a_style_unless_its_author_names_another(css: str, expected: str) -> None:
    assert counted_in(css, "X") == expected
    assert counted_in(expected, "X") == expected
