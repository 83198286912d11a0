"""What holds for every input, of whatever bytes: shared by the fuzz targets and the property tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bs4.element import Tag

from publisher.catalogs.identify import identify
from publisher.catalogs.translate import identity, translate
from publisher.errors import ExitCode, PublisherError
from publisher.languages import language
from publisher.model.document import Document
from publisher.model.finding import Finding
from publisher.model.publication import Publication
from publisher.renditions.edition import Edition
from publisher.renditions.html import Site, body_html, pages
from publisher.renditions.isolation import isolated
from tests.fuzz.passive import assert_passive

T = TypeVar("T")
REFUSALS = (ExitCode.USAGE, ExitCode.INPUT)
PUBLICATION = Publication("Essai", "fr", ("ar",))


def value_or_refusal(read: Callable[[], T], *, has_line: bool = False) -> T | None:
    """Return what reading gives, None when it was refused as a user must be told: which file, and in which line."""
    try:
        return read()
    except PublisherError as error:
        assert error.code in REFUSALS, error.code
        assert error.file, "no file"
        assert error.line is None or error.line >= 1, error.line
        assert error.line is not None or not has_line, "no line"
        assert len(error.lines()) <= 4
        assert all(line.isprintable() for line in error.lines())
        return None


def findings_have_places(findings: tuple[Finding, ...], lines: int) -> None:
    for finding in findings:
        assert finding.file, finding
        assert finding.line is None or 1 <= finding.line <= lines, (finding, lines)


def published(document: Document, tag: str = "ar") -> str:
    """Return what a document becomes on its page; fuzzers have no time for all that stands around it."""
    spoken = language(tag)
    return body_html(isolated(document, spoken), spoken)


def page(document: Document, tag: str = "ar") -> str:
    """Return the whole page that a document becomes."""
    spoken = language(tag)
    edition = Edition(PUBLICATION, spoken, (isolated(document, spoken),))
    return pages(edition, Site((spoken,), ("screen.css",)))[f"{document.stem}.html"].decode("utf-8")


def document_holds(document: Document, text: str) -> None:
    """Assert what must hold of any document that a reader gave."""
    findings_have_places(document.findings, text.count("\n") + 1)
    identified, found = identify(document)
    body = identified.body.decode()
    assert translate(identified, identity("fr")).document.body.decode() == body, "the identity catalog changed it"
    assert identified.body.decode() == body, "translating changed its source"
    assert_passive(published(translate(identified, identity("ar")).document))
    assert all(segment.msgid for segment in found)


def structure(body: Tag, texts: frozenset[str]) -> list[object]:
    """Return the tags of a tree in order, with their attributes, but what translators write and who speaks."""
    return [
        (tag.name, len(list(tag.parents)), {name: str(value) for name, value in tag.attrs.items() if name not in texts})
        for tag in body.find_all(True)
    ]
