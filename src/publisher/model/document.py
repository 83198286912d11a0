"""A source document: one semantic HTML tree, whatever it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bs4.element import Comment, NavigableString, Tag

from publisher.model.finding import Finding

SPACE = re.compile(r"[ \t\n\r\f]+")
"""white space of HTML, which browsers fold; no-break spaces are characters of the text"""
PRESERVED = frozenset({"pre", "textarea"})
"""elements whose white space is shown as it is"""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document in one language, as a tree that every rendition walks.

    `body` is a `<body>` element with normalised white space. Rooms do not change a tree they were given; they copy it.
    """

    stem: str
    """name of the file without its suffix: the gettext domain, and the name of the page"""
    file: str
    """source file, relative to the publication"""
    language: str
    title: str
    body: Tag
    head: Tag = field(default_factory=lambda: Tag(name="head"))
    """`<title>` and `<meta name content>` the author gave (front matter, the head of an HTML source); may be empty"""
    lines: Mapping[str, int] = field(default_factory=dict)
    """line in `file` of every block with an id, and of the fields of the head (`meta-title` …)"""
    notes: Mapping[str, str] = field(default_factory=dict)
    """the author's notes to translators, by block id"""
    findings: tuple[Finding, ...] = ()
    """what the reader had to say about the text"""


def text_of(heading: Tag) -> str:
    """Return the text of a heading as contents and bookmarks show it: on one line, without calls of notes."""
    return SPACE.sub(" ", "".join(_texts(heading))).strip(" ")


def _texts(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Tag):
            yield from () if child.get("role") == "doc-noteref" else _texts(child)
        elif isinstance(child, NavigableString) and not isinstance(child, Comment):
            yield str(child)
