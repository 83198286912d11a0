"""HTML sources, and what no source may bring into a publication."""

from __future__ import annotations

import pytest

from publisher.catalogs.segments import identify
from publisher.errors import ExitCode, PublisherError
from publisher.readers import read
from publisher.readers.html import read_html


def body(text: str) -> str:
    return read_html(text, "source/a.html", "fr").body.decode_contents()


def rules(text: str) -> list[str]:
    return [finding.rule for finding in read_html(text, "source/a.html", "fr").findings]


def test_a_whole_page_gives_its_main() -> None:
    text = "<html><head><title>T</title></head><body><nav>menu</nav><main><h1>Titre</h1><p>a<p>b</main></body></html>"
    assert body(text) == "<h1>Titre</h1><p>a</p><p>b</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<p onclick='x()'>a</p>", "<iframe src='https://example.org'></iframe>",
        "<a href='javascript:x()'>a</a>", "<a href=' JaVaScRiPt:x()'>a</a>", "<a href='java\nscript:x()'>a</a>",
        "<p style='background:url(x)'>a</p>", "<img src='https://example.org/a.png' alt=''>",
        "<img src='//example.org/a.png' alt=''>", "<img src='file:///etc/passwd' alt=''>",
        "<img src='../../secret.png' alt=''>", "<a href='data:text/html,x'>a</a>", "<object data='x'></object>",
        "<svg><script>x</script></svg>", "<base href='https://example.org/'>", "<meta http-equiv=refresh content=0>",
        "<img src='a.png' srcset='b.png 1x, https://example.org/c.png 2x' alt=''>", "<a href='#' ping='https://example.org'>a</a>",
        "<svg><image href='https://example.org/a.png'/></svg>", "<svg><use xlink:href='//example.org/a.svg#x'/></svg>",
        "<svg><a><animate attributeName='href' values='javascript:x'/></a></svg>",
        "<svg><foreignObject><iframe src='https://example.org'></iframe></foreignObject></svg>",
        "<form action='javascript:x'><button formaction='javascript:y'>a</button></form>", "<style>@import 'x'</style>",
    ],
)  # fmt: skip
def test_active_or_foreign_content_is_removed_with_a_finding(text: str) -> None:
    assert rules(f"<div>{text}</div>")
    left = body(f"<div>{text}</div>").lower()
    for trace in (
        "script",
        "onclick",
        "iframe",
        "example.org",
        "passwd",
        "secret",
        "data:",
        "<object",
        "url(",
        "import",
    ):
        assert trace not in left


@pytest.mark.parametrize("character", ["\x1b", "\x1c", "\x85", "\x01"])
def test_a_control_character_is_refused_where_it_stands(character: str) -> None:
    with pytest.raises(PublisherError) as caught:
        read(f"# Titre\n\nun{character}deux\n".encode(), "source/a.md", "fr")
    assert (caught.value.code, caught.value.line) == (ExitCode.INPUT, 3)


@pytest.mark.parametrize("text", ["<frameset><frame></frameset>", ">" * 900 + " a", "[" * 5000])
def test_odd_markdown_is_an_empty_document_or_an_error_but_no_crash(text: str) -> None:
    try:
        read(f"# T\n\n{text}\n".encode(), "source/a.md", "fr")
    except PublisherError as error:
        assert error.code is ExitCode.INPUT
        assert error.line == 3


def test_harmless_links_stay() -> None:
    text = (
        '<a href="https://example.org/?a=1&amp;b=2">a</a> <a href="mailto:a@example.org">b</a> <a href="02.md#x">c</a>'
    )
    assert rules(text) == []
    assert body(text).count("href=") == 3


def test_white_space_does_not_depend_on_how_the_source_was_wrapped() -> None:
    assert body("<p>un\n   deux<br>\n trois</p>") == "<p>un deux<br/>trois</p>"
    assert body("<pre>a\n  b</pre>") == "<pre>a\n  b</pre>"
    assert body("<p>25\u00a0% et 1\u202f200</p>") == "<p>25\u00a0% et 1\u202f200</p>"


def test_the_line_of_an_element_is_where_its_tag_ends() -> None:
    document = identify(read_html("<h1>T</h1>\n<p>a</p>\n<p id='x'\n class='y'>b</p>\n", "source/a.html", "fr"))
    assert document.lines["x"] == 4


def test_a_tower_of_elements_is_refused() -> None:
    with pytest.raises(PublisherError) as caught:
        read_html("<div>" * 5000, "source/a.html", "fr")
    assert caught.value.code is ExitCode.INPUT
    assert caught.value.line == 1


def test_a_source_in_another_encoding_says_where() -> None:
    with pytest.raises(PublisherError) as caught:
        read(b"# Titre\n\nl'\xe9t\xe9\n", "source/a.md", "fr")
    assert (caught.value.code, caught.value.line) == (ExitCode.INPUT, 3)


def test_a_short_source_is_never_taken_for_the_name_of_a_file() -> None:
    assert body("/etc/hostname") == "/etc/hostname"


def test_elements_of_a_drawing_are_closed() -> None:
    assert body('<svg><image href="a.png"/><rect/></svg>') == '<svg><image href="a.png"></image><rect></rect></svg>'


def test_drawings_keep_the_case_of_their_names() -> None:
    assert "viewBox" in body('<svg viewBox="0 0 1 1"><linearGradient id="g"/></svg>')
