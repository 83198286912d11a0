"""The head of a document: `<title>` and `<meta name content>` with what its author says of it."""

from __future__ import annotations

from collections.abc import Iterable

from bs4.element import NavigableString, Tag

NAMES = ("description", "author", "keywords")
"""what a `<meta>` of a head says to readers; the rest of a head is the renditions' work"""


def head_of(rows: Iterable[tuple[str, str, int]]) -> Tag:
    """Return a head from names (`title` or one of NAMES), texts and lines."""
    head = Tag(name="head")
    for name, text, line in rows:
        tag = Tag(name="title") if name == "title" else Tag(name="meta", attrs={"name": name, "content": text})
        tag.sourceline = line
        tag.can_be_empty_element = name != "title"
        if name == "title":
            tag.append(NavigableString(text))
        head.append(tag)
    return head
