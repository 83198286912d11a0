"""What line breaking changed in a text: spaces swallowed, hyphens added (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

SPACES = re.compile(r"[ \t\n\r\f]+")
UNFOLDED = re.compile(r"[\t\n\r\f]|  ")
WHITE = " \t\n\r\f"
BREAK = "\0"
"""stands for a child element in the text of its parent; no HTML text holds it"""


@dataclass(slots=True, eq=False)
class Line:
    """A stretch of an element's own text as it was drawn, in the order of the source."""

    text: str
    hyphen: str
    """the character that hyphenation adds (`hyphenate-character`)"""
    space_before: bool = False
    space_after: bool = False
    soft_hyphen: bool = False


def mend(element: Element, lines: Sequence[Line], block: bool) -> None:
    """Set what layout changed at the ends of `lines`, by reading the text of `element` along them.

    `block`: whether spaces at the ends of the element are nobody's loss. Lines that the source does not have, because
    their text was generated or transformed, are left alone.
    """
    source = own_text(element, block)
    position = 0
    previous: Line | None = None
    for line in lines:
        shown = folded(line.text)
        core, start = find(source, shown.strip(" "), line, position)
        if start < 0:
            continue
        if start and source[start - 1] == " " and not shown.startswith(" "):
            if start - 1 == position and previous is not None:
                previous.space_after = True
            elif start - 1 >= position:
                line.space_before = True
        position, previous = start + len(core), None if shown.endswith(" ") else line
        if previous is not None and source[position : position + 2] in (" " + BREAK, " "):
            previous.space_after = True


def own_text(element: Element, block: bool) -> str:
    """Return the text of the element without that of its children, spaces folded, in lower case; `br` is a space."""
    parts = [element.text or ""]
    for child in element:
        parts += [" " if child.tag == "br" else BREAK, child.tail or ""]
    source = folded("".join(parts))
    return source.strip(" ") if block else source


def folded(text: str) -> str:
    """Return text with its spaces folded, in lower case."""
    text = text.lower()
    return SPACES.sub(" ", text) if UNFOLDED.search(text) else text


def is_whole(element: Element, text: str, block: bool) -> bool:
    """Whether `text`, drawn on one line, is all an element has, so that there is nothing to mend."""
    source = element.text or ""
    return not len(element) and (source.strip(WHITE) if block else source) == text


def find(source: str, core: str, line: Line, position: int) -> tuple[str, int]:
    """Return what was found of a line's text, and where: -1 when it is not there."""
    start = source.find(core, position)
    if start < 0 and line.hyphen and core.endswith(line.hyphen):
        core = core.removesuffix(line.hyphen)
        start = source.find(core, position)
        line.soft_hyphen = start >= 0
    return core, start
