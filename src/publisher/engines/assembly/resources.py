"""What pages draw beside their own content: forms, transparency groups, patterns, masks (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Object, Stream


def tagged_streams(resources: Object, seen: set[tuple[int, int]]) -> Iterator[Object]:
    """Yield the streams among `resources`, and in their own, that hold marked content of the structure tree.

    `seen` has the object numbers of what was met already, and grows: pages share resources, forms may hold themselves.
    """
    waiting = [resources]
    while waiting:
        some = waiting.pop()
        if some.is_indirect:
            if some.objgen in seen:
                continue
            seen.add(some.objgen)
        for stream in streams(some):
            if stream.objgen in seen:
                continue
            seen.add(stream.objgen)
            if "/StructParents" in stream:
                yield stream
            if "/Resources" in stream:
                waiting.append(stream.Resources)


def streams(resources: Object) -> Iterator[Object]:
    """Yield the streams that a dictionary of resources names."""
    for key in ("/XObject", "/Pattern"):
        for value in resources.get(key, Dictionary()).values():
            if isinstance(value, Stream):
                yield value
    for state in resources.get("/ExtGState", Dictionary()).values():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            yield mask.G
