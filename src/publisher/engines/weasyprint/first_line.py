"""How a text is broken into lines, where WeasyPrint 70 breaks it badly; `internals` watches what is used of it.

The space at the end of a line hangs, and takes no room (CSS Text 3, 4.1.2). WeasyPrint lets it hang nearly always.
Where a text is followed by an element and fits its line but for its last space, Pango keeps it on one line, the space
included; WeasyPrint finds that line too wide, takes it for one long word, and breaks it after its first word, or
divides a word in it.

A word without end is cut, not divided: nobody could read where it was divided, and trying takes for ever. For each line
WeasyPrint tries every place where a dictionary lets a word be divided, each with a layout of all that is left of it: a
word of 5,000 letters takes a minute.

One name of WeasyPrint is replaced while a document is laid out, by a thin layer over the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import weasyprint.layout.inline

LEAST = 200
ENDLESS = re.compile(rf"\w[\w\u00ad]{{{LEAST}}}")
"""longer than any word of any language"""
LINE = 4000
"""characters in which such a word is looked for: a line holds fewer"""


@contextmanager
def breaking() -> Iterator[None]:
    """Let the last space of a text hang, and words without end be cut, in what is laid out meanwhile."""
    original = weasyprint.layout.inline.split_first_line
    weasyprint.layout.inline.split_first_line = partial(split_first_line, original)
    try:
        yield
    finally:
        weasyprint.layout.inline.split_first_line = original


def split_first_line(
    original: Callable[..., Any], text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **named: Any
) -> Any:
    """Return the first line of a text as WeasyPrint does, or all of it where only its last space has no room.

    Shape: layout, bytes of the line, byte where the next one begins or None, width, height, baseline. The width counts
    the space in, as that of a text that fits does, so that what follows begins the next line.
    """
    style = _undivided(text, style)
    line = original(text, style, context, max_width, *rest, **named)
    if line[2] is None or not text.endswith(" ") or style["white_space"] != "normal":
        return line
    shown = line[0].text
    if " " in shown.strip(" ") and not shown.endswith(style["hyphenate_character"]):
        return line  # of two words or more: broken where it is full
    bare = original(text.rstrip(" "), style, context, max_width, *rest, **named)
    if bare[2] is not None or bare[3] > max_width:
        return line
    whole = original(text, style, context, None, *rest, **named)
    whole[0].max_width = max_width  # asked for where text is cut (`text-overflow`)
    return whole


def _undivided(text: str, style: Any) -> Any:
    """Return the style of a text, without hyphens where a word in it has no end."""
    if len(text) > LEAST and style["hyphens"] != "none" and ENDLESS.search(text, 0, LINE):
        style = style.copy()
        style["hyphens"] = "none"
    return style
