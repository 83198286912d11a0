"""Style sheets from a designer: what they load, run, count and never finish."""

from __future__ import annotations

import struct

import brotli
import pytest

from tests.hostile.case import Case, Link, Put, added
from tests.hostile.expected import tried_but
from tests.hostile.harness import Hostile

SHEET, PRINT, MD = "styles/house.css", "styles/print.css", "source/01-port.md"
PDF = "build -l fr -f pdf --json"
NOWHERE = {"build/**/*.css": ("127.0.0.1", "evil.example"), "build/**/*.html": ("127.0.0.1", "evil.example")}
STAYS = {"build/fr/html/styles/house.css": "#123456"}
LOADING = (
    "@import '@SERVER@/x.css';",
    "@import url(@SERVER@/x.css) screen;",
    "@import url(file://@OUTSIDE@/secret.css);",
    "@import '//evil.example/x.css';",
    "@\\69mport '@SERVER@/x.css';",
    "@import '../../publication_outside/secret.css';",
    "@font-face { font-family: X; src: url(@SERVER@/x.woff2) }",
    "@font-face { font-family: Y; src: local('Y'), url(file://@OUTSIDE@/secret.txt) }",
    "a { background: url(@SERVER@/x) }",
    "b { background: URL( '@SERVER@/x' ) }",
    "c { background: u\\72l(@SERVER@/x) }",
    "d { background: url(//evil.example/x) }",
    "e { background: image-set('@SERVER@/x' 1x) }",
    "f { background: -webkit-image-set('@SERVER@/x' 1x) }",
    "g { background: image('@SERVER@/x') }",
    "h { background: src('@SERVER@/x') }",
    "i { background: cross-fade('@SERVER@/x', red) }",
    "j { --u: url(@SERVER@/x); background: var(--u) }",
    "k { list-style: square url(@SERVER@/x) }",
    "l { content: url(@SERVER@/x) }",
    "m { cursor: url(@SERVER@/x), auto }",
    "n { mask: url(@SERVER@/x#m) }",
    "o { filter: url(@SERVER@/x#f) }",
    "p { background: url(data:text/html,<script>alert(1)</script>) }",
    "q { background: url(file://@OUTSIDE@/secret.svg) }",
    "r { background: url(../../publication_outside/secret.svg) }",
    "s { background: url(%2e%2e/%2e%2e/publication_outside/secret.svg) }",
    "t { background: url(javascript:alert(1)) }",
    "u { border-image: url(@SERVER@/x) 1 }",
    "v { shape-outside: url(@SERVER@/x) }",
    "w { offset-path: url(@SERVER@/x) }",
    "@page { background: url(@SERVER@/x) } x { color: red }",
    "@media screen { y { background: url(@SERVER@/x) } }",
    "@supports (display: grid) { z { background: url(@SERVER@/x) } }",
    "@document url(@SERVER@/) { a { color: red } }",
    "a[href] { background: url(@SERVER@/x?) attr(href url) }",
    "b { background: url('@SERVER@/\\\nx') }",
)
RUNNING = (
    "a { behavior: url(x.htc) }",
    "b { -moz-binding: url(x.xml#x) }",
    "c { width: expression(alert(1)) }",
    "d { wid\\74h: expre/**/ssion(alert(1)) }",
    "e { -o-link: 'javascript:alert(1)'; -o-link-source: current }",
    "f { background: paint(x) }",
    "g { -ms-behavior: url(x) }",
)
BOMBS = {
    "var": ":root { --a0: x"
    + "".join(f"; --a{n}: " + f"var(--a{n - 1}) " * 10 for n in range(1, 9))
    + " } p { font-family: var(--a8) }",
    "calc": "p { width: " + "calc(" * 3_000 + "1px" + ")" * 3_000 + " }",
    "blocks": "@media all {" * 3_000 + "p { color: red }" + "}" * 3_000,
    "lengths": "p { font-size: 1e9px } h1 { letter-spacing: 1e9px; transform: scale(1e300) } td { padding: 1e9px }",
    "columns": "p { columns: 1000000 } table { display: grid; grid-template-columns: repeat(1000000, 1px) }",
    "page": "@page { size: 1px 1px; margin: 0 }",
    "counter": "h1 { counter-reset: x 999999999 } "
    "h1::before { content: counter(x, lower-roman) counter(x, cjk-decimal) }",
    "counter-style": "@counter-style x { system: additive; additive-symbols: 1 'x' } "
    "h1::before { content: counter(page, x) }"
    " h1 { counter-increment: page 1000000 }",
    "selectors": ":is(" * 200 + "p" + ")" * 200 + " { color: red } " + "p ~ " * 2_000 + "p { color: red }",
    "quotes": "p::before { content: '" + "x" * 20_000 + "' }",
}


