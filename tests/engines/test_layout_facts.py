"""What layout tells of text without room, characters without glyph, letters hard to see: what is meant is not told."""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publisher.checks.pdf_layout import findings_of
from publisher.checks.printed import Printed
from publisher.model.layout_facts import Contrast, Edge, Limit, MissingGlyph, Overflow
from publisher.model.rule import Example, Rule
from publisher.rules import rules

pytestmark = pytest.mark.engine("pango")

GOLDEN = sorted(path for path in (Path(__file__).parent.parent / "golden" / "pdf-tags").iterdir() if path.is_dir())
STYLE = """@page { size: A6; margin: 1cm } body { margin: 0; font: 10pt/1.5 "Noto Sans", "Noto Naskh Arabic" }
table { border-collapse: collapse } td, th { border: 1px solid; padding: 2px } p, h2 { margin: 0 0 1em }"""
WORD = {"fr": "rechargements" * 5, "ar": "فاستودعناكموها" * 5}
SENTENCE = {
    "fr": "Les équipes du port mesurent chaque quai pendant la saison et notent ce qu’elles ont vu. ",
    "ar": "تقيس فرق الميناء كل رصيف طوال الموسم وتكتب ما رأته في سجل واحد يحفظ عند المدير العام. ",
}
END = {"fr": Edge.RIGHT, "ar": Edge.LEFT}
ADDRESS = "https://www.example.org/" + "a" * 70
RARE = "\U000f0000"
"""a character of private use, which no font here has"""


def picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (900, 30), "navy").save(data, "PNG")
    return data.getvalue()


def laid_out(body: str, lang: str = "fr", style: str = "") -> tuple[tuple[Overflow, ...], tuple[MissingGlyph, ...]]:
    direction = "rtl" if lang == "ar" else "ltr"
    return facts(
        f'<!DOCTYPE html><html lang="{lang}" dir="{direction}"><head><title>Essai</title>'
        f"<style>{STYLE} {style}</style></head><body>{body}</body></html>"
    )


def facts(html: str) -> tuple[tuple[Overflow, ...], tuple[MissingGlyph, ...]]:
    from publisher.engines.weasyprint.fetcher import ClosedFetcher
    from publisher.engines.weasyprint.glyphs import missing_glyphs
    from publisher.engines.weasyprint.layout import lay_out, listening
    from publisher.engines.weasyprint.overflow import overflows

    with listening():
        document = lay_out(html, [], ClosedFetcher({"large.png": picture()}))
        return overflows(document), missing_glyphs(document)


def contrasts_of(body: str, lang: str = "fr", style: str = "") -> tuple[Contrast, ...]:
    from publisher.engines.weasyprint.contrast import contrasts
    from publisher.engines.weasyprint.fetcher import ClosedFetcher
    from publisher.engines.weasyprint.layout import lay_out, listening

    html = f'<html lang="{lang}"><head><style>{STYLE} {style}</style></head><body>{body}</body></html>'
    with listening():
        return contrasts(lay_out(html, [], ClosedFetcher({"large.png": picture()})))


def filled(body: str, lang: str) -> str:
    """Put a long word, a sentence and an address of a language into a body."""
    return body.replace("WORD", WORD[lang]).replace("SENTENCE", SENTENCE[lang]).replace("ADDRESS", ADDRESS)


