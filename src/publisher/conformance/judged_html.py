"""The pages of a language, taken apart into what is judged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from publisher.conformance.judged import TITLE, WHOLE, Item, Items, Judged, shortened
from publisher.model.judgement import Look
from publisher.pages.page import HEADING, Node, Page, alternatives, notes_of

LISTS = frozenset({"ul", "ol", "dl"})
QUOTES = frozenset({"blockquote", "q"})
FIELDS = frozenset("input select textarea button".split())
MEDIA = frozenset("audio video object embed".split())
FRAMES = frozenset({"iframe"})
CELLS = frozenset({"td", "th"})
CELL_ATTRIBUTES = ("scope", "headers", "rowspan", "colspan")
LIST_ATTRIBUTES = ("type", "start", "reversed")
TOLD = re.compile(r"lang|dir|role|scope|headers|aria-.+")
"""attributes that tell programs what an element is"""
PATH = re.compile(r"(?!/)(?!.*(?:\.\.|//))[\w./-]+")
"""of a picture, below `build/`"""


@dataclass(frozen=True, slots=True)
class Met:
    """An element of a page, and where it was met."""

    node: Node
    block: str | None
    """its own id, or that of the nearest element around it with one"""
    language: str
    """it is in"""
    around: str
    """language of what is around it"""
    page: Place


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what is known of all pages."""

    stem: str
    language: str
    """of the publication, that the folder is named after"""
    known: Mapping[str, str]
    """texts of the elements that name others, by id"""
    notes: frozenset[str]
    pictures: Mapping[str, str]
    """hashes by address"""


def items_of_pages(judged: Judged) -> Items:
    """Return what is judged in the pages of a language."""
    found: dict[str, list[Item]] = defaultdict(list)
    notes = notes_of(judged.pages.values())
    for stem, page in judged.pages.items():
        labels = {key for node in page.body.walk() for key in node.attributes.get("aria-labelledby", "").split()}
        known = {node.id: node.text for node in page.body.walk() if node.id in labels}
        place = Place(stem, page.language, known, notes, judged.pictures)
        for met in walked(page, place):
            for kind, item in KINDS.items():
                if (one := item(met)) is not None:
                    found[kind].append(one)
        name = next((node.text for node in page.body.walk() if HEADING.fullmatch(node.tag)), stem)
        look = Look(shortened(name), file=f"{stem}.html")
        found[WHOLE].append(Item(look, tuple(shape(page.body))))
        found[TITLE].append(Item(look, (judged.title, name)))
    return {kind: tuple(items) for kind, items in found.items()}


def walked(page: Page, place: Place) -> Iterator[Met]:
    """Yield all that is heard of a page, in order."""
    waiting = [Met(page.body, None, page.language, page.language, place)]
    while waiting:
        met = waiting.pop()
        yield met
        inner = [node for node in met.node.nodes if not node.is_silent]
        waiting += [
            Met(node, node.id or met.block, node.attributes.get("lang") or met.language, met.language, place)
            for node in reversed(inner)
        ]


def shape(node: Node) -> Iterator[str]:
    """Yield tags with what they say to programs, and texts of what is heard, without the alternatives of pictures."""
    if node.is_silent:
        return
    told = () if node.is_picture else sorted(item for item in node.attributes.items() if TOLD.fullmatch(item[0]))
    yield " ".join((f"<{node.tag}", *(f"{name}={value}" for name, value in told)))
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from shape(kid)
        elif folded := " ".join(kid.split()):
            yield folded


def look(met: Met, text: str, picture: str | None = None) -> Look:
    """Return where an element is."""
    return Look(shortened(text), met.block, picture=picture, file=f"{met.page.stem}.html")


def heading(met: Met) -> Item | None:
    """Return a heading: its level and its text."""
    if not HEADING.fullmatch(met.node.tag):
        return None
    level = met.node.tag.upper()
    return Item(look(met, f"{level}: {met.node.text}"), (level, met.node.text))


def figure(met: Met) -> Item | None:
    """Return a picture: its alternatives, or that it has none, and its file."""
    if not met.node.is_picture:
        return None
    said = alternatives(met.node, met.page.known)
    source = met.node.attributes.get("src", "")
    drawn = met.page.pictures.get(source, source)
    return Item(look(met, said[0] if said else source, picture_of(source, met.page.language)), (*said, "", drawn))


