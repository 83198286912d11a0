"""What the blocks of a PDF say, see `saying`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from publisher.checks.pdf_structure.saying import BREAK, REST, Picture, Saying
from publisher.model.pdf_structure import Element, Link, Text

INLINE = frozenset("Span Quote Code Reference Link BibEntry Ruby RB RT RP Figure Formula Note".split())
"""standard types within a line of text"""
UNSPOKEN = frozenset({"RP"})
"""types whose text pages do not have"""
HEADING = re.compile(r"H[1-6]?")
COUNTED = frozenset({"Table", "L", "LI", "P", "Link", "Figure"})


@dataclass(slots=True)
class PdfReader:
    """A structure tree while it is read."""

    bounds: Collection[str]
    """ids of the blocks"""
    notes: Collection[str]
    """ids of notes"""
    sayings: dict[str, Saying] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    """the block that each element with an id belongs to"""

    def read(self, roots: Sequence[Element], language: str) -> dict[str, Saying]:
        """Return what each block of the tree says."""
        self.sayings[REST] = Saying()
        for root in roots:
            self.element(root, REST, language, inside="")
        return self.sayings

    def element(self, element: Element, block: str, language: str, inside: str) -> None:
        """Read an element; `inside` is the kind of list it lies in."""
        language = element.language or language
        edge = "" if element.type in INLINE else BREAK
        if element.id is not None and element.id in self.bounds and element.id not in self.sayings:
            self.sayings[block].texts.append((language, edge))
            block = element.id
            self.sayings[block] = Saying()
        if element.id is not None:
            self.owners[element.id] = block
        saying = self.sayings[block]
        self.count(element, saying, language, inside)
        if element.type in ("Figure", "Formula"):
            return
        inside = kind_of_list(element) or inside
        if (
            element.type in UNSPOKEN
            or (element.type == "Lbl" and inside in ("marked", "contents"))
            or self.leads_to_note(element)
        ):
            return
        saying.quotes = saying.quotes or element.type == "Quote"
        saying.texts.append((language, edge))
        if element.actual is not None:
            saying.texts.append((language, element.actual))
        else:
            self.kids(element, block, language, inside)
        saying.texts.append((language, edge))

    def kids(self, element: Element, block: str, language: str, inside: str) -> None:
        """Read what an element holds."""
        saying = self.sayings[block]
        for kid in spoken_kids(element):
            if isinstance(kid, Element):
                self.element(kid, block, language, inside)
            else:
                saying.texts.append((kid.language or language, kid.text))

    def leads_to_note(self, element: Element) -> bool:
        """Whether an element is the call of a note that stands elsewhere; its number is the style's."""
        return element.type == "Link" and any(
            isinstance(kid, Link) and kid.target in self.notes for kid in element.kids
        )

    def count(self, element: Element, saying: Saying, language: str, inside: str) -> None:
        """Count an element by its kind, as far as pages have the same."""
        kind = "H" if HEADING.fullmatch(element.type) else element.type
        if kind == "Figure":
            saying.pictures.append(Picture((element.alternative or "",), language))
        if kind == "Link" and (inside == "contents" or not any(isinstance(kid, Link) for kid in element.kids)):
            return
        if kind in COUNTED or kind == "H":
            saying.counts[kind] += 1


def spoken_kids(element: Element) -> Iterator[Element | Text]:
    """Yield what an element holds, without the calls of notes that follow them."""
    kids = [kid for kid in element.kids if not isinstance(kid, Link)]
    for number, kid in enumerate(kids):
        after = kids[number + 1] if number + 1 < len(kids) else None
        is_call = isinstance(kid, Element) and kid.type == "Reference"
        if not (is_call and isinstance(after, Element) and after.type == "Note"):
            yield kid


def kind_of_list(element: Element) -> str:
    """Return "marked" for a list or note whose labels a style draws, "terms" for a list whose labels are text."""
    if element.type == "L":
        return "terms" if element.numbering == "None" else "marked"
    return {"Note": "marked", "TOC": "contents"}.get(element.type, "")
