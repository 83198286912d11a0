"""Our own checks of a tagged PDF, where validators are silent: each block is held against the HTML rendition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.checks.pdf_structure import alternatives, contents, headers, headings, languages, order, orphans, texts
from publisher.checks.pdf_structure.comparison import Comparison, compared
from publisher.checks.pdf_structure.findings import Fault, finding_of
from publisher.checks.printed import Printed
from publisher.model.finding import Finding
from publisher.model.pdf_structure import Structure
from publisher.pages.page import Page, read_page

__all__ = ["Page", "check_pdf", "not_compared", "read_page"]

NOT_BUILT = "it is not built"
WORDS = (NOT_BUILT,)


def check_pdf(structure: Structure, pages: Sequence[Page], printed: Printed) -> tuple[Finding, ...]:
    """Return what is wrong with a PDF, by itself and beside the pages that say the same, which are changed.

    Without pages nothing is compared; that this is so is for the caller to say. One defect is told by one rule where
    that can be known: a block that is missing is not also missed as text.
    (ISO 14289-1, 7; WCAG 2.2)
    """
    comparison = compared(structure, pages)
    lost = order.missing(comparison)
    poor = list(alternatives.poor_alternatives(structure))
    titles = list(headings.heading_faults(structure, comparison.nodes))
    told = Told(
        tuple(lost),
        frozenset(fault.words[0] for fault in poor),
        frozenset(fault.block for fault in titles if fault.rule == "pdf/empty-heading" and fault.block),
    )
    faults = [
        *orphans.unheard(structure, set(lost)),
        *orphans.broken_references(structure, set(lost)),
        *titles,
        *contents.link_faults(structure),
        *poor,
        *(beside_pages(comparison, told) if pages else ()),
    ]
    return tuple(finding_of(fault, printed) for fault in faults)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told already, and need not be told again as a difference."""

    lost: tuple[str, ...]
    """blocks that are in the pages only"""
    poor: frozenset[str]
    """alternatives that say nothing"""
    empty: frozenset[str]
    """headings that say nothing"""


def beside_pages(comparison: Comparison, told: Told) -> Iterator[Fault]:
    """Yield where the PDF differs from its pages, beside what is `told` already."""
    lost = told.lost
    explained = {order.owner(comparison, block) for block in lost}
    explained |= told.empty
    explained |= {
        comparison.owners.get(orphan.block or "", "") for orphan in comparison.structure.orphans if orphan.block
    }
    yield from order.missing_blocks(comparison, lost)
    yield from order.out_of_order(comparison)
    counted = list(order.other_elements(comparison, explained))
    yield from counted
    # A bullet that is in no list any more is text.
    others = {fault.block or "" for fault in counted}
    differing = [
        fault
        for fault in texts.differences(comparison, explained)
        if fault.rule != "pdf/text-added" or (fault.block or "") not in others
    ]
    yield from differing
    explained |= {fault.block or "" for fault in differing if fault.rule == "pdf/text-differs"}
    yield from languages.lost_languages(comparison, explained)
    yield from alternatives.other_alternatives(comparison, explained, told.poor)
    yield from headers.header_faults(comparison, set(lost))


def not_compared(pages: Sequence[str], printed: Printed) -> tuple[Finding, ...]:
    """Return the findings that a PDF was not compared with some pages, given by their paths: they are not built."""
    return tuple(finding_of(Fault("pdf/not-compared", (page, NOT_BUILT)), printed) for page in pages)
