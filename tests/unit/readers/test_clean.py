"""Hostile sources: what runs, loads, sends or has no end does not come in, and a browser reads what we wrote."""

from __future__ import annotations

import pytest
from bs4.element import Tag

from publisher.errors import ExitCode, PublisherError
from publisher.readers import MOST_BYTES, read
from publisher.readers.build import build
from publisher.readers.html import read_html
from publisher.readers.marks import MOST_MARKS
from publisher.readers.tree import parse_by_standard
from publisher.renditions.html import FORMATTER


def tree(text: str) -> Tag:
    return read_html(text, "source/a.html", "fr").body


def written(text: str) -> str:
    return tree(text).decode_contents(formatter=FORMATTER)


def rules(text: str) -> set[str]:
    return {finding.rule for finding in read_html(text, "source/a.html", "fr").findings}


HOSTILE_RULES = {f"document/{name}" for name in ("active-content", "address", "limit", "unknown-element")}
HOSTILE = [
    "<svg><filter><feImage href='https://www.example.org/a.png'/></filter></svg>",
    "<svg><pattern href='https://www.example.org/a.svg#b'/></svg>",
    "<svg><textPath xlink:href='//www.example.org/a.svg#b'>a</textPath></svg>",
    "<svg><rect fill='url(https://www.example.org/a.svg#b)'/></svg>",
    "<svg><rect filter='u\\72l(//www.example.org/a.svg#b)'/></svg>",
    "<svg><a href='java&#10;script:alert(1)'>a</a></svg>", "<svg xml:base='https://www.example.org/'><g/></svg>",
    "<svg><handler>alert(1)</handler></svg>", "<svg><discard href='#a'/></svg>",
    "<math href='javascript:alert(1)'><mi>a</mi></math>", "<math><mi xlink:href='https://www.example.org'>a</mi></math>",
    "<math><maction actiontype='statusline' href='javascript:alert(1)'>a</maction></math>",
    "<math><semantics><annotation-xml encoding='text/html'><b onclick='a'>b</b></annotation-xml></semantics></math>",
    "<p style='background:image-set(\"https://www.example.org/a.png\" 1x)'>a</p>",
    "<p style='background:src(\"//www.example.org/a.png\")'>a</p>",
    "<p style='background:\\75rl(//www.example.org)'>a</p>",
    "<p style='behavior:url(a)'>a</p>", "<p style='--a:var(--b)var(--b)'>a</p>",
    "<form action='https://www.example.org/'><p>a</p></form>",
    "<button formaction='https://www.example.org/'>a</button>",
    "<input form=a formaction='https://www.example.org/'>", "<input type=image src='https://www.example.org/a.png'>",
    "<video src='https://www.example.org/a.mp4'></video>", "<video poster='//www.example.org/a.png'></video>",
    "<audio><source src='https://www.example.org/a.mp3'></audio>",
    "<video><track src='//www.example.org/a.vtt'></video>",
    "<a href='a.md' download='x.exe'>a</a>", "<a href='a.md' ping='https://www.example.org'>a</a>",
    "<a href='a.md' attributionsrc='https://www.example.org'>a</a>", "<q cite='javascript:alert(1)'>a</q>",
    "<map><area href='javascript:alert(1)'></map>", "<img src='a.png' longdesc='javascript:alert(1)' alt=''>",
    "<table background='https://www.example.org/a.png'><tr><td>a</table>",
    "<meta http-equiv=refresh content='0;url=x'>",
    "<button popovertarget=a>a</button>", "<button command='show-modal' commandfor=a>a</button>", "<p popover>a</p>",
    "<input autofocus>", "<p contenteditable>a</p>", "<p is='x-a'>a</p>", "<p slot=a>a</p>", "<x-a>a</x-a>",
    "<p ONCLICK=a>a</p>", "<p onx\u0130=a>a</p>", "<p a\"b='c'>a</p>", "<p a<b='c'>a</p>", "<p @click='a'>a</p>",
    "<marquee onstart='a'>a</marquee>", "<portal src='https://www.example.org'></portal>",
    "<fencedframe src='https://www.example.org'></fencedframe>", "<keygen>", "<bgsound src='https://www.example.org/a'>",
    "<isindex action='https://www.example.org'>", "<image src='https://www.example.org/a.png'>",
    "<![CDATA[<script>b</script>]]><script>a</script>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><script>a</script>",
    "<table><tr><td colspan=1000000>a</table>", "<table><colgroup span=99999999><tr><td>a</table>",
    "<ol start=99999999999999999999><li>a</ol>", "<table><tr><td rowspan='5e9' colspan='-100000'>a</table>",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_loads_runs_or_sends_is_removed_with_a_finding(text: str) -> None:
    assert rules(f"<div>{text}</div>") & HOSTILE_RULES
    left = written(f"<div>{text}</div>").lower()
    for trace in (
        "example.org", "script", "alert", "onclick", " action", "autofocus", "contenteditable", "popover", "command",
        "download", "ping", "slot", "<x-a", " is=", "behavior", "url(", "src(", "colspan", "span=", "start=", "@click",
    ):  # fmt: skip
        assert trace not in left


HARMLESS = [
    '<svg viewBox="0 0 9 9"><defs><linearGradient id="a"><stop offset="0"></stop></linearGradient></defs>'
    '<rect fill="url(#a)" style="filter:url(#a)"></rect><use xlink:href="#a"></use></svg>',
    '<p aria-live="polite" data-a="1" itemprop="name" lang="en" tabindex="0" xml:lang="en">a</p>',
    '<blockquote cite="https://www.example.org/">a</blockquote>',
    '<table><tbody><tr><td colspan="3" rowspan="12">a</td></tr></tbody></table>',
    '<ol reversed="" start="1900" type="a"><li value="3">a</li></ol>',
    '<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>',
    '<ruby>a<rt>b</rt></ruby><details open=""><summary>a</summary>b</details><meter value="0.5">a</meter>',
    '<a href="https://www.example.org/" hreflang="en" rel="external" target="_blank">a</a>',
]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_what_says_or_shows_something_stays_as_it_is(text: str) -> None:
    assert rules(text) == set()
    assert written(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('<p><x-a id="a" lang="en">un <b>deux</b></x-a></p>', '<p><span id="a" lang="en">un <b>deux</b></span></p>'),
        ("<x-a><h2>un</h2><p>deux</p></x-a>", "<div><h2>un</h2><p>deux</p></div>"),
        ('<form action="/a"><p><input></p></form>', "<div><p><input></p></div>"),
        ("<svg><x-a><rect/></x-a></svg>", "<svg><g><rect></rect></g></svg>"),
        ("<math><x-a><mi>a</mi></x-a></math>", "<math><mrow><mi>a</mi></mrow></math>"),
    ],
)  # fmt: skip
def test_of_an_unknown_element_all_stays_but_its_meaning(text: str, left: str) -> None:
    assert written(text) == left
    assert "document/unknown-element" in rules(text)


