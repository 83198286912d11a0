"""Structure destinations: links and bookmarks lead to elements, not only to places (ISO 14289-2, 8.8).

Every destination keeps its place on the page for readers of PDF 1.7 and gets `/SD` beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from publisher.engines.assembly.links import kids
from publisher.engines.assembly.standards.places import Place, nearest, places_on
from publisher.engines.assembly.standards.tree import parent_of, role_of, same, start_of

ARGUMENTS = 2
"""entries of a destination before its coordinates: the page, and how to show it"""


class Destinations:
    """The destinations of a file and the elements they mean."""

    def __init__(self, pdf: pikepdf.Pdf, elements: Sequence[Object]) -> None:
        self.pdf, self.document = pdf, elements[0]
        self.ids: dict[str, Object] = {}
        self.ranks: dict[tuple[int, int], int] = {}
        """place of each element in reading order: what stands in another comes after it"""
        for rank, element in enumerate(elements):
            self.ranks[element.objgen] = rank
            if "/ID" in element:
                self.ids.setdefault(str(element.ID), element)
        self.parents = dict(numbers(pdf.Root.StructTreeRoot.get("/ParentTree", Dictionary())))
        self.drawn: dict[tuple[int, int], list[Place]] = {}
        self.names: dict[str, Object] = {}
        """element of every named destination"""
        self.spots: dict[tuple[object, ...], Object] = {}
        """innermost element that a named destination of this place belongs to"""

    def settle_names(self) -> None:
        """Let every named destination know its element."""
        listed = list(leaves(self.pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()), "/Names"))
        unknown = []
        for names, at in listed:
            key, place = str(names[at]), page_destination(names[at + 1])
            element = self.ids.get(key)
            if element is None:
                unknown.append((names, at))
                continue
            self.settle(names, at, element)
            before = self.spots.setdefault(spot(place), element)
            if self.ranks[before.objgen] < self.ranks[element.objgen]:
                self.spots[spot(place)] = element
        for names, at in unknown:
            self.settle(names, at, self.element_at(page_destination(names[at + 1])))

    def settle(self, names: Object, at: int, element: Object) -> None:
        """Write a named destination with both its place and its element."""
        place = page_destination(names[at + 1])
        names[at + 1] = Dictionary(D=place, SD=structure_destination(element, place))
        self.names[str(names[at])] = element

    def aim(self, holder: Object) -> Object | None:
        """Let a link or a bookmark lead to an element, and return it; None where it leads out of the file."""
        place = holder.get("/Dest")
        if isinstance(place, pikepdf.String):
            return self.names.get(str(place))  # the name knows its element
        if not isinstance(place, Array):
            return None
        element = self.note_of(holder) or self.element_at(place)
        del holder.Dest
        holder.A = Dictionary(Type=Name.Action, S=Name.GoTo, D=place, SD=structure_destination(element, place))
        return element

    def note_of(self, holder: Object) -> Object | None:
        """Return the note that a link calls, None when it is no call: our tagger puts a note right behind its call."""
        link = self.parents.get(int(holder.get("/StructParent", -1)))
        reference = parent_of(link) if isinstance(link, Dictionary) else None
        around = parent_of(reference) if reference is not None else None
        if reference is None or around is None or role_of(reference) != "Reference":
            return None
        behind = dropwhile(lambda kid: not same(kid, reference), kids(around))
        note = next(islice(behind, 1, None), None)
        return note if isinstance(note, Dictionary) and role_of(note) == "Note" else None

    def element_at(self, place: Object) -> Object:
        """Return the element a place on a page means.

        That is the one whose id names the same place, else what begins next to it, else the document.
        """
        element = self.spots.get(spot(place))
        if element is not None:
            return element
        page = place[0]
        if not isinstance(page, Dictionary) or "/StructParents" not in page:
            return self.document
        if page.objgen not in self.drawn:
            self.drawn[page.objgen] = places_on(page)
        left, top = coordinates(place)
        mcid = nearest(self.drawn[page.objgen], left, top)
        owners = self.parents.get(int(page.StructParents))
        if mcid is None or not isinstance(owners, Array) or mcid >= len(owners):
            return self.document
        owner = owners[mcid]
        return start_of(owner) if isinstance(owner, Dictionary) else self.document


def page_destination(value: Object) -> Object:
    """Return the array of a destination, which may stand in a dictionary."""
    array: Object = value.D if isinstance(value, Dictionary) else value
    return array


def structure_destination(element: Object, place: Object) -> Array:
    """Return the destination of an element, shown as the page would be."""
    return Array([element, *list(place.as_list())[1:]])


def spot(place: Object) -> tuple[object, ...]:
    """Return what two destinations to one place have in common: page and point, to a tenth of a point."""
    return (place[0].objgen if isinstance(place[0], Dictionary) else int(place[0]), *coordinates(place))


def coordinates(place: Object) -> tuple[float | None, float | None]:
    """Return left and top of a destination with a point, None where it has none (ISO 32000-2, table 149)."""
    if len(place) < ARGUMENTS + 2 or place[1] != Name.XYZ:
        return None, None
    left, top = (None if value is None else round(float(value), 1) for value in (place[2], place[3]))
    return left, top


def bookmarks(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Yield the items of the outline, each once."""
    waiting, seen = [pdf.Root.get("/Outlines")], set()
    while waiting:
        item = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        waiting += [item.get("/Next"), item.get("/First")]
        if "/Title" in item:
            yield item


def leaves(node: Object, entry: str) -> Iterator[tuple[Object, int]]:
    """Yield the arrays of keys and values of a name or number tree, with the index of every key."""
    waiting, seen = [node], set()
    while waiting:
        each = waiting.pop()
        if each.is_indirect and each.objgen in seen:
            continue
        seen.add(each.objgen)
        if entry in each:
            yield from ((each[entry], at) for at in range(0, len(each[entry]) - 1, 2))
        waiting += reversed(list(each.get("/Kids", Array()).as_list()))


def numbers(tree: Object) -> Iterator[tuple[int, Object]]:
    """Yield keys and values of a number tree."""
    yield from ((int(items[at]), items[at + 1]) for items, at in leaves(tree, "/Nums"))
