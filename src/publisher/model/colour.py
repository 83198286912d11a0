"""How far two colours stand out from each other (WCAG 2.2, relative luminance and contrast ratio)."""

from __future__ import annotations

from math import floor
from typing import NamedTuple

TEXT, LARGE_TEXT = 4.5, 3.0
"""least contrast of text, and of large text (WCAG 2.2, 1.4.3)"""
LARGE, LARGE_BOLD = 18.0, 14.0
"""points from which text is large, and from which bold text is (WCAG 2.2, large scale)"""
BOLD = 700
"""least weight of bold letters (CSS Fonts 4, 2.2)"""


class Colour(NamedTuple):
    """A colour of sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: Colour) -> Colour:
        """Return the colour as it is seen before an opaque one.

        >>> Colour(0, 0, 0, 0.5).over(WHITE).code
        '#808080'
        """
        parts = (self.alpha * own + (1 - self.alpha) * below for own, below in zip(self[:3], ground[:3], strict=True))
        return Colour(*parts)

    @property
    def code(self) -> str:
        """Its code in six hexadecimal digits, without alpha."""
        return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in self[:3])

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 of black, 1 of white."""
        red, green, blue = (linear(min(max(part, 0), 1)) for part in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


BLACK, WHITE = Colour(0, 0, 0), Colour(1, 1, 1)


def linear(part: float) -> float:
    """Return a part of a colour without the gamma of sRGB."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - of sRGB


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two opaque colours, from 1 to 21.

    >>> contrast(BLACK, WHITE)
    21.0
    """
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def wanted(points: float | None, weight: float | None = None) -> float:
    """Return the least contrast of text of a size and a weight; what is not known is taken as small and thin."""
    least = LARGE_BOLD if weight is not None and weight >= BOLD else LARGE
    return LARGE_TEXT if points is not None and points >= least else TEXT


def shown(ratio: float) -> float:
    """Return a ratio with two decimals, rounded down: what fails must not look as if it passed."""
    return floor(ratio * 100) / 100
