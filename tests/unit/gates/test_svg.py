"""Drawings of others: what is published is written anew, looks the same, and neither runs, loads nor grows."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publisher.gates.svg import passed_drawing
from publisher.model.finding import Level

NAME = "source/images/plan.svg"
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
ROOT = Path(__file__).parents[3]
OURS = [*sorted((ROOT / "styles").glob("*.svg")), ROOT / "source/images/reseau.svg"]


def png(size: tuple[int, int] = (3, 2)) -> str:
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def drawing(content: str, attributes: str = 'viewBox="0 0 9 9"') -> bytes:
    return f"<svg {SPACES} {attributes}>{content}</svg>".encode()


def written(content: str) -> str:
    """Return what is published of a drawing's content, which nothing may be missing from."""
    passed = passed_drawing(NAME, drawing(content))
    assert passed.findings == ()
    assert passed.data is not None
    return passed.data.decode()


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_a_drawing_that_only_draws_keeps_its_bytes(file: Path) -> None:
    data = file.read_bytes()
    assert passed_drawing(file.name, data).data == data
    assert passed_drawing(file.name, data).findings == ()


@pytest.mark.parametrize(
    "content",
    [
        '<g transform="rotate(5)"><rect style="fill:url(#a);stroke:#000" width="9" height="9"/></g>',
        "<style>.a &gt; path{fill:url('#g');} @media print{.a{fill:red}}</style>",
        '<text x="1 2"><tspan xml:space="preserve" dy="1em">é &amp; è</tspan><textPath href="#p">a</textPath></text>',
        '<a href="https://www.example.org/?a=1&amp;b=2"><circle r="4"/></a>',
        f'<image href="data:image/png;base64,{png()}" width="3" height="2"/>',
        '<marker id="m" orient="auto"><path d="M0 0L5-5z"/></marker><path marker-end="url(#m)" d="M0 0l1e-3 5"/>',
        '<pattern id="p" width=".1" height=".1"/><mask id="k"/><clipPath id="c"/><filter id="f"><feOffset/></filter>',
        '<symbol id="s" viewBox="0 0 9 9"/><use href="#s"/><switch><g systemLanguage="fr"/></switch>',
        '<title lang="fr">Plan</title><desc>Le quai</desc><g role="img" aria-label="Le quai"/>',
    ],
)
def test_what_only_draws_stays_as_it_is(content: str) -> None:
    assert f">{content}</svg>" in written(content)


def test_notes_of_drawing_programs_go_without_a_word() -> None:
    found = written(
        '<!-- note --><metadata><a xmlns="urn:rdf">x</a></metadata><n:view xmlns:n="urn:n" n:zoom="2"><path/></n:view>'
        '<g xmlns:n="urn:n" n:label="1" data-name="2" tabindex="0"/>'
    )
    assert found.endswith('viewBox="0 0 9 9"><g/></svg>\n')


def test_prefixes_and_old_addresses_are_written_as_one_kind() -> None:
    spaces = b'xmlns:s="http://www.w3.org/2000/svg" xmlns:k="http://www.w3.org/1999/xlink"'
    data = b"<s:svg " + spaces + b'><s:use k:href="#a"/></s:svg>'
    assert passed_drawing(NAME, data).data == b'<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>\n'


