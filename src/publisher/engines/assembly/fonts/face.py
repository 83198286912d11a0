"""What one embedded TrueType program draws for the glyphs of its text (ISO/IEC 14496-22, 5.2 and 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from publisher.engines.assembly.fonts import sfnt
from publisher.engines.assembly.fonts.refusal import RefusalError, refusing

Drawn = tuple[bytes, int, int]
"""(outline, advance width, left side bearing), the last two in font units: equal where the same is drawn"""

COPIED = (b"cvt ", b"fpgm", b"gasp", b"name", b"prep")
"""tables that are the same in every subset of a face, and stay"""
NEEDED = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
"""tables that ISO 32000-1, 9.9 asks of the program of a CIDFontType2 font, beside the instructions"""

SAME_HEAD = (slice(0, 8), slice(12, 28), slice(44, 50), slice(52, 54))
"""not its checksum, date of change, bounding box, and width of the offsets in `loca`"""
SAME_HHEA = (slice(0, 10), slice(18, 34))
"""not the extremes of the metrics, and how many of them there are"""

LENGTHS = {b"head": 54, b"hhea": 36, b"maxp": 32}
"""bytes of the tables that are all of a piece"""
COMPOSITE = 0x80
"""in the first byte of an outline: it is made of other glyphs"""
FIRST_COMPONENT = 10
WORDS, SCALE, MORE, TWO_SCALES, MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80
DEEPEST = 16
"""components of components; no real font comes near"""


@dataclass(frozen=True, slots=True)
class Program:
    """An embedded program and the glyph ids that text draws with it."""

    data: bytes
    glyphs: frozenset[int]

    def digest(self) -> bytes:
        """Return what tells it from other programs, 32 bytes."""
        drawn = sfnt.pack("H", sorted(self.glyphs))
        return blake2b(len(drawn).to_bytes(4, "big") + drawn + self.data, digest_size=32).digest()


def identity(data: bytes, name: str) -> bytes:
    """Return a key that all subsets of a face share; `name` is its BaseFont, which counts for programs without one.

    Equal keys are a first guess: what the glyphs draw decides. Raises `RefusalError`.
    """
    tables = sfnt.tables(data)
    if not tables.keys() >= set(NEEDED) or b"fvar" in tables:
        raise RefusalError("its program is not complete, or variable")
    key = blake2b()
    head, hhea = tables[b"head"], tables[b"hhea"]
    parts = [head[part] for part in SAME_HEAD] + [hhea[part] for part in SAME_HHEA]
    for part in [*parts, *(tables.get(tag, b"") for tag in COPIED), b"" if b"name" in tables else name.encode()]:
        key.update(len(part).to_bytes(4, "big") + part)
    return key.digest()


class Face:
    """A program read as far as its text draws with it.

    Glyph ids outside the text are of no account. A subsetter may number them anew: WeasyPrint keeps ids only up to the
    highest in the text, so that above it the same id is another dot or accent in every part. Components are therefore
    compared, and later placed, by what they draw.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        with refusing("its program is damaged"):
            self.read(sfnt.tables(program.data))
            self.glyphs: Mapping[int, Drawn] = {glyph: self.drawn(glyph) for glyph in sorted(program.glyphs)}

    def read(self, tables: dict[bytes, bytes]) -> None:
        """Take the tables apart; what they say of each other must hold."""
        self.tables = tables
        self.outlines = tables[b"glyf"]
        self.limits = sfnt.unpack("H", tables[b"maxp"][4:])
        self.metrics_count = int.from_bytes(tables[b"hhea"][34:36], "big")
        self.metrics = sfnt.unpack("H", tables[b"hmtx"])
        long = tables[b"head"][51]
        self.offsets = sfnt.unpack("I" if long else "H", tables[b"loca"])
        self.unit = 1 if long else 2
        self.count = self.limits[0]
        sound = (
            LENGTHS.items() <= {tag: len(table) for tag, table in tables.items()}.items()
            and len(self.offsets) > self.count
            and 0 < self.metrics_count <= self.count
            and len(self.metrics) >= self.count + self.metrics_count
        )
        if not sound:
            raise RefusalError("its program is damaged")
        self.known: dict[int, Drawn] = {}

    def outline(self, glyph: int) -> bytes:
        """Return the outline of a glyph as it stands in the program, b"" where it has none."""
        start, end = self.offsets[glyph] * self.unit, self.offsets[glyph + 1] * self.unit
        if glyph >= self.count or not start <= end <= len(self.outlines):
            raise RefusalError("its program lacks a glyph of its text")
        return self.outlines[start:end]

    def drawn(self, glyph: int, depth: int = 0) -> Drawn:
        """Return what a glyph draws; raises `RefusalError` where the program does not say."""
        if glyph not in self.known:
            if depth > DEEPEST:
                raise RefusalError("its components have no end")
            outline = self.outline(glyph)
            components = components_of(outline)
            # Zeros at the end are padding, and depend on the neighbours.
            shape = renumbered(outline, dict.fromkeys((offset for offset, _ in components), 0)).rstrip(b"\0")
            if components:
                parts = [self.drawn(component, depth + 1) for _, component in components]
                # A hash, so that components of components stay short; no simple outline begins like it.
                shape = bytes([COMPOSITE]) + blake2b(repr((shape, parts)).encode()).digest()
            self.known[glyph] = shape, *self.metric(glyph)
        return self.known[glyph]

    def metric(self, glyph: int) -> tuple[int, int]:
        """Return advance width and left side bearing, the bearing without its sign."""
        last = self.metrics_count - 1
        bearing = 2 * glyph + 1 if glyph <= last else self.metrics_count + glyph
        return self.metrics[2 * min(glyph, last)], self.metrics[bearing]


def components_of(outline: bytes) -> list[tuple[int, int]]:
    """Return where in the outline the id of each component stands, and the id; nothing for simple outlines."""
    found: list[tuple[int, int]] = []
    position, flags = FIRST_COMPONENT, MORE if outline[:1] >= bytes([COMPOSITE]) else 0
    while flags & MORE:
        flags = int.from_bytes(outline[position : position + 2], "big")
        if position + 4 > len(outline):
            raise RefusalError("its program is damaged")
        found.append((position + 2, int.from_bytes(outline[position + 2 : position + 4], "big")))
        position += 4 + (4 if flags & WORDS else 2)
        position += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0
    return found


def renumbered(outline: bytes, components: Mapping[int, int]) -> bytes:
    """Return an outline with other ids for its components, given by where they stand."""
    changed = bytearray(outline)
    for offset, component in components.items():
        changed[offset : offset + 2] = component.to_bytes(2, "big")
    return bytes(changed)
