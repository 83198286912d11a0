"""The fonts of a file, and where each is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from publisher.engines.assembly.fonts.resources import Seen, all_resources, entries, is_new, value_of

PROGRAM_KEYS = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A font object, and every entry of a dictionary of resources that names it."""

    font: Object
    places: list[tuple[Object, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a person can tell it by: its BaseFont, else the name that a page gives it."""
        name = self.font.get("/BaseFont")
        return (name.unparse().decode() if isinstance(name, Name) else self.places[0][1]).removeprefix("/")


def find(pdf: Pdf) -> list[Use]:
    """Return the fonts that anything on the pages may be drawn with, in the order they are met."""
    found: dict[tuple[int, int], Use] = {}
    for holder in font_dictionaries(pdf):
        for key, font in entries(holder).items():
            if isinstance(font, Dictionary):
                # A font without a number of its own belongs to one place.
                number = font.objgen if font.is_indirect else (0, -len(found))
                found.setdefault(number, Use(font)).places.append((holder, key))
    return list(found.values())


def font_dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Yield each `/Font` dictionary of resources once."""
    seen: Seen = set()
    for resources in all_resources(pdf):
        holder = value_of(resources, "/Font")
        if isinstance(holder, Dictionary) and is_new(holder, seen):
            yield holder


def programs(fonts: Iterable[Object]) -> set[tuple[int, int]]:
    """Return the object numbers of the programs embedded for some fonts."""
    found: set[tuple[int, int]] = set()
    for font in fonts:
        descendants = value_of(font, "/DescendantFonts")
        for described in [font, *(descendants.as_list() if isinstance(descendants, Array) else ())]:
            descriptor = value_of(described, "/FontDescriptor")
            files = (value_of(descriptor, key) for key in PROGRAM_KEYS)
            found |= {file.objgen for file in files if isinstance(file, Stream)}
    return found
