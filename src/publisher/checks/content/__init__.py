"""Content of what was built: headings, pictures, links, plain language; each language held against its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from publisher.checks.content import headings, links, numbers, pictures, reading_age, structure
from publisher.checks.content.palette import check_styles
from publisher.checks.content.values import BuiltPage, Fault, Inspected, Reading, finding_of, met
from publisher.model.finding import Finding
from publisher.pages.page import Page

__all__ = ["BuiltPage", "Inspected", "check_pages", "check_styles"]

ALONE = (
    (headings.RULES, headings.heading_faults),
    (pictures.RULES, pictures.picture_faults),
    (links.RULES, links.link_faults),
    (reading_age.RULES, reading_age.reading_faults),
)
"""what a page says by itself"""
COMPARED = (
    (structure.RULES, structure.structure_faults),
    (numbers.RULES, numbers.number_faults),
)
"""what it says beside the page of the source"""


def check_pages(pages: Iterable[BuiltPage]) -> Inspected:
    """Return what is wrong with the content of pages, and how much each rule looked at, by the path of the page.

    A page without a source is not compared, and the rules that compare have no row for it.
    """
    readings: dict[int, tuple[Page, Reading]] = {}
    """by identity: one source has pages in several languages"""
    findings: list[Finding] = []
    looked: dict[str, Mapping[str, int]] = {}
    for built in pages:
        counts: Counter[str] = Counter()
        findings += (finding_of(fault, built) for fault in faults(built, readings, counts))
        looked[built.path] = dict(counts)
    return Inspected(tuple(findings), looked)


def faults(built: BuiltPage, readings: dict[int, tuple[Page, Reading]], looked: Counter[str]) -> Iterator[Fault]:
    """Yield what is wrong with a page."""
    own = read(built.page, readings)
    for rules, check in ALONE:
        looked.update(dict.fromkeys(rules, 0))
        yield from check(built, own, looked)
    if built.source is not None:
        source = read(built.source, readings)
        for rules, compare in COMPARED:
            looked.update(dict.fromkeys(rules, 0))
            yield from compare(built, own, source, looked)


def read(page: Page, readings: dict[int, tuple[Page, Reading]]) -> Reading:
    """Return what is heard of a page, read once."""
    if id(page) not in readings:
        readings[id(page)] = page, met(page)
    return readings[id(page)][1]
