"""A folder -> what it holds: configuration, documents, catalogs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from publisher.catalogs.identify import identify
from publisher.catalogs.merge import empty_catalog
from publisher.catalogs.po import read_catalog
from publisher.catalogs.segments import Segment
from publisher.catalogs.stylesheets import css_messages
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
    """in the source language, every block with its id; none when only messages were asked for"""
    templates: tuple[Template, ...]
    """one per domain: the publication's own, then one per document"""
    stylesheets: Mapping[str, str]
    """the publication's own, by file name; none when only messages were asked for"""


def load(workspace: Workspace) -> Project:
    """Return the project of a folder; PublisherError for a configuration or a source that cannot be read."""
    publication = parse(workspace.configuration())
    stylesheets = _stylesheets(workspace)
    own = publication_template(publication, css_messages(stylesheets))
    documents, extracted = [], [own]
    for document, found in _documents(workspace, publication):
        documents.append(document)
        extracted.append(extract(document, found))
    return Project(workspace, publication, tuple(documents), tuple(extracted), stylesheets)


def load_messages(workspace: Workspace) -> Project:
    """Return the project of a folder without its documents; errors as for `load`."""
    publication = parse(workspace.configuration())
    return Project(workspace, publication, (), tuple(templates(workspace, publication)), {})


def templates(workspace: Workspace, publication: Publication) -> Iterator[Template]:
    """Yield the templates of a publication, its own first.

    One document is held at a time: a book of thousands needs little more memory than what is kept of its messages.
    """
    yield publication_template(publication, css_messages(_stylesheets(workspace)))
    yield from (extract(document, found) for document, found in _documents(workspace, publication))


def _documents(workspace: Workspace, publication: Publication) -> Iterator[tuple[Document, tuple[Segment, ...]]]:
    for file in workspace.documents(publication.documents):
        yield identify(read(workspace.read(file), file, publication.source_language))


def is_sheet(name: str) -> bool:
    """Whether a file is a stylesheet of the cascade; one in a folder below is for another to import."""
    return name.endswith(".css") and name.count("/") == 1


def _stylesheets(workspace: Workspace) -> dict[str, str]:
    names = workspace.files("styles") if workspace.path("styles").is_dir() else ()
    return {
        PurePosixPath(name).name: workspace.read(name).decode("utf-8", "replace") for name in names if is_sheet(name)
    }


def catalog(project: Project, tag: str, domain: str) -> Catalog:
    """Return the catalog of a domain in a language, empty when there is no file yet."""
    file = catalog_file(tag, domain)
    empty = empty_catalog(domain, language(tag), project.publication)
    if not project.workspace.exists(file):
        return empty
    found = read_catalog(project.workspace.read(file), file, domain, tag)
    return found if found.headers else replace(found, headers=empty.headers)  # gettext refuses a file without one


def catalogs(project: Project, tag: str) -> dict[str, Catalog]:
    """Return the catalogs of a language by domain."""
    return {template.domain: catalog(project, tag, template.domain) for template in project.templates}
