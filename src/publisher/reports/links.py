"""The chain of a block as links: source, catalog, pages, PDF files, reading view; relative to the report."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from publisher.model.evidence import Assertion, CatalogPlace
from publisher.model.trace import PdfPlace, Rendered, Trace
from publisher.reports.environment import href

REPORTS = "build/reports/"
"""folder of the overview"""
HOME = REPORTS + "{}/"
"""folder of the report of a language"""
OF_BLOCK = "block-"
"""what the id of a block begins with in the reading view"""


@dataclass(frozen=True, slots=True)
class Link:
    """A place that a reader of the report can go to."""

    label: str
    """key in `WORDS`"""
    text: str
    """a path with its line, page or fragment: what still says it on paper"""
    href: str
    language: str | None = None
    """tag of the language, where it is another rendition than the one reported on"""
    path: tuple[str, ...] = ()
    """structure types from the root of a PDF file to the element"""
    state: str = ""
    """of a catalog entry: `source`, `translated`, `fuzzy`, `untranslated`"""


WORDS = {
    "source": "Source",
    "catalog": "Catalog",
    "html": "Web page",
    "pdf": "PDF file",
    "reading": "Reading view",
    "file": "File",
    "fuzzy": "not reviewed, so not published",
    "untranslated": "not translated, so the source text is shown",
}
COMMENTS = {
    "Source": "Label before a link to the source file, with its line",
    "Catalog": "Label before a link to the gettext catalog, with its line",
    "Web page": "Label before a link to the place in the web page",
    "PDF file": "Label before a link to the page of the PDF file",
    "Reading view": "A page that shows what a screen reader would say",
    "File": "Label before a link to a file",
    "not reviewed, so not published": "State of an entry in a catalog, after its place",
    "not translated, so the source text is shown": "State of an entry in a catalog, after its place",
}
"""what translators are told of texts in `WORDS`"""


def address(home: str, path: str, fragment: str = "") -> str:
    """Return the link from a page in the folder `home` to a path of the publication; of a folder, to its first page."""
    return href(_way(f"{path}index.html" if path.endswith("/") else path, home), fragment)


@cache
def _way(path: str, home: str) -> str:
    """Return a path from a folder: a report leads to few files, and to each of them very often."""
    return posixpath.relpath(path, home)


def links(item: Assertion, trace: Trace | None, reading: Sequence[str] = ()) -> tuple[Link, ...]:
    """Return where an assertion leads to; without a trace what it says itself."""
    language = item.subject.language
    home = HOME.format(language)
    if trace is None:
        return tuple(_untraced(item, home))
    return tuple(traced(trace, language, reading))


def traced(trace: Trace, language: str, reading: Sequence[str] = ()) -> Iterator[Link]:
    """Yield where a block is to be found, in one language first, then pages and PDF files of the others."""
    home = HOME.format(language)
    yield _to(home, "source", trace.file, trace.line)
    ordered = sorted(trace.languages, key=lambda rendered: rendered.language != language)
    for rendered in ordered:
        yield from _rendered(home, rendered, None if rendered.language == language else rendered.language)
    stem = PurePosixPath(trace.file).stem
    for page in reading:
        if PurePosixPath(page).stem == stem:
            yield Link("reading", page, href(page, OF_BLOCK + trace.id))


def in_page(trace: Trace, language: str) -> str | None:
    """Return where a block is in the web page of a language, from the report of that; None where it is not."""
    rendered = next((one for one in trace.languages if one.language == language), None)
    if rendered is None or not rendered.html:
        return None
    path, _, fragment = rendered.html.partition("#")
    return address(HOME.format(language), path, fragment)


def _untraced(item: Assertion, home: str) -> Iterator[Link]:
    finding = item.finding
    if finding.file and finding.file != item.subject.path:
        yield _to(home, "source" if finding.file.startswith("source/") else "file", finding.file, finding.line)
    if item.catalog is not None:
        yield _catalog(home, item.catalog, "translated", None)
    if item.subject.kind == "pdf":
        yield _pdf(home, item.subject.path, finding.page, None)
    else:
        yield _to(home, "html", finding.subject or item.subject.path, None)


def _rendered(home: str, rendered: Rendered, other: str | None) -> Iterator[Link]:
    for said in rendered.translations:
        if said.place is not None and other is None:
            yield _catalog(home, said.place, said.state, other)
    if rendered.html:
        path, _, fragment = rendered.html.partition("#")
        yield Link("html", rendered.html, address(home, path, fragment), other)
    for place in rendered.pdf:
        yield _pdf(home, place.file, place.first_page, other, place)


def _to(home: str, label: str, file: str, line: int | None) -> Link:
    return Link(label, str(CatalogPlace(file, line)), address(home, file))


def _catalog(home: str, place: CatalogPlace, state: str, other: str | None) -> Link:
    return Link("catalog", str(place), address(home, place.file), other, state=state)


def _pdf(home: str, file: str, page: int | None, other: str | None, place: PdfPlace | None = None) -> Link:
    fragment = f"page={page}" if page else ""
    text = f"{file}#{fragment}" if fragment else file
    return Link("pdf", text, address(home, file, fragment), other, place.path if place else ())
