"""Headings of a page: one at the top, and no level left out (WCAG 2.2, 1.3.1, 2.4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.checks.content.values import BuiltPage, Fault, Reading, shortened
from publisher.pages.page import HEADING

RULES = ("content/top-heading", "content/heading-order")


def heading_faults(built: BuiltPage, reading: Reading, looked: Counter[str]) -> Iterator[Fault]:
    """Yield a fault for each heading that leaves a level out, and one where the top heading is missing or not alone."""
    headings = [found for found in reading if HEADING.fullmatch(found.node.tag)]
    tops = [found for found in headings if found.node.tag == "h1"]
    looked["content/top-heading"] += 1
    looked["content/heading-order"] += len(headings)
    if len(tops) != 1:
        block = tops[1].block if tops else headings[0].block if headings else None
        yield Fault("content/top-heading", (str(len(tops)),), block, None)
    level = 0
    for found in headings:
        own = int(found.node.tag[1])
        if level and own > level + 1:
            text = shortened(found.node.text)
            yield Fault("content/heading-order", (text, str(own), str(level)), found.block, text)
        level = own
