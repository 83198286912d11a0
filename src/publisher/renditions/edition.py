"""What every rendition is made from: a publication in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.document import Document
from publisher.model.language import Language
from publisher.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Edition:
    """The publication in one language; titles and documents are already in it."""

    publication: Publication
    language: Language
    documents: tuple[Document, ...]
    fallbacks: int = 0
    """blocks shown in the source language"""
    stylesheets: Mapping[str, str] = field(default_factory=dict)
    """the publication's own, by file name, their texts in the language"""
    alternate: str = ""
    """title of the alternate style it is made in; empty for none, and for one without a title"""
