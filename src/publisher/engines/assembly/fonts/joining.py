"""Fonts that draw with one program get common dictionaries, where nothing that these say contradicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from publisher.engines.assembly.fonts import cmaps, widths
from publisher.engines.assembly.fonts.clusters import mended
from publisher.engines.assembly.fonts.composite import FIXED_PITCH, TextFont
from publisher.engines.assembly.fonts.programs import Shared

Said = Mapping[int, Any]
"""by glyph or code"""
EXTREMES = (min, min, max, max, max, max, min)
"""of sizes, so that there is room for all"""


@dataclass(slots=True, eq=False)
class Joint:
    """Fonts that contradict each other nowhere."""

    said: Sequence[Said]
    """what they say together"""
    fonts: list[TextFont]


def joints(fonts: Iterable[TextFont], said_by: Callable[[TextFont], Sequence[Said]]) -> list[Joint]:
    """Return the fonts in groups in which nobody contradicts, the first that fits for each."""
    found: list[Joint] = []
    for font in fonts:
        said = said_by(font)
        for joint in found:
            if all(map(is_consistent, joint.said, said)):
                joint.said = [{**some, **others} for some, others in zip(joint.said, said, strict=True)]
                joint.fonts.append(font)
                break
        else:
            found.append(Joint(said, [font]))
    return found


def is_consistent(some: Said, others: Said) -> bool:
    """Return whether two mappings say the same wherever both say something."""
    return all(some[key] == others[key] for key in some.keys() & others.keys())


class Joining:
    """The joining of the fonts of a file."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.repaired = 0
        """texts that fonts lacked or had wrong, and have now"""

    def join(self, shared: Shared) -> None:
        """Give the fonts of one program what they can have in common, and name it where they were named."""
        program = self.program(shared)
        alike: dict[tuple[object, ...], list[TextFont]] = {}
        for font in shared.fonts:
            alike.setdefault(font.rest, []).append(font)
        for fonts in alike.values():
            descriptor = self.descriptor(fonts, program)
            for joint in joints(fonts, lambda font: [font.widths]):
                descendant = self.descendant(joint, descriptor)
                for same in joints(mended(joint.fonts), lambda font: [font.texts, font.glyphs]):
                    self.font(same, descendant)

    def program(self, shared: Shared) -> Object:
        """Return the stream that holds the program from now on."""
        if shared.program is None:
            return shared.fonts[0].program
        return self.pdf.make_stream(shared.program, Length1=len(shared.program))

    def descriptor(self, fonts: Sequence[TextFont], program: Object) -> Object:
        """Return a descriptor for fonts that differ in no more than sizes."""
        first = fonts[0]
        if is_one([font.descriptor for font in fonts]) and first.program.objgen == program.objgen:
            return first.descriptor
        new = copy(first.descriptor)
        new[first.key] = program
        columns = zip(*(font.sizes for font in fonts), strict=True)
        sizes = [choose(column) for choose, column in zip(EXTREMES, columns, strict=True)]
        *box, new.Ascent, new.CapHeight, new.Descent = sizes
        new.FontBBox = Array(box)
        new.Flags = int(first.descriptor.Flags) & ~FIXED_PITCH | has_fixed_pitch(fonts) * FIXED_PITCH
        return self.pdf.make_indirect(new)

    def descendant(self, joint: Joint, descriptor: Object) -> Object:
        """Return a CIDFont for fonts that agree on widths."""
        first = joint.fonts[0]
        if is_one([font.descendant for font in joint.fonts]) and is_one([first.descriptor, descriptor]):
            return first.descendant
        new = copy(first.descendant)
        new.FontDescriptor = descriptor
        new.W = Object.parse(widths.write(joint.said[0]))
        return self.pdf.make_indirect(new)

    def font(self, joint: Joint, descendant: Object) -> None:
        """Put one font in the place of fonts that agree on everything."""
        first = joint.fonts[0]
        repaired = sum(member.repaired for member in joint.fonts)
        if len(joint.fonts) == 1 and is_one([first.descendant, descendant]) and not repaired:
            return
        self.repaired += repaired
        texts, glyphs = joint.said
        new = copy(first.use.font)
        new.DescendantFonts = Array([descendant])
        new.ToUnicode = self.pdf.make_stream(cmaps.write_texts(texts))
        new.Encoding = self.encoding(glyphs)
        font = self.pdf.make_indirect(new)
        for member in joint.fonts:
            for holder, key in member.use.places:
                holder[key] = font

    def encoding(self, glyphs: Mapping[int, int]) -> Object:
        """Return the entry that gives each code its glyph."""
        if all(code == glyph for code, glyph in glyphs.items()):
            return Name("/Identity-H")
        info = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
        name = Name("/" + cmaps.GLYPHS_NAME)
        return self.pdf.make_stream(cmaps.write_glyphs(glyphs), Type=Name.CMap, CMapName=name, CIDSystemInfo=info)


def has_fixed_pitch(fonts: Iterable[TextFont]) -> bool:
    """Return whether several glyphs of these fonts have one width."""
    every = {item for font in fonts for item in font.widths.items()}
    return len(every) > 1 and len({width for _, width in every}) == 1


def is_one(objects: Sequence[Object]) -> bool:
    """Return whether all these are the same object of the file."""
    first = objects[0]
    return all(item is first or (item.is_indirect and item.objgen == first.objgen) for item in objects)
