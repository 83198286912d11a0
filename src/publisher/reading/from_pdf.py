"""What is said of the structure tree of a PDF file; what has no place in it, as running heads, is not said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from publisher.model.pdf_structure import Element, Link, Structure, Text
from publisher.model.speech import Facts, Kind, Role, Run, Utterance
from publisher.reading.directions import direction_of
from publisher.reading.grid import Cell, Grid, grid_of
from publisher.reading.logical import logical, paired
from publisher.reading.speaker import MOST_LEVELS, Around, Speaker

HEADING = re.compile(r"H([1-6]?)")
UNSPOKEN = frozenset({"Artifact", "RP", "Private"})
INLINE = frozenset("Span Code Reference Link BibEntry Annot Ruby RB RT Warichu WT WP Quote".split())
"""types that stand in a line of text"""
TABLE_PARTS = frozenset({"THead", "TBody", "TFoot"})
SCOPES = {"Row": "row", "Column": "column", "Both": "both"}
MOST_SPAN = 1000
ORDERED = frozenset("Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha Ordered".split())
"""kinds of `ListNumbering` that count"""


def speech_of_pdf(structure: Structure) -> tuple[Utterance, ...]:
    """Return what is said of a file, in reading order."""
    reader = Reader(structure.ids)
    for root in structure.roots:
        reader.element(root, Around(structure.language, direction_of(structure.language)))
    reader.speaker.close()
    return tuple(with_pages([mended(one) for one in reader.speaker.said]))


@dataclass(slots=True)
class Reader:
    """A structure tree while it is read."""

    ids: Mapping[str, Element]
    speaker: Speaker = field(default_factory=Speaker)

    def element(self, element: Element, around: Around, facts: Facts = Facts()) -> None:  # noqa: B008
        """Say an element with all below it; `facts` is what the one around it knows."""
        around = inherited(element, around)
        kind = "H" if HEADING.fullmatch(element.type) else element.type
        if kind in UNSPOKEN:
            return
        if around.level > MOST_LEVELS:
            self.flat(element, around)
            return
        step = STEPS.get(kind)
        if step is not None:
            step(self, element, around, facts)
        elif kind in INLINE:
            self.inline(element, around)
        else:
            self.group(element, around)

    def kids(self, element: Element, around: Around, skipped: frozenset[str] = frozenset()) -> None:
        """Say what an element holds, or the text that stands in its place."""
        if element.actual is not None:
            page = first_page(element)
            self.speaker.say(run_of(element.actual, around), around, page, element)
            return
        for kid in spoken_kids(element):
            if isinstance(kid, Element):
                if kid.type not in skipped:
                    self.element(kid, around)
            else:
                self.text(kid, around, element)

    def flat(self, element: Element, around: Around) -> None:
        """Say the text of what is nested deeper than any document."""
        for below in element.walk():
            for kid in below.kids:
                if isinstance(kid, Text):
                    self.text(kid, around, below)

    def text(self, text: Text, around: Around, source: Element) -> None:
        """Say a line of text."""
        if text.language:
            around = replace(around, language=text.language, direction=direction_of(text.language))
        page = text.page + 1 if text.page >= 0 else None
        self.speaker.say(run_of(logical(text.text, around.direction), around), around, page, source)

    def inline(self, element: Element, around: Around) -> None:
        """Say what stands in a line of text."""
        links = [kid for kid in element.kids if isinstance(kid, Link)]
        if element.type == "Link" and links and around.kind is Kind.TEXT:
            around = replace(around, kind=Kind.LINK)
        if element.type == "Reference" and not around.in_contents:
            around = replace(around, kind=Kind.CALL)
        if element.expansion:
            around = replace(around, expansion=element.expansion)
        self.kids(element, around)

    def group(self, element: Element, around: Around) -> None:
        """Say the blocks of a group, which is not announced itself."""
        self.speaker.close()
        self.kids(element, around)
        self.speaker.close()

    def block(self, element: Element, around: Around, role: Role, facts: Facts) -> None:
        """Say a block of text."""
        self.speaker.begin(role, around, facts)
        self.kids(element, replace(around, role=role))
        self.speaker.close()

    def heading(self, element: Element, around: Around, _: Facts) -> None:
        """Say a heading."""
        level = element.type[1:]
        self.block(element, around, Role.HEADING, Facts(level=int(level) if level else None))

    def paragraph(self, element: Element, around: Around, facts: Facts) -> None:
        """Say a paragraph."""
        if around.in_line:
            self.kids(element, around)
        elif not element.id and self.speaker.holds_nothing():
            self.kids(element, around)
            self.speaker.close()
        else:
            self.block(element, around, Role.PARAGRAPH, facts)

    def caption(self, element: Element, around: Around, facts: Facts) -> None:
        """Say a caption."""
        self.block(element, around, Role.CAPTION, facts)

    def list(self, element: Element, around: Around, _: Facts) -> None:
        """Say a list with its items."""
        items = [kid for kid in element.elements if kid.type == "LI"]
        in_terms = any(kid.type == "Lbl" for item in items for kid in item.elements) and element.numbering == "None"
        facts = Facts(count=len(items), is_ordered=element.numbering in ORDERED)
        with self.speaker.aside(), self.speaker.within(Role.LIST, around, facts) as within:
            inner = replace(within, in_terms=in_terms, in_contents=False, in_line=False)
            position = 0
            for kid in element.elements:
                position += kid.type == "LI"
                self.element(kid, inner, Facts(position=position, count=len(items)))

    def item(self, element: Element, around: Around, facts: Facts) -> None:
        """Say an item of a list."""
        if around.in_terms:
            for kid in element.elements:
                self.element(kid, around, facts if kid.type == "Lbl" else Facts())
            return
        label = " ".join(text_of(kid, around.direction) for kid in element.elements if kid.type == "Lbl").strip()
        around = replace(around, role=Role.ITEM)
        self.speaker.begin(Role.ITEM, around, replace(facts, label=label or None))
        for kid in element.elements:
            if kid.type != "Lbl":
                inner = inherited(kid, around)
                self.kids(kid, inner) if kid.type == "LBody" else self.element(kid, around)
        self.speaker.close()

    def label(self, element: Element, around: Around, facts: Facts) -> None:
        """Say the term of a list of terms; the label of an entry of contents is drawn only, one elsewhere is text."""
        if around.in_terms:
            self.block(element, replace(around, in_terms=False), Role.TERM, facts)
        elif not around.in_contents:
            self.kids(element, around)

    def body(self, element: Element, around: Around, facts: Facts) -> None:
        """Say the description of a term; the body of an item is text."""
        if around.in_terms:
            self.block(element, replace(around, in_terms=False), Role.DESCRIPTION, facts)
        else:
            self.kids(element, around)

    def contents(self, element: Element, around: Around, _: Facts) -> None:
        """Say a contents list."""
        entries = [kid for kid in element.elements if kid.type == "TOCI"]
        with self.speaker.aside(), self.speaker.within(Role.CONTENTS, around, Facts(count=len(entries))) as inner:
            position = 0
            for kid in element.elements:
                position += kid.type == "TOCI"
                facts = Facts(position=position, count=len(entries))
                self.element(kid, replace(inner, in_contents=True, role=Role.ENTRY), facts)

    def entry(self, element: Element, around: Around, facts: Facts) -> None:
        """Say an entry of a contents list."""
        self.speaker.begin(Role.ENTRY, around, facts)
        self.kids(element, replace(around, in_line=True))
        self.speaker.close()

    def table(self, element: Element, around: Around, _: Facts) -> None:
        """Say a table row by row, with the headers of each cell."""
        rows = list(rows_of(element))
        cells = [[kid for kid in row.elements if kid.type in ("TH", "TD")] for row in rows]
        read = [[self.cell_of(cell, around.direction) for cell in row] for row in cells]
        grid = grid_of(read)
        facts = Facts(rows=len(rows), columns=grid.columns)
        with self.speaker.aside(), self.speaker.within(Role.TABLE, around, facts) as within:
            inner = replace(within, in_line=False, in_terms=False)
            for kid in element.elements:
                if kid.type == "Caption":
                    self.element(kid, inner)
            for position, (row, found) in enumerate(zip(cells, read, strict=True), 1):
                around = inherited(rows[position - 1], inner)
                self.speaker.begin(Role.ROW, around, Facts(position=position))
                for cell, slot in zip(row, found, strict=True):
                    self.cell(cell, around, grid, slot)
                self.speaker.close()

    def cell(self, element: Element, around: Around, grid: Grid, slot: Cell) -> None:
        """Say a cell after its headers."""
        role = Role.HEADER if slot.is_header else Role.CELL
        self.block(element, inherited(element, around), role, Facts(headers=grid.headers(slot)))

    def cell_of(self, element: Element, direction: str) -> Cell:
        """Return a cell as its table is read."""
        return Cell(
            text_of(element, direction) if element.type == "TH" else "",
            element.id or "",
            element.type == "TH",
            SCOPES.get(element.scope or "", ""),
            element.headers,
            min(max(1, element.column_span), MOST_SPAN),
            max(1, element.row_span),
        )

    def picture(self, element: Element, around: Around, _: Facts) -> None:
        """Say the alternative of a picture or formula, or what is drawn in it where there is none."""
        role = Role.FIGURE if element.type == "Figure" else Role.FORMULA
        with self.speaker.aside():
            self.speaker.begin(role, around, page=first_page(element))
            if element.alternative is None:
                self.kids(element, around)
            else:
                self.speaker.say(Run(element.alternative, around.language, around.direction, around.kind), around)
            self.speaker.close()

    def note(self, element: Element, around: Around, _: Facts) -> None:
        """Say a note where it is called."""
        label = " ".join(text_of(kid, around.direction) for kid in element.elements if kid.type == "Lbl").strip()
        around = replace(around, kind=Kind.TEXT, expansion=None, in_contents=False)
        with self.speaker.aside(), self.speaker.ended(Role.NOTE, around):
            self.speaker.begin(Role.NOTE, around, Facts(label=label or None))
            self.kids(element, replace(around, in_line=True, role=Role.NOTE), frozenset({"Lbl"}))

    def quotation(self, element: Element, around: Around, _: Facts) -> None:
        """Say a quotation that is a block."""
        with self.speaker.within(Role.QUOTE, around) as inner:
            self.kids(element, inner)


Step = Callable[[Reader, Element, Around, Facts], None]
STEPS: Mapping[str, Step] = {
    "H": Reader.heading,
    "P": Reader.paragraph,
    "Caption": Reader.caption,
    "L": Reader.list,
    "LI": Reader.item,
    "Lbl": Reader.label,
    "LBody": Reader.body,
    "TOC": Reader.contents,
    "TOCI": Reader.entry,
    "Table": Reader.table,
    "Figure": Reader.picture,
    "Formula": Reader.picture,
    "Note": Reader.note,
    "BlockQuote": Reader.quotation,
}
"""how each type is said; what is not here is a group, or text"""


def inherited(element: Element, around: Around) -> Around:
    """Return what the kids of an element inherit: its language, its id where it is a block."""
    language, direction, path = around.language, around.direction, around.path
    if element.language:
        language, direction = element.language, direction_of(element.language)
    if element.id and element.type not in INLINE:
        path = (*path, element.id)
    return replace(around, language=language, direction=direction, path=path, level=around.level + 1)


def run_of(text: str, around: Around) -> Run:
    """Return a piece of text as what is around it says."""
    return Run(text, around.language, around.direction, around.kind, around.expansion)


def spoken_kids(element: Element) -> Iterator[Element | Text]:
    """Yield what an element holds, without the calls of notes that follow them."""
    kids = [kid for kid in element.kids if not isinstance(kid, Link)]
    for number, kid in enumerate(kids):
        after = kids[number + 1] if number + 1 < len(kids) else None
        is_call = isinstance(kid, Element) and kid.type == "Reference"
        if not (is_call and isinstance(after, Element) and after.type == "Note"):
            yield kid


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table."""
    for kid in table.elements:
        if kid.type == "TR":
            yield kid
        elif kid.type in TABLE_PARTS:
            yield from (row for row in kid.elements if row.type == "TR")


