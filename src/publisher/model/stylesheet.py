"""A stylesheet as a list of rules: what the checks of colours read."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.colour import Colour


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property and its value, as they are written."""

    name: str
    """in small letters; of a custom property as it is"""
    value: str
    line: int
    """from 1"""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """Declarations and what they are for."""

    selectors: tuple[str, ...]
    """each on one line; of what is nested, with the selector around it; `@page` and its name for pages"""
    media: tuple[str, ...]
    """the media queries around it, from the outside"""
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stylesheet."""

    path: str
    """relative to the publication, such as `styles/screen.css`"""
    rules: tuple[StyleRule, ...]


@dataclass(frozen=True, slots=True)
class Painting:
    """What a value of `color`, `background` or `background-color` paints."""

    colour: Colour | None
    """None for one that is not known: `inherit`, a colour that is not of sRGB"""
    is_picture: bool = False
    """whether a picture or a gradient is painted too"""
