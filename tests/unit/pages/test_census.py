from __future__ import annotations

import pytest

from publisher.pages.census import COUNTED, census


def of(body: str) -> dict[str, int]:
    """Return the kinds of a page that has nothing else."""
    found = census(f'<!doctype html><html lang="fr"><head><title>T</title></head><body>{body}</body></html>')
    assert found["page"] == 1
    return {kind: number for kind, number in found.items() if number and kind != "page"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", {}),
        ("<h1>a</h1><h6>b</h6>", {"heading": 2, "text": 2}),
        ('<p>a <abbr title="x">b</abbr></p>', {"paragraph": 1, "abbreviation": 1, "text": 2}),
        ('<img src="a.png" alt="Un quai">', {"figure": 1}),
        ('<img src="a.png" alt="">', {}),
        ('<svg role="img"><title>Un quai</title></svg>', {"figure": 1}),
        ("<table></table><ul></ul><dl></dl>", {"table": 1, "list": 2}),
        ('<a href="#b">b</a><a id="c"></a>', {"link": 1, "text": 1}),
        ('<aside role="doc-footnote"></aside>', {"note": 1}),
        ('<nav role="doc-toc"></nav>', {"contents": 1}),
        ("<blockquote></blockquote><q></q>", {"quote": 2}),
        ('<p lang="ar"></p><p lang="FR"></p>', {"paragraph": 2, "language-change": 1}),
        ("<math></math>", {"formula": 1}),
        ('<input type="hidden"><input><select></select><button></button>', {"form-field": 3}),
        ("<video></video><audio></audio>", {"media": 2}),
        ('<iframe></iframe><object data="a.pdf"></object>', {"frame": 2}),
        ("<marquee></marquee>", {"animation": 1}),
        ("<script>a()</script>", {"script": 1}),
        ('<script type="application/ld+json">{}</script>', {}),
        ('<p onclick="a()"></p><a href=" JavaScript:a()"></a>', {"paragraph": 1, "link": 1, "script": 2}),
        ('<p style="animation: a 2s"></p>', {"paragraph": 1, "animation": 1}),
        ("<style>p { transition: none } @keyframes a {}</style>", {"animation": 2}),
    ],
)
def test_kinds_of_a_page(body: str, expected: dict[str, int]) -> None:
    assert of(body) == expected


def test_a_page_that_goes_elsewhere_after_a_time_has_a_time_limit() -> None:
    assert census('<meta http-equiv="Refresh" content="9; url=b.html">')["time-limit"] == 1


def test_what_is_not_there_is_said_not_to_be_there() -> None:
    assert census("") == dict.fromkeys((*COUNTED, "animation"), 0) | {"page": 1}


@pytest.mark.parametrize(
    "html", ['<link rel="stylesheet" href="a.css">', "<style>@import 'a.css'</style>", '<img src="a.gif" alt="x">']
)
def test_whether_something_moves_is_not_known_where_styles_and_films_are_not_seen(html: str) -> None:
    assert "animation" not in census(html)


def test_with_all_styles_it_is_known_whether_something_moves() -> None:
    page = '<link rel="stylesheet" href="a.css">'
    assert census(page, ["p { color: red }"])["animation"] == 0
    assert census(page, ["p { animation: a 1s }"])["animation"] == 1
