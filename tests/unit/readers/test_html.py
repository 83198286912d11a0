"""HTML sources, and what no source may bring into a publication."""

from __future__ import annotations

import pytest
from tests.documents import identify

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Level
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


@pytest.mark.parametrize("tag", ["<div>", "<i><b>", "<blockquote>a", "<ul><li>", "<table><tr><td>", "<svg><g>"])
def test_a_tower_of_elements_is_refused_where_it_grows_too_high(tag: str) -> None:
    with pytest.raises(PublisherError) as caught:
        read_html(f"{tag}\n" * 500, "source/a.html", "fr")
    assert caught.value.code is ExitCode.INPUT
    assert caught.value.line is not None
    assert caught.value.line < 100


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


PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rapport annuel</title>
<meta name="description" content="Les faits &amp; les chiffres">
<meta name="keywords" content="mer, ciel"></head>
<body>%s</body></html>"""


def head(text: str) -> list[tuple[str, str, int | None]]:
    document = read_html(text, "source/a.html", "fr")
    return [
        (str(tag.get("name", tag.name)), str(tag.get("content", tag.get_text())), tag.sourceline)
        for tag in document.head.find_all(True)
    ]


def test_the_head_of_a_page_is_kept_with_its_lines() -> None:
    text = PAGE % "<h1>Bilan</h1>"
    assert head(text) == [
        ("title", "Rapport annuel", 3), ("description", "Les faits & les chiffres", 4), ("keywords", "mer, ciel", 5),
    ]  # fmt: skip
    assert rules(text) == []


def test_a_title_that_the_heading_says_too_is_said_once() -> None:
    assert [name for name, _, _ in head(PAGE % "<h1>Rapport <em>annuel</em></h1>")] == ["description", "keywords"]


def test_a_fragment_may_begin_with_its_title() -> None:
    text = "<title>Rapport</title>\n<meta name=author content='Le bureau'>\n<p>Un texte"
    assert head(text) == [("title", "Rapport", 1), ("author", "Le bureau", 2)]
    assert (body(text), rules(text)) == ("<p>Un texte</p>", [])


def test_what_the_head_says_and_no_rendition_shows_is_a_finding() -> None:
    text = "<html><head>\n<meta property='og:title' content='Un essai'>\n</head><body><h1>T</h1></body></html>"
    (finding,) = read_html(text, "source/a.html", "fr").findings
    assert (finding.rule, finding.line, "Un essai" in finding.message) == ("document/head", 2, True)


def test_a_page_in_another_language_is_a_finding() -> None:
    assert rules("<html lang=en><body><h1>T</h1></body></html>") == ["document/language"]
    assert rules("<html lang=fr-CH><body><h1>T</h1></body></html>") == []


@pytest.mark.parametrize(
    ("beside", "lines"),
    [
        ("<p>Perdu</p>", [2]), ("<div>\n<p>Perdu</p>\n</div>", [2]), ("Perdu", [1]), ("<main>Second</main>", [2]),
        ("<div><p>Un</p></div>\n<p>Deux</p>", [2, 3]), ("<nav>menu</nav>", []), ("<header>a</header>", [2]),
        ("<div role=banner>a</div>", [2]), ("<a href='#main'>aller au texte</a>", []), ("<div><nav>a</nav></div>", []),
        ("<script>a()</script>", []), ("<!-- note -->", []), ("<img alt='' src='a.svg'>", []),
    ],
)  # fmt: skip
def test_text_beside_main_is_not_left_out_in_silence(beside: str, lines: list[int]) -> None:
    text = f"<body>\n<main><h1>T</h1></main>{beside}</body>" if "main>" in beside else f"<body>\n{beside}<main>T</main>"
    found = [finding for finding in read_html(text, "source/a.html", "fr").findings]
    assert [(finding.rule, finding.line) for finding in found] == [("document/outside-main", line) for line in lines]


def test_text_around_main_in_the_same_element_is_said() -> None:
    (finding,) = read_html("<body><div>Avant<main>T</main></div>", "source/a.html", "fr").findings
    assert (finding.rule, "Avant" in finding.message) == ("document/outside-main", True)


def test_space_is_folded_across_what_is_left_out() -> None:
    assert body("<p>un <!-- x --> deux <script>y</script> trois</p>") == "<p>un deux trois</p>"
    assert body("<p>un <!-- x --><br><!-- y --> deux</p>") == "<p>un<br/>deux</p>"


@pytest.mark.parametrize("text", ["<p>un&#27;deux</p>", "<p title='un&#x1;deux'>x</p>"])
def test_a_reference_brings_no_control_character_in(text: str) -> None:
    assert "un\ufffddeux" in body(text)


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_tags_mixed_beyond_repair_are_an_error_of_the_source(name: str) -> None:
    with pytest.raises(PublisherError) as caught:
        read(b"un\n\n<table>\n<tr><svg> <html lang=fr>", f"source/{name}", "fr")
    assert caught.value.code is ExitCode.INPUT
    assert caught.value.line in (3, 4)


def test_a_tower_in_markdown_is_refused_at_the_line_of_its_block() -> None:
    with pytest.raises(PublisherError) as caught:
        text = "# Titre\n\nun\n" + "suite  \n" * 5 + "\n" + "<div>" * 300 + "\n\nfin\n"
        read(text.encode(), "source/a.md", "fr")
    assert caught.value.line == 10


def test_a_footer_beside_main_is_left_out_with_a_note_and_navigation_without() -> None:
    text = "<body><nav>Menu</nav><div><main>T</main>\n<footer><nav>Plan</nav>Licence libre</footer></div></body>"
    (finding,) = read_html(text, "source/a.html", "fr").findings
    assert (finding.rule, finding.level, finding.line) == ("document/outside-main", Level.NOTE, 2)
    assert "Licence libre" in finding.message
    assert "Plan" not in finding.message
