"""Drawings within a page that have no end are emptied where they stand; all others stay as they are."""

from __future__ import annotations

import pytest

from publisher.readers.html import read_html

USES = "".join(f"<g id=u{n}>{f'<use href=#u{n - 1} />' * 10}</g>" for n in range(1, 8))
BOMB = f"<svg role=img aria-label=Quai><g id=u0><path d=M0,0h9 /></g>{USES}</svg>"
ICON = '<svg viewBox="0 0 9 9"><defs><g id="i"><path d="M0 0h9"></path></g></defs><use href="#i"></use></svg>'


@pytest.mark.parametrize(
    "endless",
    [
        BOMB,
        "<svg role=img aria-label=Quai><g id=a><use xlink:href=#a /></g></svg>",
        '<svg role=img aria-label=Quai><mask id=m><rect style="mask:url(#m)"></mask></svg>',
        f"<svg role=img aria-label=Quai><text>{'a' * 120_000}</text></svg>",
        f"<svg role=img aria-label=Quai><svg>{USES}</svg><rect id=u0 /></svg>",
        "<svg role=img aria-label=Quai><use href=#z /></svg><svg><g id=z><use href=#z /></g></svg>",
    ],
    ids=["ten million", "within itself", "mask of itself", "long text", "nested", "in another drawing"],
)
def test_a_drawing_without_end_keeps_its_text_only(endless: str) -> None:
    document = read_html(f"<h1>Le port</h1>\n<p>{endless}</p>\n<p>{ICON}</p>", "source/01.html", "fr")
    found = [(finding.rule, finding.line) for finding in document.findings if finding.rule == "document/unsafe-image"]
    assert found
    assert set(found) == {("document/unsafe-image", 2)}
    first, *_, last = document.body.find_all("svg")
    assert (first["aria-label"], first.contents) == ("Quai", [])
    assert str(last) == ICON


def test_many_drawings_that_end_stay() -> None:
    document = read_html("<h1>Le port</h1>" + f"<p>{ICON}</p>" * 300, "source/01.html", "fr")
    assert document.findings == ()
    assert len(document.body.find_all("use")) == 300
