"""The join: pages, tags, links, names and outline of parts in one file; what a part could settle is settled there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from publisher.engines.assembly.failures import contradiction, reading
from publisher.engines.assembly.labels import page_labels
from publisher.engines.assembly.links import Link, block_of, named_target, unlink
from publisher.engines.assembly.names import Names
from publisher.engines.assembly.outline import joined_outline, top_items
from publisher.engines.assembly.resources import tagged_streams
from publisher.engines.assembly.save import saved
from publisher.engines.assembly.stamps import empty_forms, head_forms, stamp
from publisher.engines.assembly.trees import name_tree, number_tree, pairs
from publisher.engines.assembly.values import Assembled, LostLink, PageLabels, Part

OF_THE_FIRST = ("/Lang", "/MarkInfo", "/ViewerPreferences", "/Metadata", "/OutputIntents")
"""Entries of the catalog that say the same in every part."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts that are one file now, not saved yet."""

    pdf: pikepdf.Pdf
    lost: tuple[LostLink, ...]
    sources: tuple[pikepdf.Pdf, ...]
    """files that streams are still read from"""


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """A part whose objects are in the book."""

    name: str
    pages: tuple[Object, ...]
    parents: Object
    """its leaf of the ParentTree"""


def assemble(
    parts: Sequence[Part], heads: bytes | None = None, labels: Sequence[PageLabels] | None = None
) -> Assembled:
    """Return `parts`, in reading order, as one file; see `joined` for the arguments and errors."""
    book = joined(parts, heads, labels)
    return Assembled(saved(book.pdf), len(book.pdf.pages), book.lost)


def joined(parts: Sequence[Part], heads: bytes | None = None, labels: Sequence[PageLabels] | None = None) -> Joined:
    """Return the file that `parts`, in reading order, become together.

    `heads` is an untagged file with a page for each page of the book: its running head and folio. What belongs to the
    whole, such as its title, is that of the first part. Raises PublisherError ENGINE_FAILED when a part is damaged, or
    contradicts another, or the heads do not fit.
    """
    book = Book()
    for part in parts:
        book.add(part)
    return book.joined(heads, labels)


