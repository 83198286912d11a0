"""The spans of a document that become messages, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bs4.element import Comment, PageElement, Tag

from publisher.catalogs.elements import (
    ISLANDS,
    TRANSLATED,
    is_inline,
    is_noteref,
    is_opaque,
    is_protected,
    is_text,
    is_void,
    spoken_attributes,
)
from publisher.catalogs.inline import show
from publisher.model.attributes import CONTEXT
from publisher.model.document import PRESERVED, SPACE, Document
from publisher.model.notation import PLACEHOLDER, escape

HEADING = re.compile(r"h[1-6]")
SPACES = " \t\n\r\f"
"""what `SPACE` folds, to be stripped"""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A run of inline nodes in a block, or the text of one attribute; nodes belong to the document's own tree."""

    owner: Tag
    """the block that holds the run, or the element with the attribute"""
    msgid: str
    nodes: tuple[PageElement, ...] = ()
    attribute: str | None = None
    msgctxt: str | None = None
    """what its author says to tell it from an equal text, else the attribute where a text of another kind is equal"""

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies its message within the domain."""
        return self.msgctxt, self.msgid

    @property
    def is_whole(self) -> bool:
        """Whether the run is all the block holds, edge spaces and comments apart."""
        run = {id(node) for node in self.nodes}
        return all(
            id(child) in run or isinstance(child, Comment) or not str(child).strip() for child in self.owner.children
        )

    @property
    def is_preserved(self) -> bool:
        """Whether white space in the run is shown as it is."""
        return any(tag.name in PRESERVED for tag in (self.owner, *self.owner.parents))


def segments(document: Document) -> Iterator[Segment]:
    """Yield what there is to translate in a document: its head, then its body.

    The tree may be changed inside a segment already yielded.
    """
    found = [segment for part in (document.head, document.body) for segment in _block(part, None)]
    first: dict[str, str | None] = {}
    for segment in sorted(found, key=_rank):
        if segment.msgctxt is None:
            first.setdefault(segment.msgid, segment.attribute)
    for segment in found:
        if segment.msgctxt is None and first[segment.msgid] != segment.attribute:
            yield replace(segment, msgctxt=segment.attribute)
        else:
            yield segment


def _rank(segment: Segment) -> str:
    """Order kinds of text, running text first: the first keeps its message without a context, wherever it stands."""
    return segment.attribute or ""


def _block(element: Tag, context: str | None) -> Iterator[Segment]:
    if element.attrs:
        context = str(element.get(CONTEXT) or "") or context
        yield from _attributes(element, context)
    if is_opaque(element):
        for inner in _islands(element):
            yield from _block(inner, context)
        return
    for part in _parts(element):
        yield from _block(part, context) if isinstance(part, Tag) else _run(element, part, context)


def _parts(element: Tag) -> Iterator[Tag | list[PageElement]]:
    """Yield the runs of inline nodes and the blocks that an element holds, in order."""
    run: list[PageElement] = []
    for child in list(element.children):
        if is_inline(child):
            if run or not (is_text(child) and child.isspace()):  # blanks between blocks are most of all runs
                run.append(child)
            continue
        if run:
            yield run
            run = []
        if isinstance(child, Tag):
            yield child
    if run:
        yield run


def _islands(tag: Tag) -> Iterator[Tag]:
    """Yield the outermost elements of prose inside a text that stays as it is."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in ISLANDS or child.get("translate") in TRANSLATED:
                yield child
            else:
                yield from _islands(child)


def _run(owner: Tag, nodes: Sequence[PageElement], context: str | None) -> Iterator[Segment]:
    """Yield the segment of a run of inline nodes, if it has words, then those inside its tags."""
    trimmed = _trimmed([node for node in nodes if not isinstance(node, Comment)])
    if any(_has_words(node) for node in trimmed):
        yield Segment(owner, show(trimmed).strip(SPACES), tuple(trimmed), msgctxt=context)
    for node in trimmed:
        if isinstance(node, Tag):
            yield from _inside(node, context)


def _inside(tag: Tag, context: str | None) -> Iterator[Segment]:
    """Yield the attributes of an inline tag and of those in it, and the texts of a drawing or a form field."""
    if is_void(tag) and not is_noteref(tag):
        yield from _block(tag, context)
        return
    if is_protected(tag):
        yield from _attributes(tag, context)
        for inner in _islands(tag):
            yield from _block(inner, context)
        return
    yield from _attributes(tag, context)
    for child in () if is_noteref(tag) else tag.children:
        if isinstance(child, Tag):
            yield from _inside(child, context)


def _attributes(tag: Tag, context: str | None) -> Iterator[Segment]:
    if not tag.attrs:
        return
    context = str(tag.get(CONTEXT) or "") or context
    for name in spoken_attributes(tag):
        value = str(tag[name])
        if any(character.isalnum() for character in value):
            yield Segment(tag, escape(SPACE.sub(" ", value).strip(SPACES)), attribute=name, msgctxt=context)


def _trimmed(nodes: list[PageElement]) -> list[PageElement]:
    """Return nodes without the blank texts at their ends."""
    start, end = 0, len(nodes)
    while start < end and is_text(nodes[start]) and not str(nodes[start]).strip():
        start += 1
    while end > start and is_text(nodes[end - 1]) and not str(nodes[end - 1]).strip():
        end -= 1
    return nodes[start:end]


def _has_words(node: PageElement) -> bool:
    """Whether a node shows letters or digits that a translator may change."""
    if not isinstance(node, Tag):
        return is_text(node) and any(character.isalnum() for character in _without_values(str(node)))
    return not is_void(node) and not is_protected(node) and any(_has_words(child) for child in node.children)


def _without_values(text: str) -> str:
    """Return a text without the figures it calls, which every language writes by itself."""
    return PLACEHOLDER.sub("", text) if "{" in text else text


def block_id(tag: Tag) -> str:
    """Return the id of the nearest block that has one, empty at the top of the document."""
    for element in [tag, *tag.parents]:
        if element.get("id"):
            return str(element["id"])
    return ""


def place_of(segment: Segment) -> str:
    """Return the name of a segment's place in references: its block's id, or the field of the metadata."""
    owner = segment.owner
    if owner.name == "meta":
        return f"meta-{owner.get('name', '')}"
    return "meta-title" if owner.name == "title" and owner.find_parent("svg") is None else block_id(owner)


def language_of(owner: Tag) -> str | None:
    """Return the language an author gave to a block or to one around it."""
    return next((str(tag["lang"]) for tag in [owner, *owner.parents] if tag.get("lang")), None)
