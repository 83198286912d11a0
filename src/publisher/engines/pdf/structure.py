"""The structure tree of a finished file, with the text of every element, and what does not fit together in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from publisher.engines.pdf.content import Contents, Place
from publisher.engines.pdf.opening import opened
from publisher.engines.pdf.trees import Destinations, pairs
from publisher.model.pdf_structure import Dangling, Element, Link, Orphan, Structure, Text

Number = tuple[int, int]
"""of an object"""

MOST_LEVELS = 250
"""elements one in another; HTML of people has some twenty"""
MOST_ELEMENTS = 300_000
NOTHING: Number = (0, 0)


def structure(pdf: bytes | Path) -> Structure:
    """Return the structure tree of a file, with the text of every element, and what does not fit together in it.

    A file without tags has an empty tree, and all its text is unmarked. Raises PublisherError INPUT when the file
    cannot be read, when its tree leads back to itself, and when it is deeper or larger than any document.
    (ISO 32000-1, 14.7 and 14.8)
    """
    with opened(pdf) as document:
        return Reader(document).structure()


class Reader:
    """One file while its tree is read."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.tree = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        self.roles = {name[1:]: str(role)[1:] for name, role in self.tree.get("/RoleMap", pikepdf.Dictionary()).items()}
        self.pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.contents = Contents(pdf)
        self.destinations = Destinations(pdf)
        self.elements: dict[Number, Element] = {}
        self.seen: set[Number] = set()
        self.count = 0
        self.holders: dict[Place | Number, Number] = {}
        """the element that holds each marked content, and each annotation"""
        self.dangling: list[Dangling] = []

    def structure(self) -> Structure:
        """Return all there is to know."""
        kids = listed(self.tree.get("/K"))
        roots = tuple(self.element(kid, None, 1) for kid in kids if is_element(kid))
        ids = self.ids()
        parents = dict(self.parents())
        orphans = tuple(self.orphans(parents))
        self.compare(parents)
        language = self.pdf.Root.get("/Lang")
        return Structure(
            roots,
            "" if language is None else str(language),
            len(self.pages),
            ids,
            orphans,
            tuple(self.contents.unmarked),
            tuple(self.dangling),
        )

    def element(self, found: pikepdf.Object, page: Number | None, level: int) -> Element:
        """Return an element with all below it; `page` is that of the element around it."""
        number: Number = found.objgen
        self.count += 1
        if (number != NOTHING and number in self.seen) or level > MOST_LEVELS or self.count > MOST_ELEMENTS:
            raise ValueError("its structure tree leads back to itself, or is deeper or larger than any document")
        self.seen.add(number)
        held = dict(found.items())  # to ask a file for what is not there takes as long as to ask for all there is
        own = held.get("/Pg")
        page = page if own is None else own.objgen
        role = str(held["/S"])[1:]
        attributes = self.attributes(held.get("/A"))
        headers = attributes.get("/Headers")
        element = Element(
            role,
            tuple(self.kids(held.get("/K"), number, page, level)),
            self.roles.get(role, ""),
            text(held.get("/ID")),
            text(held.get("/Lang")),
            text(held.get("/Alt")),
            text(held.get("/ActualText")),
            text(held.get("/E")),
            name(attributes.get("/Scope")),
            None if headers is None else tuple(str(key) for key in headers),
            int(attributes.get("/RowSpan", 1)),
            int(attributes.get("/ColSpan", 1)),
            name(attributes.get("/ListNumbering")),
        )
        if number != NOTHING:
            self.elements[number] = element
        return element

    def attributes(self, value: pikepdf.Object | None) -> dict[str, Any]:
        """Return the attributes of an element, whoever owns them; numbers of revisions are left out."""
        found: dict[str, Any] = {}
        for item in listed(value):
            if isinstance(item, pikepdf.Dictionary):
                found.update(item.items())
        return found

    def kids(self, held: Any, number: Number, page: Number | None, level: int) -> Iterator[Element | Text | Link]:
        """Yield what an element holds; `number` is its own."""
        for kid in listed(held):
            if not isinstance(kid, pikepdf.Dictionary):
                yield from self.content((page or NOTHING, int(kid)), number)
            elif "/S" in kid:
                yield self.element(kid, page, level + 1)
            elif "/MCID" in kid:
                owner = kid.get("/Stm", kid.get("/Pg"))
                yield from self.content((page or NOTHING if owner is None else owner.objgen, int(kid.MCID)), number)
            elif "/Obj" in kid:
                yield from self.annotation(kid.Obj, kid.get("/Pg"), number)

    def content(self, place: Place, holder: Number) -> Iterator[Text]:
        """Yield the marked content at a place."""
        found = self.contents.texts.get(place)
        if found is None:
            self.tell(f"content {place[1]}, which is not there", self.pages.get(place[0]), holder)
        elif place in self.holders:
            self.tell(f"content {place[1]}, which another element holds", found.page, holder)
        else:
            self.holders[place] = holder
            yield found

    def annotation(self, found: pikepdf.Object, page: pikepdf.Object | None, holder: Number) -> Iterator[Link]:
        """Yield an annotation that is a link."""
        if not isinstance(found, pikepdf.Dictionary):
            self.tell("an object that is not there", None, holder)
            return
        self.holders[found.objgen] = holder
        if found.get("/Subtype") == "/Link":
            target, lands = self.destinations.of(found)
            place = found.get("/P") if page is None else page
            yield Link(-1 if place is None else self.pages.get(place.objgen, -1), target, lands)

    def ids(self) -> dict[str, Element]:
        """Return the elements that the IDTree leads to, and tell of those it does not."""
        found: dict[str, Element] = {}
        for key, value in pairs(self.tree.get("/IDTree"), "/Names"):
            element = self.elements.get(value.objgen) if isinstance(value, pikepdf.Dictionary) else None
            if element is None:
                what = f"the entry “{key}” of the IDTree, whose element is not in the tree"
                self.dangling.append(Dangling(what, block=str(key)))
            else:
                found[str(key)] = element
        lost = [element.id for element in self.elements.values() if element.id and found.get(element.id) is not element]
        if lost and not found:
            self.dangling.append(Dangling("there is no IDTree, so that no id is found"))
        else:
            self.dangling += [Dangling("an id that the IDTree does not lead to", block=id) for id in lost]
        return found

    def parents(self) -> Iterator[tuple[Place | Number, Number]]:
        """Yield what the ParentTree says: the element of each marked content, and of each annotation."""
        owners = self.annotations()
        for key, value in pairs(self.tree.get("/ParentTree"), "/Nums"):
            number = int(key)
            if isinstance(value, pikepdf.Array):
                stream = self.contents.streams.get(number, NOTHING)
                for index, element in enumerate(value.as_list()):
                    if isinstance(element, pikepdf.Dictionary):
                        yield (stream, index), element.objgen
            elif isinstance(value, pikepdf.Dictionary):
                yield owners.get(number, NOTHING), value.objgen

    def annotations(self) -> dict[int, Number]:
        """Return the annotations by their key in the ParentTree; note links that no element holds."""
        found: dict[int, Number] = {}
        for page in self.pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                key = annotation.get("/StructParent")
                if key is not None:
                    found[int(key)] = annotation.objgen
        return found

    def orphans(self, parents: dict[Place | Number, Number]) -> Iterator[Orphan]:
        """Yield marked content, and links, that no element of the tree holds."""
        for place, found in self.contents.texts.items():
            if place not in self.holders:
                yield Orphan(found.page, found.text, self.block(parents.pop(place, NOTHING)))
        for index, page in enumerate(self.pdf.pages):
            for annotation in page.obj.get("/Annots", ()):
                if annotation.get("/Subtype") == "/Link" and annotation.objgen not in self.holders:
                    said = text(annotation.get("/Contents")) or ""
                    yield Orphan(index, said, self.block(parents.pop(annotation.objgen, NOTHING)))

    def block(self, number: Number) -> str | None:
        """Return the id of an element, in the tree or not, or of its nearest ancestor with one."""
        element = self.pdf.get_object(*number) if number != NOTHING else None
        for _ in range(MOST_LEVELS):
            if not isinstance(element, pikepdf.Dictionary):
                return None
            if "/ID" in element:
                return str(element.ID)
            element = element.get("/P")
        return None

    def compare(self, parents: dict[Place | Number, Number]) -> None:
        """Tell where the ParentTree, which viewers follow from content to tags, says something else than the tree."""
        for place, holder in self.holders.items():
            if holder != NOTHING and parents.get(place, NOTHING) != holder:
                self.tell(
                    f"{self.named(place)}, which the ParentTree gives to another element", self.page(place), holder
                )
        for place, element in parents.items():
            if place not in self.holders:
                what = f"{self.named(place)}, which the ParentTree gives to an element that does not hold it"
                self.tell(what, self.page(place), element)

    def named(self, place: Place | Number) -> str:
        """Return what a person calls a place in the content."""
        return f"content {place[1]}" if isinstance(place[0], tuple) else "an annotation"

    def page(self, place: Place | Number) -> int | None:
        """Return the page a place is on."""
        return self.pages.get(place[0]) if isinstance(place[0], tuple) else None

    def tell(self, what: str, page: int | None, element: Number) -> None:
        """Note a reference that leads nowhere."""
        self.dangling.append(Dangling(what, page, self.block(element)))


def listed(value: Any) -> list[Any]:
    """Return a value that may stand alone as a list."""
    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else [value]


def is_element(kid: Any) -> bool:
    """Whether a kid is a structure element."""
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def text(value: Any) -> str | None:
    """Return a text string."""
    return None if value is None else str(value)


def name(value: Any) -> str | None:
    """Return a name without its slash."""
    return None if value is None else str(value).removeprefix("/")
