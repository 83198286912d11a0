"""A composite font with an embedded program, as WeasyPrint writes it (ISO 32000-1, 9.7)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Stream

from publisher.engines.assembly.fonts import cmaps, widths
from publisher.engines.assembly.fonts.refusal import RefusalError, refusing
from publisher.engines.assembly.fonts.uses import PROGRAM_KEYS, Use
from publisher.engines.assembly.fonts.widths import Width

FIXED_PITCH = 1
"""bit of `/Flags`: all glyphs have one width, which may be true of one part only"""

# Entries that are joined by themselves; all others must say the same.
JOINED_IN_FONT = ("/DescendantFonts", "/Encoding", "/ToUnicode")
JOINED_IN_DESCENDANT = ("/FontDescriptor", "/W")
BOX = 4
SIZES = ("/Ascent", "/CapHeight", "/Descent")
JOINED_IN_DESCRIPTOR = (*SIZES, "/Flags", "/FontBBox", *PROGRAM_KEYS)


@dataclass(frozen=True, slots=True, eq=False)
class TextFont:
    """A composite font, read."""

    use: Use
    descendant: Object
    descriptor: Object
    key: str
    """what the descriptor calls the program: `/FontFile2` or `/FontFile3`"""
    program: Object
    """a stream"""
    data: bytes
    """the program itself"""
    widths: Mapping[int, Width]
    """by glyph, for all that may be drawn"""
    texts: dict[int, bytes]
    """by code: UTF-16 in hexadecimal digits"""
    glyphs: Mapping[int, int]
    """by code"""
    sizes: tuple[Width, ...]
    """of the face as its descriptor has them: the four of its box, then those of `SIZES`"""
    rest: tuple[object, ...]
    """all that its dictionaries say besides: fonts that differ here are not joined"""
    repaired: int = 0
    """how many of the texts are not those of the file"""


def read(use: Use) -> TextFont:
    """Return what a font says; raises `RefusalError` for any that is not like those WeasyPrint writes."""
    with refusing("it is damaged"):
        font = use.font
        if not font.is_indirect or font.get("/Subtype") != Name.Type0:
            raise RefusalError(f"it is of another kind, {font.get('/Subtype')}")
        if not isinstance(font.get("/ToUnicode"), Stream):
            raise RefusalError("it does not say its text")
        descendant = only_descendant(font)
        descriptor = descendant.FontDescriptor
        key, program = embedded(descriptor)
        texts = cmaps.read_texts(font.ToUnicode.read_bytes())
        glyphs = glyphs_of(font.Encoding, texts)
        return TextFont(
            use=use,
            descendant=descendant,
            descriptor=descriptor,
            key=key,
            program=program,
            data=program.read_bytes(),
            widths=widths_of(descendant.W, glyphs),
            texts=texts,
            glyphs=glyphs,
            sizes=sizes_of(descriptor),
            rest=(
                key,
                int(descriptor.Flags) & ~FIXED_PITCH,
                without(font, JOINED_IN_FONT),
                without(descendant, JOINED_IN_DESCENDANT),
                without(descriptor, JOINED_IN_DESCRIPTOR),
            ),
        )


def only_descendant(font: Object) -> Object:
    """Return the CIDFont of a composite font, whose glyphs are those of the program by number."""
    descendants = font.DescendantFonts
    if not isinstance(descendants, Array) or len(descendants) != 1 or not isinstance(descendants[0], Dictionary):
        raise RefusalError("it is damaged")
    descendant = descendants[0]
    if descendant.get("/CIDToGIDMap", Name.Identity) != Name.Identity:
        raise RefusalError("it numbers its glyphs in its own way")
    return descendant


def embedded(descriptor: Object) -> tuple[str, Object]:
    """Return the key of the program in a descriptor, and the program."""
    found = [(key, descriptor[key]) for key in PROGRAM_KEYS if key in descriptor]
    if len(found) != 1 or not isinstance(found[0][1], Stream):
        raise RefusalError("it is not embedded")
    if "/CIDSet" in descriptor:
        # PDF/A-1 only; it would have to list the glyphs of the other parts too.
        raise RefusalError("it lists its glyphs")
    return found[0]


def glyphs_of(encoding: Object, texts: Mapping[int, bytes]) -> dict[int, int]:
    """Return the glyph of each code that has a text; the encoding has to know exactly these."""
    if encoding == Name("/Identity-H"):
        return {code: code for code in texts}
    glyphs = cmaps.read_glyphs(encoding.read_bytes())
    if glyphs.keys() != texts.keys():
        raise RefusalError("its encoding and its text differ in their codes")
    return glyphs


def widths_of(array: Object, glyphs: Mapping[int, int]) -> dict[int, Width]:
    """Return the widths of the glyphs of a text, and of those that may be drawn without one.

    The code of a missing glyph has a width too, though another glyph stands for it.
    """
    found = widths.read(array.unparse(resolved=True))
    drawn = set(glyphs.values())
    if not drawn or not drawn <= found.keys():
        raise RefusalError("it does not say the widths of its text")
    return {glyph: width for glyph, width in found.items() if glyph in drawn or glyph not in glyphs}


def sizes_of(descriptor: Object) -> tuple[Width, ...]:
    """Return the box and the sizes of a descriptor."""
    found = [*descriptor.FontBBox.as_list(), *(descriptor[key] for key in SIZES)]
    if len(found) != BOX + len(SIZES) or not all(isinstance(size, int | Decimal) for size in found):
        raise RefusalError("it is damaged")
    return tuple(found)


def without(dictionary: Object, keys: Container[str]) -> tuple[tuple[str, object], ...]:
    """Return the entries of a dictionary but some, comparable, in the order of their keys."""
    entries = sorted(dictionary.as_dict().items())
    rest = ((key, value) for key, value in entries if key not in keys)
    return tuple((key, value.unparse() if isinstance(value, Object) else value) for key, value in rest)
