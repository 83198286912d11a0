"""A project -> the texts to check, by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.catalogs.prose import source_passages, translated_passages
from publisher.catalogs.template import PUBLICATION_DOMAIN
from publisher.model.message import Catalog
from publisher.model.passage import Passage
from publisher.pipeline.project import Project


def texts(project: Project, tag: str, known: Mapping[str, Catalog]) -> Iterator[Passage]:
    """Yield the texts of a language in the order of the publication; `known` are its catalogs by domain."""
    source = project.publication.source_language
    lines = {document.stem: document.lines for document in project.documents}
    lines[PUBLICATION_DOMAIN] = project.publication.key_lines
    for template in project.templates:
        if tag == source:
            yield from source_passages(template, source, lines[template.domain])
        else:
            yield from translated_passages(template, known[template.domain], source)
