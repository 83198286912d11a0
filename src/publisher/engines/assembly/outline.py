"""The outline of a publication: the bookmarks of its parts one after the other (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Dictionary, Name, Object


def joined_outline(pdf: pikepdf.Pdf, items: Sequence[Object]) -> Object:
    """Return the root over `items`, at least one; what is nested in them stays as it is."""
    root = pdf.make_indirect(
        Dictionary(
            Type=Name.Outlines,
            First=items[0],
            Last=items[-1],
            # What is seen when the outline is shown first: a closed item has a negative count.
            Count=len(items) + sum(max(0, int(item.get("/Count", 0))) for item in items),
        )
    )
    for index, item in enumerate(items):
        item.Parent = root
        link(item, "/Prev", items[index - 1 : index])
        link(item, "/Next", items[index + 1 : index + 2])
    return root


def top_items(outline: Object) -> Iterator[Object]:
    """Yield the items right below a root."""
    seen = set()
    item = outline.get("/First")
    while item is not None and item.objgen not in seen:
        seen.add(item.objgen)
        yield item
        item = item.get("/Next")


def link(item: Object, key: str, neighbours: Sequence[Object]) -> None:
    """Tell an item its neighbour on one side, or that there is none."""
    if neighbours:
        item[key] = neighbours[0]
    elif key in item:
        del item[key]
