"""The spans of a document that become messages, in reading order."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bs4.element import Comment, PageElement, Tag

from publisher.catalogs.elements import OPAQUE, is_inline, is_noteref, is_protected, is_text, is_void
from publisher.catalogs.inline import SPACE, show
from publisher.model.document import SPOKEN, Document, text_of
from publisher.model.notation import escape

HEADING = re.compile(r"h[1-6]")
SPACES = " \t\n\r\f"
"""white space of HTML; no-break spaces are characters of the text"""
PAGE_IDS = ("page-content", "page-contents")
"""ids of the pages themselves"""
ALWAYS_NAMED = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "figure", "img", "ul", "ol", "dl", "pre")
"""elements that get an id even without text of their own, so that a finding or a link can name them"""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A run of inline nodes in a block, or the text of one attribute; nodes belong to the document's own tree."""

    owner: Tag
    """the block that holds the run, or the element with the attribute"""
    msgid: str
    nodes: tuple[PageElement, ...] = ()
    attribute: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the run is all the block holds, edge spaces and comments apart."""
        return all(
            any(child is node for node in self.nodes) or isinstance(child, Comment) or not str(child).strip()
            for child in self.owner.children
        )


def segments(document: Document) -> Iterator[Segment]:
    """Yield what there is to translate in a document; the tree may be changed inside a segment already yielded."""
    yield from list(_block(document.body))


def _block(element: Tag) -> Iterator[Segment]:
    translate = element.get("translate")
    if translate == "no" or (element.name in OPAQUE and translate != "yes"):
        for inner in element.find_all(translate="yes"):
            yield from _block(inner)
        return
    yield from _attributes(element)
    run: list[PageElement] = []
    for child in [*element.children, None]:
        if child is not None and is_inline(child):
            run.append(child)
            continue
        yield from _run(element, run)
        run = []
        if isinstance(child, Tag):
            yield from _block(child)


def _run(owner: Tag, nodes: Sequence[PageElement]) -> Iterator[Segment]:
    """Yield the segment of a run of inline nodes, if it has words, then those inside its tags."""
    trimmed = _trimmed([node for node in nodes if not isinstance(node, Comment)])
    if any(_has_words(node) for node in trimmed):
        yield Segment(owner, show(trimmed).strip(SPACES), tuple(trimmed))
    for node in trimmed:
        if isinstance(node, Tag):
            yield from _inside(node)


def _inside(tag: Tag) -> Iterator[Segment]:
    """Yield the attributes of an inline tag and of those in it, and the texts of a drawing or a form field."""
    if is_protected(tag):
        return
    if is_void(tag) and not is_noteref(tag):
        yield from _block(tag)
        return
    yield from _attributes(tag)
    for child in () if is_noteref(tag) else tag.children:
        if isinstance(child, Tag):
            yield from _inside(child)


def _attributes(tag: Tag) -> Iterator[Segment]:
    for name in SPOKEN:
        value = tag.get(name)
        if isinstance(value, str) and any(character.isalnum() for character in value):
            yield Segment(tag, escape(SPACE.sub(" ", value).strip(SPACES)), attribute=name)


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
        return is_text(node) and any(character.isalnum() for character in str(node))
    return not is_void(node) and not is_protected(node) and any(_has_words(child) for child in node.children)


def identify(document: Document) -> Document:
    """Return the document with an id on every translatable block, derived from its French text.

    The id of a heading is readable (`les-chiffres`); others are a hash, so that an edit elsewhere moves none. An id
    the author gave stays. The document must be the caller's own: its tree is completed in place.
    """
    body = document.body
    taken = Counter([*PAGE_IDS, *(str(tag["id"]) for tag in body.find_all(id=True))])
    for segment in segments(document):
        if segment.attribute is None and segment.owner.name != "body" and not segment.owner.get("id"):
            text = "".join(node.get_text() for node in segment.nodes)
            segment.owner["id"] = _fresh(_heading_id(segment.owner) or _hashed(document.stem, text), taken)
    for tag in body.find_all(ALWAYS_NAMED):
        if not tag.get("id"):
            tag["id"] = _fresh(_hashed(document.stem, f"{tag.name} {tag.get('src', '')} {tag.get_text()}"), taken)
    lines = {str(tag["id"]): tag.sourceline or 1 for tag in body.find_all(id=True)}
    return replace(document, lines=lines, notes=_notes(body))


def _notes(body: Tag) -> dict[str, str]:
    """Return the author's notes by block id, and drop their comments from the tree.

    A note is about the element that follows it, with all its blocks.
    """
    notes: dict[str, str] = {}
    for comment in body.find_all(string=lambda text: isinstance(text, Comment)):
        kind, _, note = str(comment).strip().partition(":")
        following = comment.find_next_sibling(True)
        if kind.strip().lower() == "translators" and following is not None:
            for tag in (following, *following.find_all(id=True)):
                if tag.get("id"):
                    notes[str(tag["id"])] = " ".join(note.split())
        comment.extract()
    body.smooth()
    return notes


def _heading_id(tag: Tag) -> str | None:
    if not HEADING.fullmatch(tag.name):
        return None
    folded = unicodedata.normalize("NFKD", text_of(tag).replace("œ", "oe").replace("æ", "ae").lower())
    slug = "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))
    return slug[:48].strip("-") or None


def _hashed(stem: str, text: str) -> str:
    return "b-" + hashlib.sha256(f"{stem}\n{text}".encode()).hexdigest()[:8]


def _fresh(key: str, taken: Counter[str]) -> str:
    """Return `key`, numbered when a block before has the same text, and remember it."""
    candidate = key
    while candidate in taken:
        taken[key] += 1  # from where the last search ended: a table may hold the same word a thousand times
        candidate = f"{key}-{taken[key]}"
    taken[candidate] += 1
    return candidate


def block_id(tag: Tag) -> str:
    """Return the id of the nearest block that has one, empty at the top of the document."""
    for element in [tag, *tag.parents]:
        if element.get("id"):
            return str(element["id"])
    return ""


def language_of(owner: Tag) -> str | None:
    """Return the language an author gave to a block or to one around it."""
    return next((str(tag["lang"]) for tag in [owner, *owner.parents] if tag.get("lang")), None)
