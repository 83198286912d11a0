"""A structure tree becomes PDF objects; what has no place in it becomes an artifact (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf
import weasyprint.pdf

from publisher.engines.weasyprint import marking
from publisher.engines.weasyprint.annotations import Annotations
from publisher.engines.weasyprint.collect import Collected
from publisher.model.structure import Mark, Name, Struct, Value

TEXT_ENTRIES = ("ID", "T", "Lang", "Alt", "E", "ActualText")


def write(pdf: Any, document: Any, page_streams: Sequence[Any], collected: Collected, tree: Struct) -> None:
    """Write `tree`, its ParentTree, IDTree and RoleMap into `pdf`, and mark the page streams to match."""
    writer = Writer(pdf, document, page_streams, collected)
    writer.mark(tree)
    writer.root(tree)
    writer.annotations.drop_untagged()


class Writer:
    """One structure tree on its way into one file."""

    def __init__(self, pdf: Any, document: Any, page_streams: Sequence[Any], collected: Collected) -> None:
        self.pdf, self.collected, self.page_streams = pdf, collected, page_streams
        self.pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self.page_references: list[bytes] = [page.reference for page in self.pages]
        self.fonts = marking.Fonts(document.fonts.values())
        self.right_to_left = document._html.etree_element.get("dir") == "rtl"
        self.annotations = Annotations(pdf, self.pages, [page.height for page in document.pages], collected.boxes)
        self.places: dict[Mark, tuple[Any, int]] = {}
        self.parents: dict[int, Any] = {}
        """the ParentTree: for a stream its structure elements by MCID, for an annotation its structure element"""
        self.next_key = len(self.pages)
        self.ids: dict[str, Any] = {}
        self.roles: dict[str, str] = {}

    def root(self, tree: Struct) -> None:
        """Write the StructTreeRoot and say in the catalog that the file is tagged."""
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(root)
        root["K"] = pydyf.Array([self.element(tree, root.reference)])
        numbers = pydyf.Array()
        for key, value in sorted(self.parents.items()):
            numbers += [key, pydyf.Array(value) if isinstance(value, list) else value]
        root["ParentTree"] = self.add({"Nums": numbers})
        root["ParentTreeNextKey"] = self.next_key
        if self.roles:
            root["RoleMap"] = pydyf.Dictionary({role: f"/{self.roles[role]}" for role in sorted(self.roles)})
        if self.ids:
            names = pydyf.Array()
            for identity in sorted(self.ids, key=string_bytes):
                names += [pydyf.String(identity), self.ids[identity]]
            root["IDTree"] = self.add({"Names": names})
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def add(self, values: Mapping[str, Any]) -> bytes:
        """Add a dictionary to the file and return its reference."""
        dictionary = pydyf.Dictionary(values)
        self.pdf.add_object(dictionary)
        reference: bytes = dictionary.reference
        return reference

    def mark(self, tree: Struct) -> None:
        """Number the marks of the tree from 0 in each stream; turn all others into artifacts."""
        placed: list[dict[int, Mark]] = [{} for _ in self.pages]
        for content in marks(tree):
            placed[content.page][content.number] = content
        found = 0
        for page, stream in self.streams():
            number = 0
            for index, mcid in marking.marked_contents(stream):
                found += 1
                if (mark := placed[page].get(mcid)) is None:
                    marking.make_artifact(stream, index, self.collected.artifacts.get((page, mcid), "layout"))
                    continue
                right_to_left = self.collected.boxes[page, mcid].style["direction"] == "rtl"
                ambiguous = self.right_to_left and not right_to_left and marking.is_mirrored(mark.text or "")
                marking.renumber(stream, index, number, marking.text_of(mark) if ambiguous else "")
                self.places[mark] = stream, number
                number += 1
                if not ambiguous and (mark.space_before or mark.space_after or mark.soft_hyphen):
                    marking.mend(stream, index, mark, right_to_left, self.fonts)
            self.open(page, stream, number)
        if found != sum(len(stream._tags) for stream in self.page_streams):
            raise RuntimeError("WeasyPrint writes its marked content in another way than this engine knows")

    def streams(self) -> Iterator[tuple[int, Any]]:
        """Yield every stream with marked content and its page: contents of pages, transparency groups on them."""
        page_of = {id(stream._tags): page for page, stream in enumerate(self.page_streams)}
        for stream in self.pdf.objects:
            if isinstance(stream, weasyprint.pdf.Stream) and id(stream._tags) in page_of:
                yield page_of[id(stream._tags)], stream

    def open(self, page: int, stream: Any, count: int) -> None:
        """Make the entry of a stream in the ParentTree; a transparency group has one of its own."""
        if stream is self.page_streams[page]:
            self.parents[page] = [b"null"] * count
        elif count:
            stream.extra["StructParents"] = self.next_key
            self.parents[self.next_key] = [b"null"] * count
            self.next_key += 1

    def element(self, struct: Struct, parent: bytes) -> bytes:
        """Write a structure element with all below it and return its reference."""
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{struct.role}", "P": parent})
        self.pdf.add_object(element)
        reference: bytes = element.reference
        if struct.standard:
            self.roles[struct.role] = struct.standard
        home: int | None = None
        kids = pydyf.Array()
        for kid in struct.kids:
            if isinstance(kid, Struct):
                kids.append(self.element(kid, reference))
            elif kid in self.places:
                home = kid.page if home is None else home
                kids.append(self.content(kid, home, reference))
        if struct.links or struct.jump is not None:
            for page, annotation in self.annotations.of(struct):
                kids.append(self.object_reference(page, annotation, reference))
        element["K"] = kids
        if home is not None:
            element["Pg"] = self.page_references[home]
        self.describe(element, struct)
        return reference

    def content(self, mark: Mark, home: int, element: bytes) -> Any:
        """Return a reference to marked content: its number on the element's own page, a dictionary elsewhere."""
        stream, number = self.places[mark]
        key = stream.extra.get("StructParents", mark.page)
        self.parents[key][number] = element
        if key == home:
            return number
        reference = {"Type": "/MCR", "Pg": self.page_references[mark.page], "MCID": number}
        if key != mark.page:
            reference["Stm"] = stream.reference
        return pydyf.Dictionary(reference)

    def object_reference(self, page: int, annotation: Any, element: bytes) -> Any:
        """Return a reference to an annotation, which learns where in the tree it is."""
        annotation["StructParent"] = self.next_key
        self.parents[self.next_key] = element
        self.next_key += 1
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": self.page_references[page], "Obj": annotation.reference})

    def describe(self, element: Any, struct: Struct) -> None:
        """Write the text entries and attributes of an element."""
        if struct.entries:
            for name in TEXT_ENTRIES:
                if name in struct.entries:
                    element[name] = pydyf.String(struct.entries[name])
            if "ID" in struct.entries:
                self.ids[struct.entries["ID"]] = element.reference
        if struct.attributes:
            objects = [
                pydyf.Dictionary({name: pdf_value(value) for name, value in attributes.items()})
                for attributes in struct.attributes
            ]
            element["A"] = pydyf.Array(objects) if len(objects) > 1 else objects[0]


def marks(struct: Struct) -> Iterator[Mark]:
    """Yield the marks of a tree."""
    stack = [struct]
    while stack:
        for kid in stack.pop().kids:
            if isinstance(kid, Mark):
                yield kid
            else:
                stack.append(kid)


def pdf_value(value: Value) -> Any:
    """Return the value of an attribute as pydyf writes it."""
    if isinstance(value, Name):
        return f"/{value}"
    if isinstance(value, str):
        return pydyf.String(value)
    if isinstance(value, tuple):
        return pydyf.Array(pdf_value(part) for part in value)
    return value


def string_bytes(text: str) -> bytes:
    """Return the bytes of a text string: name trees are sorted by them (ISO 32000-1, 7.9.6)."""
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
