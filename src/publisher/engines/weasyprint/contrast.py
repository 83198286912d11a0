"""Text that does not stand out from its ground, found in the boxes of laid-out pages.

The ground of a text is the nearest opaque background of the boxes that hold it, or that of its page; where the text
meets a picture or a gradient that lies there, nobody can tell. What lies beside a box in the tree and under it on the
page is not seen here: text that a style takes out of its place is never called wrong for sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publisher.engines.weasyprint.geometry import SCALE
from publisher.engines.weasyprint.overflow import UNLIMITED, Area, Ids, is_moved, shortened
from publisher.model.colour import WHITE, Colour, contrast, shown, wanted
from publisher.model.layout_facts import Contrast

OF_SRGB = ("srgb", "hsl", "hwb")


class Ground(NamedTuple):
    """What lies behind the text of a box."""

    colour: Colour | None
    """None for one that is not of sRGB"""
    pictures: tuple[Area, ...] = ()
    """where pictures and gradients lie before it"""
    sure: bool = True
    """whether the box stands on what holds it"""
    veils: tuple[tuple[float, Colour], ...] = ()
    """opacities of the boxes around, from the inside, each with the ground that shines through"""


class Seen(NamedTuple):
    """A text and what it stands on, as they are seen."""

    ratio: float | None
    wanted: float
    colour: Colour | None
    ground: Colour | None
    sure: bool

    @property
    def gravity(self) -> tuple[bool, float]:
        """The worst first: what is wrong for sure, then what may be."""
        is_wrong = self.sure and self.ratio is not None
        return not is_wrong, 0 if self.ratio is None else self.ratio / self.wanted


def contrasts(document: Any) -> tuple[Contrast, ...]:
    """Return the texts with too little contrast in WeasyPrint's laid-out `document`: one for a block, the worst.

    Nothing is said of what is hidden from the eye, nor of what only decorates (`aria-hidden`).
    """
    found: dict[str | None, tuple[Seen, Contrast]] = {}
    ids = Ids(document)
    for number, page in enumerate(document.pages):
        for box, seen in poor(page._page_box):
            key = ids.nearest(box.element)
            if key not in found or seen.gravity < found[key][0].gravity:
                found[key] = seen, fact(box, seen, key, number)
    return tuple(item for _, item in found.values())


def fact(box: Any, seen: Seen, id: str | None, page: int) -> Contrast:
    """Return what is told of a text."""
    colour, ground = (None if each is None else each.code for each in (seen.colour, seen.ground))
    ratio = None if seen.ratio is None else shown(seen.ratio)
    return Contrast(id, page, shortened(box.text), colour, ground, ratio, seen.wanted, seen.sure)


def poor(page: Any) -> Iterator[tuple[Any, Seen]]:
    """Yield the boxes of text on a page that stand out too little, or may."""
    ground = behind(page.canvas_background, behind(page.background, Ground(WHITE)))
    todo = [(child, ground) for child in reversed(page.children)]
    while todo:
        box, ground = todo.pop()
        inner = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(inner, boxes.TextBox):
            seen = judged(inner, ground)
            if seen is not None:
                yield inner, seen
        elif inner.element is None or inner.element.get("aria-hidden") != "true":
            below = ground if isinstance(inner, boxes.LineBox) else entered(inner, ground)
            todo += [(child, below) for child in reversed(inner.children)]


def entered(box: Any, ground: Ground) -> Ground:
    """Return what lies behind the text of a box that stands on a ground."""
    style = box.style
    if style["opacity"] < 1 and ground.colour is not None:
        ground = ground._replace(veils=((style["opacity"], ground.colour), *ground.veils))
    if is_moved(box):
        ground = ground._replace(sure=False)
    if ground.pictures and box.transformation_matrix:
        ground = ground._replace(pictures=(UNLIMITED,))
    if isinstance(box, boxes.TableBox) and any(column.background is not None for column in columns(box)):
        ground = ground._replace(pictures=(UNLIMITED,))
    return behind(box.background, ground)


def columns(table: Any) -> Iterator[Any]:
    """Yield the columns of a table and their groups, which lie behind its cells and hold none of them."""
    for group in table.column_groups:
        yield group
        yield from group.children


def behind(background: Any, ground: Ground) -> Ground:
    """Return what lies behind text once a background of WeasyPrint is painted over a ground."""
    if background is None:
        return ground
    colour = srgb(background.color)
    pictures = tuple(area_of(layer) for layer in background.layers if layer.image is not None)
    if colour is None:
        return ground._replace(colour=None, pictures=ground.pictures + pictures)
    if colour.alpha >= 1:
        return ground._replace(colour=colour, pictures=pictures, sure=True)
    below = None if ground.colour is None else colour.over(ground.colour)
    return ground._replace(colour=below, pictures=ground.pictures + pictures)


def area_of(layer: Any) -> Area:
    """Return where a picture of a background may lie, in CSS pixels from the top left of the page."""
    if layer.unbounded:
        return UNLIMITED
    left, top, width, height = layer.painting_area
    painted = Area(left, top, left + width, top + height)
    if layer.repeat != ("no-repeat", "no-repeat"):
        return painted
    x, y = layer.positioning_area[0] + layer.position[0], layer.positioning_area[1] + layer.position[1]
    return Area(x, y, x + layer.size[0], y + layer.size[1]).within(painted)


def judged(box: Any, ground: Ground) -> Seen | None:
    """Return how a text is seen where it stands out too little or nobody can tell; None where all is well."""
    style = box.style
    if style["visibility"] != "visible" or style["font_size"] < 1 or not box.text.strip():
        return None
    colour = srgb(get_color(style, "color"))
    least = wanted(round(style["font_size"] * SCALE, 2), style["font_weight"])
    if colour is None or ground.colour is None or lies_on_picture(box, ground):
        return Seen(None, least, colour, None, ground.sure)
    letters, paper, ratio = compared(colour, ground.colour, ground.veils)
    is_poor = ratio < least and colour.alpha > 0  # what has no ink at all is for machines: layers of text, search
    return Seen(ratio, least, letters, paper, ground.sure) if is_poor else None


def lies_on_picture(box: Any, ground: Ground) -> bool:
    """Whether a text meets a picture that lies before its ground."""
    if not ground.pictures:
        return False
    own = Area(box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height)
    return any(own.meets(picture) for picture in ground.pictures)


@lru_cache(maxsize=1024)
def compared(colour: Colour, ground: Colour, veils: tuple[tuple[float, Colour], ...]) -> tuple[Colour, Colour, float]:
    """Return letters and ground as they are seen, and their contrast."""
    letters, paper = colour.over(ground), ground
    for opacity, below in veils:
        letters, paper = (one._replace(alpha=opacity).over(below) for one in (letters, paper))
    return letters, paper, contrast(letters, paper)


def srgb(colour: Any) -> Colour | None:
    """Return a colour of WeasyPrint in sRGB, None for one of a space that has others (Lab, CMYK)."""
    if colour.space not in OF_SRGB:
        return None
    red, green, blue = colour.to("srgb").coordinates
    return Colour(red, green, blue, colour.alpha)
