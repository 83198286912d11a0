"""What is on the pages of the PDF and nobody hears, and references that lead nowhere (ISO 32000-1, 14.7.4, 14.8.2)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.model.pdf_structure import Structure

WITHOUT_TEXT = "a picture or a link"


def unheard(structure: Structure, lost: set[str]) -> Iterator[Fault]:
    """Yield a fault for the content of a block, on a page, that no element holds; not for blocks that are `lost`."""
    found: dict[tuple[str | None, int], str] = {}
    for orphan in structure.orphans:
        if orphan.block not in lost:
            place = (orphan.block, orphan.page)
            found[place] = f"{found.get(place, '')} {orphan.text}"
    for (block, page), text in found.items():
        yield Fault("pdf/orphan-content", (shortened(text) or WITHOUT_TEXT,), block, page)
    for unmarked in structure.unmarked:
        yield Fault("pdf/unmarked-content", (shortened(unmarked.text),), None, unmarked.page)


def broken_references(structure: Structure, lost: set[str]) -> Iterator[Fault]:
    """Yield a fault for each reference between tags and content that leads nowhere."""
    for reference in structure.dangling:
        if reference.block not in lost:
            yield Fault("pdf/broken-reference", (reference.what,), reference.block, reference.page)