class Book:
    """A publication that takes its parts one by one, in reading order: object numbers follow, so do the bytes.

    After an error it is of no use any more.
    """

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.sources: list[pikepdf.Pdf] = []
        self.parts: list[Added] = []
        self.document: Object
        """the structure element at the top, that of the first part"""
        self.kids: list[Object] = []
        """its kids, those of all parts"""
        self.bookmarks: list[Object] = []
        self.next_key = 0
        self.ids = Names("id of a structure element")
        self.places = Names("named destination")
        self.roles: dict[str, Object] = {}
        self.links: list[Link] = []

    def add(self, part: Part) -> None:
        """Append a part; raises PublisherError ENGINE_FAILED when it is damaged, or contradicts one before."""
        with reading(part.name) as sources:
            source = pikepdf.open(BytesIO(part.pdf), attempt_recovery=False)
            sources.append(source)
            self.take(part.name, source)
        self.sources.append(source)

    def take(self, name: str, source: pikepdf.Pdf) -> None:
        """Copy pages, then the trees that refer to them, and give marked content numbers that are free."""
        root = source.Root
        tree = root.StructTreeRoot
        (document,) = tree.K
        del document.P  # else the whole tree comes along as its own parent
        names = root.get("/Names", Dictionary())
        first = len(self.pdf.pages)
        for page in source.pages:
            self.pdf.pages.append(page)
        pages = tuple(self.pdf.pages[index].obj for index in range(first, len(self.pdf.pages)))
        copied = self.copied(
            source,
            Document=document,
            Parents=tree.ParentTree,
            Ids=tree.get("/IDTree", Dictionary(Names=Array())),
            Places=names.get("/Dests", Dictionary(Names=Array())),
            Roles=tree.get("/RoleMap", Dictionary()),
            Outline=root.get("/Outlines", Dictionary()),
        )
        self.ids.add(copied.Ids, name)
        self.places.add(copied.Places, name)
        self.add_roles(copied.Roles, name)
        self.parts.append(Added(name, pages, copied.Parents))
        if len(self.parts) == 1:
            self.document = copied.Document
            self.describe(source)
        elif root.Lang != self.pdf.Root.Lang:
            raise contradiction(name, f"its language is {root.Lang}, not {self.pdf.Root.Lang}")
        for kid in copied.Document.K:
            kid.P = self.document
            self.kids.append(kid)
        self.bookmarks += top_items(copied.Outline)
        self.renumber(self.parts[-1], first)

    def copied(self, source: pikepdf.Pdf, **values: Object) -> Object:
        """Return `values` as objects of the book, copied together."""
        return self.pdf.copy_foreign(source.make_indirect(Dictionary({f"/{key}": values[key] for key in values})))

    def describe(self, source: pikepdf.Pdf) -> None:
        """Let the book say of itself what its first part says."""
        root = source.Root
        entries = self.copied(source, **{key[1:]: root[key] for key in OF_THE_FIRST if key in root})
        for key, value in entries.items():
            self.pdf.Root[key] = value
        self.pdf.trailer.Info = self.copied(source, Info=source.trailer.Info).Info

    def add_roles(self, roles: Object, name: str) -> None:
        """Add the standard types of roles; one role cannot be two types."""
        for role, standard in roles.items():
            if self.roles.setdefault(role, standard) != standard:
                raise contradiction(name, f"the role {role[1:]} stands for {str(standard)[1:]} here and not before")

    def renumber(self, part: Added, first: int) -> None:
        """Shift the keys of a part in the ParentTree behind those in use, and note its links to names."""
        seen: set[tuple[int, int]] = set()
        for index, page in enumerate(part.pages):
            self.shift(page, "/StructParents")
            for stream in tagged_streams(page.Resources, seen):
                self.shift(stream, "/StructParents")
            for annotation in page.get("/Annots", ()):
                self.shift(annotation, "/StructParent")
                target = named_target(annotation)
                if target is not None:
                    self.links.append(Link(annotation, target, page, len(self.parts) - 1, first + index))
        numbered = [(key + self.next_key, value) for key, value in pairs(part.parents.Nums)]
        part.parents.Nums = Array([item for pair in numbered for item in pair])
        if numbered:
            self.next_key = int(numbered[-1][0]) + 1

    def shift(self, item: Object, key: str) -> None:
        """Move a key of the ParentTree behind those of the parts before."""
        if key in item:
            item[key] += self.next_key

    def joined(self, heads: bytes | None = None, labels: Sequence[PageLabels] | None = None) -> Joined:
        """Return the book when all parts are in; see `publisher.engines.assembly.join.joined`."""
        if not self.parts:
            raise ValueError("a publication has at least one part")
        lost = tuple(self.lose())
        root = self.pdf.Root
        root.StructTreeRoot = self.tree()
        if self.places.values:
            root.Names = Dictionary(Dests=name_tree(self.pdf, self.places.items()))
        if self.bookmarks:
            root.Outlines = joined_outline(self.pdf, self.bookmarks)
        if labels:
            root.PageLabels = page_labels(labels, len(self.pdf.pages))
        self.stamp(heads)
        return Joined(self.pdf, lost, tuple(self.sources))

    def lose(self) -> Iterator[LostLink]:
        """Take the links away that lead nowhere; one that goes on over the page is told of once."""
        told: set[tuple[int, int]] = set()
        for link in self.links:
            if link.target in self.places.values:
                continue
            part, annotation = self.parts[link.part], link.annotation
            with reading(part.name):
                element = unlink(link, part.parents)
                block = block_of(element) if element is not None else ""
            owner = annotation.objgen if element is None else element.objgen
            if owner in told:
                continue
            told.add(owner)
            yield LostLink(str(annotation.Dest), str(annotation.get("/Contents", "")), part.name, link.number, block)

    def tree(self) -> Object:
        """Return the StructTreeRoot: one document whose kids are those of all parts."""
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        self.document.P = tree
        self.document.K = Array(self.kids)
        tree.ParentTree = number_tree(self.pdf, [part.parents for part in self.parts])
        tree.ParentTreeNextKey = self.next_key
        if self.roles:
            tree.RoleMap = Dictionary(self.roles)
        if self.ids.values:
            tree.IDTree = name_tree(self.pdf, self.ids.items())
        return tree

    def stamp(self, heads: bytes | None) -> None:
        """Draw the running heads on all pages."""
        count = len(self.pdf.pages)
        if heads is None:
            forms = empty_forms(self.pdf, count)
        else:
            with reading("running heads") as sources:
                sources.append(pikepdf.open(BytesIO(heads), attempt_recovery=False))
                forms = head_forms(self.pdf, sources[0], count)
            self.sources += sources
        at = 0
        for part in self.parts:
            stamp(part.pages, forms[at : at + len(part.pages)])
            at += len(part.pages)
