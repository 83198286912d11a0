"""Where on its page each marked content begins, for destinations that name a place and no element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Matrix, Object

LINE = 2.0
"""points by which the base lines of one line of text may differ, and a box begin left of its first letter"""
NEAR = 24.0
"""points between the top of a box and its first base line, unless its letters are large"""
SHOWN = frozenset({"Tj", "TJ", "'", '"'})
DRAWN = frozenset({"Do", "re", "m"})


@dataclass(frozen=True, slots=True)
class Place:
    """The point where a marked content begins: of a text, its base line."""

    mcid: int
    x: float
    y: float


def nearest(places: list[Place], left: float | None, top: float | None) -> int | None:
    """Return the MCID of what begins at or below a point of the page, None when nothing is marked.

    `places` are in the order of drawing. A box begins above the base line of its first letter: so of what is not above,
    what is just below and begins at `left`, as in the same column; else the highest. Where nothing is below, the last.
    """
    if top is None:
        return places[0].mcid if places else None
    below = [place for place in places if place.y <= top + LINE]
    under = [place for place in below if left is not None and abs(place.x - left) <= LINE and top - place.y <= NEAR]
    found = under or below or places[-1:]
    highest = max((place.y for place in found), default=0)
    return next((place.mcid for place in found if place.y >= highest - LINE), None)


def places_on(page: Object) -> list[Place]:
    """Return where the marked contents of a page begin, in the order they are drawn; forms are not looked into."""
    seen: dict[int, Place] = {}
    for mcid, x, y in Pen().draw(page):
        seen.setdefault(mcid, Place(mcid, x, y))
    return list(seen.values())


class Pen:
    """A walk over a content stream that knows where it draws (ISO 32000-2, 8.4.2 and 9.4.2)."""

    def __init__(self) -> None:
        self.matrix, self.saved = Matrix(), list[Matrix]()
        self.text = Matrix()
        self.marks = list[int | None]()

    def draw(self, page: Object) -> Iterator[tuple[int, float, float]]:
        """Yield MCID and point of all that is drawn in marked content."""
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = instruction.operands, str(instruction.operator)
            self.step(operator, list(operands))
            mcid = next((mark for mark in reversed(self.marks) if mark is not None), None)
            if mcid is None:
                continue
            if operator in SHOWN:
                yield mcid, *(self.text @ self.matrix).transform((0, 0))
            elif operator == "Do":
                yield mcid, *max((self.matrix.transform((0, y)) for y in (0, 1)), key=lambda point: point[1])
            elif operator in DRAWN:
                yield mcid, *self.matrix.transform((float(operands[0]), float(operands[1])))

    def step(self, operator: str, operands: Sequence[Any]) -> None:
        """Follow an operator that moves the pen or opens and closes marked content."""
        if operator == "q":
            self.saved.append(self.matrix)
        elif operator == "Q":
            self.matrix = self.saved.pop() if self.saved else self.matrix
        elif operator == "cm":
            self.matrix = Matrix(*map(float, operands)) @ self.matrix
        elif operator in TEXT:
            self.text = TEXT[operator](self.text, operands)
        elif operator in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else None
            marked = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
            self.marks.append(int(properties.MCID) if marked and properties is not None else None)
        elif operator == "EMC" and self.marks:
            self.marks.pop()


def moved(text: Matrix, operands: Sequence[Any]) -> Matrix:
    """Return the text matrix after `Td`."""
    return Matrix().translated(float(operands[0]), float(operands[1])) @ text


TEXT = {
    "BT": lambda text, operands: Matrix(),
    "Tm": lambda text, operands: Matrix(*map(float, operands)),
    "Td": moved,
    "TD": moved,
}
"""What operators make of the matrix of the text line"""