TOO_FAR = {
    "a word of sixty letters in a narrow cell": (
        '<table style="table-layout: fixed; width: 100%"><tr><th>a</th><td id="x" style="width: 20mm">WORD</td>'
        '<td style="width: 45mm">SENTENCE</td></tr></table>',
        Limit.PAGE,
    ),
    "a word that reaches into the next cell": (
        '<table style="table-layout: fixed; width: 100%"><tr><th id="x" style="font-size: 3pt">WORD</th><td>b</td>'
        "<td>c</td><td>d</td></tr></table>",
        Limit.CELL,
    ),
    "a table that grows with its longest word": (
        '<table><tr><th>a</th><td id="x">WORD</td><td>SENTENCE</td></tr></table>',
        Limit.PAGE,
    ),
    "an address that cannot be broken": ('<p id="x">ADDRESS</p>', Limit.PAGE),
    "a line that runs into the margin": (
        '<p id="x"><span style="display: inline-block; width: 90mm; text-align: end">SENTENCE</span></p>',
        Limit.AREA,
    ),
    "a heading that may not be broken": ('<h2 id="x" style="white-space: nowrap">SENTENCE</h2>', Limit.PAGE),
    "a line that ends in an ellipsis": (
        '<p id="x" style="white-space: nowrap; overflow: hidden; text-overflow: ellipsis">SENTENCE SENTENCE</p>',
        Limit.CUT,
    ),
    "a word longer than its frame": (
        '<div style="border: 1px solid; width: 30mm"><p id="x" style="font-size: 5pt">WORD</p></div>',
        Limit.BOX,
    ),
    "a word of a column over the next one": (
        '<div style="columns: 2"><p id="x" style="font-size: 5pt">WORD SENTENCE SENTENCE SENTENCE</p></div>',
        Limit.BOX,
    ),
    "a word of a row of boxes over the next one": (
        '<div style="display: flex"><p id="x" style="width: 9mm; min-width: 0; font-size: 5pt">WORD</p>'
        "<p>SENTENCE</p></div>",
        Limit.BOX,
    ),
    "an inner element without id": ('<p id="x"><em>mot <b>ADDRESS</b></em></p>', Limit.PAGE),
    "a picture of 900 pixels": ('<p><img id="x" src="large.png" alt="plan du port"></p>', Limit.PAGE),
    "a table with a width of its own": (
        '<table id="x" style="width: 340px"><tr><th>a</th><td>b</td></tr></table>',
        Limit.AREA,
    ),
}


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize(("body", "limit"), TOO_FAR.values(), ids=TOO_FAR.keys())
def test_what_finds_no_room_on_its_line_is_told_with_its_block(body: str, limit: Limit, lang: str) -> None:
    (found,), _ = laid_out(filled(body, lang), lang)
    assert (found.id, found.page, found.limit, found.edge) == ("x", 0, limit, END[lang])
    assert found.by > 0.5 and found.text


TOO_LOW = {
    "a box with a height that hides the rest": (
        '<div style="height: 2em; overflow: hidden"><p id="x">SENTENCE SENTENCE</p></div>',
        Limit.CUT,
    ),
    "a box with a height over the text that follows": (
        '<div style="height: 2em"><p id="x">SENTENCE SENTENCE</p></div><p id="y">SENTENCE</p>',
        Limit.BOX,
    ),
    "a box with a frame and the greatest height it may have": (
        '<div style="max-height: 2em; border: 1px solid"><p id="x">SENTENCE SENTENCE</p></div>',
        Limit.BOX,
    ),
}


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize(("body", "limit"), TOO_LOW.values(), ids=TOO_LOW.keys())
def test_what_finds_no_room_in_its_height_is_told_with_its_block(body: str, limit: Limit, lang: str) -> None:
    (found,), _ = laid_out(filled(body, lang), lang)
    assert (found.id, found.limit, found.edge) == ("x", limit, Edge.BOTTOM)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_what_cannot_be_broken_and_is_taller_than_the_page_is_told_once(lang: str) -> None:
    blocks = "".join(f'<p id="p{number}">{SENTENCE[lang][:12]}</p>' for number in range(30))
    (found,), _ = laid_out(f'<div style="display: inline-block">{blocks}</div>', lang)
    assert (found.limit, found.edge) == (Limit.PAGE, Edge.BOTTOM)
    assert found.id not in (None, "p0", "p29")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_turned_text_that_leaves_the_page_is_told(lang: str) -> None:
    body = f'<div id="x" style="width: 60mm; transform: rotate(-90deg) translateX(-130mm)">{SENTENCE[lang]}</div>'
    (found,), _ = laid_out(body, lang)
    assert (found.id, found.limit, found.edge) == ("x", Limit.PAGE, Edge.BOTTOM)


