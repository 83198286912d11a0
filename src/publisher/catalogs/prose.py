"""Documents and catalogs -> passages: the prose to check, with the spans that are not prose of its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bs4.element import PageElement, Tag

from publisher.catalogs.elements import is_protected, is_text, is_void
from publisher.catalogs.inline import build
from publisher.catalogs.segments import Segment, language_of, place_of, segments
from publisher.catalogs.template import CONFIGURATION, METADATA
from publisher.model.document import Document
from publisher.model.message import Catalog
from publisher.model.notation import tag_defects, unescape
from publisher.model.passage import Passage
from publisher.model.publication import Publication


def source_passages(document: Document) -> Iterator[Passage]:
    """Yield the prose of a source document."""
    for segment in segments(document):
        if language_of(segment.owner) in (None, document.language):
            if segment.attribute == "href":
                continue
            key = place_of(segment)
            text, skipped = _spoken(segment, segment.msgid, segment.nodes)
            line = document.lines.get(key, segment.owner.sourceline)
            yield Passage(text, document.language, document.file, line, key or None, None, skipped)


def translated_passages(document: Document, catalog: Catalog) -> Iterator[Passage]:
    """Yield the translations of a document's messages, each once; what is missing, fuzzy or broken is not prose yet."""
    seen = set()
    for segment in segments(document):
        entry = catalog.entry(segment.key)
        if entry is None or not entry.is_translated or segment.key in seen or segment.attribute == "href":
            continue
        if entry.plurals or tag_defects(segment.msgid, entry.msgstr) or language_of(segment.owner) is not None:
            continue
        seen.add(segment.key)
        nodes = build(entry.msgstr, segment.nodes) if segment.attribute is None else ()
        text, skipped = _spoken(segment, entry.msgstr, nodes)
        key = place_of(segment) or None
        yield Passage(text, catalog.language, catalog.file or "", entry.line, key, segment.msgid, skipped)


def metadata_passages(publication: Publication) -> Iterator[Passage]:
    """Yield the titles and metadata of the publication in its source language."""
    for name in METADATA:
        value = getattr(publication, name)
        if value:
            yield Passage(value, publication.source_language, CONFIGURATION, publication.key_lines.get(name), name)


def catalog_passages(catalog: Catalog) -> Iterator[Passage]:
    """Yield the translations of a catalog whose messages are plain text."""
    for entry in catalog.live:
        if entry.is_translated and entry.message.msgid and not entry.plurals:
            key = entry.message.references[0].id if entry.message.references else None
            yield Passage(
                unescape(entry.msgstr), catalog.language, catalog.file or "", entry.line, key, entry.message.msgid
            )


def _spoken(segment: Segment, text: str, nodes: Sequence[PageElement]) -> tuple[str, tuple[tuple[int, int], ...]]:
    if segment.attribute is not None:
        return unescape(text), ()
    parts: list[str] = []
    skipped: list[tuple[int, int]] = []
    _speak(nodes, parts, skipped)
    return "".join(parts), tuple(skipped)


def _speak(nodes: Sequence[PageElement], parts: list[str], skipped: list[tuple[int, int]]) -> None:
    for node in nodes:
        if is_text(node):
            parts.append(str(node))
        elif isinstance(node, Tag):
            start = sum(map(len, parts))
            if node.name == "br":
                parts.append("\n")
            elif not is_void(node):
                _speak(list(node.children), parts, skipped)
            if is_protected(node) or node.get("lang"):
                skipped.append((start, sum(map(len, parts))))
