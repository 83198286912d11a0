"""What a translator is told about a message: where it stands, what its tags are, what its author adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from bs4.element import PageElement, Tag

from publisher.catalogs.elements import is_protected, is_void
from publisher.catalogs.inline import named, tags_of
from publisher.catalogs.segments import Segment, block_id, language_of
from publisher.model.attributes import MAX_LENGTH
from publisher.model.document import Document

KINDS = {
    "p": "paragraph", "li": "list item", "td": "table cell", "th": "table header", "caption": "table caption",
    "figcaption": "figure caption", "dt": "term", "dd": "definition", "blockquote": "quotation", "summary": "summary",
    "legend": "legend of a form", "button": "button", "option": "option of a form", "label": "label of a form",
    "textarea": "text in a form field", "pre": "preformatted text", "mtext": "words in a formula",
    "desc": "description of a drawing", "text": "text in a drawing", "div": "block of text", "body": "text",
    **{f"h{level}": f"heading, level {level}" for level in range(1, 7)},
}  # fmt: skip
"""kinds of running text in a translator's words, by element"""
ATTRIBUTES = {
    "alt": "alternative text of a picture", "title": "title shown on hover", "aria-label": "label read aloud",
    "aria-description": "description read aloud", "aria-roledescription": "name of a role, read aloud",
    "aria-valuetext": "value read aloud", "aria-placeholder": "hint in a form field", "alttext": "formula read aloud",
    "placeholder": "hint in a form field", "label": "label of a choice or a track", "value": "text in a form field",
    "abbr": "short form of a table header, read aloud", "summary": "summary of a table, read aloud",
    "href": "address of a link, to be replaced by that of the same page in your language where there is one",
}  # fmt: skip
"""kinds of text in attributes"""
METADATA = {
    "title": "title of the page, shown by the browser",
    "description": "description of the page, for search engines",
    "keywords": "keywords of the page, separated by commas",
    "author": "author of the page",
}
EXCERPT = 60
"""characters of a text that a comment quotes"""


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What the comments of a document's segments look up."""

    document: Document
    blocks: Mapping[str, Tag]
    """elements with an id"""


def surroundings(document: Document) -> Surroundings:
    """Return what the comments on the segments of a document need to know of it."""
    tags = (node for node in document.body.descendants if isinstance(node, Tag) and "id" in node.attrs)
    return Surroundings(document, {str(tag["id"]): tag for tag in tags})


def comments(around: Surroundings, segment: Segment, path: Sequence[str]) -> Iterator[str]:
    """Yield the comments on a segment, a sentence or a line each; `path` are the headings above it."""
    yield " › ".join([*path, kind(segment)])
    note = around.document.notes.get(block_id(segment.owner))
    if note:
        yield f"Note: {note}"
    language = language_of(segment.owner)
    if language:
        yield f"This text is in the language “{language}”."
    limit = max_length(segment)
    if limit:
        yield f"At most {limit} characters."
    yield from _legend(around, segment.nodes)


def kind(segment: Segment) -> str:
    """Return what a text is, in a translator's words."""
    owner = segment.owner
    if owner.name == "meta":
        return METADATA.get(str(owner.get("name")), "metadata of the page")
    if owner.name == "title":
        return METADATA["title"] if owner.find_parent("svg") is None else "title of a drawing"
    if segment.attribute == "title" and owner.name == "abbr":
        return f"what “{_excerpt(owner.get_text())}” stands for"
    if segment.attribute == "alt" and owner.get("src"):
        return f"{ATTRIBUTES['alt']} ({owner['src']})"
    if segment.attribute is not None:
        return ATTRIBUTES.get(segment.attribute, segment.attribute)
    header = _column(owner) if owner.name == "td" else ""
    return KINDS.get(owner.name, f"<{owner.name}>") + (f" under “{_excerpt(header)}”" if header else "")


def _column(cell: Tag) -> str:
    """Return the text of the header above a cell, as far as spans leave no doubt; empty when there is none."""
    row = cell.parent
    table = next((tag for tag in cell.parents if tag.name == "table"), None)
    first = (
        next((tag for tag in table.descendants if isinstance(tag, Tag) and tag.name == "tr"), None) if table else None
    )
    if row is None or first is None or first is row:
        return ""
    headers, cells = _cells(first), _cells(row)
    if len(headers) != len(cells) or any("colspan" in tag.attrs or "rowspan" in tag.attrs for tag in cells):
        return ""
    header = next(above for above, tag in zip(headers, cells, strict=True) if tag is cell)
    return header.get_text() if header.name == "th" else ""


def _cells(row: Tag) -> list[Tag]:
    return [child for child in row.children if isinstance(child, Tag) and child.name in ("td", "th")]


def max_length(segment: Segment) -> int | None:
    """Return how many characters a translation may have, None when its author sets no limit."""
    name = "maxlength" if segment.attribute == "value" else MAX_LENGTH
    value = str(segment.owner.get(name, "")).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= len("999999") and int(value) else None


def _legend(around: Surroundings, nodes: Sequence[PageElement]) -> Iterator[str]:
    """Yield what the tags of a message stand for, those that do not say it by their name."""
    names = named(nodes)
    for tag in tags_of(nodes):
        meaning = _meaning(around, tag)
        if meaning:
            yield f"<{names[id(tag)]}{'/' if is_void(tag) else ''}>: {meaning}"


def _meaning(around: Surroundings, tag: Tag) -> str | None:
    if tag.get("role") == "doc-noteref":
        note = around.blocks.get(str(tag.get("href", ""))[1:])
        return "call of a note" if note is None else f"call of the note “{_excerpt(note.get_text())}”"
    if tag.get("lang"):
        return f"text in the language “{tag['lang']}”"
    if is_protected(tag):
        return "stays as it is"
    return {
        "a": _destination(around, str(tag.get("href", ""))),
        "img": f"picture “{_excerpt(str(tag['alt']))}”" if tag.get("alt") else "picture",
        "abbr": f"short for “{_excerpt(str(tag['title']))}”" if tag.get("title") else None,
    }.get(tag.name)


def _destination(around: Surroundings, address: str) -> str | None:
    block = around.blocks.get(address[1:]) if address.startswith("#") else None
    text = _excerpt(block.get_text()) if block is not None else ""
    return (f"link to “{text}”" if text else f"link to {address}") if address else None


def _excerpt(text: str) -> str:
    return shorten(text, EXCERPT, placeholder="…")
