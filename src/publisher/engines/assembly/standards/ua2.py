"""From PDF/UA-1 to PDF/UA-2: PDF 2.0 with its own structure types, references and destinations (ISO 14289-2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from publisher.engines.assembly.standards.containment import arrange
from publisher.engines.assembly.standards.destinations import Destinations, bookmarks
from publisher.engines.assembly.standards.references import refer
from publisher.engines.assembly.standards.tree import (
    attribute,
    children,
    document_of,
    elements,
    role_of,
    set_attribute,
)

NAMESPACE = "http://iso.org/pdf2/ssn"
"""of the structure types of PDF 2.0 (ISO 32000-2, 14.8.6)"""
ONLY_BEFORE = frozenset("Art BlockQuote TOC TOCI Index Quote Note Reference BibEntry Code Private".split())
"""Structure types that PDF 2.0 does not have; they keep the namespace of PDF 1.7, which is that of no namespace."""
NEW_TYPES = {"Note": "FENote", "Aside": "Aside", "Em": "Em", "Strong": "Strong"}
"""Structure types of PDF 2.0 for roles that PDF 1.7 had another type for, or maps to something less"""
POSITIONS = {"Subscript": "Sub", "Superscript": "Sup"}
"""TextPosition of our roles for which PDF has no structure type (ISO 32000-2, 14.8.5.4)"""
DEPRECATED = {"/Font": ("/Name",), "/FontDescriptor": ("/CIDSet", "/CharSet"), "/XObject": ("/Name",)}
"""Entries that PDF 2.0 gave up, by the type of the dictionary they stand in"""


def to_ua_2(pdf: pikepdf.Pdf) -> None:
    """Turn a file that keeps PDF/UA-1, tagged by us, into PDF 2.0 that keeps PDF/UA-2, but for its first line."""
    document = document_of(pdf)
    found = list(elements(document))
    destinations = Destinations(pdf, found)
    destinations.settle_names()
    targets = dict(aimed_links(pdf, destinations))
    for bookmark in bookmarks(pdf):
        destinations.aim(bookmark)
    retag(pdf, found)
    refer(pdf, found, targets)
    arrange(pdf, document)
    name_spaces(pdf, document)
    forget_deprecated(pdf)


def aimed_links(pdf: pikepdf.Pdf, destinations: Destinations) -> Iterator[tuple[tuple[int, int], Object]]:
    """Yield the object of every link inside the file, and the element it leads to from now on."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            element = destinations.aim(annotation) if annotation.get("/Subtype") == Name.Link else None
            if element is not None:
                yield annotation.objgen, element


def retag(pdf: pikepdf.Pdf, found: Sequence[Object]) -> None:
    """Give every element its structure type of PDF 2.0, and the attributes that go with it."""
    root = pdf.Root.StructTreeRoot
    roles = {role[1:]: str(mapped)[1:] for role, mapped in root.get("/RoleMap", Dictionary()).items()}
    for element in found:
        role = role_of(element)
        if role in POSITIONS:
            set_attribute(element, "Layout", "TextPosition", POSITIONS[role])
        new = NEW_TYPES.get(role) or roles.get(role, role)
        if new != role:
            element.S = Name(f"/{new}")
        if new == "L":
            number(element)
    if "/RoleMap" in root:
        del root.RoleMap


def number(element: Object) -> None:
    """Say how a list is labelled where it has labels (ISO 32000-2, table 382)."""
    labelled = any(role_of(kid) == "Lbl" for item in children(element) for kid in children(item))
    said = attribute(element, "List", "ListNumbering")
    if labelled and said in ("", "None"):
        # Our lists say None when their items are terms with what they mean.
        set_attribute(element, "List", "ListNumbering", "Description" if said else "Unordered")


def name_spaces(pdf: pikepdf.Pdf, document: Object) -> None:
    """Say of every element whose structure type it is."""
    namespace = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=pikepdf.String(NAMESPACE)))
    pdf.Root.StructTreeRoot.Namespaces = Array([namespace])
    for element in elements(document):
        if role_of(element) not in ONLY_BEFORE:
            element.NS = namespace


def forget_deprecated(pdf: pikepdf.Pdf) -> None:
    """Take out what PDF 2.0 gave up: XMP says what the Info dictionary said (ISO 32000-2, 14.3.3)."""
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    if "/Version" in pdf.Root:
        del pdf.Root.Version
    for each in pdf.objects:
        if not isinstance(each, Dictionary | pikepdf.Stream):
            continue
        for key in DEPRECATED.get(str(each.get("/Type", "")), ()):
            if key in each:
                del each[key]
        resources = each if "/ProcSet" in each else each.get("/Resources")
        if isinstance(resources, Dictionary) and "/ProcSet" in resources:
            del resources.ProcSet
