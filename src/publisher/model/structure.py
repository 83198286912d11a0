"""What layout drew, by HTML element, and the structure tree wished for it: the two sides of tagging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

Rectangle = tuple[float, float, float, float]
"""left, bottom, right, top in points, from the bottom left of the page (ISO 32000-1, 8.3.2.3)"""


class Name(str):
    """A PDF name, where a plain `str` is a text string (ISO 32000-1, 7.3.5)."""

    __slots__ = ()


Value = Name | str | int | float | tuple[str, ...] | Rectangle
"""Value of a structure attribute."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One marked-content sequence as layout drew it: text on one line, never a mere space, or a picture."""

    page: int
    """from 0"""
    number: int
    """MCID given by layout, unique on the page"""
    text: str | None = None
    """characters drawn; None for a picture"""
    space_before: bool = False
    """the source has a space before the text that layout did not draw"""
    space_after: bool = False
    soft_hyphen: bool = False
    """the last character is a hyphen of layout, not of the text"""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A handle to the area of a link on a page; what the number means is the engine's business."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture stands."""

    page: int
    box: Rectangle
    inline: bool
    """whether it stands in a line of text"""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """What layout drew for one HTML element, or for one of its pseudo-elements, on all pages together."""

    element: Element
    kids: tuple[Node | Mark, ...] = ()
    """in the order of the source: `::marker`, `::before`, text and elements, `::after`"""
    pseudo: str = ""
    """`before`, `after`, `marker`, `footnote-call`, `footnote-marker`; empty for the element itself"""
    block: bool = False
    """whether it was laid out as a block"""
    note: bool = False
    """whether it was moved to the foot of the page (`float: footnote`)"""
    list_style: str = ""
    """computed `list-style-type` of a list item"""
    links: tuple[Annotation, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out document: the node of its root element; elements that drew nothing have no node."""

    root: Node


@dataclass(frozen=True, slots=True)
class Jump:
    """A link that the engine has to make: from one mark to another."""

    start: Mark
    target: Mark


@dataclass(frozen=True, slots=True, eq=False)
class Struct:
    """A structure element (ISO 32000-1, 14.7.2)."""

    role: str
    kids: tuple[Struct | Mark, ...] = ()
    standard: str = ""
    """standard type of a role that is none: its entry in the RoleMap"""
    entries: Mapping[str, str] = field(default_factory=dict)
    """text entries of the element: ID, T, Lang, Alt, E"""
    attributes: tuple[Mapping[str, Value], ...] = ()
    """attribute objects, each with its owner `O`"""
    links: tuple[Annotation, ...] = ()
    contents: str = ""
    """what a link says when its annotation is reached (ISO 14289-1, 7.18.5)"""
    jump: Jump | None = None
    inline: bool = False
    """whether it stands in a line of text though its role may also be a block (Figure)"""
