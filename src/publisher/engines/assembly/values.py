"""What goes into an assembled file and what is known of it afterwards; importable without any PDF library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """The file of one document of a publication, as `engines.weasyprint.part` finishes it."""

    name: str
    """what a person calls it, for messages: its source file"""
    pdf: bytes


@dataclass(frozen=True, slots=True)
class PageLabels:
    """How the pages from one on are numbered (ISO 32000-1, 12.4.2)."""

    first: int
    """index of the first page, from 0, in the publication"""
    style: str = "D"
    """D decimal, R and r Roman, A and a letters, "" no number"""
    prefix: str = ""
    start: int = 1
    """number of the first page"""


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link whose target is nowhere in the publication; its text is kept, and is no link any more."""

    target: str
    """name of the destination"""
    text: str
    """what the link said"""
    part: str
    """name of the part it stood in"""
    page: int
    """index of the page, from 0, in the publication"""
    block: str
    """`/ID` of the nearest structure element around it that has one, else ''"""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A publication in one file."""

    pdf: bytes
    pages: int
    lost: tuple[LostLink, ...] = ()
    """in reading order"""
