"""Links inside a publication: those that lead nowhere become plain text (ISO 14289-1, 7.18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from publisher.engines.assembly.trees import pairs


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """An annotation that leads to a named destination."""

    annotation: Object
    target: bytes
    page: Object
    part: int
    """index of the part it stands in"""
    number: int
    """index of its page in the publication"""


def named_target(annotation: Object) -> bytes | None:
    """Return the name an annotation leads to, None when it leads elsewhere."""
    target = annotation.get("/Dest")
    return bytes(target) if isinstance(target, pikepdf.String) else None


def unlink(link: Link, parents: Object) -> Object | None:
    """Take a link away, keep its text, and return its structure element, which is no Link any more; None: it has none.

    `parents` is the leaf of the ParentTree that holds the annotation.
    """
    key = link.annotation.get("/StructParent")
    drop_annotation(link.page, link.annotation)
    kept: list[Object] = []
    element = None
    for number, value in pairs(parents.Nums):
        if number == key:
            element = value
        else:
            kept += [number, value]
    parents.Nums = Array(kept)
    if element is not None:
        forget(element, link.annotation)
    return element


def block_of(element: Object) -> str:
    """Return the `/ID` of an element or of the nearest one around it that has one, "" when none has."""
    return next((str(each.ID) for each in ancestors(element) if "/ID" in each), "")


def drop_annotation(page: Object, annotation: Object) -> None:
    """Take an annotation off its page."""
    others = [each for each in page.Annots if each.objgen != annotation.objgen]
    if others:
        page.Annots = Array(others)
    else:
        del page.Annots


def forget(element: Object, annotation: Object) -> None:
    """Take an annotation out of its structure element, which is as its text when it was the last: in a line of it."""
    others = [kid for kid in kids(element) if not (is_object(kid) and kid.Obj.objgen == annotation.objgen)]
    element.K = Array(others)
    if not any(map(is_object, others)):
        element.S = Name.Span


def kids(element: Object) -> list[Object]:
    """Return the kids of a structure element."""
    value = element.get("/K")
    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, Array) else [value]


def is_object(kid: Object) -> bool:
    """Whether a kid is a reference to an object: an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def ancestors(element: Object) -> Iterator[Object]:
    """Yield an element and those around it."""
    each: Object | None = element
    seen: set[tuple[int, int]] = set()  # a damaged file may lead back to where it came from
    while each is not None and "/S" in each and each.objgen not in seen:
        seen.add(each.objgen)
        yield each
        each = each.get("/P")
