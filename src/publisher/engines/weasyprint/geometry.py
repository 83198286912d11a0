"""Where boxes stand on a PDF page: layout counts CSS pixels from the top, PDF counts points from the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from publisher.model.structure import Rectangle

SCALE = 0.75
"""points per CSS pixel; documents are written without zoom"""


def content_box(box: Any, page_height: float, matrix: Any = None) -> Rectangle:
    """Return the content box of `box` in points, as it appears after the CSS transforms `matrix`."""
    left, top = box.content_box_x(), box.content_box_y()
    corners = [(left, top), (left + box.width, top), (left, top + box.height), (left + box.width, top + box.height)]
    if matrix:
        corners = [matrix.transform_point(x, y) for x, y in corners]
    xs, ys = [x for x, _ in corners], [page_height - y for _, y in corners]
    return (
        round(min(xs) * SCALE, 2),
        round(min(ys) * SCALE, 2),
        round(max(xs) * SCALE, 2),
        round(max(ys) * SCALE, 2),
    )


def lines(rectangles: Iterable[Iterable[float]]) -> Iterator[Rectangle]:
    """Yield one rectangle per line of text: those that touch and stand at the same height are joined."""
    current: Rectangle | None = None
    for x1, y1, x2, y2 in rectangles:
        rectangle = min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        if current is not None and same_line(current, rectangle):
            current = union((current, rectangle))
        else:
            if current is not None:
                yield current
            current = rectangle
    if current is not None:
        yield current


def same_line(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles overlap by half of the lower one's height and no word would fit between them."""
    height = min(one[3] - one[1], other[3] - other[1])
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return overlap >= height / 2 and gap <= 2 * height


def union(rectangles: Iterable[Rectangle]) -> Rectangle:
    """Return the smallest rectangle around all of `rectangles`, of which there is at least one."""
    lefts, bottoms, rights, tops = zip(*rectangles, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def quadrilaterals(rectangles: Iterable[Rectangle]) -> Iterator[float]:
    """Yield the numbers of `QuadPoints`: upper left, upper right, lower left, lower right, as viewers read them."""
    for left, bottom, right, top in rectangles:
        yield from (left, top, right, top, left, bottom, right, bottom)
