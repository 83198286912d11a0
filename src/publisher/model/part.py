"""A part of a printed publication: what one document asks of layout, and what layout found when it stood alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.layout_facts import Contrast, MissingGlyph, Overflow

END = "end-of-part"
"""id of the element after all others of a part, where the counters are read that go on in the next"""


@dataclass(frozen=True, slots=True)
class Start:
    """Where the first page of a part falls in the publication."""

    number: int = 1
    """what its page counter says"""
    index: int = 0
    """pages before it"""
    right: bool | None = None
    """whether it is a right-hand page; None where no style asks, and layout begins as it does with any document"""
    total: int = 0
    """pages of the publication, 0 when nobody knows yet"""


@dataclass(frozen=True, slots=True)
class Count:
    """A CSS counter and its value."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Target:
    """What `target-counter()` and `target-text()` may say of an element that lies in another part."""

    counts: tuple[Count, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class NamedString:
    """A value that `string-set` gave to a name on a page (CSS Generated Content for Paged Media, 1.1)."""

    name: str
    value: str
    first: bool
    """whether the page begins with the element that set it"""


@dataclass(frozen=True, slots=True)
class Page:
    """What running heads need to know of a page."""

    name: str
    """of its `@page` rule, "" for the common one"""
    number: int
    """what its page counter says, counted from the start that layout was given"""
    numbered_anew: bool
    """whether a style set the counter on this page or on one before it in the part: the start has no say in it"""
    blank: bool
    """whether it only lies between two others"""
    strings: tuple[NamedString, ...] = ()
    """in the order they were set"""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An HTML id, and the page of the part, from 0, on which it first appears."""

    id: str
    page: int
    counts: tuple[Count, ...] = ()
    """the counters styles ask of targets, as they stand there"""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is known of a part once it was laid out."""

    pages: tuple[Page, ...]
    anchors: tuple[Anchor, ...]
    start: Start = field(default_factory=Start)
    """where layout was told that it begins"""
    asked: tuple[str, ...] = ()
    """ids in other parts whose counters or text stand in this one"""
    asks_number: bool = False
    """whether the number of one of its own pages stands in it"""
    asks_total: bool = False
    """whether the number of all pages stands in it"""
    counts: tuple[Count, ...] = ()
    """counters as they stand at the end"""
    warnings: tuple[str, ...] = ()
    overflows: tuple[Overflow, ...] = ()
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    contrasts: tuple[Contrast, ...] = ()


@dataclass(frozen=True, slots=True)
class PartTask:
    """All that layout needs for one part."""

    name: str
    """of its document; fresh ids begin with it"""
    html: str
    stylesheets: tuple[tuple[str, str], ...]
    """(address, CSS) in cascade order"""
    resources: Mapping[str, bytes]
    """files that the part and its styles refer to, by address"""
    start: Start = field(default_factory=Start)
    elsewhere: Mapping[str, Target] = field(default_factory=dict)
    """what lies in other parts and is linked to from this one, by id"""
    target_counters: frozenset[str] = frozenset()
    """counters that styles ask of targets"""
    guessed: bool = False
    """whether start and targets are guesses: a part they stand in is not worth drawing"""
    margins: bool = False
    """whether it draws its running heads itself, because it is the whole publication"""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A part after layout."""

    facts: PartFacts
    pdf: bytes | None
    """its file, ready to be joined; None when it was not worth drawing"""
