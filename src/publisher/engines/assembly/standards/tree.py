"""The structure tree of a finished file, read and changed where it stands (ISO 32000-2, 14.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from publisher.engines.assembly.links import is_object, kids
from publisher.engines.assembly.standards.xmp import not_ours

INLINE = frozenset("Span Em Strong Code Quote Subscript Superscript Link Reference Ruby RB RT RP Lbl LBody".split())
"""Roles whose beginning is the beginning of what they stand in, when they come first"""


def document_of(pdf: pikepdf.Pdf) -> Object:
    """Return the element at the top; raises PublisherError ENGINE_FAILED when the file is not tagged as ours are."""
    root = pdf.Root.get("/StructTreeRoot")
    tops = [] if root is None else kids(root)
    if len(tops) != 1 or role_of(tops[0]) != "Document":
        raise not_ours("its structure tree is not that of one document")
    return tops[0]


def role_of(kid: Object | int | None) -> str:
    """Return the structure type of a kid, "" when it is marked content, an annotation or nothing."""
    return str(kid.S)[1:] if isinstance(kid, Dictionary) and "/S" in kid else ""


def children(element: Object) -> list[Object]:
    """Return the kids that are structure elements."""
    return [kid for kid in kids(element) if role_of(kid)]


def elements(top: Object) -> Iterator[Object]:
    """Yield an element and all below it, in reading order, each once."""
    # A list in place of recursion: lists in lists may be deep.
    waiting, seen = [top], set()
    while waiting:
        element = waiting.pop()
        if element.objgen in seen:
            continue
        if element.is_indirect:
            seen.add(element.objgen)
        yield element
        waiting += reversed(children(element))


def links_of(element: Object) -> Iterator[Object]:
    """Yield the annotations that an element holds itself."""
    yield from (kid.Obj for kid in kids(element) if is_object(kid))


def parent_of(element: Object) -> Object | None:
    """Return the element around another, None at the top."""
    parent = element.get("/P")
    return parent if role_of(parent) else None


def start_of(element: Object) -> Object:
    """Return the largest element that begins where `element` does and is no mere section."""
    parent = parent_of(element)
    while parent is not None and role_of(element) in INLINE and same(kids(parent)[0], element):
        element, parent = parent, parent_of(parent)
    return element


def same(one: Object | int, other: Object) -> bool:
    """Whether two references lead to one object."""
    return isinstance(one, Dictionary) and one.objgen == other.objgen and one.is_indirect


def set_kids(element: Object, found: Iterable[Object | int]) -> None:
    """Give an element kids, which learn whose they are."""
    listed = list(found)
    for kid in listed:
        if isinstance(kid, Dictionary) and role_of(kid):
            kid.P = element
    element.K = Array(listed)


def wrapped(pdf: pikepdf.Pdf, role: str, found: Sequence[Object | int], parent: Object) -> Object:
    """Return a new element around kids of `parent` that are elements; `parent` does not hold it yet."""
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent))
    set_kids(element, found)
    return element


def attribute(element: Object, owner: str, name: str) -> str:
    """Return an attribute that is a name, "" when the element does not have it."""
    for each in attribute_objects(element):
        if each.get("/O") == f"/{owner}" and f"/{name}" in each:
            return str(each[f"/{name}"])[1:]
    return ""


def set_attribute(element: Object, owner: str, name: str, value: str) -> None:
    """Give an element an attribute that is a name, in the place of the one it has."""
    objects = attribute_objects(element)
    owned = next((each for each in objects if each.get("/O") == f"/{owner}"), None)
    if owned is None:
        owned = Dictionary(O=Name(f"/{owner}"))
        objects.append(owned)
    owned[f"/{name}"] = Name(f"/{value}")
    element.A = Array(objects) if len(objects) > 1 else objects[0]


def attribute_objects(element: Object) -> list[Object]:
    """Return the attribute objects of an element."""
    value = element.get("/A")
    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, Array) else [value]
