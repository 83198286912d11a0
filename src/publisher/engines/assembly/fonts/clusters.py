"""Texts of glyphs that a part draws first in a cluster: a letter and the sign on it, laid out as one.

WeasyPrint gives a glyph the text it has where it is drawn first. In a cluster that runs from right to left all of the
text goes to the sign, and none to the letter: alef with hamza is then lost from search and speech wherever the part has
it without a sign. Another part knows the letter; and once every glyph says something, a sign that still says its first
letter too says it twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unicodedata import combining

from publisher.engines.assembly.fonts.composite import TextFont

UNIT = 4
"""hexadecimal digits of a UTF-16 code unit"""


def mended(fonts: Sequence[TextFont]) -> list[TextFont]:
    """Return fonts of one face, in the same order, whose glyphs say their own texts as far as any part knows them."""
    own = [signs(font) for font in fonts]
    lacking = {code for font in fonts for code, text in font.texts.items() if not text}
    said = {
        code: {some.get(code, font.texts.get(code)) for font, some in zip(fonts, own, strict=True)} for code in lacking
    }
    texts = {code: [text for text in some if text] for code, some in said.items()}
    known = {code: some[0] for code, some in texts.items() if len(some) == 1}
    return [mend(font, known, some) for font, some in zip(fonts, own, strict=True)]


def mend(font: TextFont, known: Mapping[int, bytes], own: Mapping[int, bytes]) -> TextFont:
    """Return a font with the texts it lacks where they are known, and its signs without letters.

    A sign keeps its letter as long as any glyph has no text: that may be the letter.
    """
    lacking = [code for code, text in font.texts.items() if not text]
    changed = {code: known[code] for code in lacking if code in known}
    if len(changed) == len(lacking):
        changed |= own
    return replace(font, texts=font.texts | changed, repaired=len(changed)) if changed else font


def signs(font: TextFont) -> dict[int, bytes]:
    """Return the own texts of signs that also say a letter: glyphs without width, one combining mark at the end."""
    long = [(code, text) for code, text in font.texts.items() if len(text) > UNIT]
    return {code: text[-UNIT:] for code, text in long if not font.widths[font.glyphs[code]] and ends_in_mark(text)}


def ends_in_mark(text: bytes) -> bool:
    """Return whether the last character of a text, and no other, is a combining mark."""
    characters = bytes.fromhex(text.decode()).decode("utf-16-be", errors="replace")
    return bool(combining(characters[-1])) and not any(map(combining, characters[:-1]))
