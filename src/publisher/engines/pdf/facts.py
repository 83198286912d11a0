"""What a PDF file says of itself, and whose block a structure element is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from publisher.engines.pdf.opening import opened

UA = "{http://www.aiim.org/pdfua/ns/id/}"
A = "{http://www.aiim.org/pdfa/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF file says of itself; None where it says nothing."""

    language: str | None
    title: str | None
    pages: int
    roles: Mapping[str, int]
    """number of structure elements by role, roles in the order of the alphabet"""
    ua_part: str | None
    a_part: str | None
    a_conformance: str | None


def structure_ids(pdf: bytes | Path) -> dict[int, str]:
    """Return, by object number of a structure element, its own `/ID` or that of its nearest ancestor with one.

    Elements without either are left out. Raises PublisherError INPUT when the file cannot be read.
    """
    with opened(pdf) as document:
        return {number: owner for element, number, owner in _elements(document) if number and owner}


def facts(pdf: bytes | Path) -> PdfFacts:
    """Return what a file says of itself; raises PublisherError INPUT when it cannot be read."""
    with opened(pdf) as document:
        roles = Counter(str(element.get("/S", "")).removeprefix("/") for element, _, _ in _elements(document))
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            xmp = {name: _text(metadata.get(name)) for name in (f"{DC}title", f"{UA}part", f"{A}part")}
            conformance = _text(metadata.get(f"{A}conformance"))
        return PdfFacts(
            language=_text(document.Root.get("/Lang")),
            title=_text(document.docinfo.get("/Title")) or xmp[f"{DC}title"],
            pages=len(document.pages),
            roles=dict(sorted(roles.items())),
            ua_part=xmp[f"{UA}part"],
            a_part=xmp[f"{A}part"],
            a_conformance=conformance,
        )


def _elements(document: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, int, str]]:
    """Give each structure element, its object number (0 for a direct one), and the id it falls under or ""."""
    root = document.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return
    # A list in place of recursion: a hostile or damaged file may be deep, or lead back to where it came from.
    waiting = [(kid, "") for kid in reversed(_kids(root))]
    seen: set[tuple[int, int]] = set()
    while waiting:
        element, owner = waiting.pop()
        place = element.objgen
        if place in seen:
            continue
        if place[0]:
            seen.add(place)
        owner = _text(element.get("/ID")) or owner
        yield element, place[0], owner
        waiting.extend((kid, owner) for kid in reversed(_kids(element)))


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the children that are structure elements: not marked content, not references to objects."""
    kids = element.get("/K")
    found = list(kids.as_list()) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
