"""What the blocks of a page say, see `saying`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from publisher.checks.pdf_structure.saying import BREAK, REST, Picture, Saying, is_right_to_left
from publisher.pages.page import HEADING, NOTE, Node, Page, alternatives

INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em i ins kbd label mark q rb rt ruby s samp small span strong sub sup"
    " time u var wbr".split()
)
"""tags within a line of text"""
LISTS = frozenset({"ul", "ol", "menu", "dl"})
KINDS = {"table": "Table", "ul": "L", "ol": "L", "menu": "L", "dl": "L", "li": "LI", "p": "P"}
ROLES = {"heading": "H", "list": "L", "listitem": "LI"}
LINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", NOTE})
"""elements whose paragraphs are lines of text in a PDF"""


@dataclass(frozen=True, slots=True)
class Around:
    """What the ancestors of an element say about it."""

    block: str
    language: str
    direction: str
    is_line: bool = False
    """whether paragraphs are none here"""
    is_list_of_contents: bool = False


@dataclass(slots=True)
class PageReader:
    """Pages while they are read."""

    bounds: Collection[str]
    """ids of the blocks"""
    texts: Mapping[str, str]
    """of elements by id, for labels"""
    sayings: dict[str, Saying] = field(default_factory=dict)
    linked: Counter[str] = field(default_factory=Counter)
    """links by the block that has them in a PDF"""

    def read(self, page: Page) -> dict[str, Saying]:
        """Return what each block says of this page and of those read before."""
        block = page.scope or REST
        self.sayings.setdefault(block, Saying())
        self.kids(page.body, Around(block, page.language, page.direction))
        for place, count in self.linked.items():
            self.sayings[place].counts["Link"] += count
        self.linked.clear()
        return self.sayings

    def kids(self, node: Node, around: Around) -> None:
        """Read what lies in an element."""
        saying = self.sayings[around.block]
        for kid in node.kids:
            if isinstance(kid, Node):
                self.node(kid, around)
            else:
                saying.texts.append((around.language, kid))
                saying.is_visual = saying.is_visual or around.direction == "rtl" or is_right_to_left(kid)

    def node(self, node: Node, around: Around) -> None:
        """Read an element."""
        if node.is_silent:
            return
        language = node.attributes.get("lang") or around.language
        block = around.block
        edge = "" if node.tag in INLINE else BREAK
        if node.id in self.bounds and node.id not in self.sayings:
            block = node.id
            self.sayings[around.block].texts.append((around.language, edge))
            self.sayings[block] = Saying()
        saying = self.sayings[block]
        within = Around(
            block,
            language,
            node.attributes.get("dir", around.direction).lower(),
            around.is_line or node.tag in LINES,
            around.is_list_of_contents or "doc-toc" in node.roles,
        )
        self.count(node, within, around.is_line)
        saying.quotes = saying.quotes or node.tag == "q"
        if node.is_picture or node.tag == "math" or node.is_call:  # the number of a call is the style's
            return
        saying.texts.append((language, edge))
        self.kids(node, within)
        self.sayings[block].texts.append((language, edge))

    def count(self, node: Node, around: Around, in_line: bool) -> None:
        """Count an element by its kind, as far as PDF has the same."""
        saying = self.sayings[around.block]
        if node.is_picture:
            said = alternatives(node, self.texts)
            if not node.is_presentation and (said or "alt" not in node.attributes):
                saying.pictures.append(Picture(tuple(said), around.language))
                saying.counts["Figure"] += 1
            return
        is_link = node.tag == "a" and "href" in node.attributes and (node.is_heard or node.is_call)
        if is_link and not around.is_list_of_contents:
            self.linked[first_block(node, around.block, self.bounds)] += 1
        kind = kind_of(node)
        if kind == "P" and in_line:
            return
        if (
            kind
            and (node.is_heard or node.id in self.bounds)
            and not (around.is_list_of_contents and kind in ("L", "LI"))
        ):
            saying.counts[kind] += 1
        if node.tag == "dl" or (node.tag == "div" and any(kid.tag == "dt" for kid in node.nodes)):
            saying.counts["LI"] += groups(node)


def kind_of(node: Node) -> str:
    """Return the kind of an element, "" for one that is not counted."""
    if node.tag == "table":
        return "" if node.is_presentation else "Table"
    if node.tag in LISTS or node.tag == "li":
        return KINDS[node.tag]
    for role in node.roles:
        return ROLES.get(role, "")
    return "H" if HEADING.fullmatch(node.tag) else KINDS.get(node.tag, "")


def first_block(link: Node, block: str, bounds: Collection[str]) -> str:
    """Return the block that a link is in: around blocks, the PDF makes a link of the first of them."""
    node: Node | None = link
    while node is not None:
        heard = (kid for kid in node.kids if (kid.strip() if isinstance(kid, str) else kid.is_heard))
        kid = next(heard, None)
        node = kid if isinstance(kid, Node) and kid.tag not in INLINE else None
        block = node.id if node is not None and node.id in bounds else block
    return block


def groups(node: Node) -> int:
    """Return the number of groups of terms and descriptions right in an element."""
    tags = [kid.tag for kid in node.nodes if kid.tag in ("dt", "dd") and kid.is_heard]
    return sum(tag == "dt" and (number == 0 or tags[number - 1] == "dd") for number, tag in enumerate(tags)) + (
        bool(tags) and tags[0] == "dd"
    )
