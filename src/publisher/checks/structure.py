"""Structure of a source document: headings, pictures, links, tables (WCAG 1.1.1, 1.3.1, 2.4.4, 2.4.6)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4.element import Tag

from publisher.model.document import Document
from publisher.model.finding import Finding, Level

HEADINGS = [f"h{level}" for level in range(1, 7)]
READ = {
    ".md": ".md", ".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".mdx": ".md", ".html": ".html", ".htm": ".html",
    ".xhtml": ".html",
}  # fmt: skip
"""suffixes people give to Markdown and HTML, by the one that is read"""


def check_documents(documents: Sequence[Document], files: Collection[str]) -> tuple[Finding, ...]:
    """Return what is wrong in the structure of documents; `files` are the names in `source/` a picture may have."""
    targets = {document.stem: frozenset(document.lines) for document in documents}
    return tuple(finding for document in documents for finding in _document(document, targets, files))


def ignored_files(names: Iterable[str]) -> tuple[Finding, ...]:
    """Return a finding for each file that looks like a document and is not read because of its name.

    `names` are those of the files in `source/` itself, relative to it; files in its folders are not documents.
    """
    return tuple(
        Finding(
            "document/ignored", f"“{name}” is not read: the names of documents end in .md or .html", Level.WARNING,
            file=f"source/{name}", hint=f"rename it to {path.stem}{READ[path.suffix.lower()]}",
        )
        for name in sorted(names)
        for path in [PurePosixPath(name)]
        if path.suffix not in (".md", ".html") and path.suffix.lower() in READ and "/" not in name
    )  # fmt: skip


def _document(document: Document, targets: dict[str, frozenset[str]], files: Collection[str]) -> Iterator[Finding]:
    def finding(rule: str, tag: Tag, message: str, hint: str, level: Level = Level.ERROR) -> Finding:
        key = next((str(owner["id"]) for owner in [tag, *tag.parents] if owner.get("id")), None)
        line = document.lines.get(key or "", tag.sourceline)
        return Finding(
            f"document/{rule}", message, level, language=document.language, file=document.file, line=line, id=key,
            hint=hint,
        )  # fmt: skip

    yield from _ids(document, finding)
    yield from _headings(document, finding)
    yield from _pictures(document, files, finding)
    yield from _links(document, targets, finding)
    yield from _tables(document, finding)


Report = Callable[..., Finding]


def _ids(document: Document, finding: Report) -> Iterator[Finding]:
    seen: set[str] = set()
    for tag in document.body.find_all(id=True):
        key = str(tag["id"])
        if key in seen:
            yield finding("duplicate-id", tag, f"the id “{key}” is given twice", "give each block an id of its own")
        seen.add(key)


def _headings(document: Document, finding: Report) -> Iterator[Finding]:
    headings = document.body.find_all(HEADINGS)
    if not any(tag.name == "h1" for tag in headings):
        yield finding("no-title", document.body, "the document has no top heading", "begin it with a line “# Title”")
    level = 0
    for tag in headings:
        current = int(tag.name[1])
        if level and current > level + 1:
            yield finding(
                "heading-order", tag, f"heading of level {current} after one of level {level}",
                f"make it level {level + 1}, or add the missing heading",
            )  # fmt: skip
        level = current
        if not tag.get_text().strip() and tag.find("img") is None:
            yield finding("empty-heading", tag, "a heading without text", "give it a text, or remove it")


def _pictures(document: Document, files: Collection[str], finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all("img"):
        if tag.get("alt") is None:
            yield finding(
                "no-alternative", tag, f"the picture {tag.get('src', '')} has no alternative text",
                'write alt="…" saying what it tells, or alt="" when it only decorates',
            )  # fmt: skip
        name = unquote(urlsplit(str(tag.get("src", ""))).path)
        if name not in files:
            yield finding(
                "missing-image", tag, f"the picture “{name}” is not there" if name else "a picture without src",
                f"put it at source/{name or 'images/…'}, or correct the address",
            )  # fmt: skip


def _links(document: Document, targets: dict[str, frozenset[str]], finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all("a", href=True):
        parts = urlsplit(str(tag["href"]))
        named = bool(
            tag.get_text().strip() or tag.get("aria-label") or any(image.get("alt") for image in tag.find_all("img"))
        )
        if not named:
            yield finding("empty-link", tag, "a link without text", "write what it leads to")
        if parts.scheme or parts.netloc:
            continue
        name = unquote(parts.path)
        stem, _, suffix = name.rpartition(".") if name else (document.stem, "", "md")
        if stem not in targets or suffix not in ("md", "html"):
            yield finding("broken-link", tag, f"no document “{name}”", f"documents: {', '.join(sorted(targets))}")
        elif parts.fragment and unquote(parts.fragment) not in targets[stem]:
            yield finding(
                "broken-link", tag, f"no block “{parts.fragment}” in {stem}",
                "give the block that id: ## Title {#" + parts.fragment + "}",
            )  # fmt: skip


def _tables(document: Document, finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all("table"):
        if tag.get("role") not in ("presentation", "none") and tag.find("th") is None:
            yield finding(
                "table-headers", tag, "a table without header cells", 'mark them: <th scope="col">, <th scope="row">'
            )