MUTATING = [
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<p><svg><style><!--</style><img title='--><img src=1>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mtext><table><mglyph><style><math><table id='</table><img src=x onerror=alert(1)>'>",
    "<svg><title><a title='</title><img src=x onerror=alert(1)>'>b</a></title></svg>",
    "<svg><desc><p title='</desc></svg><img src=x onerror=alert(1)>'>b", "<textarea><p title='</textarea><img src=x>'>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<svg><textarea><g title='</textarea><img src=x>'/>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>", "<listing>\n\n&lt;img src=x&gt;</listing>",
    "<p title=\"&quot;&gt;&lt;img src=x&gt;\">a</p>", "<p title='`a`'>b</p>", "<!-- translators: a --!><img src=x> -->",
    "<!-- translators: <!-- --><img src=x>", "<a><table><tr><td><a>b</a></table>c</a>", "<p><b><i>a</b>c</i><p>d",
    "<svg><p>a</p></svg>", "<math><annotation-xml encoding='text/html'><p>a</annotation-xml></math>",
    "<svg><foreignObject><p>a</p></foreignObject><g/></svg>", "<select><svg><a>b</a></svg><option>c</select>",
    "<button><button>a</button>", "<table><p>a</p><tr><svg><tr></table>", "<svg><font color=a><g/></font></svg>",
    "<pre>\n\na</pre>", "<textarea>\n\na</textarea>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "a\u00a0&nbsp;&amp;nbsp;",
]  # fmt: skip


