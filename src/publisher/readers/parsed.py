"""What a parser of HTML gives, whichever it was: a tree, and where its elements stand in the text."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True)
class Parsed:
    """The `html` element of a tree, and on which line of the text each start tag ends."""

    root: ElementTree.Element
    lines: dict[int, int]
    """by `id()` of the element"""

    @property
    def head(self) -> ElementTree.Element | None:
        """The head, None where the tree has none."""
        return self.root.find("head")

    @property
    def body(self) -> ElementTree.Element:
        """The body; an empty one for a frameset, which has none."""
        found = self.root.find("body")
        return ElementTree.Element("body") if found is None else found
