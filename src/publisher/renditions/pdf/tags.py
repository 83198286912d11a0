"""From what layout drew to the structure tree that screen readers walk: tags are for people.

Pure: the engine that laid the document out gives its nodes, and writes the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from publisher.model.structure import Jump, Layout, Name, Node, Struct, Value
from publisher.renditions.pdf import lists
from publisher.renditions.pdf.containment import captioned, line, regrouped, table_parts
from publisher.renditions.pdf.content import (
    Kid,
    blank,
    first_mark,
    is_blank,
    is_block,
    is_role,
    marks,
    mixed,
    nodes,
    paragraphs,
)
from publisher.renditions.pdf.ids import Ids
from publisher.renditions.pdf.names import PICTURES, alternative, drawn_text, folded, labelled_by, text_of
from publisher.renditions.pdf.roles import (
    DECORATIONS,
    GROUPS,
    INLINE,
    LABELLED,
    LINES,
    ROLE_MAP,
    TABLE_PARTS,
    TEXT_TAGS,
    has_role,
    is_hidden,
    language,
    role_of,
    tag_of,
)
from publisher.renditions.pdf.ruby import rubies
from publisher.renditions.pdf.surroundings import Surroundings

WRITING_MODES = {"rtl": "RlTb", "ltr": "LrTb"}
KEPT_EMPTY = frozenset({"TH", "TD"})
"""Roles that count even without content: a table is a grid."""


def shape(layout: Layout, prefix: str = "") -> Struct:
    """Return the structure tree of a document; `prefix` begins the ids of elements that have none in the HTML.

    What has no place in the tree is no content: decorative pictures, hidden elements, empty paragraphs.
    """
    return Shaper(layout, prefix).document()


class Shaper:
    """The shaping of one document."""

    def __init__(self, layout: Layout, prefix: str) -> None:
        self.root = layout.root
        self.ids = Ids(layout.root.element, prefix)
        self.drawn: set[Element] = set()
        """elements that were drawn: a header that was not cannot be named"""
        self.notes: dict[Element, Node] = {}
        for node in nodes(layout.root):
            self.drawn.add(node.element)
            if node.note:
                self.notes[node.element] = node

    def document(self) -> Struct:
        """Return the whole tree."""
        kids = paragraphs(self.kids(self.root, Surroundings()))
        body = next((child for child in self.root.element if tag_of(child) == "body"), self.root.element)
        entries = {"Lang": language(body)} if language(body) and body is not self.root.element else {}
        return Struct("Document", kids, entries=entries, attributes=self.direction(self.root.element, "rtl"))

    def kids(self, node: Node, around: Surroundings) -> list[Kid]:
        """Return the content of a node."""
        found: list[Kid] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                found += self.node(kid, around)
            else:
                found.append(kid)
        return found

    def node(self, node: Node, around: Surroundings) -> list[Kid]:
        """Return what becomes of a node: mostly one structure element, its kids where it means nothing, or nothing."""
        if is_hidden(node.element):
            return self.hidden(node, around)
        if node.pseudo:
            return self.generated(node, around)
        tag = tag_of(node.element)
        around = around.inside(node)
        role = "" if around.presentation else role_of(node.element)
        if role == "Figure" or tag in PICTURES:
            return self.figure(node, around)
        kids = self.kids(node, around)
        return kids if tag == "body" else self.element(node, role, kids, around)

    def hidden(self, node: Node, around: Surroundings) -> list[Kid]:
        """Return what is left of an element that is kept from listeners: of a cell, its slots."""
        role = "" if node.pseudo or around.presentation else role_of(node.element)
        return [self.cell(node, role, [], around)] if role in KEPT_EMPTY else []

    def element(self, node: Node, role: str, kids: list[Kid], around: Surroundings) -> list[Kid]:
        """Return the structure element of an element with `kids`, or these where it means nothing of its own."""
        if role == "Ruby":
            role, kids = "", list(rubies(kids))
        if node.links and any(map(is_block, kids)):
            kids = list(self.card(node, paragraphs(kids), around))
            struct = self.nameless(node, kids)
        else:
            struct = self.struct(node, role, kids, around)
        if struct is None:
            return list(kids if not node.block else paragraphs(kids))
        if blank(struct.kids) and struct.role not in KEPT_EMPTY and "ID" not in struct.entries:
            return [] if node.block else list(struct.kids)
        return [struct]

    def generated(self, node: Node, around: Surroundings) -> list[Kid]:
        """Return what becomes of generated content: a label, the call of a note, or text."""
        kids = self.kids(node, around)
        if blank(kids):
            return kids
        if node.pseudo == "footnote-marker":
            return [Struct("Lbl", tuple(kids))]
        if node.pseudo == "marker":
            # Only the marker of a list item is read: others, as that of a summary, are signs of what a click does.
            return [Struct("Lbl", tuple(kids))] if role_of(node.element) == "LI" else []
        if node.pseudo == "footnote-call":
            return [self.call(node, tuple(kids))]
        return kids

    def call(self, node: Node, kids: tuple[Kid, ...]) -> Struct:
        """Return the reference to a note, a link where both ends were drawn."""
        note = self.notes.get(node.element)
        start, target = first_mark(node), first_mark(note) if note else None
        if start is None or target is None:
            return Struct("Reference", kids)
        contents = "".join(mark.text or "" for mark in marks(kids)).strip()
        return Struct("Reference", (Struct("Link", kids, contents=contents, jump=Jump(start, target)),))

    def struct(self, node: Node, role: str, kids: list[Kid], around: Surroundings) -> Struct | None:
        """Return the structure element of an HTML element, None when it means nothing of its own."""
        if node.note or role == "Note":
            inline = node.note or not node.block
            return self.made(node, "Note", lists.labelled(kids), entries=self.identity(node, "note"), inline=inline)
        if node.links:
            return self.link(node, kids, around)
        if role in ("L", "LI"):
            role, content, attributes = lists.shaped(node, role, kids, around.contents)
            return self.made(node, role, content, attributes)
        if role in ("TH", "TD"):
            return self.cell(node, role, kids, around)
        if role == "TR" and around.table is not None:
            # All rows of a PDF table have the same columns (ISO 32000-1, table 337), those of HTML need not.
            kids = [*kids, *(Struct("TD") for _ in range(around.table.grid.holes(node.element)))]
        if not role or (role in INLINE and any(map(is_block, kids))):
            return self.nameless(node, kids)
        return self.plain(node, role, kids)

    def plain(self, node: Node, role: str, kids: list[Kid]) -> Struct:
        """Return the structure element of an element whose role says all; a P around blocks is none."""
        if role in TABLE_PARTS:
            label = folded(node.element.get("aria-label", "")) if role == "Table" else ""
            summary: Mapping[str, Value] = {"O": Name("Table"), "Summary": label}
            return self.made(node, role, table_parts(kids), (summary,) if label else ())
        if role in GROUPS or (role == "P" and any(map(is_block, kids))):
            role = role if role in GROUPS else "Div"
            return self.made(node, role, captioned(regrouped(role, paragraphs(kids))))
        if role in LINES:
            return self.made(node, role, line(kids))
        if role == "Formula":
            entries = {"Alt": alternative(node.element) or text_of(node.element)}
            return self.made(node, role, tuple(kids), entries=entries, inline=not node.block)
        return self.made(node, role, mixed(kids))

    def nameless(self, node: Node, kids: list[Kid]) -> Struct | None:
        """Return the structure element of a `div`, a `span` or an unknown tag: what id, language and layout say."""
        element, tag = node.element, tag_of(node.element)
        drawn: tuple[Mapping[str, Value], ...] = ()
        if tag in DECORATIONS:
            drawn = ({"O": Name("Layout"), "TextDecorationType": Name(DECORATIONS[tag])},)
        says = bool(drawn or self.ids.own(element) or language(element) or (tag == "abbr" and element.get("title")))
        if any(map(is_block, kids)):
            return self.made(node, "Div", paragraphs(kids), drawn) if says else None
        if node.block and tag not in TEXT_TAGS:
            if all(is_role(kid, "Figure") or is_blank(kid) for kid in kids):
                return self.made(node, "Div", tuple(kids)) if says else None
            return self.made(node, "P", tuple(kids))
        return self.made(node, "Span", tuple(kids), drawn) if says or node.block else None

    def card(self, node: Node, kids: Sequence[Kid], around: Surroundings) -> Iterator[Kid]:
        """Yield the blocks that a link is around, their first text being the link, as a block is no part of a line."""
        placed = False
        for kid in kids:
            if placed or not isinstance(kid, Struct) or kid.role == "Lbl" or blank(kid.kids):
                yield kid
                continue
            placed = True
            if any(map(is_block, kid.kids)):
                yield replace(kid, kids=tuple(self.card(node, kid.kids, around)))
            elif kid.role in ("Figure", "Formula"):
                yield Struct("P", (self.linking(node, Struct("Link", (replace(kid, inline=True),)), around),))
            else:
                yield replace(kid, kids=(self.linking(node, Struct("Link", kid.kids), around),))

    def link(self, node: Node, kids: list[Kid], around: Surroundings) -> Struct:
        """Return the Link that an element in a line of text is."""
        return self.linking(node, self.made(node, "Link", tuple(kids)), around)

    def linking(self, node: Node, link: Struct, around: Surroundings) -> Struct:
        """Return a Link with its annotations; in a contents list, and to a note, it is a Reference."""
        element = node.element
        contents = element.get("aria-label") or text_of(element) or element.get("title") or ""
        link = replace(link, links=node.links, contents=contents)
        if around.contents or has_role(element, "doc-noteref", "doc-biblioref", "doc-glossref"):
            return Struct("Reference", (link,))
        return link

    def figure(self, node: Node, around: Surroundings) -> list[Kid]:
        """Return a Figure with its alternative and place, or its text where the picture could not be drawn."""
        kids = self.kids(node, around)
        text = alternative(node.element)
        if text == "":
            return []
        if node.picture is None:
            return kids
        text = labelled_by(node.element, self.ids.elements) or text or drawn_text(node.element)
        box: Mapping[str, Value] = {"O": Name("Layout"), "BBox": node.picture.box}
        entries = {"Alt": text} if text else {}
        picture = self.made(node, "Figure", tuple(marks(kids)), (box,), entries, node.picture.inline)
        if not node.links:
            return [picture]
        return [Struct("Link", (replace(picture, inline=True),), links=node.links, contents=text)]

    def cell(self, node: Node, role: str, kids: list[Kid], around: Surroundings) -> Struct:
        """Return a table cell with the slots it covers and the headers that explain it."""
        attributes: dict[str, Value] = {"O": Name("Table")}
        cell = around.table.grid.cells.get(node.element) if around.table else None
        if around.table is not None and cell is not None:
            spans = {"ColSpan": cell.width, "RowSpan": cell.height}
            attributes |= {name: size for name, size in spans.items() if size > 1}
            heads = [head for head in around.table.headers[node.element] if head in self.drawn]
            if heads:
                attributes["Headers"] = tuple([self.ids.of(head, "h") for head in heads])
            if role == "TH":
                attributes["Scope"] = Name(around.table.scopes[node.element])
        entries = self.identity(node, "h") if role == "TH" else {}
        content = regrouped(role, paragraphs(kids)) if any(map(is_block, kids)) else tuple(kids)
        return self.made(node, role, content, (attributes,) if len(attributes) > 1 else (), entries)

    def identity(self, node: Node, stem: str) -> dict[str, str]:
        """Return the ID of an element that others point at."""
        return {"ID": self.ids.of(node.element, stem)}

    def made(
        self,
        node: Node,
        role: str,
        kids: tuple[Kid, ...],
        attributes: tuple[Mapping[str, Value], ...] = (),
        entries: Mapping[str, str] | None = None,
        inline: bool = False,
    ) -> Struct:
        """Return a structure element with what every element may say: id, language, expansion, direction."""
        element = node.element
        said = dict(entries or {})
        if "ID" not in said and (identity := self.ids.own(element)):
            said["ID"] = identity
        if lang := language(element):
            said["Lang"] = lang
        if role in LABELLED and (label := folded(element.get("aria-label", ""))):
            said["T"] = label
        if tag_of(element) == "abbr" and (expansion := element.get("title")):
            said["E"] = expansion
        return Struct(
            role,
            kids,
            ROLE_MAP.get(role, ""),
            said,
            attributes + self.direction(element, *WRITING_MODES),
            inline=inline,
        )

    def direction(self, element: Element, *directions: str) -> tuple[Mapping[str, Value], ...]:
        """Return the layout attributes of an element that says one of `directions`."""
        said = element.get("dir", "").lower()
        return ({"O": Name("Layout"), "WritingMode": Name(WRITING_MODES[said])},) if said in directions else ()
