"""The boxes of all pages, gathered by HTML element: what stands on three pages is one node again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publisher.engines.weasyprint.geometry import content_box
from publisher.engines.weasyprint.lines import Line, is_whole, mend
from publisher.model.structure import Annotation, Layout, Mark, Node, Picture

FIRST, LAST = -1, 1 << 30
"""places of generated content before and after the child elements, which count from 0"""
PSEUDO_PLACES = {"marker": FIRST - 1, "footnote-marker": FIRST - 1, "before": FIRST, "after": LAST}
CALL, ELEMENT, TEXT = 0, 1, 2
"""what comes first at the place of one child: the call of a note, the child itself, the text that follows it"""

FIXED = "fixed"
CONTENT = ("", FIXED)
NOTHING = -1
"""number of what has no mark"""
BLOCKS = (boxes.BlockLevelBox, boxes.TableCellBox)
UNCHANGED = Line("", "")
"""the ends of a line that layout took as they are"""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Collected:
    """What was drawn, for the shape of the tree, and what the writer needs to find it again in the page streams."""

    layout: Layout
    boxes: dict[tuple[int, int], Any]
    """box of every mark, by page and MCID"""
    artifacts: dict[tuple[int, int], str]
    """kind of the marks that are no content, a key of `marking.ARTIFACTS`"""


@dataclass(slots=True, eq=False)
class Drawn:
    """A mark before the ends of its line are known; NOTHING for a leader, which a reader takes for a space."""

    page: int
    number: int
    text: str | None = ""
    """what was drawn, "" for white space, None for a picture"""
    hyphen: str = ""


@dataclass(slots=True, eq=False)
class Draft:
    """A node while its kids are still being met."""

    element: Element
    pseudo: str = ""
    kids: list[tuple[Place, Draft | Drawn]] = field(default_factory=list)
    links: list[Annotation] = field(default_factory=list)
    last: int = FIRST
    """child element met last: following text comes after it"""
    block: bool = False
    note: bool = False
    list_style: str = ""
    picture: Picture | None = None


def collect(pages: Sequence[Any], drawn: Sequence[dict[Any, Any]]) -> Collected:
    """Gather what `pages` drew; `drawn` has the marks of each page, by box."""
    collector = Collector(pages, drawn)
    for number, page in enumerate(pages):
        collector.page = number
        collector.walk(page._page_box, "", None)
    root = collector.freeze(collector.drafts[collector.root])
    return Collected(Layout(root), collector.boxes, collector.artifacts)


class Collector:
    """A walk over the box trees of all pages."""

    def __init__(self, pages: Sequence[Any], drawn: Sequence[dict[Any, Any]]) -> None:
        self.pages, self.drawn = pages, drawn
        self.page = 0
        tops = (box for page in pages for box in page._page_box.children)
        self.root: Element = next(box.element for box in tops if box.is_for_root_element)
        # Elements of the standard library do not know their parents.
        self.parents: dict[Element, tuple[Element, int]] = {
            child: (parent, index) for parent in self.root.iter() for index, child in enumerate(parent)
        }
        self.drafts: dict[Element, Draft] = {self.root: Draft(self.root)}
        self.pseudos: dict[tuple[Element, str], Draft] = {}
        self.groups: set[Element] = set()
        self.fixed: dict[tuple[Element, str, str], int] = {}
        """page on which something with `position: fixed` was drawn first"""
        self.boxes: dict[tuple[int, int], Any] = {}
        self.artifacts: dict[tuple[int, int], str] = {}
        self.owed = False
        """whether a space is due before the next text: layout draws none that stands alone"""
        self.spaced = True
        """whether the text before ended with a space, or a block begins here"""

    def walk(self, box: Any, artifact: str, matrix: Any) -> None:
        """Note what `box` and the boxes in it drew; `artifact` says why it is no content, "" that it is."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if not isinstance(box, boxes.LineBox):
            artifact = artifact or self.artifact(box)
            if box.transformation_matrix:
                matrix = box.transformation_matrix @ matrix if matrix else box.transformation_matrix
            if artifact in CONTENT and box.element is not None:
                self.describe(self.owner(box), box, matrix)
            if isinstance(box, boxes.ReplacedBox):
                self.note_mark(box, artifact)
        for child in box.children:
            if isinstance(child, boxes.TextBox):
                self.note_mark(child, artifact)
            else:
                self.walk(child, artifact, matrix)

    def artifact(self, box: Any) -> str:
        """Return why a box is no content: margin box, leader, repeated rows; FIXED: its marks will tell; else ""."""
        if isinstance(box, boxes.MarginBox):
            return "header" if box.at_keyword.startswith("@top") else "footer"
        if box.is_leader:
            leading = self.owner(box)
            leading.kids.append(((leading.last, TEXT), Drawn(self.page, NOTHING)))
            return "layout"
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            repeated = box.element in self.groups
            self.groups.add(box.element)
            return "repeat" if repeated else ""
        return FIXED if box.style["position"] == "fixed" else ""

    def note_mark(self, box: Any, artifact: str) -> None:
        """Give what a box drew to the node it belongs to; hidden text keeps its room on the page and is not read."""
        mark = self.drawn[self.page].get(box)
        if mark is None:
            return
        number: int = mark["mcid"]
        self.boxes[self.page, number] = box
        if artifact == FIXED:
            # Drawn on every page, but not always whole on the first: what was read on another page is not read again.
            known = self.fixed.setdefault((box.element, box.element_tag, getattr(box, "text", "")), self.page)
            artifact = "" if known == self.page else "repeat"
        if artifact or box.element is None or box.style["visibility"] != "visible":
            self.artifacts[self.page, number] = artifact or "layout"
            return
        owner = self.owner(box)
        if isinstance(box, boxes.TextBox):
            # The box forgets the space that stands at the end of its line; its text layout, which is drawn, does not.
            text = box.pango_layout.text if box.text.strip() else ""
            owner.kids.append(((owner.last, TEXT), Drawn(self.page, number, text, box.style["hyphenate_character"])))
        else:
            owner.kids.append(((owner.last, TEXT), Drawn(self.page, number, None)))

    def describe(self, draft: Draft, box: Any, matrix: Any) -> None:
        """Note what a box tells about its element beyond the text."""
        if not (draft.block or draft.pseudo):
            draft.block = isinstance(box, BLOCKS)
        if not draft.list_style and "list-item" in box.style["display"]:
            style = box.style["list_style_type"]
            draft.list_style = style if isinstance(style, str) else "symbols"
        if box.link_annotation:
            self.linked(box.element).links.append(Annotation(self.page, box.link_annotation.number))
        if draft.picture is None and (isinstance(box, boxes.ReplacedBox) or box.element.get("role") == "img"):
            inline = isinstance(box, boxes.InlineReplacedBox)
            draft.picture = Picture(self.page, content_box(box, self.pages[self.page].height, matrix), inline)

    def linked(self, element: Element) -> Draft:
        """Return the node of the `a` around `element`: layout makes a link of every box in it, readers want one."""
        around = element
        while around.tag != "a" and around in self.parents:
            around, _ = self.parents[around]
        return self.draft(around if around.tag == "a" else element)

    def owner(self, box: Any) -> Draft:
        """Return the node a box belongs to, generated content apart from its element."""
        draft = self.drafts.get(box.element) or self.draft(box.element)
        tag: str = box.element_tag
        if "::" not in tag:
            return draft
        pseudo = tag.split("::")[1]
        if pseudo != "footnote-call" and pseudo not in PSEUDO_PLACES:
            return draft
        key = box.element, pseudo
        if key not in self.pseudos:
            generated = self.pseudos[key] = Draft(box.element, pseudo)
            if pseudo == "footnote-call":
                draft.note = True
                parent, index = self.parents[box.element]
                self.draft(parent).kids.append(((index, CALL), generated))
            else:
                draft.kids.append(((PSEUDO_PLACES[pseudo], CALL), generated))
        return self.pseudos[key]

    def draft(self, element: Element) -> Draft:
        """Return the node of an element, with all its ancestors in place."""
        draft = self.drafts.get(element)
        if draft is None:
            draft = self.drafts[element] = Draft(element)
            parent, index = self.parents[element]
            above = self.draft(parent)
            above.kids.append(((index, ELEMENT), draft))
            above.last = max(above.last, index)
        return draft

    def freeze(self, draft: Draft) -> Node:
        """Return the finished node: kids in the order of the source, spaces and hyphens at the ends of lines known.

        Where a block begins or ends no space is due.
        """
        if len(draft.kids) > 1:
            draft.kids.sort(key=itemgetter(0))
        ends = {} if draft.pseudo else self.line_ends(draft)
        apart = draft.block or draft.note
        if apart:
            self.owed, self.spaced = False, True
        frozen = [
            self.freeze(kid) if isinstance(kid, Draft) else self.mark(kid, ends.get(kid)) for _, kid in draft.kids
        ]
        if apart:
            self.owed, self.spaced = False, True
        return Node(
            draft.element,
            tuple([kid for kid in frozen if kid is not None]),
            draft.pseudo,
            draft.block,
            draft.note,
            draft.list_style,
            tuple(draft.links),
            draft.picture,
        )

    def mark(self, drawn: Drawn, line: Line | None) -> Mark | None:
        """Return the mark of something drawn, None for white space; `line` is None where layout changed nothing."""
        text = drawn.text
        if text is None:
            return Mark(drawn.page, drawn.number)
        if not text:
            self.owed = not self.spaced
            return None
        line = line or UNCHANGED
        before = line.space_before or (self.owed and not text[0].isspace())
        self.owed, self.spaced = False, line.space_after or text[-1].isspace()
        return Mark(drawn.page, drawn.number, text, before, line.space_after, line.soft_hyphen)

    def line_ends(self, draft: Draft) -> dict[Drawn, Line]:
        """Return the lines of a node's own text, with what layout did to their ends."""
        drawn = [kid for _, kid in draft.kids if isinstance(kid, Drawn) and kid.text]
        if not drawn or (len(drawn) == 1 and is_whole(draft.element, drawn[0].text or "", draft.block)):
            return {}
        ends = {kid: Line(kid.text or "", kid.hyphen) for kid in drawn}
        mend(draft.element, tuple(ends.values()), draft.block)
        return ends
