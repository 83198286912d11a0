"""Each rule of the scanners catches its sample: a scanner that cannot fail proves nothing."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from tests.hostile import scan

PAGE = '<!DOCTYPE html><html lang="fr"><head><title>t</title>{head}</head><body>{body}</body></html>'
STILL = PAGE.format(
    head='<link rel="stylesheet" href="styles/a.css">'
    '<link rel="alternate" hreflang="en" href="../../en/html/a.html"><meta http-equiv="Content-Security-Policy">',
    body='<p style="color: red">on load = javascript: &lt;script&gt; <a href="https://example.org/?a=javascript:">x</a>'
    '<a href="#n">n</a><a href="mailto:a@example.org">m</a><img src="images/a.png" alt="onclick=x"></p>',
)
ACTIVE_HTML = """
<script>x</script>
<script src="other.js"></script>
<SCRIPT SRC=place.js></SCRIPT>
<img src=x onerror=x>
<p ONCLICK="x">
<a href="javascript:x">a</a>
<a href=" java&#10;script:x">a</a>
<a href="&#1;javascript:x">a</a>
<a href=vbscript:x>a</a>
<a href="data:text/html,x">a</a>
<a href="file:///etc/passwd">a</a>
<a href="../../../../etc/passwd">a</a>
<a href="%2e%2e/%2e%2e/%2e%2e/x">a</a>
<a href="/etc/passwd">a</a>
<a href="\\\\host\\x">a</a>
<a ping="x" href="#a">a</a>
<iframe src="a.html"></iframe>
<iframe srcdoc="x"></iframe>
<object data="a.svg"></object>
<embed src="a.svg">
<base href="https://example.org/">
<meta http-equiv="refresh" content="0;url=x">
<form action="x"></form>
<button formaction="x">b</button>
<link rel="import" href="x">
<link rel="stylesheet" href="//h/x.css">
<link rel="stylesheet" href="https://h/x.css">
<link rel="prefetch" href="x">
<img src="http://h/x.png">
<img src="//h/x.png">
<img src="../../../x.png">
<img src="data:image/svg+xml,x">
<img srcset="a.png 1x, http://h/x.png 2x">
<video poster="http://h/x">
<audio src="http://h/x"></audio>
<body background="http://h/x">
<style>@import "x";</style>
<p style="background:url(http://h/x)">
<svg><script>x</script></svg>
<svg><a xlink:href="javascript:x">a</a></svg>
<svg><use href="http://h/x#a"/></svg>
<svg><image href="http://h/x.png"/></svg>
<svg><foreignObject><p>x</p></foreignObject></svg>
<svg><set attributeName="href" to="javascript:x"/></svg>
<math><mi xlink:href="javascript:x">a</mi></math>
<noscript><p title="</noscript><img src=x onerror=x>"></noscript>
<template><script>x</script></template>
<a href="https://h/" style="behavior: url(x.htc)">a</a>
<style></style><img src=x onerror=x>
<!--><img src=x onerror=x>-->
<applet code="x"></applet>
<frameset><frame src="x"></frameset>
"""


def test_a_page_that_is_still_passes() -> None:
    assert scan.html(STILL) == []


@pytest.mark.parametrize("sample", ACTIVE_HTML.strip().split("\n"))
def test_each_active_thing_in_a_page_is_seen(sample: str) -> None:
    assert scan.html(PAGE.format(head="", body=sample))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
STILL_SVG = '<style>rect { fill: url(#g) }</style><rect id="a" fill="url(#g)"/><use href="#a"/><text>on</text>'
ACTIVE_SVG = (
    "<script>x</script>", '<rect onload="x"/>', '<use href="http://h/x#a"/>', '<image xlink:href="x.png"/>',
    '<a href="javascript:x"><rect/></a>', "<foreignObject/>", '<image href="data:image/svg+xml,x"/>',
    "<style>@import 'x';</style>", '<rect style="fill: url(http://h/x)"/>', '<rect fill="url(//h/x)"/>',
    '<animate attributeName="href" to="javascript:x"/>', '<set attributeName="href" to="x"/>', "<p",
    "<?xml-stylesheet x?>",
    '<x:script xmlns:x="http://www.w3.org/2000/svg">x</x:script>',
)  # fmt: skip


def test_a_drawing_that_is_still_passes() -> None:
    assert scan.svg(SVG.format(STILL_SVG).encode()) == []


@pytest.mark.parametrize("sample", ACTIVE_SVG)
def test_each_active_thing_in_a_drawing_is_seen(sample: str) -> None:
    assert scan.svg(SVG.format(sample).encode())


def test_a_drawing_with_a_doctype_is_seen() -> None:
    assert scan.svg(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode())


STILL_CSS = 'p::before { content: "@import url(http://h/x) expression(1) </" } .a { background: url(images/a.png) }'
ACTIVE_CSS = (
    '@import "x";', "@IMP\\ORT url(x);", "a { background: url(http://h/x) }", 'a { background: url("//h/x") }',
    "a { background: \\75 rl(http://h/x) }", "a { width: expression(x) }", "a { behavior: url(x) }",
    "a { -moz-binding: x }",
    "a { b: url(../../../x) }", "a { b: url(/etc/passwd) }", "a { b: image-set('x' 1x) }", "a { b: url(file:x) }",
    "a { b: c } </style><script>", "@media x { @supports y { a { b: url(data:x) } } }", "a { b: url(%2e%2e/x) }",
)  # fmt: skip


def test_a_sheet_that_is_still_passes() -> None:
    assert scan.css(STILL_CSS) == []


@pytest.mark.parametrize("sample", ACTIVE_CSS)
def test_each_active_thing_in_a_sheet_is_seen(sample: str) -> None:
    assert scan.css(sample)


def document(change: Any) -> bytes:
    """Return a PDF with one page, changed."""
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def annotation(**values: Any) -> Any:
    def change(made: pikepdf.Pdf) -> None:
        row = {
            "/Type": pikepdf.Name.Annot,
            "/Subtype": pikepdf.Name.Link,
            **{f"/{key}": v for key, v in values.items()},
        }
        made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(row)])

    return change


def root(name: str, value: Any) -> Any:
    return lambda made: made.Root.__setitem__(name, value)


def action(kind: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary({"/S": pikepdf.Name(kind), **{f"/{key}": value for key, value in more.items()}})


ACTIVE_PDF = {
    "script": root("/OpenAction", action("/JavaScript", JS="x")),
    "launch": annotation(A=action("/Launch", F="x")),
    "form": annotation(A=action("/SubmitForm", F="http://h/")),
    "import": annotation(A=action("/ImportData", F="x")),
    "remote": annotation(A=action("/GoToR", F="x")),
    "rendition": annotation(A=action("/Rendition")),
    "movie": annotation(A=action("/Movie")),
    "sound": annotation(A=action("/Sound")),
    "additional": root("/AA", pikepdf.Dictionary({"/WC": action("/GoTo")})),
    "opening": root("/OpenAction", action("/URI", URI="https://h/")),
    "address": annotation(A=action("/URI", URI="javascript:x")),
    "file": annotation(A=action("/URI", URI="file:///etc/passwd")),
    "names": root("/Names", pikepdf.Dictionary({"/JavaScript": pikepdf.Dictionary()})),
    "attached": root("/Names", pikepdf.Dictionary({"/EmbeddedFiles": pikepdf.Dictionary()})),
    "specification": annotation(FS=pikepdf.Dictionary({"/EF": pikepdf.Dictionary()})),
    "media": annotation(RichMediaContent=pikepdf.Dictionary()),
    "xfa": root("/AcroForm", pikepdf.Dictionary({"/XFA": "x"})),
    "next": annotation(A=action("/GoTo", Next=action("/JavaScript", JS="x"))),
}


def test_a_pdf_that_is_still_passes() -> None:
    link = annotation(A=action("/URI", URI="https://example.org/?javascript:"))
    assert scan.pdf(document(link)) == []
    assert scan.pdf(document(root("/OpenAction", pikepdf.Array([])))) == []


@pytest.mark.parametrize("name", ACTIVE_PDF)
def test_each_active_thing_in_a_pdf_is_seen(name: str) -> None:
    assert scan.pdf(document(ACTIVE_PDF[name]))


def test_words_are_found_wherever_a_file_hides_them() -> None:
    attached = document(lambda made: made.attachments.__setitem__("a", b"SECRET"))
    title = document(lambda made: made.docinfo.__setitem__("/Title", "SECRET"))
    for data in (b"x SECRET x", "SECRET".encode("utf-16"), attached, title):
        assert scan.holds(data, ["SECRET"])
        assert not scan.holds(data, ["OTHER"])


@pytest.mark.parametrize("cell", ["=1+1", "+1|x", "-cmd", "@SUM(1)", '"\t=1"', '"\r=1"', "＝1", " =1"])
def test_a_cell_that_is_a_formula_is_seen(cell: str) -> None:
    assert scan.csv_cells(f"a,b\nc,{cell}\n")


def test_a_cell_that_is_defused_or_a_number_passes() -> None:
    assert not scan.csv_cells("a,b,c\n-1.5,'=1,'@x\n")


BROKEN = (
    ("a.json", b"{"), ("a.json", b"[NaN]"), ("a.json", b'"\xff"'), ("a.xml", b"<a>"), ("a.xml", b"<!DOCTYPE a><a/>"),
    ("a.xml", b"<a>\x01</a>"),
)  # fmt: skip
OBEYED = (
    "\x1b[31m", "\x07", "\x9b1m", "a\u202eb", "\u2066", "\u2028", "Traceback (most", "KeyError: 1", "SomeWarning",
    "\x00",    "a\rb", "\U000e0041",
)  # fmt: skip


@pytest.mark.parametrize(("name", "data"), BROKEN)
def test_what_is_not_well_formed_is_seen(name: str, data: bytes) -> None:
    assert scan.well_formed(name, data)


@pytest.mark.parametrize("text", OBEYED)
def test_what_a_terminal_may_not_get_is_seen(text: str) -> None:
    assert scan.terminal(text)
    assert not scan.terminal("error: “é” \u200e ب\n  at: a.po:3\n")
