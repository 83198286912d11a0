"""The structure tree of a finished PDF file, and what has no place in it (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A marked-content sequence that a structure element holds."""

    page: int
    """from 0; -1 when it stands on no page"""
    text: str
    """what its glyphs say, in the order they are drawn: from left to right where the script runs from right to left"""
    language: str | None = None
    """language it says itself, inside the content stream"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation that a structure element holds."""

    page: int
    """from 0; -1 when it stands on no page"""
    target: str | None = None
    """name of its destination; None for an address, or a place that is given by itself"""
    lands: bool = True
    """whether it leads somewhere: its destination is in the file, or it is an address"""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A structure element (ISO 32000-1, table 323)."""

    role: str
    kids: tuple[Element | Text | Link, ...] = ()
    """in reading order; annotations other than links are left out"""
    standard: str = ""
    """standard type of a role that is none (ISO 32000-1, 14.7.3)"""
    id: str | None = None
    language: str | None = None
    """of the element itself, None where it says none"""
    alternative: str | None = None
    actual: str | None = None
    """text that stands in the place of what is drawn"""
    expansion: str | None = None
    scope: str | None = None
    headers: tuple[str, ...] | None = None
    """None without the attribute"""
    row_span: int = 1
    column_span: int = 1
    numbering: str | None = None
    """`ListNumbering`"""

    @property
    def type(self) -> str:
        """Its standard structure type."""
        return self.standard or self.role

    @property
    def elements(self) -> Iterator[Element]:
        """Yield the elements right below it."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


@dataclass(frozen=True, slots=True)
class Orphan:
    """Marked content with a number that no element of the tree holds."""

    page: int
    """from 0"""
    text: str
    block: str | None = None
    """id of the element, or of its nearest ancestor, that the ParentTree says it belongs to"""


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Text that is neither content with a number nor an artifact."""

    page: int
    """from 0"""
    text: str


@dataclass(frozen=True, slots=True)
class Dangling:
    """A reference between tree and content that leads nowhere, or to something else than where it comes from."""

    what: str
    """which reference, such as `entry 3 of the ParentTree`"""
    page: int | None = None
    """from 0"""
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A tagged PDF file as those who listen meet it."""

    roots: tuple[Element, ...] = ()
    language: str = ""
    """of the file; empty when it says none"""
    pages: int = 0
    ids: Mapping[str, Element] = field(default_factory=dict)
    """elements by id, as the IDTree leads to them"""
    orphans: tuple[Orphan, ...] = ()
    unmarked: tuple[Unmarked, ...] = ()
    dangling: tuple[Dangling, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Yield all elements in reading order."""
        for root in self.roots:
            yield from root.walk()
