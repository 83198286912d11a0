"""A folder -> what it holds: configuration, documents, catalogs."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.catalogs.merge import empty_catalog
from publisher.catalogs.po import read_catalog
from publisher.catalogs.segments import identify
from publisher.catalogs.template import extract, publication_template
from publisher.languages import language
from publisher.model.document import Document
from publisher.model.message import Catalog, Template
from publisher.model.publication import Publication
from publisher.pipeline.request import catalog_file
from publisher.publication import parse
from publisher.readers import read
from publisher.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Project:
    """A publication as it lies in its folder, sources read."""

    workspace: Workspace
    publication: Publication
    documents: tuple[Document, ...]
    """in the source language, every block with its id"""
    templates: tuple[Template, ...]
    """one per domain: the publication's own, then one per document"""


def load(workspace: Workspace) -> Project:
    """Return the project of a folder; PublisherError for a configuration or a source that cannot be read."""
    publication = parse(workspace.configuration())
    documents = tuple(
        identify(read(workspace.read(file), file, publication.source_language))
        for file in workspace.documents(publication.documents)
    )
    templates = (publication_template(publication), *(extract(document) for document in documents))
    return Project(workspace, publication, documents, templates)


def template_file(domain: str) -> str:
    """Return where the template of a domain lies."""
    return f"locale/{domain}.pot"


def catalog(project: Project, tag: str, domain: str) -> Catalog:
    """Return the catalog of a domain in a language, empty when there is no file yet."""
    file = catalog_file(tag, domain)
    if project.workspace.exists(file):
        return read_catalog(project.workspace.read(file), file, domain, tag)
    return empty_catalog(domain, language(tag), project.publication)


def catalogs(project: Project, tag: str) -> dict[str, Catalog]:
    """Return the catalogs of a language by domain."""
    return {template.domain: catalog(project, tag, template.domain) for template in project.templates}
