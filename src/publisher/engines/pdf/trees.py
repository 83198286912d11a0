"""Name trees, number trees, destinations (ISO 32000-1, 7.9.6, 7.9.7 and 12.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

MOST_NODES = 1_000_000


def pairs(tree: pikepdf.Object | None, entry: str) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """Yield key and value of all leaves of a tree, in order; `entry` is `/Names` or `/Nums`.

    ValueError when the tree leads back to itself.
    """
    waiting = [tree] if isinstance(tree, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if node.objgen in seen or len(seen) > MOST_NODES:
            raise ValueError("a tree of names or numbers has no end")
        if node.objgen[0]:
            seen.add(node.objgen)
        items = list(node.get(entry, pikepdf.Array()).as_list())
        yield from zip(items[::2], items[1::2], strict=False)
        waiting += [kid for kid in reversed(list(node.get("/Kids", ()))) if isinstance(kid, pikepdf.Dictionary)]


class Destinations:
    """The places in a file that links may name."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen for page in pdf.pages}
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        old = pdf.Root.get("/Dests", pikepdf.Dictionary())
        self.named = {str(name): place for name, place in pairs(names.get("/Dests"), "/Names")}
        self.named |= {str(name)[1:]: place for name, place in old.items()}

    def of(self, annotation: pikepdf.Object) -> tuple[str | None, bool]:
        """Return the name of what a link leads to, None when it has none, and whether that is somewhere."""
        action = annotation.get("/A", pikepdf.Dictionary())
        place = annotation.get("/Dest", action.get("/D"))
        if place is None:
            return None, bool(action)
        if isinstance(place, pikepdf.String | pikepdf.Name):
            name = str(place).removeprefix("/") if isinstance(place, pikepdf.Name) else str(place)
            return name, self.is_here(self.named.get(name))
        return None, self.is_here(place)

    def is_here(self, place: pikepdf.Object | None) -> bool:
        """Whether a place is on a page of the file."""
        if isinstance(place, pikepdf.Dictionary):
            place = place.get("/D")
        if not isinstance(place, pikepdf.Array) or not len(place):
            return False
        page = place[0]
        return isinstance(page, pikepdf.Dictionary) and page.objgen in self.pages
