"""The content of a page of the HTML rendition, as a tree that the tags of the PDF are held against.

The parser of the standard library is enough: the pages are our own, well formed, and this check shares no code with
what wrote them or the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
UNSPOKEN = frozenset("head script style template noscript rp datalist".split())
FOREIGN = frozenset({"svg", "math"})
DRAWINGS = frozenset({"img", "svg"})
HEADING = re.compile(r"h[1-6]")
INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
REFERRING = ("id", "headers", "aria-labelledby")
"""attributes that hold ids"""
PARTS_OF_TABLE = {"caption": 0, "thead": 1, "tfoot": 3}
"""places of the first of each of these parts; bodies, rows and all others come between head and foot"""
NOTICE = "notice"
"""class of the paragraph, without id, by which a page says that it is not fully translated; a PDF has none"""
NOTE = "note"
"""tag of a note that was moved to its call"""
MOST_LEVELS = 200
"""elements one in another; what is deeper is taken as if it stood on this level"""


@dataclass(slots=True, eq=False)
class Node:
    """An HTML element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node | str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id, "" when it has none."""
        return self.attributes.get("id", "")

    @property
    def roles(self) -> list[str]:
        """Its ARIA roles."""
        return self.attributes.get("role", "").lower().split()

    @property
    def nodes(self) -> Iterator[Node]:
        """Yield the elements right below it."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    @property
    def is_call(self) -> bool:
        """Whether it refers to a note."""
        return "doc-noteref" in self.roles

    @property
    def is_silent(self) -> bool:
        """Whether nobody hears it, or it is the page's own: hidden, no content, a way back from a note, a notice."""
        if not self.attributes:
            return self.tag in UNSPOKEN or self.tag == "option"
        return (
            self.tag in UNSPOKEN
            or "hidden" in self.attributes
            or self.attributes.get("aria-hidden", "").lower() == "true"
            or "doc-backlink" in self.roles
            or (self.attributes.get("class") == NOTICE and not self.id)
            or (self.tag == "option" and "selected" not in self.attributes)
            or INVISIBLE.search(self.attributes.get("style", "")) is not None
        )

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, whose alternative is heard in its place."""
        return self.tag in DRAWINGS or "img" in self.roles

    @property
    def is_presentation(self) -> bool:
        """Whether its author takes its meaning away."""
        return bool({"presentation", "none"}.intersection(self.roles))

    def walk(self) -> Iterator[Node]:
        """Yield the element and all below it that is heard, in order."""
        if not self.is_silent:
            yield self
            for kid in self.nodes:
                yield from kid.walk()

    def texts(self) -> Iterator[str]:
        """Yield what is heard of it in pieces, without the alternatives of pictures."""
        if self.is_silent or self.is_picture:
            return
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid
            else:
                yield from kid.texts()

    @property
    def text(self) -> str:
        """What is heard of it, on one line, without the alternatives of pictures."""
        return " ".join("".join(self.texts()).split())

    @property
    def is_heard(self) -> bool:
        """Whether it has text, or a picture with an alternative."""
        return any(any(not character.isspace() for character in text) for text in self.texts()) or any(
            node.is_picture and alternatives(node, {}) for node in self.walk()
        )


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says, its ids being those of the PDF."""

    body: Node
    language: str
    direction: str = "ltr"
    scope: str | None = None
    """id of the structure element that holds the same in the PDF; None for all of the file"""


def read_page(html: str, names: Mapping[str, str] | None = None, scope: str | None = None) -> Page:
    """Return the content of a page: its `main`, or its `body`; `names` are the ids in the PDF that are others there."""
    start, content = html.find("<body"), html.find("<main")
    # What stands around the content, with links to all documents, takes longer to read than the content.
    return content_of(tree_of(html[:start] + html[content:] if 0 <= start < content else html), names, scope)


def tree_of(html: str) -> Node:
    """Return all elements of a page, in a root that is none."""
    builder = Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def content_of(root: Node, names: Mapping[str, str] | None = None, scope: str | None = None) -> Page:
    """Return the content of a page whose tree is known, as `read_page` does; the tree is arranged for it in place."""
    found = {node.tag: node for node in reversed(list(root.walk())) if node.tag in ("main", "body", "html")}
    body = found.get("main", found.get("body", root))
    if names:
        rename(body, names)
    arrange(body)
    said = {
        name: value for tag in ("html", "body", "main") if tag in found for name, value in found[tag].attributes.items()
    }
    return Page(Node(body.tag, {}, body.kids), said.get("lang", ""), said.get("dir", "ltr").lower(), scope)


