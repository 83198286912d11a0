"""Characters for which no font has a glyph: a box stands in their place, and nothing says what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from publisher.engines.weasyprint.overflow import Ids
from publisher.model.layout_facts import MissingGlyph

NOTDEF = 0
"""the glyph that fonts draw for what they do not have (OpenType 1.9, "glyf" table, recommendations)"""


def missing_glyphs(document: Any) -> tuple[MissingGlyph, ...]:
    """Return the characters that no font draws in WeasyPrint's laid-out `document`, each once for the fonts asked for.

    A character is tried with the first text that has it; only texts with one that failed are looked at in full, as
    letters that are joined may have a glyph that neither has alone.
    """
    tried: dict[tuple[Any, ...], set[str]] = {}
    doubtful: dict[tuple[Any, ...], set[str]] = {}
    found: dict[tuple[str, tuple[str, ...]], MissingGlyph] = {}
    ids = Ids(document)
    for number, page in enumerate(document.pages):
        for box in texts(page._page_box):
            style, characters = box.style, set(box.pango_layout.text)
            face = tuple(style["font_family"]), style["font_weight"], style["font_style"]
            known, doubts = tried.setdefault(face, set()), doubtful.setdefault(face, set())
            new = characters - known
            if new:
                known |= new
                alone = " ".join(character for character in sorted(new) if character > " ")
                doubts |= new.intersection(unknown(alone, style))
            if doubts and not doubts.isdisjoint(characters):
                for character in unknown(box.pango_layout.text, style):
                    key = character, face[0]
                    if key not in found:
                        found[key] = MissingGlyph(*key, ids.nearest(box.element), number)
    return tuple(found.values())


def texts(box: Any) -> Iterator[Any]:
    """Yield the boxes of text that are drawn in a box, running heads among them."""
    for child in box.children:
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        if isinstance(inner, boxes.TextBox):
            if inner.style["visibility"] == "visible" and inner.style["font_size"] >= 1:
                yield inner
        else:
            yield from texts(inner)


def unknown(text: str, style: Any) -> Iterator[str]:
    """Yield the characters of a text for which Pango finds no glyph."""
    layout = Layout(style)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    layout.set_text(text)
    encoded = layout.text.encode()
    line, _ = layout.get_first_line()
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        for index in range(glyphs.num_glyphs):
            glyph = glyphs.glyphs[index].glyph
            if glyph == NOTDEF or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                start = item.offset + glyphs.log_clusters[index]
                yield encoded[start:].decode()[0]
        run = run.next