def woff2(size: int) -> bytes:
    """A font of one table of zeros."""
    packed = brotli.compress(bytes(size), quality=1)
    head = struct.pack(">4s4sIHHII24x", b"wOF2", b"\0\1\0\0", 51 + len(packed), 1, 0, 100, len(packed))
    return head + bytes([1, 100]) + packed


def font(tables: int) -> bytes:
    """Return a font file with absurd tables: each is of four thousand million bytes."""
    rows = b"".join(struct.pack(">4sIII", b"%04d" % (n % 10_000), 0, 12, 0xFFFFFFFF) for n in range(tables))
    return b"\0\1\0\0" + struct.pack(">HHHH", tables, 0, 0, 0) + rows


def sheet(*rules: str) -> dict[str, Put]:
    """Return the sound sheet with rules before it: its own have to stay."""
    return {SHEET: "\n".join((*rules, "h2 { color: #123456; }", ""))}


CHAIN = Case(
    "style-imports-itself",
    "has sheets import each other in a circle, and 1,000 of them in a chain",
    "end, with the rules that are there",
    {
        "styles/a.css": "@import 'b.css';\nh2 { color: #123456 }",
        "styles/b.css": "@import 'a.css';\n@import 'b.css';",
        **{f"styles/chain/{n}.css": f"@import '{n + 1}.css';" for n in range(300)},
        "styles/c.css": "@import 'chain/0.css';",
    },
    verbs=("build -l fr --json",),
    finds=(("document/style-limit", "styles/b.css", 1),),
    pages=("fr",),
)
"""a sheet may import one of the publication"""
CASES = (
    CHAIN,
    Case(
        "style-loads",
        "has a sheet load from elsewhere and read files outside, in every way CSS has",
        "drop each at its line, and keep the rules around",
        sheet(*LOADING),
        finds=tuple(("document/style-address", SHEET, line) for line in (1, 10, len(LOADING))),
        shows=STAYS,
        hides=NOWHERE,
    ),
    Case(
        "style-loads-on-paper",
        "the same for the PDF, which reads the sheets itself",
        "load nothing",
        {PRINT: "\n".join(LOADING)},
        verbs=(PDF,),
        pages=(),
    ),
    Case(
        "style-runs",
        "has a sheet run scripts where old browsers would",
        "drop each at its line",
        sheet(*RUNNING),
        finds=tuple(("document/style-active", SHEET, line) for line in (1, 2, 3, 5, 6, 7)),
        shows=STAYS,
        hides={"build/**/house.css": ("behavior", "binding", "expression")},
    ),
    Case(
        "style-ends-its-element",
        "closes the element that holds the sheet, and goes on with a script",
        "write no page in which it could",
        {
            SHEET: "h1::before { content: '</style><script>alert(1)</script>' }"
            "/* </style><script>alert(1)</script> */\n"
            "a[title='</style><svg onload=alert(1)>'] { color: red }\n",
        },
        finds=(("document/style-active", SHEET, 1),),
        hides={"build/**/*.html": "</style><script>", "build/**/*.css": "</style"},
    ),
    Case(
        "style-linked-outside",
        "links a sheet to a file outside",
        "not read it",
        {"styles/z.css": Link("@OUTSIDE@/secret.css")},
        exits=(3,),
        error="styles/z.css",
        pages=(),
    ),
    Case(
        "style-large",
        "sends a sheet of five megabytes",
        "refuse it, and publish without",
        {SHEET: "p { color: red }\n" * 300_000},
        exits=(1,),
        finds=(("document/style-limit", SHEET, None),),
    ),
    Case(
        "style-no-text",
        "sends a sheet of bytes, another in UTF-16, another with nulls",
        "refuse them, or read them as UTF-8",
        {
            "styles/a.css": b"\xff\xfe\0\xd8",
            "styles/b.css": "p { color: red }".encode("utf-16"),
            "styles/c.css": b"p { \0 color: red }",
        },
        exits=(1,),
    ),
    Case(
        "style-not-closed",
        "leaves brackets, texts and comments open",
        "keep what is whole",
        sheet("p { content: 'x", "} h1 { color: red", "@media screen { h2 {", "/* "),
        exits=(0,),
    ),
    Case(
        "style-fonts",
        "sends fonts that are pages, drawings, and tables without end",
        "lay out with the fonts that are fonts",
        {
            PRINT: "".join(
                f"@font-face {{ font-family: F{n}; src: url(fonts/{n}.ttf) }} .f{n}, p {{ font-family: F{n}, serif }}\n"
                for n in range(5)
            ),
            "styles/fonts/0.ttf": font(60_000),
            "styles/fonts/1.ttf": "<!doctype html><script>alert(1)</script>",
            "styles/fonts/2.ttf": b"wOF2" + b"\xff" * 5_000,
            "styles/fonts/3.ttf": b"OTTO" + b"\0" * 100,
            "styles/fonts/4.ttf": b"",
        },
        verbs=(PDF,),
        exits=(1,),
        finds=tuple(("document/unsafe-font", f"styles/fonts/{n}.ttf", None) for n in (1, 2, 4)),
        pages=(),
    ),
    Case(
        "style-font-that-grows",
        "sends a font of some kilobytes that is a gigabyte when it is unpacked",
        "lay out without it, and name the file",
        {
            PRINT: "@font-face { font-family: F; src: url(f.woff2) } p { font-family: F, serif }",
            "styles/f.woff2": woff2(1_000_000_000),
        },
        verbs=(PDF,),
        exits=(1,),
        finds=(("document/unsafe-font", "styles/f.woff2", None),),
        pages=(),
    ),
    Case(
        "style-import-behind-comment",
        "hides an import behind the sign that begins a comment of HTML, which browsers skip",
        "cut the import",
        {SHEET: "<!-- @import '@SERVER@/x.css'; -->\nh1 { color: #123456 }"},
        finds=(("document/style-address", SHEET, 1),),
        hides=NOWHERE,
        shows=STAYS,
    ),
    Case(
        "style-own-function",
        "lets a function of the sheet's own say what is loaded",
        "cut what loads by it",
        {
            SHEET: "@function --f() { result: 'https://evil.example/x' }\n"
            "p { background: image-set(--f() 1x) }\nh1 { color: #123456 }"
        },
        finds=(("document/style-address", SHEET, 2),),
        hides={"build/**/*.css": "image-set"},
        shows=STAYS,
    ),
    Case(
        "style-anchors",
        "gives every paragraph the same end of a link, so that the parts of a PDF do not fit together",
        "cut it, and lay out",
        {PRINT: "p { -weasy-anchor: 'x'; anchor: 'x'; color: red }"},
        verbs=(PDF,),
        exits=(1,),
        finds=(("document/style-active", PRINT, 1),),
        pages=(),
    ),
    Case(
        "style-pages-in-a-string",
        "repeats in a string what a pattern of ours looks for",
        "lay out",
        {PRINT: 'h2 { quotes: "' + "@page" * 60_000 + '" "x" }'},
        verbs=(PDF,),
        exits=(0,),
        pages=(),
    ),
    Case(
        "style-texts",
        "hides markup and overrides in texts of a sheet, which translators and pages get",
        "hand them on as text",
        {
            SHEET: added(
                ".sheet::after { content: '<script>alert(1)</script>' } "
                "h2::before { content: '\\202e \\1b[2J \\0 \\d800 \\110000' }\n"
            )
        },
        exits=(0,),
    ),
    *(
        Case(
            f"style-bomb-{name}",
            f"sends a sheet that keeps a layout busy: {name}",
            "end in time, with the text laid out",
            {PRINT: css},
            verbs=(PDF,),
            pages=(),
        )
        for name, css in BOMBS.items()
    ),
    Case(
        "style-bombs-on-screen",
        "sends the same to pages",
        "end in time",
        {f"styles/{name}.css": css for name, css in BOMBS.items()},
        finds=tuple(
            ("document/style-limit", f"styles/{name}.css", 1)
            for name in ("var", "calc", "blocks", "lengths", "selectors")
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_style(case: Case, hostile: Hostile) -> None:
    tried_but(hostile, case, *["css: @import"] * (case is CHAIN))
