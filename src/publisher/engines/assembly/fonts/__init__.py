"""Fonts once per file: parts that were laid out apart each bring a subset of the same faces.

WeasyPrint's subsets keep glyph ids, so that glyph 36 of a face is the same glyph in every part. The union of the parts'
own subsets therefore serves all of them: content streams stay as they are, and the original font files are not needed.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass

import pikepdf

from publisher.engines.assembly.fonts import composite, uses
from publisher.engines.assembly.fonts.joining import Joining
from publisher.engines.assembly.fonts.programs import Programs
from publisher.engines.assembly.fonts.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class KeptFont:
    """A font that was left as it is."""

    name: str
    """its BaseFont, else the name that a page gives it"""
    reason: str


@dataclass(frozen=True, slots=True)
class FontSharing:
    """What sharing the fonts of a file came to."""

    programs_before: int
    programs_after: int
    united: int
    """unions made; those that were known are not counted"""
    texts_repaired: int
    """texts of glyphs that a part had lost, or given to a neighbour"""
    kept: tuple[KeptFont, ...]
    """in the order they are met"""


def share_fonts(pdf: pikepdf.Pdf, known: MutableMapping[str, bytes] | None = None) -> FontSharing:
    """Embed one program per face in a file that holds the pages of many parts, in place.

    Every page looks the same afterwards, and says the same, but for letters that a part had lost. Fonts that cannot be
    shared safely are left as they are; a second run changes nothing. `known` keeps unions from one build to the next:
    what it holds under the hash of a set of programs is not made again. (ISO 32000-1, 9.6 to 9.10)
    """
    found = uses.find(pdf)
    before = uses.programs(use.font for use in found)
    kept: list[KeptFont] = []
    fonts: list[composite.TextFont] = []
    for use in found:
        try:
            fonts.append(composite.read(use))
        except RefusalError as refusal:
            kept.append(KeptFont(use.name, str(refusal)))
    programs = Programs({} if known is None else known)
    programs.share(fonts)
    joining = Joining(pdf)
    for shared in programs.shared:
        joining.join(shared)
    return FontSharing(
        programs_before=len(before),
        programs_after=len(uses.programs(use.font for use in uses.find(pdf))),
        united=programs.united,
        texts_repaired=joining.repaired,
        kept=(*kept, *(KeptFont(font.use.name, reason) for font, reason in programs.left)),
    )
