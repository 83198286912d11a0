"""Text, pictures and tables that go beyond their limits, found in the boxes of laid-out pages.

Layout never refuses a word that is too long: it draws it over what stands beside it, or beyond the paper. Only what
nobody asked for is told: negative margins and indents, positioned boxes and transforms move a thing where its author
wants it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publisher.engines.weasyprint.geometry import SCALE
from publisher.model.layout_facts import Edge, Limit, Overflow

TOLERANCE = 0.5 / SCALE
"""CSS pixels that nobody sees"""
HIDING = 2
"""CSS pixels of a box that is there to hide its text from the eye, not from a screen reader"""
FAR = 500
"""CSS pixels of an indent that takes a text out of sight on purpose"""
CAP = 0.7
"""height of capitals by font size"""
SHOWN = 60
"""characters of a text that are told"""
INFINITE = float("inf")
GRAVITY = tuple(Limit)
FRAMES = (boxes.BlockContainerBox, boxes.FlexContainerBox, boxes.GridContainerBox, boxes.TableBox, boxes.ReplacedBox)
SIDED = (boxes.BlockContainerBox, boxes.FlexContainerBox, boxes.GridContainerBox)


class Area(NamedTuple):
    """A rectangle in CSS pixels from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Area) -> Area:
        """Return what both have."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def wider(self, by: Area) -> Area:
        """Return the area with every side moved outwards."""
        return Area(self.left - by.left, self.top - by.top, self.right + by.right, self.bottom + by.bottom)

    def plus(self, other: Area) -> Area:
        """Return the sums of the sides: an area may also be four lengths."""
        return Area(self.left + other.left, self.top + other.top, self.right + other.right, self.bottom + other.bottom)

    def meets(self, other: Area) -> bool:
        """Whether the two lie on each other by more than nobody sees."""
        common = self.within(other)
        return common.right - common.left > TOLERANCE and common.bottom - common.top > TOLERANCE


NONE = Area(0, 0, 0, 0)
UNLIMITED = Area(-INFINITE, -INFINITE, INFINITE, INFINITE)
NOWHERE = Area(INFINITE, INFINITE, -INFINITE, -INFINITE)

Beyond = tuple[Edge, float]
"""the side on which something goes too far, and by how many CSS pixels"""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A box on the way down from the page, as far as it limits what is in it."""

    box: Any
    outer: Frame | None
    """None for the page, and where nothing further out is to be asked"""
    matrix: Any
    """CSS transforms down to here, None without"""
    own: Area
    """the sides of the box, and its height where the style fixes that"""
    clip: Area
    """outside of it nothing is drawn"""
    paper: Area
    """the page; without limits in what was reported as a whole"""
    slack: Area
    """how far negative margins take the box out of the outer one"""
    free: bool
    """whether the style put the box where it is: it owes nothing to what lies around it"""
    safe: Area
    """what lies here keeps every limit: the short way for nearly everything"""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something drawn that has to keep its place."""

    box: Any
    text: str
    frame: Frame
    ink: Area
    body: Area
    """the same sides, without what reaches above capitals and below the line: that harms nobody outside of its box"""


def overflows(document: Any) -> tuple[Overflow, ...]:
    """Return what goes beyond its limit in WeasyPrint's laid-out `document`: one for a block, page and edge.

    Nothing is said of running heads, of hidden and decorative elements, nor of what the style moves on purpose.
    """
    found: dict[tuple[Any, ...], Overflow] = {}
    search = Search(document)
    for number, page in enumerate(document.pages):
        for overflow in search.of(page._page_box, number):
            # What goes below its page is one thing that cannot be broken, however many blocks are in it.
            below = overflow.edge is Edge.BOTTOM and overflow.limit in (Limit.PAGE, Limit.AREA)
            key = number, overflow.edge, below or overflow.id
            first = found.get(key, overflow)
            worst = min(first, overflow, key=lambda item: (GRAVITY.index(item.limit), -item.by))
            found[key] = replace(worst, id=first.id, text=first.text) if below else worst
    return tuple(found.values())


class Search:
    """A walk over the boxes of one page after the other."""

    def __init__(self, document: Any) -> None:
        self.ids = Ids(document)
        self.page: Any = None
        self.number = 0
        self.area = UNLIMITED
        self.found: list[Overflow] = []

    def of(self, page: Any, number: int) -> list[Overflow]:
        """Return what goes too far on a page."""
        self.page, self.number, self.found = page, number, []
        paper = Area(0, 0, page.margin_width(), page.margin_height())
        left, top = page.content_box_x(), page.content_box_y()
        self.area = Area(left, top, left + page.width, top + page.height)
        around = Frame(page, None, None, UNLIMITED, UNLIMITED, paper, NONE, False, self.area.within(paper))
        for child in page.children:
            self.walk(child, around)
        return self.found

    def walk(self, box: Any, around: Frame) -> None:
        """Look at a box and all in it."""
        if isinstance(box, boxes.TextBox):
            area = Area(box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height)
            if excess(area, around.safe):
                self.look_at_text(box, around)
            return
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if not isinstance(box, boxes.LineBox):
            if is_skipped(box):
                return
            around = self.enter(box, around)
        for child in box.children:
            self.walk(child, around)

    def enter(self, box: Any, around: Frame) -> Frame:
        """Look at a box itself, and return the frame for what is in it."""
        if not is_frame(box):
            return around
        frame = framed(box, around)
        if isinstance(box, boxes.ReplacedBox):
            self.look_at_picture(box, frame)
        return self.look_at_table(box, frame) if isinstance(box, boxes.TableBox) else frame

    def look_at_text(self, box: Any, frame: Frame) -> None:
        """Report a text whose ink goes too far."""
        ink = ink_of(box)
        if ink is not None:
            line = box.position_y + box.baseline
            body = ink._replace(top=line - CAP * box.style["font_size"], bottom=line)
            self.judge(Item(box, box.text, frame, ink, body))

    def look_at_picture(self, box: Any, frame: Frame) -> None:
        """Report a picture that goes too far; one that only decorates may."""
        text = box.element.get("alt") or box.element.get("aria-label")
        area = border_area(box)
        if text and excess(area, frame.safe) and box.style["visibility"] == "visible":
            self.judge(Item(box, text, frame, area, area))

    def look_at_table(self, box: Any, frame: Frame) -> Frame:
        """Report a table that is too wide at its longest word, and return the frame for what is in it."""
        area = padding_area(box)  # a line around it harms nobody
        area = area._replace(top=max(area.top, self.area.top), bottom=min(area.bottom, self.area.bottom))
        words = ((word, text) for text in texts(box) for word in text.text.split())
        if not excess(area, frame.safe):
            return frame
        word, text = max(words, key=lambda pair: len(pair[0]), default=("", box))
        width = box.style["width"]
        origin = text if width == "auto" or width.unit == "%" else box
        if not word or not self.judge(Item(origin, word, frame, area, area)):
            return frame
        # Said once for the table, not again for every cell of its last column.
        return Frame(box, None, frame.matrix, UNLIMITED, UNLIMITED, UNLIMITED, NONE, True, UNLIMITED)

    def judge(self, item: Item) -> bool:
        """Report the gravest limit that an item oversteps; False when it keeps all."""
        for limit, (edge, by) in self.overstepped(item):
            block = self.ids.nearest(item.box.element)
            self.found.append(Overflow(block, self.number, shortened(item.text), edge, round(by * SCALE, 1), limit))
            return True
        return False

    def overstepped(self, item: Item) -> Iterator[tuple[Limit, Beyond]]:
        """Yield the limits that an item oversteps, the gravest first."""
        frame = item.frame
        if is_out_of_sight(item, mapped(item.ink, frame.matrix)):
            return
        inner = list(self.between(item))
        is_picture = isinstance(item.box, boxes.ReplacedBox)
        beyond = excess(mapped(item.ink.within(frame.clip), frame.matrix), frame.paper)
        # A picture may bleed off the paper, where margins or a position take it.
        if beyond and (not is_picture or any(limit is Limit.AREA for limit, _ in inner)):
            yield Limit.PAGE, beyond
        cut = excess(item.ink, frame.clip)
        if cut and not is_picture:
            yield Limit.CUT, cut
        yield from inner

    def between(self, item: Item) -> Iterator[tuple[Limit, Beyond]]:
        """Yield the cells and boxes that an item leaves, from the inside, and at last the area of the page."""
        slack, frame = indent(item), item.frame
        while frame.outer is not None:
            beyond = excess(item.body, frame.own.wider(slack))
            if beyond and isinstance(frame.box, boxes.TableCellBox):
                yield Limit.CELL, beyond
            elif beyond and (is_seen(frame.box) or self.covers(item, frame, beyond[0])):
                yield Limit.BOX, beyond
            if frame.free:
                return
            slack, frame = slack.plus(frame.slack), frame.outer
        beyond = excess(item.body, self.area.wider(slack))
        if beyond and frame.box is self.page:
            yield Limit.AREA, beyond

    def covers(self, item: Item, frame: Frame, edge: Edge) -> bool:
        """Whether the part of an item that leaves a frame lies on something else of the page."""
        own, body = frame.own, item.body
        part = {
            Edge.LEFT: body._replace(right=min(body.right, own.left)),
            Edge.RIGHT: body._replace(left=max(body.left, own.right)),
            Edge.TOP: body._replace(bottom=min(body.bottom, own.top)),
            Edge.BOTTOM: body._replace(top=max(body.top, own.bottom)),
        }[edge]
        return frame.matrix is None and any(part.meets(other) for other in drawn(self.page, frame.box))


def is_frame(box: Any) -> bool:
    """Whether a box has a say in where its text may stand; of the boxes in a line, those that are moved."""
    if isinstance(box, FRAMES):
        return True
    return isinstance(box, boxes.InlineBox) and (box.margin_left < 0 or box.margin_right < 0 or is_moved(box))


def framed(box: Any, outer: Frame) -> Frame:
    """Return the frame that a box is, inside of another."""
    own, clip, matrix = sides(box), outer.clip, outer.matrix
    free = is_moved(box)
    if box.transformation_matrix:
        matrix = box.transformation_matrix @ matrix if matrix else box.transformation_matrix
        clip = UNLIMITED
    if box.style["overflow"] != "visible":
        clip = clip.within(padding_area(box))
    slack = Area(*(max(0.0, -margin) for margin in margins(box)))
    if matrix:
        safe = NOWHERE
    else:
        safe = own.within(clip).within(outer.paper)
        if not free:
            safe = safe.within(outer.safe.wider(slack))
    return Frame(box, outer, matrix, own, clip, outer.paper, slack, free, safe)


def sides(box: Any) -> Area:
    """Return where a box would have its text end: nowhere above and below, unless its height is fixed."""
    is_top = box.is_for_root_element or getattr(box.element, "tag", "") == "body"
    if not isinstance(box, SIDED) or is_top or box.is_table_wrapper or box.is_outside_marker:
        return UNLIMITED
    area = border_area(box)
    # The height of a cell is only where it begins to grow.
    style = box.style
    if isinstance(box, boxes.TableCellBox) or (style["height"] == "auto" and style["max_height"].value == INFINITE):
        return area._replace(top=-INFINITE, bottom=INFINITE)
    return area


def border_area(box: Any) -> Area:
    """Return the border box."""
    left, top = box.border_box_x(), box.border_box_y()
    return Area(left, top, left + box.border_width(), top + box.border_height())


def padding_area(box: Any) -> Area:
    """Return the padding box."""
    left, top = box.padding_box_x(), box.padding_box_y()
    return Area(left, top, left + box.padding_width(), top + box.padding_height())


def margins(box: Any) -> Iterator[float]:
    """Yield the margins of a box: left, top, right, bottom; tables have none of their own."""
    for margin in (box.margin_left, box.margin_top, box.margin_right, box.margin_bottom):
        yield 0.0 if margin == "auto" else margin


def is_moved(box: Any) -> bool:
    """Whether the style puts a box elsewhere than where it would stand."""
    position = box.style["position"]
    if position == "relative":
        return any(box.style[side] != "auto" for side in ("left", "right", "top", "bottom"))
    return position in ("absolute", "fixed") or box.is_outside_marker or bool(box.transformation_matrix)


def is_skipped(box: Any) -> bool:
    """Whether nothing in a box is for the eye of a reader, or it is no content: running heads, leaders."""
    if isinstance(box, boxes.MarginBox) or box.is_leader:
        return True
    if box.element is not None and box.element.get("aria-hidden") == "true":
        return True
    if not isinstance(box, boxes.BlockContainerBox):
        return False
    hides = box.style["overflow"] != "visible" and min(box.width, box.height) <= HIDING
    return hides or (box.is_absolutely_positioned() and bool(box.style["clip"]))


def is_seen(box: Any) -> bool:
    """Whether a reader sees where a box ends."""
    return box.background is not None or any(
        (box.border_left_width, box.border_right_width, box.border_top_width, box.border_bottom_width)
    )


def is_out_of_sight(item: Item, seen: Area) -> bool:
    """Whether the style takes an item, seen there, off the paper as a whole, for screen readers only."""
    paper = item.frame.paper
    if seen.right > paper.left and seen.left < paper.right and seen.bottom > paper.top and seen.top < paper.bottom:
        return False
    frame: Frame | None = item.frame
    while frame is not None:
        if frame.free:
            return True
        frame = frame.outer
    return max(indent(item)) > FAR


def indent(item: Item) -> Area:
    """Return how far a negative `text-indent` takes a line out of its block."""
    box = item.frame.box
    length = box.style["text_indent"] if isinstance(box, boxes.BlockContainerBox) else None
    if length is None or length.value >= 0:
        return NONE
    by = -length.value if length.unit == "px" else -length.value * box.width / 100
    return NONE._replace(left=by, right=by)  # WeasyPrint 70 goes to the left in right-to-left text too


def excess(area: Area, limit: Area) -> Beyond | None:
    """Return on which side an area leaves its limit most, None when it does not."""
    by, edge = max(
        (limit.left - area.left, Edge.LEFT),
        (area.right - limit.right, Edge.RIGHT),
        (limit.top - area.top, Edge.TOP),
        (area.bottom - limit.bottom, Edge.BOTTOM),
    )
    return (edge, by) if by > TOLERANCE else None


def mapped(area: Area, matrix: Any) -> Area:
    """Return where an area appears on the page."""
    if matrix is None:
        return area
    corners = [matrix.transform_point(x, y) for x in (area.left, area.right) for y in (area.top, area.bottom)]
    xs, ys = zip(*corners, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def ink_of(box: Any) -> Area | None:
    """Return what a text draws, without spaces at its ends or what slants beyond its last letter; None: nothing."""
    if not box.text.strip() or box.style["visibility"] != "visible" or box.style["font_size"] < 1:
        return None
    layout = box.pango_layout
    layout.reactivate(box.style)
    line, _ = layout.get_first_line()
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, rectangle, ffi.NULL)
    x, y = box.position_x + rectangle.x * FROM_UNITS, box.position_y + box.baseline + rectangle.y * FROM_UNITS
    width, height = rectangle.width * FROM_UNITS, rectangle.height * FROM_UNITS
    layout.deactivate()
    return Area(max(x, box.position_x), y, min(x + width, box.position_x + box.width), y + height)


def texts(box: Any) -> Iterator[Any]:
    """Yield the boxes of text in a box."""
    return (inner for inner in box.descendants() if isinstance(inner, boxes.TextBox))


def drawn(box: Any, without: Any) -> Iterator[Area]:
    """Yield where the letters and the pictures of a page stand, but for those in one box and those that are turned."""
    for child in box.children:
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        if isinstance(inner, boxes.TextBox):
            line = inner.position_y + inner.baseline
            if inner.text.strip() and inner.style["visibility"] == "visible":
                top = line - CAP * inner.style["font_size"]
                yield Area(inner.position_x, top, inner.position_x + inner.width, line)
        elif inner is not without and not is_skipped(inner) and not inner.transformation_matrix:
            if isinstance(inner, boxes.ReplacedBox) and inner.element.get("alt"):
                yield border_area(inner)
            yield from drawn(inner, without)


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is too long to be told."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


class Ids:
    """The ids of a laid-out document; nothing is looked up before something is wrong."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.parents: dict[Element, Element] = {}
        """elements of the standard library do not know theirs"""

    def nearest(self, element: Element | None) -> str | None:
        """Return the id of an element or of the nearest one around it that has one."""
        while element is not None and not element.get("id"):
            element = self.around(element)
        return None if element is None else element.get("id")

    def around(self, element: Element) -> Element | None:
        """Return the element that holds another, None for the root."""
        if not self.parents:
            tops = (box for page in self.document.pages for box in page._page_box.children)
            root: Element = next(box.element for box in tops if box.is_for_root_element)
            self.parents = {child: parent for parent in root.iter() for child in parent}
        return self.parents.get(element)