def arrange(node: Node) -> None:
    """Put captions, heads and feet where a PDF wants them, in place (ISO 32000-1, tables 333 and 337).

    A caption comes first or last; of the parts of a table the caption is first, then its head; its foot is the last.
    """
    for kid in node.nodes:
        arrange(kid)
    if node.tag == "table":
        parts = [kid.tag for kid in node.nodes]
        ranks = {parts.index(tag): rank for tag, rank in PARTS_OF_TABLE.items() if tag in parts}
        order = sorted(enumerate(node.nodes), key=lambda pair: ranks.get(pair[0], 2))
        node.kids = [kid for _, kid in order]
    inner = [kid for kid in node.nodes if not kid.is_silent]
    for caption in [kid for kid in inner[1:-1] if kid.tag == "figcaption"]:
        node.kids.remove(caption)
        node.kids.append(caption)


def rename(body: Node, names: Mapping[str, str]) -> None:
    """Give ids, and what refers to them, the names they have in the PDF, in place."""
    for node in everything(body):
        for attribute in REFERRING:
            if attribute in node.attributes:
                keys = node.attributes[attribute].split()
                node.attributes[attribute] = " ".join(names.get(key, key) for key in keys)
        address = node.attributes.get("href", "")
        if address.startswith("#"):
            node.attributes["href"] = "#" + names.get(address[1:], address[1:])


def everything(node: Node) -> Iterator[Node]:
    """Yield an element and all below it, heard or not."""
    yield node
    for kid in node.nodes:
        yield from everything(kid)


def notes_of(pages: Iterable[Page]) -> frozenset[str]:
    """Return the ids of the notes that pages refer to."""
    return frozenset(
        node.attributes.get("href", "")[1:] for page in pages for node in everything(page.body) if node.is_call
    )


def with_notes_at_calls(page: Page, moved: Iterable[str]) -> Page:
    """Return a page whose notes stand where they are first called, as they are read in the PDF, in place of the call.

    `moved` are the ids of the notes for which this is so. Languages stay those of their place before.
    """
    page = replace(page, body=copied(page.body))
    wanted, notes = set(moved), dict[str, Node]()
    lift(page.body, page.language, wanted, notes)
    place(page.body, notes)
    return page


def copied(node: Node) -> Node:
    """Return an element and all below it once more, with the same attributes."""
    return Node(node.tag, node.attributes, [copied(kid) if isinstance(kid, Node) else kid for kid in node.kids])


def lift(parent: Node, language: str, wanted: set[str], notes: dict[str, Node]) -> None:
    """Take notes out of where they stand."""
    language = parent.attributes.get("lang") or language
    for kid in list(parent.nodes):
        if kid.id in wanted and kid.tag not in ("span", "a"):
            parent.kids.remove(kid)
            notes[kid.id] = Node(NOTE, {"lang": language} | kid.attributes, kid.kids)
        else:
            lift(kid, language, wanted, notes)


def place(parent: Node, notes: dict[str, Node]) -> None:
    """Put each note in the place of its first call."""
    for number, kid in enumerate(parent.kids):
        if isinstance(kid, Node):
            note = notes.pop(kid.attributes.get("href", "")[1:], None) if kid.is_call else None
            if note is not None:
                parent.kids[number] = note
            place(note or kid, notes)


def alternatives(picture: Node, texts: Mapping[str, str]) -> list[str]:
    """Return the texts that may stand for a picture; `texts` are those of elements by id."""
    labels = " ".join(texts.get(key, "") for key in picture.attributes.get("aria-labelledby", "").split())
    said = [labels, *(picture.attributes.get(name, "") for name in ("aria-label", "alt"))]
    said += [
        "".join(text for text in node.kids if isinstance(text, str)) for node in picture.nodes if node.tag == "title"
    ]
    return [folded for folded in (" ".join(text.split()) for text in said) if folded]


class Builder(HTMLParser):
    """Builds the tree of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#document")
        self.open = [self.root]

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where an element stands."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)})
        self.open[-1].kids.append(node)
        if tag not in VOID and len(self.open) < MOST_LEVELS:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, and end it where that is what the slash says."""
        self.handle_starttag(tag, attrs)
        if any(node.tag in FOREIGN for node in self.open):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the nearest open element with this tag, and all in it."""
        for level in range(len(self.open) - 1, 0, -1):
            if self.open[level].tag == tag:
                del self.open[level:]
                return

    def handle_data(self, data: str) -> None:
        """Add a text."""
        self.open[-1].kids.append(data)
