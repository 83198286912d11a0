"""Where a change of a block's text stands in the source it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model.edit import Edit

SIZES = (24, 12, 6, 3, 1)
"""characters of context on each side, tried from the surest"""
WRITTEN = {
    " ": r"(?:[ \t]+|[ \t]*\n[ \t>]*)",  # a line end, the indent and quote marks of the next line
    "\u00a0": "(?:\u00a0|&nbsp;|&#160;)",
    "\u202f": "(?:\u202f|&#8239;|&#x202f;)",
    '"': r'(?:\\?"|&quot;|&#34;)',
    "'": r"(?:\\?'|&apos;|&#39;)",
    "&": "&(?:amp;)?",
    "<": r"(?:\\?<|&lt;)",
    ">": r"(?:\\?>|&gt;)",
}
"""how a source may write a character of the text"""


def place_in(source: str, start: int, end: int, plain: str, edit: Edit) -> Edit | None:
    """Return an edit of a text as an edit of `source`, somewhere in `source[start:end]`; None when it is not clear.

    Marks stand between the words of a source, so the place is known by the words around it, on both sides or on one:
    the text and the source must hold them equally often. Whether it was the right place is for a second reading to
    say.
    """
    for before, after in _contexts(plain, edit):
        pattern = re.compile(f"{_loose(before)}(?P<at>{_loose(plain[edit.start : edit.end])})(?={_loose(after)})")
        wanted = [match.start("at") for match in pattern.finditer(plain)]
        found = [match.span("at") for match in pattern.finditer(source, start, end)]
        if edit.start in wanted and len(found) == len(wanted):
            place = found[wanted.index(edit.start)]
            return Edit(*place, edit.new)
    return None


def _contexts(plain: str, edit: Edit) -> Iterator[tuple[str, str]]:
    for size in SIZES:
        before, after = plain[max(0, edit.start - size) : edit.start], plain[edit.end : edit.end + size]
        yield before, after
        if before and after:
            yield before, ""
            yield "", after


def _loose(words: str) -> str:
    return "".join(WRITTEN.get(character) or re.escape(character) for character in words)
