"""Headings of the PDF by themselves, and beside those of the pages (ISO 14289-1, 7.4; WCAG 2.2, 1.3.1 and 2.4.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.checks.pdf_structure.walking import Met, met, page_of, text_of
from publisher.model.pdf_structure import Structure
from publisher.pages.page import HEADING, Node

LEVEL = re.compile(r"H([1-6])")


def heading_faults(structure: Structure, nodes: Mapping[str, Node]) -> Iterator[Fault]:
    """Yield what is wrong with headings; `nodes` are the elements of the pages by id."""
    levels = [(int(match[1]), found) for found in met(structure) if (match := LEVEL.fullmatch(found.element.type))]
    if structure.roots and not any(level == 1 for level, _ in levels):
        yield Fault("pdf/no-title")
        return
    before = 0
    for level, found in levels:
        page = page_of(found.element)
        text = shortened(text_of(found.element), 60)
        wanted = level_in_page(nodes.get(found.block or ""))
        if not text and not says_something(found):
            yield Fault("pdf/empty-heading", (str(level),), found.block, page)
        if level > before + 1:
            yield Fault("pdf/heading-skip", (text, str(level), str(before)), found.block, page)
            before = level
        elif wanted is not None and wanted != level and found.element.id is not None:
            yield Fault("pdf/heading-level", (text, str(level), str(wanted)), found.block, page)
            before = wanted  # what follows is judged as if it were right
        else:
            before = level


def says_something(found: Met) -> bool:
    """Whether a heading without text has a picture that says something."""
    return any(element.alternative or element.actual for element in found.element.walk())


def level_in_page(node: Node | None) -> int | None:
    """Return the level of an element that is a heading in its page, None for any other."""
    if node is None or not HEADING.fullmatch(node.tag) or node.roles:
        return None
    return int(node.tag[1])
