"""Pictures of places in a PDF file, for whoever has to judge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from publisher.engines.pdf.opening import DAMAGES, opened

Box = tuple[float, float, float, float]
"""left, bottom, right, top in points, from the lower left of the page (ISO 32000-1, 7.9.5)"""

WIDEST = 480
"""pixels"""
MOST_PIXELS = 480 * 1600
PIXELS_A_POINT = 2.0
"""at most: small pictures need not be larger"""
MARGIN = 4.0
"""points around an area"""
COLOURS = 64
SMALLEST = 1.0
"""points; what is thinner is no area"""
MOST_LEVELS = 250


@dataclass(frozen=True, slots=True)
class Area:
    """A place on a page."""

    page: int
    """from 1"""
    box: Box | None = None
    """None for the whole page"""


@dataclass(frozen=True, slots=True)
class FigureArea:
    """A picture with an alternative, or without one, in the order of the tags."""

    id: str | None
    """of its element, or of the nearest one around it that has one"""
    alternative: str | None
    area: Area | None
    """None when the file does not say where it is"""


def crops(pdf: Path, wanted: Sequence[Area]) -> tuple[bytes, ...]:
    """Return a PNG file of each area, 480 pixels wide at most; empty bytes for one that is not there.

    The same file gives the same bytes. A file that cannot be read has no picture of any area.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, *DAMAGES):
        return tuple(b"" for _ in wanted)
    try:
        return tuple(_crop(document, area) for area in wanted)
    finally:
        document.close()


def _crop(document: Any, area: Area) -> bytes:
    try:
        page = document[area.page - 1] if area.page > 0 else None
        if page is None:
            return b""
        cut, wide, high = _cut(page.get_bbox(), None if page.get_rotation() else area.box)
        if not (wide >= SMALLEST and high >= SMALLEST):
            return b""
        scale = min(PIXELS_A_POINT, (WIDEST - 1) / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
        picture: Image.Image = page.render(scale=scale, crop=cut).to_pil()
        return _png(picture)
    except (pypdfium2.PdfiumError, MemoryError, *DAMAGES):
        return b""


def _cut(page: Box, box: Box | None) -> tuple[Box, float, float]:
    """Return what is cut off a page on each side, and the width and height that are left; of a turned page nothing."""
    left, bottom, right, top = page
    if box is None:
        return (0.0, 0.0, 0.0, 0.0), right - left, top - bottom
    if not all(map(isfinite, box)) or min(box[2] - box[0], box[3] - box[1]) < SMALLEST:
        return (0.0, 0.0, 0.0, 0.0), 0.0, 0.0
    cut = (
        max(0.0, box[0] - MARGIN - left),
        max(0.0, box[1] - MARGIN - bottom),
        max(0.0, right - box[2] - MARGIN),
        max(0.0, top - box[3] - MARGIN),
    )
    return cut, right - left - cut[0] - cut[2], top - bottom - cut[1] - cut[3]


def _png(picture: Image.Image) -> bytes:
    """Return a small file: a picture to be recognised, with few colours and nothing about its making."""
    few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def figure_areas(pdf: bytes | Path) -> tuple[FigureArea, ...]:
    """Return the pictures of a file by its tags, and where each is; raises PublisherError INPUT."""
    with opened(pdf) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        root = document.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            return ()
        roles = {str(name): str(role) for name, role in dict(root.get("/RoleMap", {})).items()}
        return tuple(
            FigureArea(owner, _text(element.get("/Alt")), _area(element, page, pages))
            for element, owner, page in _elements(root)
            if roles.get(str(element.get("/S")), str(element.get("/S"))) == "/Figure"
        )


def _elements(root: Any) -> Iterator[tuple[Any, str | None, Any]]:
    """Yield each structure element, the id it falls under, and the page it says or inherits."""
    waiting: list[tuple[Any, str | None, Any]] = [(root, None, None)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        element, owner, page = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary) or element.objgen in seen:
            continue
        if element.objgen[0]:
            seen.add(element.objgen)
        owner = _text(element.get("/ID")) or owner
        page = element.get("/Pg", page)
        if "/S" in element:
            yield element, owner, page
        elif "/K" not in element:
            continue
        waiting.extend((kid, owner, page) for kid in reversed(_listed(element.get("/K"))))


def _area(element: Any, page: Any, pages: dict[tuple[int, int], int]) -> Area | None:
    number = pages.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None
    number = number or _page_below(element, pages, 0)
    if number is None:
        return None
    for attributes in _listed(element.get("/A")):
        box = attributes.get("/BBox") if isinstance(attributes, pikepdf.Dictionary) else None
        if isinstance(box, pikepdf.Array) and len(box) == len(("left", "bottom", "right", "top")):
            x1, y1, x2, y2 = (float(value) for value in box.as_list())
            return Area(number, (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    return Area(number)


def _page_below(element: Any, pages: dict[tuple[int, int], int], level: int) -> int | None:
    """Return the page of the first thing below an element that says one."""
    if level > MOST_LEVELS:
        return None
    for kid in _listed(element.get("/K")):
        if isinstance(kid, pikepdf.Dictionary):
            page = kid.get("/Pg")
            number = pages.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None
            number = number or _page_below(kid, pages, level + 1)
            if number is not None:
                return number
    return None


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else [value]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
