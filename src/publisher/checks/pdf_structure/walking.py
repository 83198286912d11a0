"""The elements of a structure tree with what is around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model.pdf_structure import Element, Structure, Text


@dataclass(frozen=True, slots=True)
class Met:
    """An element, and where it was met."""

    element: Element
    block: str | None
    """its own id, or that of the nearest element around it with one"""
    parents: tuple[Element, ...]
    """the elements around it, the nearest last; two are enough to know what it belongs to"""


def met(structure: Structure) -> Iterator[Met]:
    """Yield all elements in reading order."""
    waiting = [Met(root, root.id, ()) for root in reversed(structure.roots)]
    while waiting:
        found = waiting.pop()
        yield found
        around = (*found.parents, found.element)[-2:]
        kids = [kid for kid in found.element.kids if isinstance(kid, Element)]
        waiting += [Met(kid, kid.id or found.block, around) for kid in reversed(kids)]


def text_of(element: Element) -> str:
    """Return what is drawn for an element, or said in its place, in the order of the tree."""
    if element.actual is not None:
        return element.actual
    parts: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Text):
            parts.append(kid.text)
        elif isinstance(kid, Element):
            parts.append(text_of(kid))
    return "".join(parts)


def page_of(element: Element) -> int | None:
    """Return the first page an element has text on, from 0; None when it has none."""
    for below in element.walk():
        for kid in below.kids:
            if isinstance(kid, Text) and kid.page >= 0:
                return kid.page
    return None
