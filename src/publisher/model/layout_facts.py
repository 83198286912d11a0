"""What layout could not do well: text beyond its limits, characters that no font draws, text that is hard to see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Edge(StrEnum):
    """The side on which something goes too far, as it is seen."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


class Limit(StrEnum):
    """What is overstepped; the order of the members is the order of gravity."""

    PAGE = "page"
    """the edge of the paper: what lies beyond is lost"""
    CUT = "cut"
    """a box that hides what does not fit (`overflow: hidden`)"""
    CELL = "cell"
    """a cell of a table: the text stands in the next one"""
    BOX = "box"
    """a box whose frame is seen, or whose neighbour is drawn over"""
    AREA = "area"
    """the area of the page that the style leaves for text"""


@dataclass(frozen=True, slots=True)
class Overflow:
    """Text, a picture or a table that goes beyond its limit; one for a block and a limit, the worst of its lines."""

    id: str | None
    """of the nearest element that has one"""
    page: int
    """page of the laid-out document, from 0"""
    text: str
    """what goes too far, shortened; the alternative text of a picture"""
    edge: Edge
    by: float
    """how far, in points"""
    limit: Limit


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character for which no font on this machine has a glyph, at the first place it stands in."""

    character: str
    families: tuple[str, ...]
    """the fonts the style asks for"""
    id: str | None
    page: int
    """page of the laid-out document, from 0"""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Text that does not stand out enough from its ground, or may not; one for a block, the worst of its texts."""

    id: str | None
    """of the nearest element that has one"""
    page: int
    """page of the laid-out document, from 0"""
    text: str
    """shortened"""
    colour: str | None
    """of the letters, such as `#8a8a8a`; as they are seen, where they let the ground through; None: not of sRGB"""
    ground: str | None
    """the nearest opaque colour behind them; None where it meets a picture or a gradient"""
    ratio: float | None
    """by WCAG 2.2, from 1 to 21, rounded down; None where a colour is not known"""
    wanted: float
    """the least ratio for letters of their size"""
    sure: bool = True
    """False where a style takes the text out of its place: it may stand on something else than what holds it"""
