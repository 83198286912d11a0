"""A source document: one semantic HTML tree, whatever it was written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bs4.element import Tag

from publisher.model.finding import Finding

SPOKEN = ("alt", "title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "label")
"""attributes that are read aloud or shown: texts like any other"""
SPACE = re.compile(r"[ \t\n\r\f]+")


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
    """line in `file` of every block with an id"""
    notes: Mapping[str, str] = field(default_factory=dict)
    """the author's notes to translators, by block id"""
    findings: tuple[Finding, ...] = ()
    """what the reader had to say about the text"""


def text_of(heading: Tag) -> str:
    """Return the text of a heading as contents and bookmarks show it: on one line, without calls of notes."""
    calls = [id(text) for call in heading.find_all(role="doc-noteref") for text in call.find_all(string=True)]
    return SPACE.sub(" ", "".join(str(text) for text in heading.find_all(string=True) if id(text) not in calls)).strip(
        " "
    )
