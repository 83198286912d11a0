"""Lists of territories, whose names and order come in with their language (`catalogs/values`)."""

from __future__ import annotations

from bs4.element import Tag

from publisher.model.data import LIST, TERRITORY, Territories


def enumerate_territories(place: Tag, found: Territories) -> None:
    """Give an element of a reader's own tree the list of some territories, in place, after what it holds."""
    place["class"] = " ".join(["territories", *filter(None, place.get_attribute_list("class"))])
    items = place if place.name in ("ul", "ol") else Tag(name="ul", attrs={"id": f"territories-{found.name}"})
    items.sourceline, items[LIST] = place.sourceline, found.name
    for code in found.codes:
        item = Tag(name="li", attrs={"id": f"territories-{found.name}-{code.lower()}", TERRITORY: code})
        item.sourceline = place.sourceline
        items.append(item)
    if items is not place:
        place.append(items)
