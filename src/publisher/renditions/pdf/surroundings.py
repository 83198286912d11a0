"""What the ancestors of an element say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from publisher.model.structure import Node
from publisher.renditions.pdf.content import nodes
from publisher.renditions.pdf.roles import has_role, is_contents, tag_of
from publisher.renditions.pdf.tables import Table


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where in the document an element stands, as far as its tags depend on it."""

    contents: bool = False
    """in a contents list"""
    table: Table | None = None
    drawn: frozenset[Element] = frozenset()
    """elements of that table that were drawn: a header that was not cannot be named"""
    presentation: bool = False
    """in a table that only places things"""

    def inside(self, node: Node) -> Surroundings:
        """Return the surroundings of what stands in `node`."""
        if is_contents(node.element):
            return replace(self, contents=True)
        if tag_of(node.element) != "table":
            return self
        if has_role(node.element, "presentation", "none"):
            return replace(self, presentation=True, table=None)
        drawn = frozenset(below.element for below in nodes(node))
        return replace(self, presentation=False, table=Table(node.element), drawn=drawn)