@pytest.mark.parametrize("text", MUTATING)
def test_a_browser_reads_the_tree_that_was_written(text: str) -> None:
    page = written(f"<div>{text}</div>")
    again, found = build(parse_by_standard(f"<!DOCTYPE html><body>{page}", "a.html"), "a.html")
    assert not [name for name in ("onerror", "onclick") if any(name in tag.attrs for tag in again.find_all(True))]
    assert [finding.rule for finding in found] == []
    assert again.find_all(["script", "style"]) == []


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a" * (MOST_BYTES + 1), None),
        (b"# T\n\n<div>\n" + b"<b>a</b>" * 110_000, 3),
        (b"<p>" + b"".join(b"<b id=a%d>" % number for number in range(80)) + b"<p>a" * 1300, 1),
        (b"# T\n\n<p " + b" ".join(b"a%d" % number for number in range(9000)) + b">", 3),
        ("# T\n\na\uffffb\n".encode(), 3),
        (b"# T\n\na\x00b\n", 3),
        (b"# T\n\na\xed\xa0\x80b\n", 3),
    ],
    ids=["size", "elements", "marks", "attributes", "noncharacter", "nul", "surrogate"],
)
def test_what_is_no_document_is_an_error_with_its_line(data: bytes, line: int | None) -> None:
    with pytest.raises(PublisherError) as caught:
        read(data, "source/a.md" if data.startswith((b"#", b"aa")) else "source/a.html", "fr")
    assert (caught.value.code, caught.value.file) in (
        (ExitCode.INPUT, "source/a.md"),
        (ExitCode.INPUT, "source/a.html"),
    )
    assert caught.value.line == line or line is None


@pytest.mark.parametrize("mark", ["\u0301", "&#x301;", "&#769;"])
def test_a_letter_carries_no_tower_of_marks(mark: str) -> None:
    document = read_html(f"<p>te{mark * 50_000}xte</p>", "source/a.html", "fr")
    assert document.body.get_text() == "te" + "\u0301" * MOST_MARKS + "xte"
    assert [(finding.rule, finding.line) for finding in document.findings] == [("document/limit", 1)]


@pytest.mark.parametrize(
    "text", ["…" * 50, "َّٰ".join("كتبسنمل"), "ক্ষি" * 20, "─" * 80, "é" * 50, "👩‍👩‍👧‍👦" * 20, "日本語" * 30]
)
def test_what_languages_write_stays(text: str) -> None:
    assert rules(f"<p>{text}</p>") == set()
    assert tree(f"<p>{text}</p>").get_text() == text


@pytest.mark.parametrize("sign", ["\u202e", "&#x202e;", "&#8235;", "\u202a"])
def test_nothing_in_a_source_turns_the_order_of_a_text_round(sign: str) -> None:
    document = read(f"# T\n\nUn compte : {sign}21.\n".encode(), "source/a.md", "fr")
    assert document.body.get_text().strip().endswith("Un compte : 21.")
    assert [(finding.rule, finding.line) for finding in document.findings] == [("characters/hidden", 3)]


def test_a_picture_takes_no_name_that_scripts_know() -> None:
    assert written('<img name="querySelectorAll" alt="">') == '<img alt="">'
    assert written('<p><a name="a">un</a></p>') == '<p><a name="a">un</a></p>'


def test_a_link_is_no_attachment() -> None:
    assert written('<a href="a.md" rel="nofollow Attachment">a</a>') == '<a href="a.md">a</a>'
    assert written('<a href="a.md" rel="nofollow">a</a>') == '<a href="a.md" rel="nofollow">a</a>'
