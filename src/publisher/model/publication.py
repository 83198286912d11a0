"""What the author configured in `publication.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from publisher.model.standard import DEFAULT

FORMATS = ("html", "pdf")
DIGITS = ("latn", "arab")
"""numbering systems, by their names in the CLDR"""
ALTERNATES = "alternate/"
"""folder in `styles/` of the sheets of alternate styles"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication: its name, its languages, its documents in order."""

    title: str
    languages: tuple[str, ...]
    """target languages, the source language not among them"""
    source_language: str = "fr"
    name: str = "publication"
    """file stem of the outputs"""
    documents: tuple[str, ...] = ()
    """file names in `source/`, in reading order; empty means all, by name"""
    formats: tuple[str, ...] = FORMATS
    standard: str = DEFAULT.name
    """of its PDF files, a key of `STANDARDS`"""
    alternate_styles: Mapping[str, str] = field(default_factory=dict)
    """alternate styles in which every PDF is made too, by name, with their titles for readers"""
    digits: str = DIGITS[0]
    """numbering system of the languages that have it beside Western digits"""
    subtitle: str | None = None
    description: str | None = None
    organisation: str | None = None
    keywords: tuple[str, ...] = ()
    rights: str | None = None
    contact: str | None = None
    """address readers write to for another format, or to report a barrier"""
    date: date | None = None
    thresholds: Mapping[str, int] = field(default_factory=dict)
    """percentage of messages that must be translated before a language is released; 100 where not named"""
    fail_on: str = "error"
    """level of findings that refuses a release: error, warning, never"""
    key_lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """line of each key in `publication.toml`, for findings"""

    @property
    def contact_address(self) -> str | None:
        """Where a link to the contact leads: a letter, or a page."""
        if self.contact is None or self.contact.startswith(("https://", "http://")):
            return self.contact
        return f"mailto:{self.contact}"

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The source language first, then the others as configured."""
        return (self.source_language, *self.languages)

    def threshold(self, language: str) -> int:
        """Return the percentage of translated messages a release of `language` needs."""
        return self.thresholds.get(language, 100)
