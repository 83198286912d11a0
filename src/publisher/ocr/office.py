"""An office document (.docx) -> elements: its headings, lists, quotes and tables are known, and need no guess."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding, Level
from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.decode import plain
from publisher.ocr.traced import Source, Traced, traced
from publisher.ocr.values import Doubt, Element, Part, Role

MAIN = "word/document.xml"
MOST_BYTES, MOST_FILES = 200_000_000, 10_000
"""unpacked; a document of a thousand pages has a tenth of it"""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXTS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
BOX = f"{W}txbxContent"
NOTES = (("footnotes", f"{W}footnote", reasons.FOOTNOTE), ("endnotes", f"{W}endnote", reasons.ENDNOTE))
"""part of the package, its element, why its texts are in the review"""

HEADING = re.compile(r"(?:heading|titre|berschrift) ?([1-9])", re.IGNORECASE)
TITLE = re.compile(r"title|titre", re.IGNORECASE)
QUOTE = re.compile(r"(?:intense )?(?:quote|citation)|citation intense", re.IGNORECASE)
LISTS = re.compile(r"(?:list|liste) (?:bullet|number|à puces|à numéros)", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|tm|table des matières) ?[1-9]?", re.IGNORECASE)
LEVELS = range(2, 7)

BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Draft:
    """What has been read so far."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    title: str = ""
    elements: list[Element] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    """what an import cannot bring along, by name"""
    styles: Mapping[str, str] = field(default_factory=dict)
    """name of each style by its id"""

    def line(self, text: str) -> Traced:
        """Add a line of text; return it with its origins."""
        start = self.length
        self.text.append(text)
        self.length += len(text) + 1
        return traced(text, start)


def is_office(data: bytes) -> bool:
    """Return whether the bytes are a document in the format of Word."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MAIN in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read(data: bytes, file: str) -> tuple[Source, str, tuple[Element, ...], tuple[Finding, ...]]:
    """Return the text of a document, a line for each paragraph, its title, its elements, and what was left behind.

    Notes, headers and footers become garbage elements: not in the draft, rows of the review. Raises `PublisherError`
    (`ExitCode.INPUT`) for a broken document, or one that would fill the memory.
    """
    _refuse_bombs(data, file)
    try:
        draft = _drafted(data)
    except Exception as error:  # the library lets through whatever its XML parser, the archive and odd parts raise
        raise _broken(file, str(error)[:100], "open it and save it again as .docx") from error
    if not any(element.role is not Role.GARBAGE for element in draft.elements):
        raise _broken(file, "it holds no text", "open it and look: perhaps its pages are pictures")
    return Source("\n".join(draft.text)), draft.title, tuple(_lists(draft.elements)), _findings(draft, file)


def _refuse_bombs(data: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [item.file_size for item in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _broken(file, str(error)[:100], "open it and save it again as .docx") from error
    if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
        why = f"unpacked it is {sum(sizes) // 1_000_000} MB in {len(sizes)} files"
        raise _broken(file, why, "save its text as plain text in UTF-8")


def _drafted(data: bytes) -> Draft:
    """Return what a document says; any error of the library where its parts are not those of a document."""
    from docx import Document

    document = Document(io.BytesIO(data))
    draft = Draft(styles=_styles(document))
    for kind, node in _blocks(document.element.body):
        (_table if kind == "table" else _paragraph)(draft, node)
    for why, text in _apart(document):
        origin = draft.line(text)
        draft.elements.append(_left_out(origin, why))
    return draft


def _blocks(parent: Any) -> Iterator[tuple[str, Any]]:
    """Yield paragraphs and tables in their order, those within content controls too."""
    for child in parent:
        if child.tag == f"{W}p":
            yield "paragraph", child
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == f"{W}tbl":
            yield "table", child
        elif child.tag == f"{W}sdt":
            yield from (found for content in child.iterchildren(f"{W}sdtContent") for found in _blocks(content))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph, not the copies of them for older programs."""
    for box in paragraph.iter(BOX):
        if not any(above.tag in (FALLBACK, BOX) for above in box.iterancestors()):
            yield box


def _text(node: Any) -> str:
    """Return the text of a node on one line, what was inserted in it too, without its text boxes."""
    found = list[str]()
    for item in node.iter():
        text = (item.text or "") if item.tag == f"{W}t" else TEXTS.get(item.tag, "")
        if text and not any(above.tag in (FALLBACK, BOX) for above in _between(item, node)):
            found.append(text)
    return BLANKS.sub(" ", plain("".join(found))).strip()


def _between(item: Any, node: Any) -> Iterator[Any]:
    """Yield the ancestors of an item below a node."""
    for above in item.iterancestors():
        if above is node:
            return
        yield above


