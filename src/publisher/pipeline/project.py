"""A folder -> what it holds: configuration, documents, catalogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from publisher.catalogs.identify import identify
from publisher.catalogs.merge import empty_catalog
from publisher.catalogs.po import read_catalog
from publisher.catalogs.segments import Segment
from publisher.catalogs.stylesheets import css_messages
from publisher.catalogs.template import PUBLICATION_DOMAIN, extract, publication_template
from publisher.catalogs.values import unknown_values
from publisher.languages import language
from publisher.model.data import Data
from publisher.model.document import Document
from publisher.model.finding import Finding
from publisher.model.message import Catalog, Template
from publisher.model.publication import Publication
from publisher.pipeline.request import catalog_file
from publisher.pipeline.styles import is_css, passed_styles, sheets_of
from publisher.publication import parse
from publisher.readers import decoded, read
from publisher.readers.data import read_data
from publisher.readers.data_rows import Source
from publisher.readers.shown import show_data
from publisher.toml import read_toml
from publisher.workspace import Workspace

MOST_DATA = 1_000_000
"""bytes of a file of data"""


@dataclass(frozen=True, slots=True)
class Project:
    """A publication as it lies in its folder, sources read."""

    workspace: Workspace
    publication: Publication
    documents: tuple[Document, ...]
    """in the source language, every block with its id; none when only messages were asked for"""
    templates: tuple[Template, ...]
    """one per domain: the publication's own, then one per document; none when only documents were asked for"""
    stylesheets: Mapping[str, str]
    """the publication's own, by name from `styles/`; none when only messages were asked for"""
    data: Data = field(default_factory=Data)
    """figures of `source/data/`"""
    found: tuple[Finding, ...] = ()
    """why not all of the stylesheets may be published"""

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of its messages: the publication's own, then one per document."""
        if self.templates:
            return tuple(template.domain for template in self.templates)
        return (PUBLICATION_DOMAIN, *(document.stem for document in self.documents))


class Sources:
    """The documents of a folder, each read once, when it is asked for.

    Errors as for `load`; those of a document when it is asked for.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.publication, self.data = parse(workspace.configuration()), data_of(workspace)
        self.stylesheets, self.found = _stylesheets(workspace)
        self.files = workspace.documents(self.publication.documents)
        self.known: dict[str, Document] = {}

    def document(self, file: str) -> Document:
        """Return a document by the path of its source."""
        if file not in self.known:
            text = self.workspace.read(file)
            said = self.data.findings if file == self.files[0] else ()
            self.known[file], _ = _document(text, file, self.publication.source_language, self.data, said)
        return self.known[file]

    def project(self) -> Project:
        """Return the project of the folder without templates, for which a build has no use; nothing of it is kept."""
        documents = tuple(self.document(file) for file in self.files)
        self.known.clear()
        return Project(self.workspace, self.publication, documents, (), self.stylesheets, self.data, self.found)


def _document(
    text: bytes, file: str, language: str, data: Data, said: Iterable[Finding]
) -> tuple[Document, tuple[Segment, ...]]:
    """Return a document with its ids and its segments; `said` was found before and is told with it."""
    document, found = identify(show_data(read(text, file, language), data))
    return replace(document, findings=(*said, *document.findings, *unknown_values(document, data))), found


def load(workspace: Workspace) -> Project:
    """Return the project of a folder; PublisherError for a configuration or a source that cannot be read."""
    publication = parse(workspace.configuration())
    stylesheets, found_in_styles = _stylesheets(workspace)
    own = publication_template(publication, css_messages(stylesheets))
    data = data_of(workspace)
    documents, extracted = [], [own]
    for document, found in _documents(workspace, publication, data):
        documents.append(document)
        extracted.append(extract(document, found, data))
    return Project(workspace, publication, tuple(documents), tuple(extracted), stylesheets, data, found_in_styles)


def load_messages(workspace: Workspace) -> Project:
    """Return the project of a folder without its documents; errors as for `load`."""
    publication = parse(workspace.configuration())
    return Project(workspace, publication, (), tuple(templates(workspace, publication)), {})


def templates(workspace: Workspace, publication: Publication) -> Iterator[Template]:
    """Yield the templates of a publication, its own first.

    One document is held at a time: a book of thousands needs little more memory than what is kept of its messages.
    """
    yield publication_template(publication, css_messages(_stylesheets(workspace)[0]))
    data = data_of(workspace)
    found = _documents(workspace, publication, data)
    yield from (extract(document, segments, data) for document, segments in found)


def _documents(
    workspace: Workspace, publication: Publication, data: Data
) -> Iterator[tuple[Document, tuple[Segment, ...]]]:
    said = data.findings  # of the data of all: told with the first document
    for file in workspace.documents(publication.documents):
        yield _document(workspace.read(file), file, publication.source_language, data, said)
        said = ()


def data_of(workspace: Workspace) -> Data:
    """Return the figures of a publication; PublisherError (usage) for a file that cannot be used, with its faults."""
    texts = ((file, decoded(workspace.read(file), file)) for file in workspace.data())
    hint = "write values as: pays = 194"
    return read_data(Source(file, text, read_toml(text, file, most_bytes=MOST_DATA, hint=hint)) for file, text in texts)


def _stylesheets(workspace: Workspace) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return the stylesheets of a publication as they may be published, and why not all of them."""
    passed, findings = passed_styles({name: workspace.read(name) for name in workspace.styles() if is_css(name)})
    return {name: css.decode() for name, css in sheets_of(passed).items()}, findings


def catalog(project: Project | Sources, tag: str, domain: str) -> Catalog:
    """Return the catalog of a domain in a language, empty when there is no file yet."""
    file = catalog_file(tag, domain)
    empty = empty_catalog(domain, language(tag), project.publication)
    if not project.workspace.exists(file):
        return empty
    found = read_catalog(project.workspace.read(file), file, domain, tag)
    return found if found.headers else replace(found, headers=empty.headers)  # gettext refuses a file without one


def catalogs(project: Project, tag: str) -> dict[str, Catalog]:
    """Return the catalogs of a language by domain."""
    return {domain: catalog(project, tag, domain) for domain in project.domains}
