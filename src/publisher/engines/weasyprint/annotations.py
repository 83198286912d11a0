"""Links: one annotation for a link on a page, whatever the number of lines (ISO 14289-1, 7.18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from publisher.engines.weasyprint.geometry import content_box, lines, quadrilaterals, union
from publisher.model.structure import Annotation, Jump, Mark, Rectangle, Struct

UNTAGGED = ("/Link", "/Widget")
"""Annotations that layout makes and a structure tree has to hold."""


class Annotations:
    """The annotations of a file, as layout made them and as readers want them."""

    def __init__(
        self,
        pdf: Any,
        pages: Sequence[Any],
        heights: Sequence[float],
        boxes: Mapping[tuple[int, int], Any],
    ) -> None:
        self.pdf, self.pages, self.heights, self.boxes = pdf, pages, heights, boxes

    def of(self, struct: Struct) -> Iterator[tuple[int, Any]]:
        """Yield page and annotation of every link that `struct` is."""
        pages: dict[int, list[Annotation]] = {}
        for link in struct.links:
            pages.setdefault(link.page, []).append(link)
        for page, links in pages.items():
            yield page, self.joined(page, [self.pdf.objects[link.number] for link in links], struct.contents)
        if struct.jump is not None:
            yield struct.jump.start.page, self.made(struct.jump, struct.contents)

    def joined(self, page: int, annotations: Sequence[Any], contents: str) -> Any:
        """Return the first of the annotations that layout made of one link on a page, in the place of them all."""
        first, *others = annotations
        areas = list(lines(annotation["Rect"] for annotation in annotations))
        first["Rect"] = pydyf.Array(union(areas))
        if len(areas) > 1:
            first["QuadPoints"] = pydyf.Array(quadrilaterals(areas))
        if contents:
            first["Contents"] = pydyf.String(contents)
        for annotation in others:
            self.drop(self.pages[page], annotation)
        return first

    def made(self, jump: Jump, contents: str) -> Any:
        """Return a new link from one mark to the top left of another."""
        left, _, _, top = self.area(jump.target)
        annotation = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": pydyf.Array(self.area(jump.start)),
                "BS": pydyf.Dictionary({"W": 0}),
                "Contents": pydyf.String(contents),
                "Dest": pydyf.Array([self.pages[jump.target.page].reference, "/XYZ", left, top, 0]),
            }
        )
        self.pdf.add_object(annotation)
        self.pages[jump.start.page].setdefault("Annots", pydyf.Array()).append(annotation.reference)
        return annotation

    def area(self, mark: Mark) -> Rectangle:
        """Return where a mark stands on its page."""
        return content_box(self.boxes[mark.page, mark.number], self.heights[mark.page])

    def drop_untagged(self) -> None:
        """Take away what no structure element holds: links of running heads and of hidden elements, fields to fill in.

        A style may ask for such fields (`appearance: auto`). What they show is drawn on the page and stays.
        """
        for page in self.pages:
            for reference in list(page.get("Annots", ())):
                annotation = self.pdf.objects[int(reference.split()[0])]
                if annotation.get("Subtype") in UNTAGGED and "StructParent" not in annotation:
                    self.drop(page, annotation)
        self.pdf.catalog.pop("AcroForm", None)

    def drop(self, page: Any, annotation: Any) -> None:
        """Take an annotation off its page; an empty object that nobody refers to is left."""
        page["Annots"].remove(annotation.reference)
        if not page["Annots"]:
            del page["Annots"]
        annotation.clear()
