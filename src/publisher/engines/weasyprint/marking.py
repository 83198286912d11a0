"""Marked content in WeasyPrint's page streams, while they are still lists of operators."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pydyf

from publisher.model.structure import Mark

ARTIFACTS = {
    "header": {"Type": "/Pagination", "Subtype": "/Header"},
    "footer": {"Type": "/Pagination", "Subtype": "/Footer"},
    "repeat": {"Type": "/Pagination"},
    "layout": {"Type": "/Layout"},
}
"""Property lists of what is no content (ISO 32000-1, 14.8.2.2)."""

LAST_GLYPH = re.compile(rb"\[(.*)<([0-9a-f]*)([0-9a-f]{4})>([-0-9. ]*)\] TJ", re.DOTALL)
FIRST_GLYPH = re.compile(rb"\[([-0-9. ]*)<([0-9a-f]{4})([0-9a-f]*)>(.*)\] TJ", re.DOTALL)
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
BLANKS = ("\N{NO-BREAK SPACE}", " ")
"""what a space of a font says, the better one last; where both are one glyph, it says what was drawn first"""
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
"""bidirectional types of letters and figures"""


class Fonts:
    """The fonts of a document by the name streams use: which glyph is a space, what a glyph says."""

    def __init__(self, fonts: Any) -> None:
        # One font file may be there more than once, with other glyphs.
        self.texts: dict[str, dict[int, str]] = {}
        widths: dict[str, dict[int, float]] = {}
        for font in fonts:
            if not font.bitmap:
                self.texts.setdefault(font.hash, {}).update(font.to_unicode)
                widths.setdefault(font.hash, {}).update(font.widths)
        self.spaces: dict[str, tuple[int, float]] = {
            name: (glyph, widths[name][glyph])
            for blank in BLANKS
            for name, texts in self.texts.items()
            for glyph, text in texts.items()
            if text == blank
        }

    def space(self, font: str, ahead: bool) -> bytes | None:
        """Return the operands that show a space without room for it, before or after other glyphs; None: no glyph."""
        if font not in self.spaces:
            return None
        glyph, width = self.spaces[font]
        return b"%d<%04x>" % (width, glyph) if ahead else b"<%04x>" % glyph


def marked_contents(stream: Any) -> Iterator[tuple[int, int]]:
    """Yield the index of every property list with an MCID, and the MCID."""
    items: list[Any] = stream.stream
    position = 0
    while True:
        try:
            position = items.index(b"BDC", position + 1)
        except ValueError:
            return
        properties = items[position - 1]
        if isinstance(properties, pydyf.Dictionary) and "MCID" in properties:
            yield position - 1, properties["MCID"]


def renumber(stream: Any, index: int, number: int, text: str = "") -> None:
    """Give the marked content at `index` another MCID, and the text it says where its glyphs do not tell."""
    said = {"ActualText": pydyf.String(text)} if text else {}
    stream.stream[index] = pydyf.Dictionary({"MCID": number, **said})


def is_mirrored(text: str) -> bool:
    """Whether a text that runs from left to right holds signs that mean their mirror image from right to left.

    A glyph says one character in a whole file. In a document that runs from right to left, that of `>` says `<`, as it
    stands for it in every line; in a line the other way round only the line itself can say what is meant.
    """
    return any(map(unicodedata.mirrored, text)) and not any(
        unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text
    )


def text_of(mark: Mark) -> str:
    """Return what a mark says, with what line breaking took from it."""
    text = mark.text or ""
    text = text[:-1] + SOFT_HYPHEN if mark.soft_hyphen else text
    after = mark.space_after and not mark.soft_hyphen
    return f"{' ' if mark.space_before else ''}{text}{' ' if after else ''}"


def make_artifact(stream: Any, index: int, kind: str) -> None:
    """Turn the marked content at `index` into an artifact."""
    stream.stream[index - 1] = "/Artifact"
    stream.stream[index] = pydyf.Dictionary(ARTIFACTS[kind])


def mend(stream: Any, index: int, mark: Mark, right_to_left: bool, fonts: Fonts) -> None:
    """Write into the text at `index` what line breaking took from it: spaces, and which hyphen is none of the author's.

    Glyphs stand in the order of the eye: in right-to-left text the end of a line is what is shown first.
    """
    items: list[Any] = stream.stream
    shows = list(text_operators(items, index))
    if not shows:
        return
    if mark.space_before:
        add_space(items, shows[-1] if right_to_left else shows[0], not right_to_left, fonts)
    if mark.space_after and not mark.soft_hyphen:
        add_space(items, shows[0] if right_to_left else shows[-1], right_to_left, fonts)
    if mark.soft_hyphen and not right_to_left:
        items[shows[-1]] = spoken(items[shows[-1]], ahead=False, text=SOFT_HYPHEN)


def text_operators(items: list[Any], index: int) -> Iterator[int]:
    """Yield the indexes of the operators that show text in the marked content whose property list is at `index`."""
    depth = 0
    for position in range(index + 1, len(items)):
        item = items[position]
        if item in (b"BDC", b"BMC"):
            depth += 1
        elif item == b"EMC":
            depth -= 1
            if not depth:
                return
        elif isinstance(item, bytes) and item.endswith(b"] TJ"):
            yield position


def add_space(items: list[Any], index: int, ahead: bool, fonts: Fonts) -> None:
    """Show a space before or after the glyphs at `index`; where the font has none, the outermost glyph says it."""
    font = current_font(items, index)
    space = fonts.space(font, ahead)
    if space is not None:
        items[index] = b"[" + space + items[index][1:] if ahead else items[index][:-4] + space + b"] TJ"
        return
    match = (FIRST_GLYPH if ahead else LAST_GLYPH).search(items[index])
    text = fonts.texts.get(font, {}).get(int(match[2 if ahead else 3], 16)) if match else None
    if text:
        items[index] = spoken(items[index], ahead, " " + text if ahead else text + " ")


def current_font(items: list[Any], index: int) -> str:
    """Return the name of the font at `index`."""
    while index and not (isinstance(items[index], bytes) and items[index].endswith(b" Tf")):
        index -= 1
    name: str = items[index].split()[0][1:].decode() if index else ""
    return name


def spoken(show: bytes, ahead: bool, text: str) -> bytes:
    """Return the operators of `show` with its first or last glyph in a Span whose ActualText is `text`."""
    actual = b"/Span <</ActualText <FEFF%s>>> BDC\n[%%s] TJ\nEMC" % text.encode("utf-16-be").hex().encode()
    if ahead:
        match = FIRST_GLYPH.fullmatch(show)
        if not match:
            return show
        shift, glyph, glyphs, rest = match.groups()
        tail = (b"<%s>" % glyphs if glyphs else b"") + rest
        return actual % (b"%s<%s>" % (shift, glyph)) + (b"\n[%s] TJ" % tail if tail else b"")
    match = LAST_GLYPH.fullmatch(show)
    if not match:
        return show
    head, glyphs, glyph, rest = match.groups()
    head += b"<%s>" % glyphs if glyphs else b""
    return (b"[%s] TJ\n" % head if head else b"") + actual % (b"<%s>%s" % (glyph, rest))
