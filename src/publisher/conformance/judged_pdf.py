"""The structure tree of a PDF file, taken apart into what is judged.

What is drawn depends on layout: lines break elsewhere, and Arabic is drawn from the end of each line. Where a page has
the same block, its text is taken; of what is drawn only the letters count then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from publisher.conformance.judged import TITLE, WHOLE, Item, Items, Judged, as_read, letters, shortened, without_figures
from publisher.conformance.judged_html import picture_of
from publisher.model.judgement import Look
from publisher.model.pdf_structure import Element, Link, Text

HEADING = re.compile(r"H[1-6]?")
CELLS = frozenset({"TD", "TH"})
QUOTES = frozenset({"BlockQuote", "Quote"})
CONTENTS = frozenset({"TOC", "TOCI"})


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages say, by the ids of their blocks."""

    texts: Mapping[str, str]
    pictures: Mapping[str, tuple[str, str]]
    """address of the file, and language of the page"""
    index: Collection[str]
    """ids of the blocks of the source"""
    drawn: Mapping[str, str]
    """hashes of pictures by address"""
    links: Collection[str]
    """letters of their links"""


@dataclass(frozen=True, slots=True)
class Met:
    """An element, and where it was met."""

    element: Element
    block: str | None
    """id of the block it is, or lies in"""
    language: str
    """it is in"""
    around: str
    """language of what is around it"""
    pages: Pages
    is_listed: bool = False
    """whether it lies in a table of contents"""


def items_of_pdf(judged: Judged) -> Items:
    """Return what is judged in a PDF file."""
    structure = judged.structure
    if structure is None:
        return {}
    found: dict[str, list[Item]] = defaultdict(list)
    pages = pages_of(judged)
    for root in structure.roots:
        for met in walked(root, structure.language, pages):
            for kind, item in KINDS.items():
                if (one := item(met)) is not None:
                    found[kind].append(one)
        found[WHOLE] += [chapter(part, structure.language, pages) for part in root.elements]
    found[TITLE].append(Item(Look(shortened(judged.title)), (judged.title,)))
    # A type is judged once, where it is first met.
    first: dict[tuple[str, ...], Item] = {}
    for one in found["role"]:
        first.setdefault(one.said, one)
    found["role"] = list(first.values())
    return {kind: tuple(items) for kind, items in found.items()}


def pages_of(judged: Judged) -> Pages:
    """Return what the pages say of their blocks."""
    texts: dict[str, str] = {}
    pictures: dict[str, tuple[str, str]] = {}
    links: set[str] = set()
    for page in judged.pages.values():
        for node in page.body.walk():
            if node.tag == "a":
                links.add(letters(node.text))
            if node.id and not node.is_picture:
                texts.setdefault(node.id, node.text)
            elif node.id:
                pictures.setdefault(node.id, (node.attributes.get("src", ""), page.language))
    return Pages(texts, pictures, judged.index, judged.pictures, links)


def walked(root: Element, language: str, pages: Pages) -> Iterator[Met]:
    """Yield all elements in reading order."""
    waiting = [Met(root, None, root.language or language, language, pages)]
    while waiting:
        met = waiting.pop()
        yield met
        waiting += [inner(kid, met) for kid in reversed(list(met.element.elements))]


def inner(element: Element, met: Met) -> Met:
    """Return an element that lies in one that was met."""
    known = met.pages.index
    block = element.id if element.id is not None and (not known or element.id in known) else met.block
    is_listed = met.is_listed or element.type in CONTENTS
    return Met(element, block, element.language or met.language, met.language, met.pages, is_listed)


def drawn(element: Element) -> Iterator[str]:
    """Yield the pieces of what is drawn for an element, or said in its place, in the order of the tree."""
    if element.actual is not None:
        yield element.actual
        return
    for kid in element.kids:
        if isinstance(kid, Text):
            yield kid.text
        elif isinstance(kid, Element):
            yield from drawn(kid)


def text_of(element: Element, pages: Pages) -> str:
    """Return what an element says, for reading: as its page has it, otherwise in pieces put in order."""
    known = pages.texts.get(element.id or "")
    return known if known else " ".join(as_read(piece) for piece in drawn(element)).strip()


def said_by(element: Element, pages: Pages) -> tuple[str, ...]:
    """Return what an element says, for judging: the same however it is laid out."""
    known = pages.texts.get(element.id or "")
    own = letters("".join(drawn(element)))
    return (without_figures(own), known) if known else (own,)


def page_of(element: Element) -> int | None:
    """Return the first page an element stands on, from 1; None when it is nowhere."""
    pages = (kid.page for below in element.walk() for kid in below.kids if isinstance(kid, Text | Link))
    first = next((page for page in pages if page >= 0), None)
    return None if first is None else first + 1


def look(met: Met, text: str, picture: str | None = None) -> Look:
    """Return where an element is."""
    return Look(shortened(text), met.block, page_of(met.element), picture)


def chapter(part: Element, language: str, pages: Pages) -> Item:
    """Return a part of the whole: its tags, languages and texts, without the alternatives of pictures."""
    said: list[str] = []
    first = None
    for met in walked(part, language, pages):
        if first is None and HEADING.fullmatch(met.element.type):
            first = met
        said += shape(met)
    if first is None:
        return Item(Look(shortened(text_of(part, pages)), page=page_of(part)), tuple(said))
    return Item(Look(shortened(text_of(first.element, pages)), first.block, page_of(first.element)), tuple(said))


