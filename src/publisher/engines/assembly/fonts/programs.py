"""One program for all subsets of a face: which fonts may share one, and the union of theirs."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from publisher.engines.assembly.fonts import union
from publisher.engines.assembly.fonts.composite import TextFont
from publisher.engines.assembly.fonts.face import Face, Program, identity
from publisher.engines.assembly.fonts.refusal import RefusalError, refusing

SEAL = 32
"""bytes of the hash before a remembered union"""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """Fonts that draw with one program."""

    fonts: tuple[TextFont, ...]
    program: bytes | None
    """None where they all have it already, byte for byte"""


@dataclass(frozen=True, slots=True, eq=False)
class Subset:
    """A program, and the fonts that have it, byte for byte."""

    program: Program
    fonts: tuple[TextFont, ...]


class Programs:
    """The programs of a file on their way to be fewer; `known` holds unions made before, and grows."""

    def __init__(self, known: MutableMapping[str, bytes]) -> None:
        self.known = known
        self.shared: list[Shared] = []
        self.left: list[tuple[TextFont, str]] = []
        """fonts whose program is not one for its face, and why"""
        self.united = 0
        """unions made, not remembered"""

    def share(self, fonts: Iterable[TextFont]) -> None:
        """Find for every font the program that it draws with from now on."""
        faces: dict[bytes, list[Subset]] = {}
        for subset in subsets(fonts):
            font = subset.fonts[0]
            try:
                if font.key != "/FontFile2":
                    raise RefusalError("its outlines are not TrueType")
                with refusing("its program is damaged"):
                    key = identity(font.data, font.use.name)
            except RefusalError as refusal:
                self.leave([subset], str(refusal))
            else:
                faces.setdefault(key, []).append(subset)
        for some in faces.values():
            self.face(some)

    def face(self, some: Sequence[Subset]) -> None:
        """Share the subsets of what seems to be one face."""
        if len(some) == 1 or self.remembered(some) is not None:
            self.group(some, [])
            return
        read: dict[bytes, tuple[Subset, Face]] = {}
        for subset in some:
            try:
                read[subset.program.data] = subset, Face(subset.program)
            except RefusalError as refusal:
                self.leave([subset], str(refusal))
        groups = union.agreeing([face for _, face in read.values()])
        for faces in groups:
            members = [read[face.program.data][0] for face in faces]
            if len(groups) > 1 and len(members) == 1:
                self.leave(members, "it draws other outlines than others of its face")
            else:
                self.group(members, faces)

    def group(self, some: Sequence[Subset], faces: Sequence[Face]) -> None:
        """Share subsets that agree: `faces` are the same subsets read, needed where their union is not known."""
        if len(some) == 1:
            self.shared.append(Shared(some[0].fonts, None))
            return
        program = self.remembered(some)
        if program is None:
            try:
                with refusing("its face cannot be united"):
                    program = union.unite(faces)
            except RefusalError as refusal:
                self.leave(some, str(refusal))
                return
            self.united += 1
            self.remember(some, program)
        self.shared.append(Shared(tuple(font for subset in some for font in subset.fonts), program))

    def leave(self, some: Sequence[Subset], reason: str) -> None:
        """Let programs be; fonts that have the same one, byte for byte, share it all the same."""
        for subset in some:
            self.left += [(font, reason) for font in subset.fonts]
            self.shared.append(Shared(subset.fonts, None))

    def remembered(self, some: Sequence[Subset]) -> bytes | None:
        """Return the union of some programs if it is known, and as it was when it was proved."""
        key = union.key(subset.program for subset in some)
        entry = self.known.get(key, b"")
        program = entry[SEAL:]
        return program if program and entry[:SEAL] == seal(key, program) else None

    def remember(self, some: Sequence[Subset], program: bytes) -> None:
        """Keep a union for the next time."""
        key = union.key(subset.program for subset in some)
        self.known[key] = seal(key, program) + program


def subsets(fonts: Iterable[TextFont]) -> list[Subset]:
    """Return the different programs of some fonts, each with the glyphs that any text draws with it."""
    alike: dict[tuple[str, bytes], list[TextFont]] = {}
    for font in fonts:
        alike.setdefault((font.key, font.data), []).append(font)
    return [
        Subset(Program(data, frozenset().union(*(font.widths for font in some))), tuple(some))
        for (_, data), some in alike.items()
    ]


def seal(key: str, program: bytes) -> bytes:
    """Return what a remembered union must begin with: a store may be damaged, and a union is not proved twice."""
    return blake2b(key.encode() + program, digest_size=SEAL).digest()