def text_of(element: Element, direction: str) -> str:
    """Return what is said of an element on one line, as the label of others."""
    direction = direction_of(element.language) if element.language else direction
    return unicodedata.normalize("NFC", paired(" ".join("".join(texts_of(element, direction)).split())))


def texts_of(element: Element, direction: str) -> Iterator[str]:
    """Yield what is said of an element in pieces; notes are left out."""
    if element.actual is not None or element.alternative is not None:
        yield element.actual if element.actual is not None else element.alternative or ""
        return
    for kid in element.kids:
        if isinstance(kid, Text):
            yield logical(kid.text, direction)
        elif isinstance(kid, Element) and kid.type not in ("Note", "Reference", *UNSPOKEN):
            yield from texts_of(kid, direction_of(kid.language) if kid.language else direction)


def first_page(element: Element) -> int | None:
    """Return the first page that something of an element stands on, from 1; None when nothing does."""
    for below in element.walk():
        for kid in below.kids:
            if isinstance(kid, (Text, Link)) and kid.page >= 0:
                return kid.page + 1
    return None


def mended(utterance: Utterance) -> Utterance:
    """Return an utterance with its brackets and marks in the order of speech, where it runs from right to left.

    Marks come back from the order of the eye behind their letter, but not in the one order that Unicode gives them.
    """
    if utterance.direction != "rtl" or not utterance.runs:
        return utterance
    whole = paired(utterance.text)
    runs: list[Run] = []
    place = 0
    for run in utterance.runs:
        text = whole[place : place + len(run.text)]
        runs.append(replace(run, text=unicodedata.normalize("NFC", text)))
        place += len(text)
    return replace(utterance, runs=tuple(runs))


def with_pages(said: list[Utterance]) -> Iterator[Utterance]:
    """Yield utterances with a page each: where the next text stands, for an end where the last does."""
    pages: list[int | None] = [one.page for one in said]
    for number in range(len(said) - 2, -1, -1):
        if pages[number] is None and not said[number].is_end:
            pages[number] = pages[number + 1]
    before: int | None = None
    for one, page in zip(said, pages, strict=True):
        before = before if page is None else page
        yield one if one.page == before else replace(one, page=before)