def picture_of(source: str, language: str) -> str | None:
    """Return the path of a picture from `build/reports/`; None for one that lies elsewhere."""
    path = f"{language}/html/{source}"
    return f"../{path}" if source and PATH.fullmatch(path) else None


def table(met: Met) -> Item | None:
    """Return a table: its caption, its cells and what they say of themselves."""
    if met.node.tag != "table":
        return None
    caption = next((node.text for node in met.node.nodes if node.tag == "caption"), "")
    cells = [node for node in met.node.walk() if node.tag in CELLS]
    said = [text for cell in cells for text in (cell.tag, *_attributes(cell, CELL_ATTRIBUTES), cell.text)]
    return Item(look(met, caption or " | ".join(cell.text for cell in cells[:4])), (caption, "", *said))


def a_list(met: Met) -> Item | None:
    """Return a list: how it is numbered, and its items."""
    if met.node.tag not in LISTS:
        return None
    inner = [node.text for node in met.node.nodes]
    return Item(look(met, " | ".join(inner[:3])), (met.node.tag, *_attributes(met.node, LIST_ATTRIBUTES), *inner))


def _attributes(node: Node, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}={node.attributes[name]}" for name in names if name in node.attributes)


def link(met: Met) -> Item | None:
    """Return a link: what it says and where it leads."""
    address = met.node.attributes.get("href")
    if met.node.tag != "a" or address is None:
        return None
    pictures = [text for node in met.node.walk() if node.is_picture for text in alternatives(node, met.page.known)]
    said = " ".join((met.node.text, *pictures, *alternatives(met.node, met.page.known))).strip()
    return Item(look(met, f"{said} ({address})"), (said, address))


def note(met: Met) -> Item | None:
    """Return a note."""
    is_one = met.node.id in met.page.notes and met.node.tag != "a"
    return Item(look(met, met.node.text), (met.node.text,)) if is_one else None


def quote(met: Met) -> Item | None:
    """Return a quotation."""
    return Item(look(met, met.node.text), (met.node.text,)) if met.node.tag in QUOTES else None


def paragraph(met: Met) -> Item | None:
    """Return a paragraph."""
    return Item(look(met, met.node.text), (met.node.text,)) if met.node.tag == "p" else None


def formula(met: Met) -> Item | None:
    """Return a formula: what it says, and its alternatives."""
    if met.node.tag != "math":
        return None
    said = alternatives(met.node, met.page.known)
    return Item(look(met, said[0] if said else met.node.text), (met.node.text, "", *said))


def language_change(met: Met) -> Item | None:
    """Return words in another language than those around them."""
    if met.language.lower() == met.around.lower():
        return None
    return Item(look(met, f"{met.language}: {met.node.text}"), (met.language, met.node.text))


def abbreviation(met: Met) -> Item | None:
    """Return an abbreviation with what it stands for."""
    if met.node.tag != "abbr":
        return None
    full = met.node.attributes.get("title", "")
    return Item(look(met, f"{met.node.text}: {full}"), (met.node.text, full))


def by_its_attributes(tags: frozenset[str]) -> Callable[[Met], Item | None]:
    """Return how elements are found that are judged by what their tags say."""

    def found(met: Met) -> Item | None:
        if met.node.tag not in tags:
            return None
        said = [f"{name}={value}" for name, value in sorted(met.node.attributes.items()) if name != "id"]
        named = (met.node.attributes.get(name) for name in ("aria-label", "title", "src", "name"))
        return Item(look(met, next((text for text in named if text), met.node.tag)), (met.node.tag, *said))

    return found


KINDS: Mapping[str, Callable[[Met], Item | None]] = {
    "heading": heading,
    "figure": figure,
    "table": table,
    "list": a_list,
    "link": link,
    "note": note,
    "quote": quote,
    "paragraph": paragraph,
    "formula": formula,
    "language-change": language_change,
    "abbreviation": abbreviation,
    "form-field": by_its_attributes(FIELDS),
    "media": by_its_attributes(MEDIA),
    "frame": by_its_attributes(FRAMES),
}
"""how things of each kind are known"""
