"""Every dictionary of resources that pages draw from (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf, Stream

Seen = set[tuple[int, int]]
"""object numbers"""

HIGHEST = 100
"""levels of the page tree"""


def all_resources(pdf: Pdf) -> Iterator[Object]:
    """Yield each dictionary of resources once, in page order: of pages, forms, patterns, masks, annotations, fonts."""
    seen: Seen = set()
    for page in pdf.pages:
        yield from below([inherited(page.obj), *of_annotations(page.obj)], seen)
    yield from below([value_of(pdf.Root.get("/AcroForm"), "/DR")], seen)


def below(starts: list[object], seen: Seen) -> Iterator[Object]:
    """Yield the dictionaries of resources among `starts`, and those that they lead to; `seen` grows."""
    waiting = deque(starts)
    while waiting:
        resources = waiting.popleft()
        if isinstance(resources, Dictionary) and is_new(resources, seen):
            yield resources
            waiting.extend(holder.get("/Resources") for holder in holders(resources) if is_new(holder, seen))


def inherited(page: Object) -> object:
    """Return the resources of a page, its own or those of the nearest node above."""
    node: object = page
    for _ in range(HIGHEST):
        if value_of(node, "/Resources") is not None:
            break
        node = value_of(node, "/Parent")
    return value_of(node, "/Resources")


def of_annotations(page: Object) -> list[object]:
    """Return the resources of the appearances of a page's annotations."""
    annotations = value_of(page, "/Annots")
    appearances: list[Object] = []
    for annotation in annotations.as_list() if isinstance(annotations, Array) else ():
        for appearance in members(annotation, "/AP"):
            # One stream, or one for each state.
            appearances += [appearance, *objects(appearance)]
    return [appearance.get("/Resources") for appearance in appearances]


def holders(resources: Object) -> list[Object]:
    """Return what a dictionary of resources names that may have resources of its own."""
    found = [value for kind in ("/XObject", "/Pattern", "/Font") for value in members(resources, kind)]
    for state in members(resources, "/ExtGState"):
        found += members(state, "/SMask")
    return [value for value in found if "/Resources" in value]


def members(holder: object, key: str) -> list[Object]:
    """Return the dictionaries and streams in a dictionary that a dictionary has under a key."""
    return objects(value_of(holder, key))


def objects(holder: object) -> list[Object]:
    """Return the dictionaries and streams that are values of a dictionary."""
    return [value for value in entries(holder).values() if isinstance(value, Dictionary | Stream)]


def entries(holder: object) -> dict[str, object]:
    """Return what a dictionary holds; nothing where it is none, or has keys that are no text."""
    try:
        return dict(holder.as_dict().items()) if isinstance(holder, Dictionary) else {}
    except UnicodeDecodeError:
        return {}


def value_of(holder: object, key: str) -> object:
    """Return a value of a dictionary; None where it has none, and where it is no dictionary."""
    return holder.get(key) if isinstance(holder, Dictionary) else None


def is_new(item: Object, seen: Seen) -> bool:
    """Return whether an object was not met before, and note that it was met now."""
    if not item.is_indirect:
        return True
    new = item.objgen not in seen
    seen.add(item.objgen)
    return new