def _paragraph(draft: Draft, node: Any) -> None:
    style = _style(draft, node)
    draft.left["pictures"] += sum(1 for _ in node.iter(f"{W}drawing", f"{W}pict") if next(_boxes(node), None) is None)
    text = _text(node)
    if not text:
        return
    if CONTENTS.fullmatch(style):
        draft.left["lines of a table of contents"] += 1
        return
    part = Part(draft.line(text))
    heading = HEADING.fullmatch(style)
    if TITLE.fullmatch(style) and not draft.title:
        draft.title = text
    elif heading:
        level = min(LEVELS[-1], int(heading[1]) + 1)
        draft.elements.append(Element(Role.HEADING, (part,), level=level))
    elif node.find(f".//{W}numPr") is not None or LISTS.match(style):
        draft.elements.append(Element(Role.LIST, (Part(part.text, "item"),)))
    elif QUOTE.fullmatch(style):
        draft.elements.append(Element(Role.QUOTE, (Part(part.text, "text"),)))
    else:
        draft.elements.append(Element(Role.PARAGRAPH, (part,)))


def _styles(document: Any) -> dict[str, str]:
    """Return the name of each style by its id, as Word names it in English or in French."""
    found = dict[str, str]()
    for style in document.styles.element.iterchildren(f"{W}style"):
        shown = style.find(f"{W}name")
        name = style.get(f"{W}styleId") or ""
        found[name] = str(shown.get(f"{W}val")) if shown is not None else name
    return found


def _style(draft: Draft, node: Any) -> str:
    """Return the name of a paragraph's style; empty when it has none."""
    found = node.find(f"{W}pPr/{W}pStyle")
    name = (found.get(f"{W}val") or "") if found is not None else ""
    return draft.styles.get(name, name)


def _table(draft: Draft, node: Any) -> None:
    """Add a table; a cell over several columns leaves the others empty."""
    rows = []
    for row in node.iterchildren(f"{W}tr"):
        cells = list[str]()
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tc"), None) is not None:
                continue
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = span.get(f"{W}val", "1") if span is not None else "1"
            cells += [_text(cell), *[""] * (min(int(width), 100) - 1 if width.isdigit() else 0)]
        rows.append(cells)
    columns = max(map(len, rows), default=0)
    if not any(text for row in rows for text in row):
        return
    parts = [Part(draft.line(text), "cell") for row in rows for text in (*row, *[""] * (columns - len(row)))]
    draft.elements.append(Element(Role.TABLE, tuple(parts), columns=columns))


def _apart(document: Any) -> Iterator[tuple[str, str]]:
    """Yield what stands outside the body, each text once: why it is in the review, its text."""
    seen = set[str]()
    for section in document.sections:
        for why, part in ((reasons.HEADER, section.header), (reasons.FOOTER, section.footer)):
            for node in part._element.iterchildren(f"{W}p"):
                text = _text(node)
                if text and text not in seen:
                    seen.add(text)
                    yield why, text
    for name, tag, why in NOTES:
        for relation in document.part.rels.values():
            if relation.reltype.endswith(f"/{name}") and not relation.is_external:
                yield from ((why, text) for text in _notes(relation.target_part.blob, tag) if text)


def _notes(blob: bytes, tag: str) -> Iterator[str]:
    from docx.oxml import parse_xml

    try:
        root = parse_xml(blob)
    except Exception:  # a broken part of notes is no reason to lose the text
        return
    for note in root.iter(tag):
        yield _text(note)


def _left_out(text: Traced, why: str) -> Element:
    doubt = Doubt(Kind.DROP, 0, len(text.text), text.origin(0), text.text, ("",), why, done=True)
    return Element(Role.GARBAGE, (Part(text),), doubts=(doubt,))


def _lists(elements: list[Element]) -> Iterator[Element]:
    """Yield the elements, items of a list that follow one another as one list."""
    items = list[Part]()
    for element in elements:
        if element.role is Role.LIST:
            items += element.parts
            continue
        if items:
            yield Element(Role.LIST, tuple(items))
            items.clear()
        yield element
    if items:
        yield Element(Role.LIST, tuple(items))


def _findings(draft: Draft, file: str) -> tuple[Finding, ...]:
    """Return a finding for each thing an import leaves behind."""
    return tuple(
        Finding(
            "import/left-behind",
            f"{count} {what} of the document were not brought along",
            Level.WARNING,
            file=file,
            hint="bring them into the source by hand where they are needed",
        )
        for what, count in sorted(draft.left.items())
        if count
    )


def _broken(file: str, why: str, hint: str) -> PublisherError:
    return PublisherError("cannot import this document", code=ExitCode.INPUT, file=file, why=why, hint=hint)
