"""A document and its template the short way; the pipeline walks a tree once for both."""

from __future__ import annotations

from publisher.catalogs import identify as identification
from publisher.catalogs import template
from publisher.catalogs.segments import segments
from publisher.model.document import Document
from publisher.model.message import Template


def identify(document: Document) -> Document:
    return identification.identify(document)[0]


def extract(document: Document) -> Template:
    return template.extract(document, segments(document))
