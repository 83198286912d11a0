"""References of PDF/UA-2: contents lists and calls of notes say which element they mean.

(ISO 14289-2, 8.2.5.8 and 8.2.5.14)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Name, Object

from publisher.engines.assembly.links import kids
from publisher.engines.assembly.standards.tree import (
    children,
    elements,
    links_of,
    parent_of,
    role_of,
    set_attribute,
    set_kids,
    wrapped,
)

Targets = Mapping[tuple[int, int], Object]
"""Elements that annotations lead to, by the object of the annotation"""


def refer(pdf: pikepdf.Pdf, found: Sequence[Object], targets: Targets) -> None:
    """Write the references of all entries of contents lists and of all notes; roles are those of PDF 2.0."""
    by_role = {role: [element for element in found if role_of(element) == role] for role in ("TOC", "Link", "FENote")}
    for element in by_role["TOC"]:
        if role_of(parent_of(element)) != "TOCI":
            list_contents(pdf, element, targets)
    for element in by_role["Link"]:
        cite(element, targets)
    for element in by_role["FENote"]:
        set_attribute(element, "FENote", "NoteType", kind_of(element))


def list_contents(pdf: pikepdf.Pdf, contents: Object, targets: Targets) -> None:
    """Let every entry of a contents list refer to what it announces; where one announces nothing, it is a list."""
    entries = [element for element in elements(contents) if role_of(element) == "TOCI"]
    announced = [next(announcing(entry, targets), None) for entry in entries]
    if None in announced:
        unlist(pdf, contents)
        return
    for entry, target in zip(entries, announced, strict=True):
        if target is not None:
            point(entry, target)


def announcing(entry: Object, targets: Targets) -> Iterator[Object]:
    """Yield the elements an entry leads to, its own before those of the entries in it."""
    inner = []
    for kid in children(entry):
        if role_of(kid) == "TOC":
            inner.append(kid)
        else:
            yield from linked(kid, targets)
    for kid in inner:
        yield from linked(kid, targets)


def linked(element: Object, targets: Targets) -> Iterator[Object]:
    """Yield the elements that links in an element lead to."""
    for each in elements(element):
        yield from (targets[link.objgen] for link in links_of(each) if link.objgen in targets)


def unlist(pdf: pikepdf.Pdf, contents: Object) -> None:
    """Turn a contents list into a list of items: PDF/UA-2 lets no entry lead nowhere or out of the file."""
    for element in list(elements(contents)):
        if role_of(element) == "TOC":
            element.S = Name.L
        elif role_of(element) == "TOCI":
            element.S = Name.LI
            labels = [kid for kid in kids(element) if role_of(kid) == "Lbl"]
            others = [kid for kid in kids(element) if role_of(kid) != "Lbl"]
            body = [wrapped(pdf, "LBody", others, element)] if others else []
            set_kids(element, [*labels, *body])
            if labels:
                set_attribute(element.P, "List", "ListNumbering", "Unordered")


def cite(link: Object, targets: Targets) -> None:
    """Let a link to a note, or the reference it stands in, and the note refer to each other."""
    for annotation in links_of(link):
        target = targets.get(annotation.objgen)
        if target is not None and role_of(target) == "FENote":
            parent = parent_of(link)
            citing = parent if parent is not None and role_of(parent) == "Reference" else link
            point(citing, target)
            point(target, citing)


def point(element: Object, target: Object) -> None:
    """Add an element to those that another refers to."""
    known = list(element.get("/Ref", Array()).as_list())
    if all(each.objgen != target.objgen for each in known):
        element.Ref = Array([*known, target])


def kind_of(note: Object) -> str:
    """Return the NoteType of a note: at the foot of a page that calls it, at the end, or called by nobody."""
    calls = list(note.get("/Ref", Array()).as_list())
    if not calls:
        return "None"
    page = first_page(note)
    return "Footnote" if any(first_page(call) == page for call in calls) else "Endnote"


def first_page(element: Object) -> tuple[int, int] | None:
    """Return the object of the page on which an element begins."""
    return next((each.Pg.objgen for each in elements(element) if "/Pg" in each), None)
