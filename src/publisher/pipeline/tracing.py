"""A block -> all that became of it: catalog entries, pages, structure elements, in every language."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from publisher.engines.pdf import structure
from publisher.errors import ExitCode, PublisherError
from publisher.model.document import Document
from publisher.model.evidence import CatalogPlace
from publisher.model.message import Catalog, Message
from publisher.model.pdf_structure import Element, Link, Structure, Text
from publisher.model.trace import PdfPlace, Rendered, Trace, Translation
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.request import catalog_file, chosen
from publisher.renditions.pdf.compose import unique_ids
from publisher.reports import json
from publisher.workspace import Workspace

ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
FINGERPRINT = re.compile(r"[0-9a-f]{16}")
FINDINGS = "build/reports/findings.json"
Block = tuple[Document, str]
"""a block: its document and its id there"""

MOST_DIGITS = 9
"""of the number of a line"""


class Tracer:
    """The chains of the blocks of a publication; what they need is read once, when it is first asked for.

    `structures` are those of PDF files that were read already, by path.
    """

    def __init__(
        self, project: Project, tags: Sequence[str], structures: Mapping[str, Structure] | None = None
    ) -> None:
        self.project, self.tags = project, tags
        self.known = structures or {}

    def trace(self, block: Block) -> Trace:
        """Return the chain of a block."""
        document, id = block
        return Trace(
            id, document.file, document.lines[id], tuple(self._rendered(document, id, tag) for tag in self.tags)
        )

    def by_name(self, names: Iterable[str]) -> dict[str, Trace]:
        """Return the chains of some blocks by the ids that findings know them by; what is no block is left out."""
        return {name: self.trace(block) for name in names if (block := self.names.get(name))}

    def entry(self, name: str, tag: str) -> CatalogPlace | None:
        """Return where the first message of a block stands in the catalog of a language; None where it does not."""
        block = self.names.get(name)
        said = self._translations(*block, tag) if block else ()
        return next((item.place for item in said if item.place), None)

    def page(self, name: str, tag: str, file: str) -> int | None:
        """Return the page of a PDF file that a block begins on, from 1; None where it is not drawn."""
        place = self._elements.get(tag, {}).get(file, {}).get(name)
        return None if place is None else place.first_page

    @cached_property
    def names(self) -> dict[str, Block]:
        """The blocks by id; by the id that the PDF gives it, where an earlier document has the same."""
        found: dict[str, Block] = {}
        for document in self.project.documents:
            for id in document.lines:
                found.setdefault(id, (document, id))
                found[self._id_in_pdf(document, id)] = (document, id)
        # What holds a whole document is no block of its source: it begins where its first block does.
        whole = {
            f"document-{item.stem}": (item, next(iter(item.lines))) for item in self.project.documents if item.lines
        }
        return whole | found

    @cached_property
    def _messages(self) -> dict[tuple[str, str], list[tuple[str, Message]]]:
        """The messages of each block, by file and id, with their domain."""
        found: dict[tuple[str, str], list[tuple[str, Message]]] = defaultdict(list)
        for template in self.project.templates:
            for message in template.messages:
                for place in message.references:
                    found[place.file, place.id].append((template.domain, message))
        return found

    @cached_property
    def _renamed(self) -> Mapping[tuple[str, str], str]:
        return unique_ids((document.stem, tuple(document.lines)) for document in self.project.documents)

    @cached_property
    def _catalogs(self) -> dict[str, dict[str, Catalog]]:
        source = self.project.publication.source_language
        return {tag: catalogs(self.project, tag) for tag in self.tags if tag != source}

    @cached_property
    def _pages(self) -> dict[str, frozenset[str]]:
        """The ids of every page that was built, by its path."""
        workspace = self.project.workspace
        paths = [
            path
            for tag in self.tags
            for document in self.project.documents
            if workspace.exists(path := _page(tag, document))
        ]
        return {path: frozenset(_ids(workspace.read(path).decode("utf-8", "replace"))) for path in paths}

    @cached_property
    def _elements(self) -> dict[str, dict[str, dict[str, PdfPlace]]]:
        """The structure elements with an id, by language, file and id."""
        found: dict[str, dict[str, dict[str, PdfPlace]]] = {}
        for tag in self.tags:
            files = pdf_files(self.project.workspace, tag)
            trees = {path: self.known.get(path) or _structure(self.project.workspace, path) for path in files}
            found[tag] = {path: dict(places(tree, path)) for path, tree in trees.items()}
        return found

    def _id_in_pdf(self, document: Document, id: str) -> str:
        return self._renamed.get((document.stem, id), id)

    def _rendered(self, document: Document, id: str, tag: str) -> Rendered:
        page = _page(tag, document)
        name = self._id_in_pdf(document, id)
        return Rendered(
            tag,
            tuple(self._translations(document, id, tag)),
            f"{page}#{id}" if id in self._pages.get(page, ()) else None,
            tuple(elements[name] for elements in self._elements[tag].values() if name in elements),
        )

    def _translations(self, document: Document, id: str, tag: str) -> Iterator[Translation]:
        for domain, message in self._messages[document.file, id]:
            if tag not in self._catalogs:
                yield Translation(message.msgid, message.msgid, "source", None)
                continue
            entry = self._catalogs[tag][domain].entry(message.key)
            if entry is None:
                yield Translation(message.msgid, "", "untranslated", None)
                continue
            state = "translated" if entry.is_translated else "fuzzy" if entry.has_text else "untranslated"
            place = CatalogPlace(catalog_file(tag, domain), entry.line)
            yield Translation(message.msgid, entry.msgstr, state, place)


def trace(project: Project, name: str, asked: Iterable[str] = ()) -> tuple[Trace, ...]:
    """Return the chains of what a person names: a block's id, `file:line` of a source, the fingerprint of a finding.

    An id that several documents have gives several chains; `03-eau#b-lac` means the one of one document. Errors:
    PublisherError (usage) for what is no block, naming the nearest.
    """
    tracer = Tracer(project, chosen(project.publication, asked))
    if FINGERPRINT.fullmatch(name):
        name = _of_finding(project.workspace, name)
    blocks = _named(project, name) or tuple(filter(None, (tracer.names.get(name),)))
    if not blocks:
        near = difflib.get_close_matches(name, tracer.names, 1)
        raise PublisherError(
            f"no block is called “{name}”",
            code=ExitCode.USAGE,
            hint=f"did you mean “{near[0]}”?"
            if near
            else "give the id of a block, source/FILE:LINE, or the fingerprint of a finding in the last report",
        )
    return tuple(map(tracer.trace, blocks))


def pdf_files(workspace: Workspace, tag: str) -> tuple[str, ...]:
    """Return the PDF files of a language that the last build recorded and that are there."""
    rows = workspace.manifest()
    return tuple(
        path for path in rows if path.startswith(f"build/{tag}/") and path.endswith(".pdf") and workspace.exists(path)
    )


def places(tree: Structure, file: str) -> Iterator[tuple[str, PdfPlace]]:
    """Yield the elements of a PDF that have an id, with their way from the root and their pages."""
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, (root.type,)) for root in tree.roots]
    while waiting:
        element, path = waiting.pop()
        if element.id is not None:
            pages = sorted({page for page in _pages_of(element) if page >= 0})
            first, last = (pages[0] + 1, pages[-1] + 1) if pages else (None, None)
            yield element.id, PdfPlace(file, element.id, path, first, last)
        waiting += [(kid, (*path, kid.type)) for kid in element.elements]


def _pages_of(element: Element) -> Iterator[int]:
    for inner in element.walk():
        yield from (kid.page for kid in inner.kids if isinstance(kid, (Text, Link)))


def _named(project: Project, name: str) -> tuple[Block, ...]:
    """Return the blocks that a person means."""
    file, colon, line = name.rpartition(":")
    if colon and line.isdecimal() and len(line) <= MOST_DIGITS:
        return _at(project, file, int(line))
    stem, hash, id = name.rpartition("#")
    stem = PurePosixPath(stem).name.removesuffix(".html").removesuffix(".md")
    return tuple(
        (document, id) for document in project.documents if id in document.lines and (not hash or document.stem == stem)
    ) or _renamed_in_pdf(project, id)


def _renamed_in_pdf(project: Project, name: str) -> tuple[Block, ...]:
    return tuple(
        (document, id)
        for document in project.documents
        if name.startswith(f"{document.stem}-") and (id := name.removeprefix(f"{document.stem}-")) in document.lines
    )


def _at(project: Project, file: str, line: int) -> tuple[Block, ...]:
    """Return the last block that begins on or before a line of a source."""
    document = next((item for item in project.documents if item.file == file or item.file.endswith(f"/{file}")), None)
    before = [] if document is None else [(start, id) for id, start in document.lines.items() if start <= line]
    # Of blocks that begin on one line the outermost, which comes first.
    return ((document, max(before, key=lambda item: item[0])[1]),) if document is not None and before else ()


def _of_finding(workspace: Workspace, fingerprint: str) -> str:
    """Return the block of a finding of the last report; the name itself where it may be that of a block.

    Errors: PublisherError (usage) for a finding that is about no block.
    """
    try:
        rows: Any = json.loads(workspace.read(FINDINGS).decode())["assertions"]
        found = next((row for row in rows if row["fingerprint"] == fingerprint), None)
    except (PublisherError, ValueError, KeyError, TypeError):
        return fingerprint
    if found is not None and found.get("id") is None:
        raise PublisherError(
            f"the finding “{fingerprint}” is about no block", code=ExitCode.USAGE,
            why=f"it is about {found.get('file') or found.get('subject')}",
            hint="see its entry in the report",
        )  # fmt: skip
    return fingerprint if found is None else str(found["id"])


def _structure(workspace: Workspace, path: str) -> Structure:
    try:
        return structure(workspace.path(path))
    except PublisherError:
        return Structure()  # the audit says why it cannot be read


def _page(tag: str, document: Document) -> str:
    return f"build/{tag}/html/{document.stem}.html"


def _ids(html: str) -> Iterator[str]:
    return (found[1] or found[2] or found[3] or "" for found in ID.finditer(html))
