"""Colours of stylesheets are held against their grounds in every scheme, at the line of the colour."""

from __future__ import annotations

import pytest
from tests.unit.checks.content.pages import styled

from publisher.catalogs.stylesheets import painting, read_sheet
from publisher.checks.content import check_styles
from publisher.model.finding import Finding, Level, Outcome

POOR, MAYBE = "content/palette-contrast", "content/palette-ground"


def found(css: str, medium: str = "screen") -> list[tuple[str, str]]:
    """Return the rule and the scheme of each finding."""
    return [(finding.rule, finding.words[-1]) for finding in styled(css, medium).findings]


SOUND = {
    "black on white": "p { color: black; background: white }",
    "white on dark": "p { color: white; background: #0d2747 }",
    "a colour alone that the page carries": "p { color: #333 }",
    "a ground alone": "p { background: black }",
    "large letters": "p { color: #888; background: white; font-size: 24px }",
    "bold letters": "p { color: #888; background: white; font-size: 14pt; font-weight: 700 }",
    "a picture": "p { color: #999; background: white url(a.svg) }",
    "a gradient": "p { color: #999; background-color: white; background-image: linear-gradient(red, blue) }",
    "colours of the system": "@media (forced-colors: active) { p { color: #fff; background: #fff } }",
    "no ink": "p { color: transparent; background: white }",
    "a colour of its parent": "p { color: inherit; background: white }",
    "a value that is not set": "p { color: var(--encre); background: white }",
    "values that call each other": ":root { --a: var(--b); --b: var(--a) } p { color: var(--a); background: white }",
    "what is not CSS": "p { color: #zzz; background: ?? } } @media { : } {",
    "a set of values": ".a { --encre: white; --fond: black } p { color: var(--encre); background: var(--fond) }",
    "nothing": "",
}


@pytest.mark.parametrize("css", SOUND.values(), ids=SOUND.keys())
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_what_stands_out_or_is_not_known_is_silent(css: str, medium: str) -> None:
    assert found(css, medium) == []


BROKEN = {
    "both colours": ("p { color: #999; background: white }", "light"),
    "a ground that is set apart": ("p { color: #ccc } p { background-color: #fff }", "light"),
    "a value": (":root { --encre: #999 } p { color: var(--encre); background: #fff }", "light"),
    "a value of a value": (":root { --a: #999; --b: var(--a) } p { color: var(--b); background: #fff }", "light"),
    "the value in place of one that is not set": ("p { color: var(--a, #999); background: #fff }", "light"),
    "another set of values": (".a { --a: #ddd } :root { --a: #222 } p { color: var(--a); background: #fff }", "light"),
    "the dark": (
        ":root { --encre: #222 } @media (prefers-color-scheme: dark) { :root { --encre: #333 } }"
        " p { color: var(--encre); background: white } @media (prefers-color-scheme: dark) { p { background: #000 } }",
        "dark",
    ),
    "the page in the dark": (
        "p { color: #222 } @media (prefers-color-scheme: dark) { body { background: #111 } }",
        "dark",
    ),
    "more contrast": ("p { color: #222 } @media (prefers-contrast: more) { p { color: #eee } }", "more contrast"),
    "both": (
        "@media (prefers-contrast: more) { @media (prefers-color-scheme: dark) { p { color: #eee } } }",
        "more contrast, dark",
    ),
    "letters that let the ground through": ("p { color: rgb(0 0 0 / 40%); background: #fff }", "light"),
    "a nested rule": (".a { background: #111; color: #fff; & p { color: #222; background: #333 } }", "light"),
    "large letters that are too light": ("p { color: #aaa; background: white; font-size: 24px }", "light"),
    "letters without a known size": ("p { color: #888; background: white; font-size: 2em }", "light"),
}  # fmt: skip


@pytest.mark.parametrize(("css", "scheme"), BROKEN.values(), ids=BROKEN.keys())
def test_what_does_not_stand_out_is_told_with_its_scheme(css: str, scheme: str) -> None:
    assert found(css) == [(POOR, scheme)]


def finding_in(css: str, medium: str = "screen") -> Finding:
    (finding,) = styled(css, medium).findings
    return finding


def test_a_finding_stands_at_the_line_of_the_colour_with_both_colours() -> None:
    finding = finding_in("/* */\n.a,\n.b {\n  background: #fff;\n  color: #999;\n}")
    assert (finding.file, finding.line, finding.level) == ("styles/essai.css", 5, Level.ERROR)
    assert finding.words == (".a", "#999999", "#ffffff", "2.84", "4.5", "light")
    assert finding.outcome is Outcome.FAILED


def test_the_worst_scheme_is_told() -> None:
    css = "p { color: #888 } @media (prefers-contrast: more) { body { background: #aaa } }"
    assert finding_in(css).words[-1] == "more contrast"


def test_a_colour_that_another_ground_carries_is_for_a_person_to_see() -> None:
    finding = finding_in(".langue { color: #eee } .tete { background: #111; color: #fff }")
    assert (finding.rule, finding.outcome) == (MAYBE, Outcome.CANT_TELL)


@pytest.mark.parametrize("css", [".tete a { color: #eee }", ".tete { page: sombre } .tete .date { color: #eee }"])
def test_a_colour_stands_on_the_ground_that_its_selector_names(css: str) -> None:
    ground = (
        "@page sombre { background: #111 } .tete { color: #fff }" if "page" in css else ".tete { background: #111 }"
    )
    assert found(f"{css} {ground}", "print") == []


def test_what_is_for_the_other_medium_is_left_alone() -> None:
    css = "@media print { p { color: #eee } } @media screen { td { color: #eee } }"
    assert [finding.words[0] for finding in styled(css, "screen").findings] == ["td"]
    assert [finding.words[0] for finding in styled(css, "print").findings] == ["p"]


def test_a_later_sheet_holds_and_every_sheet_has_its_counts() -> None:
    texts = {
        "styles/a.css": "p { color: #999; background: #fff }",
        "styles/b.css": "p { color: #333 } a { color: #000 }",
    }
    sheets = [read_sheet(path, css) for path, css in texts.items()]
    result = check_styles(sheets, "screen", painting)
    assert result.findings == ()
    assert result.looked == {"styles/a.css": {POOR: 0, MAYBE: 0}, "styles/b.css": {POOR: 4, MAYBE: 4}}
    assert [finding.file for finding in check_styles(sheets[::-1], "screen", painting).findings] == ["styles/a.css"]


HOSTILE = {
    "values that double": "".join(f":root {{ --a{n}: var(--a{n + 1}) var(--a{n + 1}) }}" for n in range(60)),
    "empty values that double": ":root { --a40: ; "
    + "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(40))
    + "}",
    "a long chain": ":root {" + "".join(f"--a{n}: var(--a{n + 1});" for n in range(5000)) + "}",
    "many sets": "".join(f".s{n} {{ --b{n}: red }}" for n in range(2000)) + "p { color: red }" * 2000,
    "nested lists": "a, b, c, d, e, f, g, h { " * 12 + "color: red" + "}" * 12,
}


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_sheet_is_read_all_the_same(css: str) -> None:
    result = styled(f"{css} p {{ color: var(--a0); background: white }} td {{ color: #eee }}")
    told = [finding.words[0] for finding in result.findings]
    assert "td" in told
    assert "p" not in told