def test_a_drawing_without_a_namespace_gets_it() -> None:
    assert passed_drawing(NAME, b"<svg><path/></svg>").data == (
        b'<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>\n'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_of_unicode_is_read_and_written_as_utf_8(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><svg {SPACES}><title>Été</title></svg>'
    passed = passed_drawing(NAME, text.encode(encoding))
    assert passed.data == '<svg xmlns="http://www.w3.org/2000/svg"><title>Été</title></svg>\n'.encode()


ACTIVE = {
    "script": "<script>alert(1)</script>",
    "script of another prefix": '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    "page within": '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">alert(1)</b></foreignObject>',
    "element of a page": '<b xmlns="http://www.w3.org/1999/xhtml" onclick="alert(1)"/>',
    "handler": '<g onclick="alert(1)"/>',
    "handler in capitals": '<g ONLOAD="alert(1)"/>',
    "link that runs": '<a href="javascript:alert(1)"><path/></a>',
    "link that runs, hidden": '<a xlink:href=" java&#10;script:alert(1)"><path/></a>',
    "address that changes": '<a href="#"><animate attributeName="href" to="javascript:alert(1)"/></a>',
    "set": '<set attributeName="onmouseover" to="alert(1)"/>',
    "use of another file": '<use href="autre.svg#alert"/>',
    "use of data": '<use href="data:image/svg+xml,alert"/>',
    "picture from elsewhere": '<image href="https://www.example.org/alert.png"/>',
    "picture of the machine": '<image xlink:href="file:///etc/alert"/>',
    "drawing within": '<image href="data:image/svg+xml;base64,alert"/>',
    "picture that is none": '<image href="data:image/png;base64,YWxlcnQ="/>',
    "paint from elsewhere": '<g fill="url(https://www.example.org/alert)"/>',
    "paint from a file": '<g mask="url(alert.svg#a)"/>',
    "style from elsewhere": "<g style=\"fill:red;background:url('//www.example.org/alert')\"/>",
    "style with escapes": '<g style="fill:\\75rl(//www.example.org/alert)"/>',
    "imported style": "<style>@import 'https://www.example.org/alert.css';</style>",
    "imported style, hidden": '<style>a{content:"/*"} @import "alert"; a{content:"*/"}</style>',
    "style that moves": "<style>@keyframes alert{to{fill:red}}</style>",
    "font in a style": "<style>@font-face{font-family:alert;src:url(alert.woff)}</style>",
    "style in a page": '<style type="text/css"><![CDATA[a{background:url(http://alert.example)}]]></style>',
    "number without end": '<rect width="1e999" height="nan" id="alert"/>',
    "absurd blur": '<filter id="f"><feGaussianBlur stdDeviation="99999"/></filter>',
}


@pytest.mark.parametrize("content", ACTIVE.values(), ids=ACTIVE.keys())
def test_what_runs_loads_or_moves_is_left_out_with_a_warning(content: str) -> None:
    passed = passed_drawing(NAME, drawing(f"\n{content}<circle r='4'/>"))
    assert [(f.rule, f.level, f.file, f.line) for f in passed.findings][:1] == [
        ("document/unsafe-part", Level.WARNING, NAME, 2)
    ]
    assert passed.data is not None
    text = passed.data.decode().replace('id="alert"', "")
    assert '<circle r="4"/>' in text
    for sign in ("alert", "script", "http://www.e", "https:", "@", " on", " ON", "1e999", "99999"):
        assert sign not in text


def test_a_thousand_things_of_one_kind_are_one_finding() -> None:
    passed = passed_drawing(NAME, drawing('<g onclick="a()"/><script/>' * 1000))
    assert len(passed.findings) == 2


def test_a_base_and_a_sheet_elsewhere_change_nothing() -> None:
    data = b'<?xml-stylesheet href="https://www.example.org/a.css"?><svg xmlns="http://www.w3.org/2000/svg"'
    passed = passed_drawing(NAME, data + b' xml:base="https://www.example.org/"><use href="#a"/></svg>')
    assert passed.data == b'<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>\n'


def doubled(levels: int) -> str:
    uses = [f'<use href="#u{n - 1}"/>' * 10 for n in range(1, levels)]
    groups = "".join(f'<g id="u{n}">{inner}</g>' for n, inner in enumerate(uses, 1))
    return f'<rect id="u0"/>{groups}'


REFUSED = {
    "entities": ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', 1),
    "file of the machine": ('\n<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>', 2),
    "document type alone": ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>', 1),
    "no drawing": ("<html><script>alert(1)</script></html>", 1),
    "drawing of another language": ('<svg xmlns="http://www.w3.org/1999/xhtml"><script/></svg>', 1),
    "no XML": ("\x89PNG\r\n", 1),
    "nothing": ("", 1),
    "not closed": ("<svg>\n<g>", 2),
    "two drawings": ("<svg/>\n<svg/>", 2),
    "prefix of nothing": ("<svg><a:b/></svg>", 1),
    "another encoding": ('<?xml version="1.0" encoding="utf-7"?><svg/>', 1),
    "too deep": ("<svg>" + "<g>" * 200 + "</g>" * 200 + "</svg>", 1),
    "too deep where nothing is kept": ("<svg><metadata>" + "<g>" * 200 + "</g>" * 200 + "</metadata></svg>", 1),
    "too many elements": ("<svg><metadata>" + "<g/>" * 100_001 + "</metadata></svg>", 1),
    "too large": ("<svg>" + " " * 10_000_000 + "</svg>", None),
    "too long an outline": (f'<svg><path d="{"M0 0" * 650_000}"/></svg>', None),
    "too long a text": (f"<svg><text>{'a' * 200_000}</text></svg>", None),
    "drawn ten million times": (f"<svg>{doubled(8)}</svg>", None),
    "drawn within itself": ('<svg><g id="a"><use href="#a"/></g></svg>', None),
    "drawn within each other": ('<svg><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>', None),
    "paint of itself": ('<svg><pattern id="p"><rect fill="url(#p)"/></pattern></svg>', None),
    "paint of itself by style": (
        '<svg><style>.a{fill:url(#p)}</style><pattern id="p"><g class="a"/></pattern></svg>', None,
    ),
    "long chain": ("<svg>" + "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(300)) + "</svg>", None),
    "marker on every corner": (
        f'<svg><marker id="m">{"<path/>" * 100}</marker><path marker-mid="url(#m)" d="{"1 2 " * 2000}"/></svg>', None,
    ),
    "as many rules as elements": (f"<svg><style>{'g{x:y}' * 9000}</style>{'<g/>' * 9000}</svg>", None),
    "absurd height": ('<svg height="99999999px"/>', 1),
    "width of words": ('<svg width="calc(1px)"/>', 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_drawing_or_has_no_end_is_not_shown(text: str, line: int | None) -> None:
    passed = passed_drawing(NAME, text.encode("latin-1"))
    assert passed.data is None
    assert [(f.rule, f.level, f.file, f.line) for f in passed.findings] == [
        ("document/unsafe-image", Level.ERROR, NAME, line)
    ]


def test_ten_thousand_shapes_with_a_class_each_are_a_drawing() -> None:
    classes = "".join(f".c{n}{{fill:url(#g)}}" for n in range(100))
    shapes = "".join(f'<path class="c{n % 100}" d="M0 0h9v9z"/>' for n in range(10_000))
    stops = '<stop offset="0"/>' * 3
    passed = passed_drawing(
        NAME, drawing(f'<style>{classes}</style><linearGradient id="g">{stops}</linearGradient>{shapes}')
    )
    assert passed.data is not None
    assert passed.findings == ()


names = st.sampled_from(["g", "rect", "script", "style", "text", "use", "a", "image", "x:y", "title", "metadata"])
values = st.text(st.sampled_from("#ab1.9;:()'&<\"\\\n\t @/*ré{}urlimpote-"), max_size=20)
attributes = st.dictionaries(
    st.sampled_from(["id", "class", "href", "xlink:href", "style", "fill", "d", "onload", "x:z", "xml:lang"]),
    values, max_size=3,
)  # fmt: skip


def element(parts: tuple[str, dict[str, str], str]) -> str:
    name, pairs, content = parts
    table = {38: "&amp;", 60: "&lt;", 34: "&quot;", 10: "&#10;"}
    said = "".join(f' {key}="{value.translate(table)}"' for key, value in pairs.items())
    return f"<{name}{said}>{content}</{name}>"


trees = st.recursive(
    values.map(lambda text: text.translate({38: "&amp;", 60: "&lt;", 62: "&gt;"})),
    lambda inner: st.tuples(names, attributes, st.lists(inner, max_size=3).map("".join)).map(element),
    max_leaves=8,
)


@given(trees)
def test_what_passed_passes_again_as_it_is(content: str) -> None:
    passed = passed_drawing(NAME, drawing(content, 'xmlns:x="urn:x"'))
    if passed.data is not None:
        again = passed_drawing(NAME, passed.data)
        assert (again.data, again.findings) == (passed.data, ())


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(data: bytes) -> None:
    passed = passed_drawing(NAME, data)
    assert passed.data is None or passed.data.startswith(b"<svg xmlns=")
    assert passed.data is not None or passed.findings
