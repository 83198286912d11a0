"""Stylesheets of others: what they load from elsewhere, run or let grow is cut out, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.gates.stylesheets import MOST_BYTES, passed_sheet, passed_sheets, style_fault
from publisher.pipeline.build import build
from publisher.workspace import Workspace

NAME = "styles/screen.css"


def rules(css: str) -> set[str]:
    return {finding.rule for finding in passed_sheet(NAME, css)[1]}


def bomb(length: int) -> str:
    doubling = "".join(f"--a{i + 1}:var(--a{i})var(--a{i});" for i in range(length))
    return f":root{{--a0:x;{doubling}}}p{{font-family:var(--a{length})}}"


HARMLESS = [
    'h1 { background: url("quai.png") }',
    "h1 { background: url(../images/quai.png?v=1#a) }",
    "h1 { fill: url(#motif) }",
    'h1 { background: image-set(url("quai.png") 1x, "quai.webp" type("image/webp") calc(1x * 2)) }',
    "h1 { background: cross-fade(linear-gradient(red, blue), url(quai.png)) }",
    '@import "parts/tables.css" screen;',
    '@font-face { font-family: "Quai"; src: local("Quai"), url(quai.woff2) format("woff2") }',
    "h1 { background: url(data:image/png;base64,iVBORw0KGgo=) }",
    '@namespace svg url(http://www.w3.org/2000/svg); @charset "UTF-8";',
    'h1::after { content: "url(//www.example.org/a.png)" } /* url(//www.example.org) */',
    'h1 { content: attr(title) counter(page) "«\u00a0" }',
    "p { margin-left: -9999px; z-index: 2147483647; width: calc(1px + (2 * (3px + 4%))) }",
    ".a { --b: 1px; --c: var(--b, 2px); & .d, & > .e { color: red; @media print { color: black } } }",
    "@media screen { " + ", ".join(f".a{i}" for i in range(500)) + " { color: red } }",
    ":is(" * 20 + "p" + ")" * 20 + " { color: red }",
    "p { color: red\r\n; b: url(\n'quai.png'\n) }\r\n\f",
    "p { color: red",
    "p } { color: red; @@ ; url( x y ) !",
    "",
]


@pytest.mark.parametrize("css", HARMLESS)
def test_a_sheet_with_nothing_to_refuse_stays_byte_for_byte(css: str) -> None:
    assert passed_sheet(NAME, css) == (css, ())


@pytest.mark.parametrize("name", ["anchor", "-weasy-anchor", "-weasy-link", "LINK"])
def test_no_sheet_says_what_a_link_is(name: str) -> None:
    assert passed_sheet(NAME, f"p {{ {name}: attr(title); color: red }}")[0].split() == "p { color: red }".split()
    assert style_fault(f"{name}:attr(title)") is not None


def test_what_stands_behind_a_sign_of_html_is_judged() -> None:
    for css in ('<!-- @import "//www.example.org/a.css"; -->', "--> <!-- @import url(//www.example.org/a.css);"):
        assert rules(css) == {"document/style-address"}
        assert "www.example.org" not in passed_sheet(NAME, css)[0]


FOREIGN = [
    "url(https://www.example.org/a.png)", "url('//www.example.org/a.png')", "url(//www.example.org/a.png)",
    "u\\72l(https://www.example.org/a.png)", "\\75\\52\\4c('https://www.example.org/a.png')",
    "url(\\2f\\2fwww.example.org/a.png)", "url(\\\\\\\\www.example.org/a.png)", "url(file:///etc/passwd)",
    "url(/etc/passwd)", "url(../../etc/passwd)", "url(%2e%2e/%2e%2e/etc/passwd)", "url(' javascript:alert(1)')",
    "url(\"ht\\\ntps://www.example.org\")", "src('https://www.example.org/a.png')", "src(var(--a))",
    "image('https://www.example.org/a.png')", "image-set('https://www.example.org/a.png' 1x)",
    "-webkit-image-set(url(https://www.example.org/a.png) 1x)", "image-set(var(--a) 1x)",
    "image-set(--a() 1x)", "image-set(ident(a) 1x)",
    "cross-fade(url(https://www.example.org/a.png), red)", "url(data:text/html,a)", "url(data:image/svg+xml,a)",
    "calc((1px * [url(//www.example.org/a)]))", "url(view-source:x)", "url(blob:x)",
]  # fmt: skip


@pytest.mark.parametrize("value", FOREIGN)
def test_nothing_is_loaded_from_elsewhere(value: str) -> None:
    css = f"p {{ color: red; background: {value}; top: 0 }}\nh1 {{ color: blue }}"
    passed, findings = passed_sheet(NAME, css)
    assert {finding.rule for finding in findings} == {"document/style-address"}
    assert passed.split() == ["p", "{", "color:", "red;", "top:", "0", "}", "h1", "{", "color:", "blue", "}"]


@pytest.mark.parametrize(
    "rule",
    [
        '@import "https://www.example.org/a.css";', "@import url(//www.example.org/a.css) screen;",
        '@IMPORT "../../a.css";', '@\\69mport "//www.example.org/a.css";', '@import "motif.svg";', "@import x;",
        "@font-face { font-family: a; src: url(https://www.example.org/a.woff) }",
        "@media print { @supports (top: 0) { p { background: url(//www.example.org/a) } } }",
        "p { & a { background: url(//www.example.org/a) } }",
        "@document url(https://www.example.org/) { p { top: 0 } }",
        "p { --a: { background: url(//www.example.org/a) } }",
    ],
)  # fmt: skip
def test_rules_that_load_from_elsewhere_lose_that_and_others_stay(rule: str) -> None:
    passed, findings = passed_sheet(NAME, f"{rule}\nh1 {{ color: blue }}")
    assert [finding.rule for finding in findings] == ["document/style-address"]
    assert "example" not in passed
    assert "import" not in passed.lower()
    assert passed.endswith("\nh1 { color: blue }")


@pytest.mark.parametrize(
    "css",
    [
        "p { behavior: url(a.htc) }", "p { BEHAVIO\\52: url(a.htc) }", "p { -moz-binding: url(a.xml#b) }",
        "p { width: expression(alert(1)) }", "p { width: calc(exp\\72 ession(alert(1))) }",
        "p { background: -moz-element(#a) }", '@charset "utf-7";',
    ],
)  # fmt: skip
def test_nothing_runs(css: str) -> None:
    assert rules(css) == {"document/style-active"}


@pytest.mark.parametrize(
    "css",
    [
        bomb(40), "p { --a: var(--b); --b: var(--a) }", "p { --a: 1 var(--a) }",
        "".join(f":root {{ --a{i}: var(--a{i + 1}) }}" for i in range(400)),
        "p { width: " + "calc(" * 400 + "1px" + ")" * 400 + " }", "p { " * 400 + "}" * 400,
        "p { width: " + "calc(" * 50_000, "{" * 50_000, "p { grid-area: " + "[" * 50_000,
        "a, b { " + "& &, & & { " * 8 + "top: 0 " + "}" * 9, "a, b { " * 12 + "}" * 12,
        "a, " + "p ~ " * 2000 + "p { top: 0 }",
        "p { font-size: 1e9px }", "p { font-size: 1e400px }", "p { counter-reset: a 100000000 }",
        "p { grid-template-columns: repeat(1000000, 1px) }", "p { columns: 1000000 }",
        "@counter-style a { pad: 1000000 'x' }", "p { background: linear-gradient(" + "red," * 10_000 + "red) }",
        "p { color: red }" * (MOST_BYTES // 10),
    ],
    ids=range(20),
)  # fmt: skip
def test_nothing_grows_without_end(css: str) -> None:
    passed, findings = passed_sheet(NAME, css)
    assert {finding.rule for finding in findings} == {"document/style-limit"}
    assert passed_sheet(NAME, passed) == (passed, ())


def test_custom_properties_grow_across_sheets() -> None:
    half = {"styles/a.css": bomb(5), "styles/b.css": ":root{--b0:var(--a5);--b1:var(--b0)var(--b0)var(--b0)}"}
    half["styles/b.css"] += ":root{--b2:" + "var(--b1)" * 9 + "}"
    assert passed_sheets({"styles/a.css": half["styles/a.css"]})[1] == ()
    assert passed_sheets({"styles/b.css": half["styles/b.css"]})[1] == ()
    assert {(finding.rule, finding.file) for finding in passed_sheets(half)[1]} == {
        ("document/style-limit", "styles/b.css")
    }


def test_imports_end() -> None:
    circle = {"styles/a.css": '@import "parts/b.css";', "styles/parts/b.css": '@import "../a.css";'}
    passed, findings = passed_sheets(circle)
    assert {finding.rule for finding in findings} == {"document/style-limit"}
    assert "import" not in passed["styles/a.css"]
    tree = {f"styles/p/{i}.css": f'@import "{i + 1}.css"; @import "./{i + 1}.css";' for i in range(40)}
    assert {finding.rule for finding in passed_sheets(tree)[1]} == {"document/style-limit"}


def test_what_is_cut_leaves_every_other_rule_on_its_line() -> None:
    css = "p { top: 0 }\n@import\n 'x.svg'\n;\nh1 { color: red;\n  background: url(\n//e/a\n);\n  left: 0 }\nb { a: b }"
    passed, findings = passed_sheet(NAME, css)
    assert [finding.line for finding in findings] == [2, 6]
    assert [passed.split("\n")[line] for line in (0, 4, 8, 9)] == [
        "p { top: 0 }",
        "h1 { color: red;",
        "  left: 0 }",
        "b { a: b }",
    ]


@pytest.mark.parametrize("cut", ["p { a: url(//e", 'p { a: url("//e', "p { a: b(url(//e)", "@import url(//e"])
def test_of_a_sheet_whose_end_is_open_nothing_hostile_stays(cut: str) -> None:
    passed, findings = passed_sheet(NAME, f"h1 {{ color: red }} {cut}")
    assert findings
    assert "//e" not in passed


@pytest.mark.parametrize(
    "style",
    [
        "text-align:right",
        "width: 12.5%; margin-inline-start:0%;",
        "color: rgb(1, 2, 3)",
        "--part: 40%",
        "top: var(--a)",
    ],
)
def test_an_ordinary_style_attribute_may_stay(style: str) -> None:
    assert style_fault(style) is None


@pytest.mark.parametrize(
    "style",
    [
        "background: url(quai.png)", "background: image-set('//e/a.png' 1x)", "background: u\\72l(//e)",
        "background: src('//e')", "width: expression(1)", "behavior: url(a)", "--a: var(--b)var(--b)",
        "font-size: 1e9px",
        "color: red } p { top: 0", "@import 'a.css'", "width: " + "calc(" * 1000, "top: " + "var(--a)" * 40,
    ],
)  # fmt: skip
def test_a_style_attribute_loads_and_runs_nothing(style: str) -> None:
    assert style_fault(style)


def test_what_a_build_publishes_went_through_the_gate(tmp_path: Path) -> None:
    files = {
        "source/publication.toml": 'title = "Le port"\nsource_language = "fr"\nlanguages = []\nformats = ["html"]\n',
        "source/01-quai.md": "# Le port\n",
        "styles/screen.css": "\ufeffh1 { color: red;\n background: url(//www.example.org/a.png) }\n",
        "styles/parts/tables.css": "p { behavior: url(a.htc) }\n",
    }
    workspace = Workspace(tmp_path)
    for name, text in files.items():
        workspace.write(name, text.encode(), durable=False)
    for _ in range(2):  # the second time from what the first one noted
        findings = build(workspace).findings
        assert {(finding.rule, finding.file, finding.line) for finding in findings} == {
            ("document/style-address", "styles/screen.css", 2),
            ("document/style-active", "styles/parts/tables.css", 1),
        }
    published = "".join(path.read_text("utf-8") for path in (tmp_path / "build").rglob("*.css"))
    assert "h1 { color: red;\n" in published
    assert not any(word in published for word in ("example.org", "a.htc", "\ufeff"))


def test_a_sheet_in_another_encoding_keeps_its_rules_and_says_where_letters_are_lost() -> None:
    css = "h1 { color: red }\n/* \ufffdt\ufffd */"
    passed, findings = passed_sheet(NAME, css)
    assert passed == css
    assert [(finding.rule, finding.line) for finding in findings] == [("document/style-encoding", 2)]


def test_thousands_of_faults_are_told_in_a_hundred_lines() -> None:
    passed, findings = passed_sheet(NAME, "p { background: url(//e) }\n" * 5000)
    assert len(findings) < 200
    assert "url" not in passed


@pytest.mark.parametrize("css", ['p { content: "</style>" }', "/* </STYLE > */ p { top: 0 }", "p { a: url(</style>) }"])
def test_a_sheet_cannot_end_the_element_that_holds_it(css: str) -> None:
    passed, findings = passed_sheet(NAME, css)
    assert passed == css.replace("</", "<\\/")
    assert [(finding.rule, finding.line) for finding in findings] == [("document/style-active", 1)]
    assert passed_sheet(NAME, passed) == (passed, ())