MEANT = {
    "text that fits": "<h2>SENTENCE</h2><p>SENTENCE SENTENCE</p><ul><li>SENTENCE</li></ul>",
    "justified text with spaces at its ends": (
        '<p style="text-align: justify">SENTENCE   SENTENCE <em>SENTENCE </em></p>'
    ),
    "preformatted text with spaces at its ends": '<pre style="font-size: 5pt">a b                                  '
    "                                                                            \nc</pre>",
    "negative margins": '<p style="margin-inline: -6mm">SENTENCE</p>',
    "a negative indent": '<p style="text-indent: -6mm">SENTENCE SENTENCE</p>',
    "an indent with its padding": '<p style="padding-inline-start: 6mm; text-indent: -6mm">SENTENCE SENTENCE</p>',
    "markers outside of their list": '<ol style="padding: 0"><li>SENTENCE</li></ol>',
    "a float in the margin": '<p style="float: left; width: 20mm; margin-left: -8mm">le port</p><p>SENTENCE</p>',
    "a label in the margin": '<p style="position: absolute; left: -8mm">a</p><p>SENTENCE</p>',
    "a turned text": '<p style="width: 40mm; transform: rotate(-90deg)">SENTENCE</p>',
    "text for screen readers": (
        '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">SENTENCE</p>'
        '<p style="position: absolute; left: -9999px; width: 20mm">SENTENCE</p>'
        '<p style="position: absolute; clip: rect(0, 0, 0, 0)">SENTENCE</p>'
    ),
    "hidden text": '<p style="visibility: hidden">ADDRESS</p><p aria-hidden="true">ADDRESS</p>',
    "a picture that decorates": '<p><img src="large.png" alt=""></p>',
    "a picture that bleeds": '<img src="large.png" alt="plan" style="width: 111mm; margin-inline: -13mm">',
    "a leader": '<p>a<span class="leader"></span></p>',
    "notes": '<p>SENTENCE<span style="float: footnote">SENTENCE</span></p>' * 4,
    "columns": '<div style="columns: 2">SENTENCE SENTENCE SENTENCE</div>',
    "a frame cut at its padding": '<div style="overflow: hidden; border: 1px solid">SENTENCE</div>',
    "a low box with room below": '<div style="height: 1em"><p>SENTENCE</p></div>',
    "letters wider than tall lines": '<p style="line-height: 1">SENTENCE</p>' * 12,
    "a table of the width of the page": '<table style="width: 100%"><tr><th>a</th><td>SENTENCE</td></tr></table>',
    "a table reaching into the margin": (
        '<table style="width: 95mm; margin-inline-start: -10mm"><tr><th>a</th><td>SENTENCE</td></tr></table>'
    ),
}


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("body", MEANT.values(), ids=MEANT.keys())
def test_what_is_meant_is_not_told(body: str, lang: str) -> None:
    style = (
        "@page { @top-center { content: 'tête de page qui est longue' } } .leader::after { content: leader('.') '7' }"
    )
    assert laid_out(filled(body, lang), lang, style) == ((), ())


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_nothing_is_told_of_sound_documents(case: Path) -> None:
    assert facts((case / "in.html").read_text("utf-8")) == ((), ())


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_full_cover_with_a_drawn_background_is_sound(lang: str) -> None:
    style = """@page cover { margin: 0 } .cover { page: cover; height: 147mm; padding: 20mm; box-sizing: border-box;
    background: navy url("large.png") no-repeat -20mm 100mm; color: white }"""
    assert laid_out(f'<div class="cover"><h2>{SENTENCE[lang]}</h2></div>', lang, style) == ((), ())


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_character_without_glyph_is_told_once_for_the_fonts_asked_for(lang: str) -> None:
    body = (
        f'<p id="a">{SENTENCE[lang]}</p><p id="b">{SENTENCE[lang]} <b>{RARE}</b></p>'
        f'<p id="c" style="break-before: page">{RARE}</p><p id="d" style="font-family: Noto Music">{RARE}</p>'
    )
    _, found = laid_out(body, lang)
    assert [(fact.character, fact.id, fact.page) for fact in found] == [(RARE, "b", 0), (RARE, "d", 1)]
    assert found[0].families == ("Noto Sans", "Noto Naskh Arabic")


@pytest.mark.parametrize("character", [*"中𠀀𝌆🧿﷽ꙮŒ€", RARE], ids=lambda character: f"U+{ord(character):04X}")
def test_a_character_is_told_when_the_machine_has_no_font_for_it(character: str) -> None:
    command = ["fc-list", f":charset={ord(character):x}"]
    fonts = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    _, found = laid_out(f'<p id="a">le mot {character}</p>')
    assert [fact.character for fact in found] == ([] if fonts else [character])


