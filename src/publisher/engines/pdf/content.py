"""What the marked content of pages says, and text that nobody marked (ISO 32000-1, 14.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from publisher.engines.pdf.fonts import Font, font
from publisher.engines.pdf.opening import bearable
from publisher.model.pdf_structure import Text, Unmarked

Place = tuple[tuple[int, int], int]
"""object of a page or form, and number of the marked content there"""

OPERATORS = "q Q BMC BDC EMC Tf Tj TJ ' \" Do"
MOST_CONTENT = 200_000_000
"""bytes that are read in all"""
MOST_NESTED = 1000
"""marked contents and saved states one in another"""
ARTIFACT = "/Artifact"
HEXADECIMAL = re.compile(rb"<([0-9a-f]*)>")
SIMPLE = b"0123456789abcdef<> +-."
"""what an array is written with that holds nothing but numbers and hexadecimal strings"""
NOBODY = Font(b"", 1)
"""what is asked when no font is set"""


@dataclass(slots=True)
class Sequence:
    """A marked-content sequence that is open."""

    place: Place | None = None
    artifact: bool = False
    actual: str | None = None
    language: str | None = None
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(self.parts) if self.actual is None else self.actual


class Contents:
    """The marked content of all pages of a file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.texts: dict[Place, Text] = {}
        self.unmarked: list[Unmarked] = []
        self.streams: dict[int, tuple[int, int]] = {}
        """pages and forms by their key in the ParentTree"""
        self.fonts: dict[tuple[int, int], Font] = {}
        self.forms: dict[tuple[int, int], str] = {}
        """what forms say that have no marked content of their own, by object"""
        self.left = MOST_CONTENT
        for index, page in enumerate(pdf.pages):
            self.claim(page.obj)
            loose = Stream(self, index, page.obj.objgen).read(page, contents_of(page.obj), page.resources)
            if loose.strip():
                self.unmarked.append(Unmarked(index, loose))

    def claim(self, owner: pikepdf.Object) -> None:
        """Note the key of a page or form."""
        key = owner.get("/StructParents")
        if key is not None:
            self.streams.setdefault(int(key), owner.objgen)

    def font(self, dictionary: pikepdf.Object) -> Font:
        """Return a font; each is read once."""
        key = dictionary.objgen
        if key not in self.fonts or not key[0]:
            self.fonts[key] = font(dictionary)
        return self.fonts[key]

    def form(self, form: pikepdf.Object, page: int, resources: pikepdf.Object) -> str:
        """Return what a form says where it is drawn; one with marked content of its own is a stream by itself."""
        key = form.objgen
        if key not in self.forms:
            self.forms[key] = ""  # a form that draws itself
            own = "/StructParents" in form
            if own:
                self.claim(form)
            said = Stream(self, page, key if own else None).read(form, [form], form.get("/Resources", resources))
            if not own:
                self.forms[key] = said
            elif said.strip():
                self.unmarked.append(Unmarked(page, said))
        return self.forms[key]


