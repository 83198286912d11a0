"""The chain of one block: French line, catalog entries, pages, structure elements."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.evidence import CatalogPlace


@dataclass(frozen=True, slots=True)
class PdfPlace:
    """A structure element of a PDF file."""

    file: str
    """relative to the publication"""
    id: str
    """of the element; in a PDF that of a block may begin with the name of its document"""
    path: tuple[str, ...]
    """structure types from the root to the element, such as `Document`, `Sect`, `Table`"""
    first_page: int | None
    """from 1; None where nothing of it is drawn"""
    last_page: int | None


@dataclass(frozen=True, slots=True)
class Translation:
    """One message of a block in one language."""

    msgid: str
    msgstr: str
    state: str
    """`source`, `translated`, `fuzzy`, `untranslated`"""
    place: CatalogPlace | None
    """None for the source language, or where the catalog has no entry"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A block in one language."""

    language: str
    translations: tuple[Translation, ...]
    html: str | None
    """page and fragment relative to the publication, such as `build/ar/html/02-eau.html#b-eau`; None if not built"""
    pdf: tuple[PdfPlace, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All that became of a block."""

    id: str
    file: str
    line: int
    languages: tuple[Rendered, ...]
    """in the order of the publication"""