@pytest.mark.parametrize(
    "text",
    [
        "e\u0301le\u0300ve, c\u0327a",
        "porte\u00advoix\u200b, l\u2060a",
        "\u2066ISO 14289\u2069 \u200fرصيف\u200c",
        "une tabulation\tet\nune ligne",
        "الرَّصِيفُ لِلسُّفُنِ ﷺ ٢٠٢٤",
        "fi ffi œ € « » … — –",
    ],
    ids=["accents apart", "invisible breaks", "marks of direction", "white space", "vowels", "ligatures and signs"],
)
def test_what_is_drawn_in_company_or_not_at_all_is_not_missing(text: str) -> None:
    assert laid_out(f'<p style="white-space: pre-wrap">{text}</p>') == ((), ())


HARD_TO_SEE = {
    "grey on white": ('<p id="x" style="color: #999">le port</p>', ("#999999", "#ffffff", 2.84, 4.5)),
    "letters just too light": ('<p id="x" style="color: #777">le port</p>', ("#777777", "#ffffff", 4.47, 4.5)),
    "a ground of a box around": (
        '<div style="background: #123; color: #fff"><p id="x">le <em style="color: #345">port</em></p></div>',
        ("#334455", "#112233", 1.61, 4.5),
    ),
    "letters that let the ground through": (
        '<p id="x" style="color: rgb(0 0 0 / 40%)">le port</p>',
        ("#999999", "#ffffff", 2.84, 4.5),
    ),
    "a ground that lets the page through": (
        '<div style="background: #000"><p id="x" style="background: rgb(255 255 255/20%); color: #767676">a</p></div>',
        ("#767676", "#333333", 2.77, 4.5),
    ),
    "a box that lets its ground through": (
        '<div style="opacity: 0.4"><p id="x">le port</p></div>',
        ("#999999", "#ffffff", 2.84, 4.5),
    ),
    "large letters": ('<p id="x" style="color: #aaa; font-size: 18pt">le</p>', ("#aaaaaa", "#ffffff", 2.32, 3.0)),
    "bold letters of fourteen points": (
        '<p id="x" style="color: #aaa; font: bold 14pt Noto Sans">le</p>',
        ("#aaaaaa", "#ffffff", 2.32, 3.0),
    ),
    "the head of a table": (
        '<table><thead style="background: #222"><tr><th id="x">le port</th></tr></thead></table>',
        ("#000000", "#222222", 1.31, 4.5),
    ),
}


@pytest.mark.parametrize(("body", "seen"), HARD_TO_SEE.values(), ids=HARD_TO_SEE.keys())
def test_text_that_does_not_stand_out_is_told_with_both_colours(body: str, seen: tuple[str, str, float, float]) -> None:
    (found,) = contrasts_of(body)
    assert (found.id, found.page, found.sure) == ("x", 0, True)
    assert (found.colour, found.ground, found.wanted) == (seen[0], seen[1], seen[3])
    assert found.ratio == pytest.approx(seen[2], abs=0.011)


def test_a_block_is_told_once_by_its_worst_text() -> None:
    style = "color: #888"
    (found,) = contrasts_of(f'<p id="x" style="{style}">un <b style="color: #ccc">deux</b> trois</p>')
    assert (found.colour, found.text) == ("#cccccc", "deux")


def test_the_page_is_the_last_ground() -> None:
    dark = "@page { background: #0d2747 }"
    assert [found.ground for found in contrasts_of('<p id="x">le port</p>', style=dark)] == ["#0d2747"]
    assert contrasts_of('<p id="x" style="color: white">le port</p>', style=dark) == ()
    assert contrasts_of('<p id="x" style="color: white">le port</p>', style="html { background: #0d2747 }") == ()


def test_running_heads_notes_and_what_a_style_adds_are_looked_at() -> None:
    pale = "color: #ccc"
    head = f'@page {{ @top-left {{ content: "le port"; {pale} }} }}'
    assert [found.text for found in contrasts_of("<p>a</p>", style=head)] == ["le port"]
    added = f'p::before {{ content: "voir"; {pale} }}'
    assert [found.id for found in contrasts_of('<p id="x">a</p>', style=added)] == ["x"]
    note = f'<p id="x">a<span id="y" style="float: footnote; {pale}">deux grues</span></p>'
    assert "y" in [found.id for found in contrasts_of(note)]


