"""Source -> templates -> catalogs: the verbs of translators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from publisher.catalogs.memory import memory_of
from publisher.catalogs.merge import Changes, headers_for, merge
from publisher.catalogs.po import read_catalog, write_catalog, write_template
from publisher.model.message import Catalog, Template
from publisher.model.notation import is_sound, plain
from publisher.model.publication import Publication
from publisher.pipeline.project import Project, catalog, templates
from publisher.pipeline.request import catalog_file, chosen, template_file
from publisher.publication import parse
from publisher.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Extraction:
    """The template of one domain."""

    file: str
    messages: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did to one catalog."""

    language: str
    file: str
    changes: Changes
    changed: bool

    @property
    def also(self) -> str:
        """What happens less often, in words; empty when it did not."""
        rare = ("revived", "moved", "split", "joined")
        return ", ".join(f"{count} {name}" for name in rare if (count := getattr(self.changes, name)))

    def as_json(self) -> dict[str, object]:
        """Return the row of `--json`."""
        return {"language": self.language, "file": self.file, **asdict(self.changes), "written": self.changed}


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a language is, in messages and source words."""

    language: str
    total: int
    translated: int
    fuzzy: int
    untranslated: int
    words_left: int

    @property
    def percentage(self) -> int:
        """Translated messages of all, rounded down: 100 only when nothing is missing."""
        return 100 * self.translated // self.total if self.total else 100


def extract(workspace: Workspace) -> tuple[Extraction, ...]:
    """Write the template of every domain; an unchanged one is left alone."""
    publication = parse(workspace.configuration())
    with workspace.sources_locked():
        return _write_templates(workspace, publication, templates(workspace, publication))


def _write_templates(
    workspace: Workspace, publication: Publication, found: Iterable[Template]
) -> tuple[Extraction, ...]:
    """Write templates once all of them are made: an unreadable document leaves every file as it was."""
    headers = headers_for(publication, None)
    texts = [
        (template_file(template.domain), len(template.messages), write_template(template, headers).encode())
        for template in found
    ]
    written = workspace.write_all({file: text for file, _, text in texts}, durable=False)
    return tuple(Extraction(file, count, file in written) for file, count, _ in texts)


def update(project: Project, asked: Iterable[str] = ()) -> tuple[Update, ...]:
    """Write every template, then merge it into the catalogs of the languages asked for, creating missing ones.

    A text that moved to another document takes its translation along, also from the catalog of a document that is no
    longer there. Everything is computed before anything is written.
    """
    workspace = project.workspace
    tags = [tag for tag in chosen(project.publication, asked) if tag != project.publication.source_language]
    with workspace.sources_locked():
        files = [catalog_file(tag, template.domain) for tag in tags for template in project.templates]
        before = {file: workspace.read(file) if workspace.exists(file) else None for file in files}
        merged = [
            (tag, catalog_file(tag, new.domain), changes, write_catalog(new).encode())
            for tag in tags
            for new, changes in _merged(project, tag)
        ]
        _write_templates(workspace, project.publication, project.templates)
        written = workspace.write_all({file: data for _, file, _, data in merged}, before)
    return tuple(Update(tag, file, changes, file in written) for tag, file, changes, _ in merged)


def _merged(project: Project, tag: str) -> list[tuple[Catalog, Changes]]:
    """Return the catalogs of a language, each merged with its template and what the others know."""
    old = [(template, catalog(project, tag, template.domain)) for template in project.templates]
    memory = memory_of([*old, *((None, found) for found in _left_behind(project, tag))])
    return [merge(template, found, memory) for template, found in old]


def _left_behind(project: Project, tag: str) -> Iterator[Catalog]:
    """Yield the catalogs of a language whose document was renamed or taken out."""
    domains = {template.domain for template in project.templates}
    folder = PurePosixPath(catalog_file(tag, "any")).parent
    for file in project.workspace.files(str(folder), ".po"):
        name = PurePosixPath(file)
        if name.parent == folder and name.stem not in domains:
            yield read_catalog(project.workspace.read(file), file, name.stem, tag)


def completion(project: Project, tag: str, catalogs: Mapping[str, Catalog]) -> Completion:
    """Return how far a language is, counted on the templates of today; the source language has no `catalogs`."""
    if tag == project.publication.source_language:
        total = sum(len(template.messages) for template in project.templates)
        return Completion(tag, total, total, 0, 0, 0)
    pairs = [
        (message, catalogs[template.domain].entry(message.key))
        for template in project.templates
        for message in template.messages
    ]
    left = [
        message for message, entry in pairs if entry is None or not entry.is_translated or not is_sound(entry, message)
    ]
    translated = len(pairs) - len(left)
    fuzzy = sum(entry is not None and entry.fuzzy for _, entry in pairs)
    words = sum(len(plain(message.msgid).split()) for message in left)
    return Completion(tag, len(pairs), translated, fuzzy, len(pairs) - translated - fuzzy, words)
