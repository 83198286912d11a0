"""A publication as it lay in a commit of git: its messages and what its catalogs said."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from publisher.catalogs.identify import identify
from publisher.catalogs.po import read_catalog
from publisher.catalogs.stylesheets import css_messages
from publisher.catalogs.template import CONFIGURATION, extract, publication_template
from publisher.engines import git
from publisher.errors import PublisherError
from publisher.model.message import Catalog, Message
from publisher.pipeline.project import Project
from publisher.pipeline.styles import is_sheet, sheets_of
from publisher.publication import parse
from publisher.readers import READERS, read
from publisher.readers.shown import show_data

FOLDERS = ("source", "locale", "styles")


@dataclass(frozen=True, slots=True)
class Past:
    """What a commit held of a publication."""

    changed: frozenset[str]
    """files of today that are new, or texts and not the same"""
    files: Mapping[str, bytes]
    """the texts that are others today, or gone, as they were"""


def past_of(project: Project, revision: str) -> Past:
    """Return what a publication was at a revision; errors as in `engines.git`."""
    workspace = project.workspace
    blobs = git.blobs_of(workspace.root, git.commit_of(workspace.root, revision), *FOLDERS)
    today = {name for folder in FOLDERS if workspace.path(folder).is_dir() for name in workspace.files(folder)}
    texts = {name: blob for name, blob in blobs.items() if _is_text(name)}
    same = {name for name, blob in texts.items() if name in today and git.is_blob(workspace.read(name), blob)}
    contents = git.contents_of(workspace.root, (texts[name] for name in texts if name not in same))
    old = {name: contents[blob] for name, blob in texts.items() if name not in same and blob in contents}
    return Past(frozenset((today - blobs.keys()) | ((today & texts.keys()) - same)), old)


def _is_text(name: str) -> bool:
    """Whether a file of a publication may hold texts of its own."""
    return name == CONFIGURATION or _is_document(name) or is_sheet(name) or name.endswith(".po")


def _is_document(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix in READERS and str(path.parent) == "source"


def old_messages(project: Project, past: Past) -> Iterator[Message]:
    """Yield the messages of then; a file that could not be read has none."""
    own, *templates = project.templates
    for document, template in zip(project.documents, templates, strict=True):
        if document.file not in past.changed:
            yield from template.messages
    for name, data in past.files.items():
        if _is_document(name):
            with contextlib.suppress(PublisherError):
                document = read(data, name, project.publication.source_language)
                yield from extract(*identify(show_data(document, project.data))).messages
    for message in own.messages:
        if not past.changed.intersection(place.file for place in message.references):
            yield message
    yield from _old_own_messages(past)


def _old_own_messages(past: Past) -> Iterator[Message]:
    """Yield the messages of the configuration and the style sheets that are others today."""
    texts = {name: data.decode("utf-8", "replace") for name, data in past.files.items()}
    with contextlib.suppress(PublisherError):
        yield from css_messages(sheets_of(texts))
    with contextlib.suppress(PublisherError):
        if CONFIGURATION in texts:
            yield from publication_template(parse(texts[CONFIGURATION].removeprefix("\ufeff"))).messages


def old_catalogs(past: Past, tag: str) -> Iterator[Catalog]:
    """Yield the catalogs of a language that are others today, as they were; none that could not be read."""
    for name, data in past.files.items():
        path = PurePosixPath(name)
        if path.suffix == ".po" and str(path.parent) == f"locale/{tag}/LC_MESSAGES":
            with contextlib.suppress(PublisherError):
                yield read_catalog(data, name, path.stem, tag)
