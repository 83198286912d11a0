"""Entries of contents lists, and links (ISO 32000-1, 14.8.4.2; ISO 14289-1, 7.18.5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.checks.pdf_structure.walking import Met, met
from publisher.model.pdf_structure import Element, Link, Structure, Text

LEADER = re.compile(r"(?:[.·•․‥…_]\s*){4,}")
"""what leads the eye to a page number, and is read aloud dot by dot"""


def link_faults(structure: Structure) -> Iterator[Fault]:
    """Yield what is wrong with the entries of contents lists, and links that lead nowhere."""
    for found in met(structure):
        if found.element.type == "TOCI":
            yield from entry_faults(found)
        for kid in found.element.kids:
            if isinstance(kid, Link) and not kid.lands:
                words = shortened(own_text(found.element)) or kid.target or ""
                yield Fault("pdf/link-target", (words, kid.target or ""), found.block, kid.page)


def entry_faults(found: Met) -> Iterator[Fault]:
    """Yield what is wrong with one entry: links on each page it stands on, dots."""
    text = own_text(found.element)
    links = Counter(kid.page for kid in own(found.element) if isinstance(kid, Link))
    pages = dict.fromkeys(kid.page for kid in own(found.element) if isinstance(kid, Text) and kid.text.strip())
    for page in dict.fromkeys((*pages, *links)):
        if links[page] != 1:
            yield Fault("pdf/contents-links", (shortened(text), str(links[page])), found.block, page)
    if LEADER.search(text):
        yield Fault("pdf/contents-leader", (shortened(LEADER.sub("…… ", text)),), found.block, next(iter(pages), None))


def own(element: Element) -> Iterator[Text | Link]:
    """Yield what an entry holds, without entries of its own."""
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield kid
        elif kid.type not in ("TOC", "TOCI"):
            yield from own(kid)


def own_text(element: Element) -> str:
    """Return the text of an entry, without that of entries of its own."""
    return "".join(kid.text for kid in own(element) if isinstance(kid, Text))
