"""What is said of a page."""

from __future__ import annotations

import pytest
from tests.unit.reading.speaking import of_html, short

from publisher.model.speech import Kind


@pytest.mark.parametrize(
    "hidden",
    [
        '<p hidden>a</p>', '<p aria-hidden="true">a</p>', '<p style="display: none">a</p>', '<img alt="" src="a.png">',
        '<script>a</script>', '<ol></ol>',
    ],
)  # fmt: skip
def test_what_nobody_hears_is_not_said(hidden: str) -> None:
    assert of_html(hidden) == ()


def test_a_line_break_parts_words() -> None:
    assert short(of_html("<p>un<br>deux</p>")) == ["paragraph: un deux"]


def test_unknown_tags_stand_in_the_line() -> None:
    assert short(of_html("<p>un <my-word>deux</my-word> trois</p>")) == ["paragraph: un deux trois"]


def test_links_and_calls_are_told_apart() -> None:
    (said,) = of_html('<p>un <a href="#b">quai</a><a href="#n" role="doc-noteref">1</a> <a>rien</a></p>')
    assert [run.kind for run in said.runs] == [Kind.TEXT, Kind.LINK, Kind.CALL, Kind.TEXT]


def test_language_and_direction_are_inherited_and_changed() -> None:
    said = of_html('<div lang="es"><p>uno <span lang="ar">واحد</span></p></div><p dir="rtl">2</p>')
    assert [(run.language, run.direction) for one in said for run in one.runs] == [
        ("es", "ltr"), ("ar", "rtl"), ("fr", "rtl"),
    ]  # fmt: skip


def test_a_contents_list_is_said_with_its_name() -> None:
    page = '<nav role="doc-toc" aria-label="Dans ce chapitre"><ul><li><a href="#a">Les quais</a></li></ul></nav>'
    assert short(of_html(page)) == ["paragraph: Dans ce chapitre", "contents", "entry: Les quais", "end of contents"]


def test_a_table_for_layout_is_none() -> None:
    assert short(of_html('<table role="presentation"><tr><td>un</td></tr></table>')) == ["paragraph: un"]


def test_a_drawing_without_a_name_says_its_words() -> None:
    assert short(of_html("<svg><style>.x {}</style><text>Nord</text><text>12</text></svg>")) == ["figure: Nord 12"]


def test_levels_of_headings_that_make_no_sense_are_those_a_browser_takes() -> None:
    page = "".join(f'<p role="heading" aria-level="{level}">a</p>' for level in ("3", "0", "9", "99999", "²", "x"))
    assert [one.facts.level for one in of_html(page)] == [3, 2, 6, 6, 2, 2]
