"""What print styles ask that a part cannot know when it stands alone: read from the text of the stylesheets.

Reading is generous: a word in a comment counts too. What is found too often costs a layout, never a wrong page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SIDES = re.compile(r":(?:left|right)\b|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)\b")
FIRST = re.compile(r":first\b(?!-)")
NTH = re.compile(r"@page[^{;@]*:nth\(")
RUNNING = re.compile(r"position\s*:\s*running\(")
INCREMENTS = re.compile(r"counter-increment\s*:([^;}]*)")
TARGET_COUNTERS = re.compile(r"target-counters?\(\s*(?:attr\([^)]*\)|url\([^)]*\)|[^,()]*)\s*,\s*([\w-]+)")
TARGET_TEXT = re.compile(r"target-text\(")
IDENTIFIER = re.compile(r"(?<![\w-])[A-Za-z_][\w-]*")

NOT_CARRIED = frozenset({"page", "pages", "list-item", "none", "inherit", "initial", "unset", "revert"})
"""counters of the pages and of the lists, which have their own ways, and words that are no counter"""
FOOTNOTES = "footnote"
"""the counter of the notes, which nobody needs to increment"""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a cascade asks of the publication as a whole."""

    sides: bool = False
    """left-hand and right-hand pages differ, or a chapter begins on one of them"""
    first: bool = False
    """the very first page differs"""
    nth: bool = False
    """pages differ by their place in the publication"""
    running: bool = False
    """elements are moved into margin boxes"""
    counters: frozenset[str] = frozenset({FOOTNOTES})
    """counters that go on from part to part"""
    target_counters: frozenset[str] = frozenset()
    """counters asked of the targets of links, `page` among them"""
    target_text: bool = False
    """the text of targets is asked for"""


def traits(stylesheets: Iterable[str]) -> Traits:
    """Return what a cascade of stylesheets asks of the publication as a whole.

    >>> sorted(traits(["h2 { counter-increment: section 2 }"]).counters)
    ['footnote', 'section']
    """
    css = "\n".join(stylesheets)
    increments = {name for text in INCREMENTS.findall(css) for name in IDENTIFIER.findall(text)}
    return Traits(
        sides=bool(SIDES.search(css)),
        first=bool(FIRST.search(css)),
        nth=bool(NTH.search(css)),
        running=bool(RUNNING.search(css)),
        counters=frozenset({FOOTNOTES} | (increments - NOT_CARRIED)),
        target_counters=frozenset(TARGET_COUNTERS.findall(css)),
        target_text=bool(TARGET_TEXT.search(css)),
    )
