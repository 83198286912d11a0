"""A word without end is cut, not divided: nobody could read where it was divided, and trying takes for ever.

For each line WeasyPrint tries every place where a dictionary lets a word be divided, each with a layout of all that is
left of it: a word of 5,000 letters takes a minute. Its function for a line is given a style without hyphens for those.
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
def dividing() -> Iterator[None]:
    """Let words without end be cut in what is laid out meanwhile."""
    original = weasyprint.layout.inline.split_first_line
    weasyprint.layout.inline.split_first_line = partial(split_first_line, original)
    try:
        yield
    finally:
        weasyprint.layout.inline.split_first_line = original


def split_first_line(original: Callable[..., Any], text: str, style: Any, *rest: Any, **named: Any) -> Any:
    """Return the first line of a text as WeasyPrint does."""
    if len(text) > LEAST and style["hyphens"] != "none" and ENDLESS.search(text, 0, LINE):
        style = style.copy()
        style["hyphens"] = "none"
    return original(text, style, *rest, **named)
