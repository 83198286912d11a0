"""What is said of a page of the HTML rendition, in the words that are used for a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from publisher.model.speech import Facts, Kind, Role, Run, Utterance
from publisher.pages.page import HEADING, NOTE, Node, Page, alternatives
from publisher.reading.directions import direction_of
from publisher.reading.grid import Cell, Grid, grid_of
from publisher.reading.speaker import MOST_LEVELS, Around, Speaker

GROUPS = frozenset(
    "article aside body center details dialog div fieldset figure footer form header hgroup hr html main nav optgroup"
    " search section tbody td tfoot th thead tr dt dd".split()
)
"""tags that part blocks and are not announced here; what is neither here nor announced stands in a line of text"""
LISTS = frozenset({"ul", "ol", "menu", "dl"})
PARAGRAPHS = frozenset({"p", "pre", "address", "summary", "legend"})
CAPTIONS = frozenset({"caption", "figcaption"})
ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
SCOPES = {"row": "row", "rowgroup": "rowgroup", "col": "column", "colgroup": "column"}
MOST_SPAN = 1000
FIELDS = frozenset("text search tel url email number date".split())
"""types of fields of a form whose value is shown"""
DEEPEST, USUAL = 6, 2
"""the last level of headings, and that of one whose author gives none (WAI-ARIA, heading)"""
MOST_DIGITS = 5
ARIA = {
    "list": "ul",
    "listitem": "li",
    "heading": "heading",
    "figure": "div",
    "doc-footnote": NOTE,
    "doc-endnote": NOTE,
}
"""tags that ARIA roles stand for; other roles are not announced in the words we have"""
STRONG = LISTS | ROW_GROUPS | {"table", "tr", "td", "th", "caption", "li", "dt", "dd", "a", NOTE}
"""tags whose own meaning is kept beside a role"""


def speech_of_page(page: Page) -> tuple[Utterance, ...]:
    """Return what is said of a page, in reading order."""
    labels = {node.id: node for node in page.body.walk() if node.id}
    reader = Reader(labels)
    path = () if page.scope is None else (page.scope,)
    reader.kids(page.body, Around(page.language, page.direction, path))
    reader.speaker.close()
    return tuple(reader.speaker.said)


@dataclass(slots=True)
class Reader:
    """A page while it is read."""

    labels: Mapping[str, Node]
    speaker: Speaker = field(default_factory=Speaker)

    def kids(self, node: Node, around: Around) -> None:
        """Say what an element holds."""
        for kid in node.kids:
            if isinstance(kid, Node):
                self.node(kid, around)
            else:
                self.speaker.say(Run(kid, around.language, around.direction, around.kind, around.expansion), around,
                                 source=node)  # fmt: skip

    def node(self, node: Node, around: Around, facts: Facts = Facts()) -> None:  # noqa: B008
        """Say an element with all below it; `facts` is what the one around it knows."""
        if node.is_silent:
            return
        around = inherited(node, around)
        if around.level > MOST_LEVELS:
            self.flat(node, around)
            return
        if node.is_picture or node.tag == "math":
            self.picture(node, around)
            return
        kind = kind_of(node)
        step = STEPS.get(kind)
        if step is not None:
            step(self, node, around, facts)
        elif kind in GROUPS:
            self.group(node, around)
        elif kind == "br":
            self.speaker.space()
        else:
            self.inline(node, around)

    def group(self, node: Node, around: Around) -> None:
        """Say the blocks of a group; of a contents list, which is a landmark, its name."""
        label = node.attributes.get("aria-label", "") if "doc-toc" in node.roles else ""
        self.speaker.close()
        self.speaker.say(Run(label, around.language, around.direction), around)
        self.speaker.close()
        self.kids(node, around)
        self.speaker.close()

    def flat(self, node: Node, around: Around) -> None:
        """Say the text of what is nested deeper than any document."""
        for text in node.texts():
            self.speaker.say(Run(text, around.language, around.direction), around)

    def inline(self, node: Node, around: Around) -> None:
        """Say what stands in a line of text."""
        if node.is_call:
            around = replace(around, kind=Kind.CALL)
        elif node.tag == "a" and "href" in node.attributes and around.kind is Kind.TEXT:
            around = replace(around, kind=Kind.LINK)
        if node.tag == "abbr" and node.attributes.get("title"):
            around = replace(around, expansion=node.attributes["title"])
        if node.tag == "input" and node.attributes.get("type", "text") in FIELDS:
            self.speaker.say(Run(f" {node.attributes.get('value', '')} ", around.language, around.direction), around)
        if around.kind is Kind.LINK and not around.in_line and any(map(is_block, node.nodes)):
            self.card(node, around)
        else:
            self.kids(node, around)

    def card(self, node: Node, around: Around) -> None:
        """Say a link around blocks: it is announced with the first of them."""
        if not self.speaker.holds_nothing():
            self.speaker.close()
        start = len(self.speaker.said)
        self.kids(node, around)
        self.speaker.close()
        linked = [number for number, one in enumerate(self.speaker.said[start:], start) if one.runs]
        for number in linked[1:]:
            one = self.speaker.said[number]
            self.speaker.said[number] = replace(one, runs=tuple(replace(run, kind=Kind.TEXT) for run in one.runs))

    def block(self, node: Node, around: Around, role: Role, facts: Facts) -> None:
        """Say a block of text."""
        self.speaker.begin(role, around, facts)
        self.kids(node, replace(around, role=role))
        self.speaker.close()

    def heading(self, node: Node, around: Around, _: Facts) -> None:
        """Say a heading."""
        said = node.tag[1:] if HEADING.fullmatch(node.tag) else node.attributes.get("aria-level", "2")
        level = int(said[:MOST_DIGITS]) if said.isascii() and said.isdigit() else 0
        self.block(node, replace(around, in_line=True), Role.HEADING, Facts(level=min(level, DEEPEST) or USUAL))

    def paragraph(self, node: Node, around: Around, facts: Facts) -> None:
        """Say a paragraph."""
        if around.in_line:
            self.kids(node, around)
        elif any(map(is_block, node.nodes)):
            self.group(node, around)
        elif not node.id and self.speaker.holds_nothing():
            self.kids(node, around)
            self.speaker.close()
        else:
            self.block(node, around, Role.PARAGRAPH, facts)

    def caption(self, node: Node, around: Around, facts: Facts) -> None:
        """Say a caption."""
        self.block(node, around, Role.CAPTION, facts)

    def list(self, node: Node, around: Around, _: Facts) -> None:
        """Say a list with its items, or a contents list with its entries."""
        items = [kid for kid in node.nodes if kind_of(kid) == "li" and not kid.is_silent]
        if not items and not node.is_heard:  # all notes that were in it stand at their calls
            return
        role, item = (Role.CONTENTS, Role.ENTRY) if around.in_contents else (Role.LIST, Role.ITEM)
        facts = Facts(count=len(items), is_ordered=node.tag == "ol" and not around.in_contents)
        with self.speaker.aside(), self.speaker.within(role, around, facts) as within:
            inner = replace(within, in_line=around.in_contents, role=item)
            position = 0
            for kid in node.nodes:
                position += kind_of(kid) == "li" and not kid.is_silent
                self.node(kid, inner, Facts(position=position, count=len(items)))

    def item(self, node: Node, around: Around, facts: Facts) -> None:
        """Say an item of a list."""
        self.block(node, around, Role.ENTRY if around.in_contents else Role.ITEM, facts)

    def terms(self, node: Node, around: Around, _: Facts) -> None:
        """Say a list of terms with their descriptions."""
        parts = list(parts_of(node))
        before = [None, *parts]
        starts = [previous is None or (part.tag == "dt" and previous.tag == "dd")
                  for previous, part in zip(before, parts, strict=False)]  # fmt: skip
        count = sum(starts)
        with self.speaker.aside(), self.speaker.within(Role.LIST, around, Facts(count=count)) as within:
            inner = replace(within, in_line=False)
            for position, part in zip(accumulate(map(int, starts)), parts, strict=True):
                role = Role.TERM if part.tag == "dt" else Role.DESCRIPTION
                facts = Facts(position=position, count=count) if role is Role.TERM else Facts()
                self.block(part, replace(inherited(part, inner), in_line=role is Role.TERM), role, facts)

    def table(self, node: Node, around: Around, _: Facts) -> None:
        """Say a table row by row, with the headers of each cell."""
        if node.is_presentation:
            self.kids(node, around)
            return
        rows = list(rows_of(node))
        cells = [
            [kid for kid in row.nodes if kid.tag in ("td", "th") and "hidden" not in kid.attributes]
            for row, _, _ in rows
        ]
        read = [
            [cell_of(cell, in_head, group) for cell in found]
            for found, (_, in_head, group) in zip(cells, rows, strict=True)
        ]
        grid = grid_of(read)
        facts = Facts(rows=len(rows), columns=grid.columns)
        with self.speaker.aside(), self.speaker.within(Role.TABLE, around, facts) as within:
            inner = replace(within, in_line=False)
            for kid in node.nodes:
                if kid.tag == "caption":
                    self.node(kid, inner)
            for position, (found, slots) in enumerate(zip(cells, read, strict=True), 1):
                row = inherited(rows[position - 1][0], inner)
                self.speaker.begin(Role.ROW, row, Facts(position=position))
                for cell, slot in zip(found, slots, strict=True):
                    self.cell(cell, row, grid, slot)
                self.speaker.close()

    def cell(self, node: Node, around: Around, grid: Grid, slot: Cell) -> None:
        """Say a cell after its headers."""
        role = Role.HEADER if slot.is_header else Role.CELL
        facts = Facts(headers=grid.headers(slot))
        hidden = Node(node.tag, node.attributes) if node.is_silent else node
        self.block(hidden, inherited(node, around), role, facts)

    def picture(self, node: Node, around: Around) -> None:
        """Say the alternative of a picture or formula; nothing where its author says that it decorates."""
        texts = {key: self.labels[key].text for key in node.attributes.get("aria-labelledby", "").split()
                 if key in self.labels}  # fmt: skip
        said = [*alternatives(node, texts), *filter(None, [node.attributes.get("alttext", "").strip()])]
        if node.is_presentation or (not said and "alt" in node.attributes):
            return
        with self.speaker.aside():
            self.speaker.begin(Role.FORMULA if node.tag == "math" else Role.FIGURE, around)
            text = said[0] if said else " ".join(drawn(node))
            self.speaker.say(Run(text, around.language, around.direction, around.kind), around)
            self.speaker.close()

    def note(self, node: Node, around: Around, _: Facts) -> None:
        """Say a note."""
        around = replace(around, kind=Kind.TEXT, expansion=None, in_contents=False)
        with self.speaker.aside(), self.speaker.ended(Role.NOTE, around):
            self.speaker.begin(Role.NOTE, around)
            self.kids(node, replace(around, in_line=True, role=Role.NOTE))

    def quotation(self, node: Node, around: Around, _: Facts) -> None:
        """Say a quotation that is a block."""
        with self.speaker.within(Role.QUOTE, around) as inner:
            self.kids(node, inner)


Step = Callable[[Reader, Node, Around, Facts], None]
STEPS: Mapping[str, Step] = {
    "heading": Reader.heading,
    "blockquote": Reader.quotation,
    "table": Reader.table,
    "dl": Reader.terms,
    "li": Reader.item,
    NOTE: Reader.note,
    **dict.fromkeys(LISTS - {"dl"}, Reader.list),
    **dict.fromkeys(PARAGRAPHS, Reader.paragraph),
    **dict.fromkeys(CAPTIONS, Reader.caption),
}
"""how each kind of element is said; what is not here is a group, or text"""


def kind_of(node: Node) -> str:
    """Return the tag that says how an element is announced: its own, or that of its ARIA role."""
    if node.tag not in STRONG:
        for role in node.roles:
            if role in ARIA:
                return ARIA[role]
            if node.is_presentation:
                return "div"
    return "heading" if HEADING.fullmatch(node.tag) else node.tag


def is_block(node: Node) -> bool:
    """Whether an element parts blocks of text."""
    kind = kind_of(node)
    return kind in GROUPS or kind in STEPS


def inherited(node: Node, around: Around) -> Around:
    """Return what the kids of an element inherit: language, direction, its id where it is a block."""
    direction, path = around.direction, around.path
    said = node.attributes.get("dir", "").lower()
    is_known = said in ("ltr", "rtl")
    language = node.attributes.get("lang")
    if language:
        direction = said if is_known else direction_of(language)
    elif is_known and is_block(node):
        direction = said
    if node.id and (is_block(node) or node.is_picture or node.tag == "math"):
        path = (*path, node.id)
    return replace(
        around,
        language=language or around.language,
        direction=direction,
        path=path,
        in_contents=around.in_contents or "doc-toc" in node.roles,
        level=around.level + 1,
    )


def parts_of(terms: Node) -> Iterator[Node]:
    """Yield the terms and descriptions of a `dl` that are heard, those in a `div` too."""
    for kid in terms.nodes:
        if kid.tag == "div":
            yield from parts_of(kid)
        elif kid.tag in ("dt", "dd") and not kid.is_silent:
            yield kid


def rows_of(table: Node) -> Iterator[tuple[Node, bool, int]]:
    """Yield the rows of a table that are heard, whether each is in its head, and the number of its group."""
    for group, kid in enumerate(table.nodes, 1):
        if kid.tag == "tr" and not kid.is_silent:
            yield kid, False, 0
        elif kid.tag in ROW_GROUPS and not kid.is_silent:
            yield from ((row, kid.tag == "thead", group) for row in kid.nodes if row.tag == "tr" and not row.is_silent)


def cell_of(node: Node, in_head: bool, group: int) -> Cell:
    """Return a cell as its table is read."""
    is_header = node.tag == "th"
    names: Sequence[str] = node.attributes.get("headers", "").split()
    return Cell(
        " ".join("".join(heard(node)).split()) if is_header else "",
        node.id,
        is_header,
        SCOPES.get(node.attributes.get("scope", "").strip().lower(), "") if is_header else "",
        tuple(names) or None,
        max(1, span(node, "colspan")),
        span(node, "rowspan") or 65534,
        in_head,
        group,
    )


def drawn(picture: Node) -> Iterator[str]:
    """Yield the words in a drawing or formula that has no alternative."""
    for kid in picture.kids:
        if isinstance(kid, Node):
            yield from () if kid.is_silent else drawn(kid)
        elif kid.strip():
            yield kid.strip()


def heard(node: Node) -> Iterator[str]:
    """Yield what is said of an element in pieces, as the label of others; notes and their calls are left out."""
    if node.is_silent or node.is_call or node.tag == NOTE:
        return
    if node.is_picture:
        yield from alternatives(node, {})[:1]
        return
    for kid in node.kids:
        if isinstance(kid, str):
            yield kid
        else:
            yield from heard(kid)


def span(node: Node, name: str) -> int:
    """Return a number of columns or rows as HTML reads it: 1 when it is none."""
    value = node.attributes.get(name, "1").strip()
    return min(int(value), MOST_SPAN) if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS else 1