UNSURE = {
    "a gradient": '<p id="x" style="background: linear-gradient(white, navy)">le port</p>',
    "a picture": '<div style="background: white url(large.png)"><p id="x">le port</p></div>',
    "a picture that repeats": '<p id="x" style="background: white url(large.png) repeat-x; width: 9mm">le port</p>',
    "a picture behind what is turned": (
        '<div style="background: url(large.png) no-repeat 0 60mm; height: 70mm; width: 40mm">'
        '<p id="x" style="transform: rotate(90deg)">le port</p></div>'
    ),
    "a colour that is not of sRGB": '<p id="x" style="color: lab(50% 20 20)">le port</p>',
    "a column of a table": '<table><col style="background: navy"><tr><td id="x">le port</td></tr></table>',
    "a text that is moved": '<div style="position: absolute"><p id="x" style="color: white">le port</p></div>',
}


def test_beside_a_picture_the_colour_below_it_counts() -> None:
    style = "background: navy url(large.png) no-repeat 0 60mm; height: 70mm; width: 40mm"
    (found,) = contrasts_of(f'<div style="{style}"><p id="x">le port</p></div>')
    assert (found.ground, found.sure) == ("#000080", True)


@pytest.mark.parametrize("body", UNSURE.values(), ids=UNSURE.keys())
def test_where_nobody_can_tell_that_is_what_is_told(body: str) -> None:
    (found,) = contrasts_of(body)
    assert found.id == "x"
    assert found.ratio is None or not found.sure


SEEN_WELL = {
    "black on white": "<p>le port</p>",
    "grey that is dark enough": '<p style="color: #767676">le port</p>',
    "white on a dark box": '<div style="background: navy"><p style="color: white">le port</p></div>',
    "a box of one colour before a picture": (
        '<div style="background: url(large.png)"><p style="background: white">le port</p></div>'
    ),
    "a picture beside the text": (
        '<div style="background: white url(large.png) no-repeat 0 60mm; height: 70mm; width: 40mm"><p>le port</p></div>'
    ),
    "large letters": '<p style="color: #949494; font-size: 18pt">le port</p>',
    "what is hidden from the eye": '<p style="color: #eee; visibility: hidden">le port</p>',
    "letters without ink": '<p style="color: transparent">le port</p>',
    "what only decorates": '<p aria-hidden="true" style="color: #eee">le port</p>',
    "a text that is moved and seen": '<p style="position: absolute">le port</p>',
}


@pytest.mark.parametrize("body", SEEN_WELL.values(), ids=SEEN_WELL.keys())
def test_what_stands_out_or_is_not_to_be_seen_is_not_told(body: str) -> None:
    assert contrasts_of(body) == ()


def test_facts_travel_between_processes_and_into_a_cache() -> None:
    found = (*laid_out(f'<p id="a">{ADDRESS} {RARE}</p>'), contrasts_of('<p style="color: #999">le port</p>'))
    assert all(found)
    assert pickle.loads(pickle.dumps(found)) == found


def test_looking_changes_nothing_that_is_drawn() -> None:
    from publisher.engines.weasyprint.contrast import contrasts
    from publisher.engines.weasyprint.fetcher import ClosedFetcher
    from publisher.engines.weasyprint.glyphs import missing_glyphs
    from publisher.engines.weasyprint.layout import lay_out, listening
    from publisher.engines.weasyprint.overflow import overflows

    text = f"{SENTENCE['fr'] * 3} {ADDRESS} {RARE}"
    html = f'<html lang="fr"><style>{STYLE}</style><p style="text-align: justify; color: #999">{text}</p></html>'
    files = []
    for look in (False, True):
        with listening():
            document = lay_out(html, [], ClosedFetcher({}))
            if look:
                assert overflows(document) and missing_glyphs(document) and contrasts(document)
            files.append(document.write_pdf())
    assert files[0] == files[1]


def examples() -> Iterator[object]:
    for name in ("pdf/overflow", "pdf/missing-glyph", "pdf/contrast", "pdf/contrast-unsure"):
        for kind in ("failing", "passing"):
            for number, example in enumerate(getattr(rules()[name], kind), 1):
                yield pytest.param(rules()[name], example, id=f"{name} {kind} {number} {example.language}")


@pytest.mark.parametrize(("rule", "example"), [*examples()])
def test_an_example_of_a_rule(rule: Rule, example: Example) -> None:
    printed, seen = Printed("a.pdf", example.language, {}), contrasts_of(example.text, example.language)
    found = findings_of(*laid_out(example.text, example.language), printed, seen)
    expected = [(rule.id, rule.level)] if example in rule.failing else []
    assert [(finding.rule, finding.level) for finding in found] == expected
