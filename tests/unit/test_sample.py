"""The sample's own text and styles, read as files: what its authors and designers promised each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "source").iterdir() if path.suffix in (".md", ".html"))
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
NO_FIGURE = {
    "a name of a value, attributes": r"\{[^{}\n]*\}",
    "an address": r"\]\([^)\n]*\)",
    "an attribute": r'\b(?:id|href|class|lang|charset)="[^"\n]*"',
    "a name of a series": r"\bdata=\w+",
    "a heading's tag": r"</?h\d\b",
    "the number of a step": r"(?m:^)\d\. ",
    "the number of a note": r'role="doc-noteref"[^>]*>\d<',
    "a year": r"\b20\d\d\b",
    "a day": rf"\b\d\d?(?: au \d\d)? (?:{MONTHS})\b",
    "a name": r"I-24/7|30 Days at Sea(?:\s2\.0)?|\bG7\b",
    "a standard": r"WCAG</abbr>\s2\.2|EN</abbr> 301\s549|PDF/UA-1|PDF/A-2a",
    "a licence": r"Attribution 4\.0|CC BY</abbr>\)? 4\.0",
}
"""what may hold digits in the text of a source"""


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_figure_of_the_text_is_called_from_the_data(source: Path) -> None:
    text = re.sub("|".join(NO_FIGURE.values()), "", source.read_text("utf-8"))
    assert re.findall(r"[^\n]{0,30}\d[^\n]{0,30}", text) == []


STYLES = ROOT / "styles"
SHEETS = sorted(STYLES.rglob("*.css"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|(?:float|clear|text-align)\s*:\s*(?:left|right)"
)
MODES: dict[str, tuple[str, ...]] = {
    "light": (),
    "dark": ("(prefers-color-scheme: dark)",),
    "more contrast": ("(prefers-contrast: more)",),
    "more contrast in the dark": (
        "(prefers-color-scheme: dark)",
        "(prefers-contrast: more)",
        "(prefers-contrast: more) and (prefers-color-scheme: dark)",
    ),
}
TEXTS = {
    "paper": ("ink", "muted", "accent", "warm", "green", "slate"),
    "soft": ("ink", "muted", "accent"),
    "warm-soft": ("ink", "muted", "warm"),
    "green-soft": ("ink", "muted", "green"),
    "slate-soft": ("ink", "muted", "slate"),
    "field": ("field-ink", "field-muted", "field-accent"),
    "warm-field": ("field-ink",),
    "green-field": ("field-ink",),
    "slate-field": ("field-ink",),
    "accent": ("accent-ink",),
}
"""colours of text by the ground they stand on"""
TEXT, EDGE = 4.5, 3.0
"""least contrast of text, and of what is no text but has a meaning (WCAG 2.2, 1.4.3 and 1.4.11)"""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_stylesheet_names_no_side_that_would_be_wrong_from_right_to_left(sheet: Path) -> None:
    assert PHYSICAL.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)) == []


def colours(mode: str) -> dict[str, tuple[float, float, float]]:
    """Return the colours of the palette by name, as the modes of a browser have them."""
    base = (STYLES / "palette.css").read_text("utf-8")
    screen = (STYLES / "screen-palette.css").read_text("utf-8")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", base))
    for query in MODES[mode]:
        _, _, rest = screen.partition(f"@media {query} {{")
        assert rest, query
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rest.partition("\n}")[0]))
    return {name: tuple(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)) for name, code in found.items()}


def luminance(colour: tuple[float, float, float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def grey(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return a colour as a printer without colours has it (ITU-R BT.601)."""
    level = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    return level, level, level


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_text_stands_out_from_its_ground_in_colour_and_in_grey(mode: str) -> None:
    palette = colours(mode)
    pairs = [(text, ground) for ground, texts in TEXTS.items() for text in texts]
    poor = {
        (text, ground): round(least, 2)
        for text, ground in pairs
        if (least := min(contrast(*map(shade, (palette[text], palette[ground]))) for shade in (tuple, grey))) < TEXT
    }
    assert poor == {}
    assert contrast(palette["line"], palette["paper"]) >= EDGE
