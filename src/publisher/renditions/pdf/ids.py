"""Identifiers of structure elements: the HTML id where there is one (ISO 32000-1, table 323, ID)."""

from __future__ import annotations

from xml.etree.ElementTree import Element


class Ids:
    """The ids of one document; of two elements with the same id the first has it, as in HTML.

    `prefix` keeps the ids made here apart from those of other documents that are joined with this one.
    """

    def __init__(self, root: Element, prefix: str = "") -> None:
        self.prefix = prefix
        self.elements: dict[str, Element] = {}
        for element in root.iter():
            identity = element.get("id")
            if identity:
                self.elements.setdefault(identity, element)
        self.made: dict[Element, str] = {}
        self.counts: dict[str, int] = {}

    def own(self, element: Element) -> str:
        """Return the HTML id of an element, "" when it has none or another element has it already."""
        identity = element.get("id", "")
        return identity if identity and self.elements.get(identity) is element else ""

    def of(self, element: Element, stem: str) -> str:
        """Return the id of an element that needs one: its own, or `prefix`, `stem` and the next free number."""
        identity = self.own(element) or self.made.get(element, "")
        if identity:
            return identity
        while not identity or identity in self.elements:
            self.counts[stem] = self.counts.get(stem, 0) + 1
            identity = f"{self.prefix}{stem}-{self.counts[stem]}"
        self.made[element] = identity
        self.elements[identity] = element
        return identity