def shape(met: Met) -> Iterator[str]:
    """Yield what an element adds to the tags and texts of the whole."""
    element = met.element
    yield f"<{element.role} {element.standard} {element.language or ''}>"
    known = met.pages.texts.get(element.id or "")
    if known:
        yield known
    own = letters(element.actual or "".join(kid.text for kid in element.kids if isinstance(kid, Text)))
    # Numbers that layout adds are those of pages; where a page has the block, it has all others.
    yield without_figures(own) if met.is_listed or met.block in met.pages.texts else own


def heading(met: Met) -> Item | None:
    """Return a heading: its level and its text."""
    kind = met.element.type
    if not HEADING.fullmatch(kind):
        return None
    return Item(look(met, f"{kind}: {text_of(met.element, met.pages)}"), (kind, *said_by(met.element, met.pages)))


def figure(met: Met) -> Item | None:
    """Return a picture: what is said in its place, and its file where a page tells."""
    element = met.element
    if element.type not in ("Figure", "Formula"):
        return None
    source, language = met.pages.pictures.get(element.id or "", ("", ""))
    said = (element.alternative or "", element.actual or "", met.pages.drawn.get(source, source))
    return Item(look(met, element.alternative or element.actual or source, picture_of(source, language)), said)


def only(kind: str, item: Callable[[Met], Item | None]) -> Callable[[Met], Item | None]:
    """Return how elements of one type are found."""
    return lambda met: item(met) if met.element.type == kind else None


def table(met: Met) -> Item | None:
    """Return a table: its caption, its cells and what they say of themselves."""
    if met.element.type != "Table":
        return None
    caption = next((kid for kid in met.element.elements if kid.type == "Caption"), None)
    cells = [kid for kid in met.element.walk() if kid.type in CELLS]
    named = text_of(caption, met.pages) if caption else " | ".join(text_of(cell, met.pages) for cell in cells[:4])
    said = [text for cell in cells for text in (*cell_attributes(cell), *said_by(cell, met.pages))]
    return Item(look(met, named), (*(said_by(caption, met.pages) if caption else ()), "", *said))


def cell_attributes(cell: Element) -> tuple[str, ...]:
    """Return what a cell says of itself."""
    return (
        cell.type, cell.scope or "", " ".join(cell.headers or ()), f"{cell.row_span} {cell.column_span}",
    )  # fmt: skip


def a_list(met: Met) -> Item | None:
    """Return a list: how it is numbered, and its items."""
    if met.element.type != "L":
        return None
    inner_texts = [text_of(kid, met.pages) for kid in met.element.elements]
    said = [text for kid in met.element.elements for text in said_by(kid, met.pages)]
    return Item(look(met, " | ".join(inner_texts[:3])), (met.element.numbering or "", *said))


def link(met: Met) -> Item | None:
    """Return a link: what it says, in its text or in its place, and where it leads within the file."""
    element = met.element
    if element.type != "Link":
        return None
    targets = [kid.target or "" for kid in element.kids if isinstance(kid, Link)]
    own = letters("".join(drawn(element)))
    # Layout adds the number of the page that a link leads to.
    own = own if own in met.pages.links else without_figures(own)
    text = element.alternative or text_of(element, met.pages)
    pictures = [below.alternative or "" for below in element.walk() if below.type == "Figure"]
    return Item(look(met, " ".join((text, *pictures))), (own, element.alternative or "", *targets))


def saying(*types: str) -> Callable[[Met], Item | None]:
    """Return how elements are found that are judged by what they say."""

    def found(met: Met) -> Item | None:
        if met.element.type not in types:
            return None
        return Item(look(met, text_of(met.element, met.pages)), said_by(met.element, met.pages))

    return found


def contents(met: Met) -> Item | None:
    """Return an entry of a table of contents, without the number of its page."""
    if met.element.type != "TOCI":
        return None
    own = [kid for kid in met.element.elements if kid.type != "TOC"]
    text = " ".join(as_read(piece) for kid in own for piece in drawn(kid))
    said = letters("".join(piece for kid in own for piece in drawn(kid)))
    return Item(look(met, text), (without_figures(said),))


def language_change(met: Met) -> Item | None:
    """Return words in another language than those around them."""
    if met.language.lower() == met.around.lower():
        return None
    said = (met.language, *said_by(met.element, met.pages))
    return Item(look(met, f"{met.language}: {text_of(met.element, met.pages)}"), said)


def abbreviation(met: Met) -> Item | None:
    """Return an abbreviation with what it stands for."""
    full = met.element.expansion
    if full is None:
        return None
    return Item(look(met, f"{text_of(met.element, met.pages)}: {full}"), (*said_by(met.element, met.pages), full))


def role(met: Met) -> Item | None:
    """Return a type of the file's own, and the standard type it stands for."""
    kind, standard = met.element.role, met.element.standard
    return Item(look(met, f"{kind} → {standard}"), (kind, standard)) if standard else None


KINDS: Mapping[str, Callable[[Met], Item | None]] = {
    "heading": heading,
    "figure": only("Figure", figure),
    "formula": only("Formula", figure),
    "table": table,
    "list": a_list,
    "link": link,
    "note": saying("Note"),
    "quote": saying(*sorted(QUOTES)),
    "paragraph": saying("P"),
    "contents": contents,
    "language-change": language_change,
    "abbreviation": abbreviation,
    "role": role,
}
"""how things of each kind are known"""