class Stream:
    """One content stream, read from its beginning to its end."""

    def __init__(self, contents: Contents, page: int, owner: tuple[int, int] | None) -> None:
        self.contents, self.page, self.owner = contents, page, owner
        self.open: list[Sequence] = [Sequence()]
        """marked contents; the first is what stands outside of any"""
        self.font = NOBODY
        self.saved: list[Font] = []
        self.fonts: dict[str, Font] = {}
        """those that were chosen, by their names here"""
        self.resources: Any = pikepdf.Dictionary()

    def read(self, drawn: pikepdf.Page | pikepdf.Object, streams: Iterable[pikepdf.Object], resources: Any) -> str:
        """Read a page or form and return what is said in it outside of numbered content and artifacts."""
        self.resources = resources
        self.contents.left -= sum(len(bearable(stream).read_bytes()) for stream in streams)
        if self.contents.left < 0:
            raise ValueError("its pages are too large to be read")
        for instruction in pikepdf.parse_content_stream(drawn, OPERATORS):
            step = STEPS.get(str(instruction[1]))
            if step is not None:
                step(self, instruction[0])
        while len(self.open) > 1:
            self.close([])
        return self.open[0].text

    def save(self, _: Any) -> None:
        """Remember the font."""
        self.saved.append(self.font)
        self.limit(self.saved)

    def restore(self, _: Any) -> None:
        """Return to the font that was remembered last."""
        if self.saved:
            self.font = self.saved.pop()

    def begin(self, operands: Any) -> None:
        """Open a marked content."""
        is_artifact = self.open[-1].artifact or str(operands[0]) == ARTIFACT
        if len(operands) == 1:
            self.open.append(Sequence(artifact=is_artifact))
            self.limit(self.open)
            return
        properties = operands[1]
        if isinstance(properties, pikepdf.Name):
            properties = self.resources.Properties[str(properties)]
        said = dict(properties.items())
        number, actual, language = said.get("/MCID"), said.get("/ActualText"), said.get("/Lang")
        self.open.append(
            Sequence(
                None if number is None or self.owner is None else (self.owner, int(number)),
                is_artifact,
                None if actual is None else str(actual),
                None if language is None else str(language),
            )
        )
        self.limit(self.open)

    def close(self, _: Any) -> None:
        """Close the marked content opened last: what it says is noted, or belongs to the one around it."""
        if len(self.open) == 1:
            return
        sequence = self.open.pop()
        if sequence.place is not None:
            before = self.contents.texts.get(sequence.place)
            said = (before.text if before else "") + sequence.text
            self.contents.texts[sequence.place] = Text(self.page, said, sequence.language)
        elif not sequence.artifact:
            self.open[-1].parts.append(sequence.text)

    def choose(self, operands: Any) -> None:
        """Set the font."""
        name = str(operands[0])
        if name not in self.fonts:
            self.fonts[name] = self.contents.font(self.resources.Font[name])
        self.font = self.fonts[name]

    def show(self, operands: Any) -> None:
        """Take the text of a string, the last operand."""
        if not self.open[-1].artifact:
            self.open[-1].parts.append(self.font.text(bytes(operands[-1])))

    def show_spaced(self, operands: Any) -> None:
        """Take the text of strings with numbers between them."""
        if not self.open[-1].artifact:
            self.open[-1].parts.append(self.font.text(codes_of(operands[0])))

    def draw(self, operands: Any) -> None:
        """Take what a form says."""
        if self.open[-1].artifact:
            return
        drawn = self.resources.XObject[str(operands[0])]
        if drawn.get("/Subtype") == "/Form":
            self.open[-1].parts.append(self.contents.form(drawn, self.page, self.resources))

    @staticmethod
    def limit(stack: list[Any]) -> None:
        """Refuse what is nested without end."""
        if len(stack) > MOST_NESTED:
            raise ValueError("the content of a page is nested too deep")


def codes_of(shown: Any) -> bytes:
    """Return the strings of an array of strings and numbers."""
    # To make an object of each item takes longer than all the rest: where all strings are hexadecimal, none is needed.
    written = shown.unparse()
    if written.startswith(b"[") and not written[1:-1].translate(None, SIMPLE):
        return bytes.fromhex(b"".join(HEXADECIMAL.findall(written)).decode())
    # Numbers are Python's own; asking each item whether it is a string would cost more than all the rest.
    return b"".join([bytes(item) for item in shown.as_list() if type(item) is pikepdf.Object])


STEPS = {
    "q": Stream.save,
    "Q": Stream.restore,
    "BMC": Stream.begin,
    "BDC": Stream.begin,
    "EMC": Stream.close,
    "Tf": Stream.choose,
    "Tj": Stream.show,
    "'": Stream.show,
    '"': Stream.show,
    "TJ": Stream.show_spaced,
    "Do": Stream.draw,
}


def contents_of(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the content streams of a page."""
    contents = page.get("/Contents")
    if contents is None:
        return []
    return list(contents.as_list()) if isinstance(contents, pikepdf.Array) else [contents]
