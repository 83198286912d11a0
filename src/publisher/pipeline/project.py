"""A folder -> what it holds: configuration, documents, catalogs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publisher.catalogs.merge import empty_catalog
from publisher.catalogs.po import read_catalog
from publisher.catalogs.segments import identify
from publisher.catalogs.template import PUBLICATION_DOMAIN, extract, publication_template
from publisher.errors import ExitCode, PublisherError
from publisher.languages import language
from publisher.model.document import Document
from publisher.model.message import Catalog, Template
from publisher.model.publication import Publication
from publisher.publication import parse
from publisher.readers import read
from publisher.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""(what is being done, done, total); the caller decides whether anyone sees it"""


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


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


def chosen(publication: Publication, asked: Iterable[str]) -> tuple[str, ...]:
    """Return the languages a verb was asked for, all by default, in the publication's order."""
    asked = tuple(asked)
    for tag in asked:
        if tag not in publication.all_languages:
            raise PublisherError(
                f"the publication has no language “{tag}”",
                code=ExitCode.USAGE,
                file="source/publication.toml",
                line=publication.key_lines.get("languages"),
                hint=f"choose among {', '.join(publication.all_languages)}, or add it to “languages”",
            )
    return tuple(tag for tag in publication.all_languages if not asked or tag in asked)


def catalog_file(tag: str, domain: str) -> str:
    """Return where the catalog of a domain in a language lies."""
    return f"locale/{tag}/LC_MESSAGES/{domain}.po"


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


__all__ = ["PUBLICATION_DOMAIN", "Project", "catalog", "catalogs", "chosen", "load", "silent"]
