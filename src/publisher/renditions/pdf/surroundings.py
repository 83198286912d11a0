"""What the ancestors of an element say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from publisher.model.structure import Node
from publisher.renditions.pdf.roles import has_role, is_contents, tag_of
from publisher.renditions.pdf.tables import Table


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where in the document an element stands, as far as its tags depend on it."""

    contents: bool = False
    """in a contents list"""
    table: Table | None = None
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
        return replace(self, presentation=False, table=Table(node.element))
