"""Are all blocks of the pages in the PDF, in the same order, made of the same elements?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.checks.pdf_structure.comparison import Comparison
from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.checks.pdf_structure.saying import REST
from publisher.pages.page import Node, alternatives
from publisher.pages.rising import longest_rising

AT_LEAST = "P"
"""PDF makes a paragraph of every run of text beside a block; pages need not"""


def missing(comparison: Comparison) -> list[str]:
    """Return the blocks of the pages that are heard and not in the PDF, in the order of the pages."""
    here = set(comparison.heard)
    lost = {
        block
        for block, node in comparison.nodes.items()
        if block not in here and node.is_heard and not is_told_as_text(comparison, block, node)
    }
    lost |= {page.scope for page in comparison.pages if page.scope is not None and page.scope not in here}
    return [block for block in comparison.expected if block in lost]


def is_told_as_text(comparison: Comparison, block: str, node: Node) -> bool:
    """Whether an element is a picture that could not be drawn, and whose words stand in its place."""
    if not node.is_picture:
        return False
    heard = comparison.heard[owner(comparison, block)].text
    return any(text in heard for text in alternatives(node, {}))


def above(comparison: Comparison, block: str, wanted: set[str]) -> str | None:
    """Return the nearest block around one that is wanted, None when there is none."""
    parent = comparison.parents.get(block, REST)
    while parent != REST:
        if parent in wanted:
            return parent
        parent = comparison.parents.get(parent, REST)
    return None


def owner(comparison: Comparison, block: str) -> str:
    """Return the nearest block of the PDF around one that it does not have."""
    parent = comparison.parents.get(block, REST)
    while parent not in comparison.heard:
        parent = comparison.parents.get(parent, REST)
    return parent


def missing_blocks(comparison: Comparison, lost: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for each block that is lost, but those in others that are."""
    for block in lost:
        if above(comparison, block, set(lost)) is not None:
            continue
        node = comparison.nodes.get(block)
        yield Fault("pdf/missing-block", (shortened(node.text) if node and node.text else block,), block)


def out_of_order(comparison: Comparison) -> Iterator[Fault]:
    """Yield a fault for each block that would have to be moved: as few of them as possible."""
    places = {block: number for number, block in enumerate(comparison.expected)}
    order = comparison.order
    kept = longest_rising([places[block] for block in order])
    for number, block in enumerate(order):
        if number not in kept:
            before = order[number - 1] if number else ""
            yield Fault("pdf/reading-order", (name(comparison, block), name(comparison, before)), block)


def name(comparison: Comparison, block: str) -> str:
    """Return what a person recognises a block by."""
    node = comparison.nodes.get(block)
    return shortened(node.text, 40) if node and node.text else block or "the beginning"


def other_elements(comparison: Comparison, explained: set[str]) -> Iterator[Fault]:
    """Yield a fault for each block and kind of element that the PDF has more or less often than the page."""
    for block in comparison.blocks:
        if block in explained:
            continue
        said, heard = comparison.said[block].counts, comparison.heard[block].counts
        for kind in sorted(said.keys() | heard.keys()):
            wanted, found = said[kind], heard[kind]
            if found < wanted or (found > wanted and kind != AT_LEAST):
                words = (kind, str(found), str(wanted), name(comparison, block))
                yield Fault("pdf/element-count", words, block or None)
