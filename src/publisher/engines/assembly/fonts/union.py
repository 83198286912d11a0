"""Several subsets of one face become one program, which is proved to draw what each of them draws."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b

from publisher.engines.assembly.fonts import sfnt
from publisher.engines.assembly.fonts.face import COPIED, Drawn, Face, Program, components_of, renumbered
from publisher.engines.assembly.fonts.refusal import RefusalError

VERSION = b"union 1"
"""of what is made here: a union that another version made has another name"""
MOST_GLYPHS = 0xFFFF
LONGEST_SHORT_LOCA = 2 * 0xFFFF
"""bytes of outlines that 16-bit offsets, in units of two, can tell apart"""


def key(programs: Iterable[Program]) -> str:
    """Return the name of the union of these programs, whatever their order: hexadecimal, 64 digits."""
    digests = sorted(program.digest() for program in programs)
    return blake2b(b"".join(digests), digest_size=32, person=VERSION).hexdigest()


def agreeing(faces: Iterable[Face]) -> list[list[Face]]:
    """Return the faces in groups in which no glyph of a text is drawn in two ways, the first that fits for each."""
    groups: list[tuple[dict[int, Drawn], list[Face]]] = []
    for face in faces:
        fitting = (group for group in groups if not contradicts(group[0], face))
        drawn, members = next(fitting, ({}, []))
        if not members:
            groups.append((drawn, members))
        drawn.update(face.glyphs)
        members.append(face)
    return [members for _, members in groups]


def contradicts(drawn: Mapping[int, Drawn], face: Face) -> bool:
    """Return whether a face draws any of these glyphs in another way."""
    return any(drawn.get(glyph, shape) != shape for glyph, shape in face.glyphs.items())


def unite(faces: Sequence[Face]) -> bytes:
    """Return one program that draws the glyphs of all texts of agreeing faces under their ids.

    Outlines and metrics are those of the faces, byte for byte but for the ids of components. The order of the faces
    does not matter. Raises `RefusalError` when the result, read back, does not draw the same.
    """
    ordered = sorted(faces, key=lambda face: face.program.digest())
    program = Union(ordered).program()
    prove(program, ordered)
    return program


def prove(program: bytes, faces: Sequence[Face]) -> None:
    """Raise `RefusalError` unless `program` draws every glyph of the faces' texts as they do.

    A wrong accent is an error that no validator sees.
    """
    united = Face(Program(program, frozenset().union(*(face.program.glyphs for face in faces))))
    for face in faces:
        if any(united.glyphs[glyph] != drawn for glyph, drawn in face.glyphs.items()):
            raise RefusalError("the union does not draw the same")


class Union:
    """A program in the making.

    The glyphs of texts keep their ids. A component is any glyph that draws the same, or gets an id after all others.
    """

    def __init__(self, faces: Sequence[Face]) -> None:
        self.faces = faces
        self.outlines: dict[int, bytes] = {}
        self.metrics: dict[int, tuple[int, int]] = {0: faces[0].metric(0)}
        owners = owners_of(faces)
        self.ids: dict[Drawn, int] = {}
        for glyph, face in owners.items():
            self.ids.setdefault(face.glyphs[glyph], glyph)
        self.count = max(owners, default=0) + 1
        for glyph, face in owners.items():
            self.place(glyph, face, glyph)

    def place(self, number: int, face: Face, glyph: int) -> None:
        """Put a glyph of a face into the program under an id."""
        outline = face.outline(glyph)
        components = {offset: self.id_of(face, component) for offset, component in components_of(outline)}
        self.outlines[number] = renumbered(outline, components)
        self.metrics[number] = face.metric(glyph)

    def id_of(self, face: Face, glyph: int) -> int:
        """Return the id of a glyph of the program that draws what `glyph` draws in `face`."""
        drawn = face.drawn(glyph)
        if drawn not in self.ids:
            self.ids[drawn] = self.count
            self.count += 1
            self.place(self.ids[drawn], face, glyph)
        return self.ids[drawn]

    def program(self) -> bytes:
        """Return the program as it is embedded."""
        if self.count > MOST_GLYPHS:
            raise RefusalError("the union has too many glyphs")
        tables = self.faces[0].tables
        glyf, loca, long = self.glyf()
        content = {tag: tables[tag] for tag in COPIED if tag in tables}
        content |= {
            b"glyf": glyf,
            b"head": self.head(long),
            b"hhea": self.hhea(),
            b"hmtx": self.hmtx(),
            b"loca": loca,
            b"maxp": self.maxp(),
        }
        return sfnt.write(content)

    def glyf(self) -> tuple[bytes, bytes, bool]:
        """Return the outlines, where each begins, and whether those offsets are 32 bits wide."""
        outlines = [self.outlines.get(glyph, b"") for glyph in range(self.count)]
        padded = [outline + bytes(len(outline) % 2) for outline in outlines]
        offsets = [0]
        for outline in padded:
            offsets.append(offsets[-1] + len(outline))
        # An empty table is refused by some readers.
        data = b"".join(padded) or bytes(2)
        if offsets[-1] > LONGEST_SHORT_LOCA:
            return data, sfnt.pack("I", offsets), True
        return data, sfnt.pack("H", (offset // 2 for offset in offsets)), False

    def hmtx(self) -> bytes:
        """Return advance width and bearing of every glyph, zeros for those in no text."""
        metrics = (self.metrics.get(glyph, (0, 0)) for glyph in range(self.count))
        return sfnt.pack("H", (number for metric in metrics for number in metric))

    def head(self, long: bool) -> bytes:
        """Return the first face's `head` with a box around all, and no clock: it was changed when it was created."""
        head = self.faces[0].tables[b"head"]
        box = self.extremes(b"head", slice(36, 44), (min, min, max, max))
        return b"".join([head[:28], head[20:28], box, head[44:50], long.to_bytes(2, "big"), head[52:]])

    def hhea(self) -> bytes:
        """Return the first face's `hhea` with the extremes of all; a metric for each glyph."""
        hhea = self.faces[0].tables[b"hhea"]
        widest = max(advance for advance, _ in self.metrics.values()).to_bytes(2, "big")
        bearings = self.extremes(b"hhea", slice(12, 18), (min, min, max))
        return b"".join([hhea[:10], widest, bearings, hhea[18:34], self.count.to_bytes(2, "big"), hhea[36:]])

    def maxp(self) -> bytes:
        """Return limits that hold for the glyphs of all faces."""
        limits = [max(limit) for limit in zip(*(face.limits for face in self.faces), strict=True)]
        return self.faces[0].tables[b"maxp"][:4] + sfnt.pack("H", [self.count, *limits[1:]])

    def extremes(self, table: bytes, where: slice, choices: Sequence[Callable[[Iterable[int]], int]]) -> bytes:
        """Return signed 16-bit numbers, each the least or the greatest that the faces have in its place."""
        numbers = f">{len(choices)}h"
        rows = [struct.unpack(numbers, face.tables[table][where]) for face in self.faces]
        columns = zip(*rows, strict=True)
        return struct.pack(numbers, *(choose(column) for choose, column in zip(choices, columns, strict=True)))


def owners_of(faces: Sequence[Face]) -> Mapping[int, Face]:
    """Return for each glyph of the texts, ids rising, the face that its outline is taken from.

    That is the first with the longest: outlines that draw the same may differ in padding.
    """
    owners: dict[int, Face] = {}
    for face in faces:
        for glyph in face.glyphs:
            if glyph not in owners or len(owners[glyph].outline(glyph)) < len(face.outline(glyph)):
                owners[glyph] = face
    return dict(sorted(owners.items()))
