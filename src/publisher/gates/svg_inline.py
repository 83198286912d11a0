"""Drawings within a page: whether programs of readers can draw them to their end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bs4.element import Tag

from publisher.gates.svg_amount import Account, Node, excess
from publisher.gates.svg_values import references_of


def endless_drawings(drawings: Sequence[Tag]) -> Iterator[tuple[Tag, str]]:
    """Yield the `<svg>` elements of a page that are too much for programs of readers, and why.

    `drawings` are all there are, none within another: what one draws may stand in the next.
    """
    nodes: list[Node] = []
    ids: dict[str, list[int]] = {}
    starts = [_add(drawing, nodes, ids) for drawing in drawings]
    for drawing, start in zip(drawings, starts, strict=True):
        why = excess(Account(nodes, ids), start)
        if why:
            yield drawing, why


def _add(drawing: Tag, nodes: list[Node], ids: dict[str, list[int]]) -> int:
    """Add a drawing to the account of its page; return its place."""
    start = len(nodes)
    places: dict[int, int] = {}
    for tag in (drawing, *drawing.find_all(True)):
        pairs = {name: value if isinstance(value, str) else " ".join(value) for name, value in tag.attrs.items()}
        place = places[id(tag)] = len(nodes)
        node = Node(tag.name)
        node.measure(pairs)
        node.refers += references_of(tag.name, pairs)
        nodes.append(node)
        if "id" in pairs:
            ids.setdefault(pairs["id"], []).append(place)
        if place > start:
            nodes[places[id(tag.parent)]].children.append(place)
    nodes[start].weight += len(drawing.get_text(strip=True))
    return start
