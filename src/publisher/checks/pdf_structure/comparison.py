"""A PDF beside the pages that say the same: the blocks both have, in the order of each, and what each block says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher.checks.pdf_structure.from_page import PageReader
from publisher.checks.pdf_structure.from_pdf import PdfReader
from publisher.checks.pdf_structure.saying import REST, Saying, settle_undrawn
from publisher.model.pdf_structure import Structure
from publisher.pages.page import Node, Page, notes_of, with_notes_at_calls


@dataclass(frozen=True, slots=True)
class Comparison:
    """A PDF and the pages it is held against."""

    structure: Structure
    pages: tuple[Page, ...]
    """their notes at the calls where the PDF has them there"""
    said: Mapping[str, Saying]
    """what blocks say in the pages"""
    heard: Mapping[str, Saying]
    """what they say in the PDF"""
    nodes: Mapping[str, Node]
    """every element with an id that is heard in the pages"""
    parents: Mapping[str, str]
    """the element with an id around each of them, or the page"""
    owners: Mapping[str, str]
    """the block that each structure element with an id belongs to"""
    expected: tuple[str, ...]
    """ids of the pages in reading order: that of the whole page, then those in it"""
    order: tuple[str, ...]
    """the ids of structure elements that pages know, in reading order, each once"""

    @property
    def blocks(self) -> Iterable[str]:
        """The blocks that both have."""
        return (block for block in self.said if block in self.heard)


def compared(structure: Structure, pages: Sequence[Page]) -> Comparison:
    """Return what a PDF and its pages say, block by block; notes are moved in the pages, in place."""
    notes = notes_of(pages)
    ids = [element.id for element in structure.walk() if element.id is not None]
    # One that is nowhere is missed where it is called.
    elsewhere = {element.id for element in structure.walk() if element.type != "Note"}
    pages = tuple(with_notes_at_calls(page, notes - elsewhere) for page in pages)
    nodes: dict[str, Node] = {}
    parents: dict[str, str] = {}
    expected: dict[str, None] = {}
    for page in pages:
        expected |= {} if page.scope is None else {page.scope: None}
        gather(page.body, page.scope or REST, nodes, parents)
        expected |= dict.fromkeys(nodes)
    bounds = expected.keys() & set(ids)
    reader = PageReader(bounds, labels(nodes, pages))
    for page in pages:
        reader.read(page)
    tree = PdfReader(bounds, notes)
    tree.read(structure.roots, structure.language)
    for block, saying in reader.sayings.items():
        settle_undrawn(saying, tree.sayings.get(block, Saying()))
    order = tuple(dict.fromkeys(id for id in ids if id in bounds))
    return Comparison(
        structure, pages, reader.sayings, tree.sayings, nodes, parents, tree.owners, tuple(expected), order
    )


def gather(node: Node, around: str, nodes: dict[str, Node], parents: dict[str, str]) -> None:
    """Collect the elements with an id that are heard, but those of drawings; of two with one id, the first."""
    for kid in node.nodes:
        if kid.is_silent:
            continue
        inner = around
        if kid.id and kid.id not in nodes and not kid.is_call:
            nodes[kid.id], parents[kid.id], inner = kid, around, kid.id
        if not kid.is_picture and kid.tag != "math":
            gather(kid, inner, nodes, parents)


def labels(nodes: Mapping[str, Node], pages: Iterable[Page]) -> dict[str, str]:
    """Return the texts of elements that others are labelled by, by id."""
    keys = {
        key for page in pages for node in page.body.walk() for key in node.attributes.get("aria-labelledby", "").split()
    }
    return {key: nodes[key].text for key in sorted(keys) if key in nodes}
