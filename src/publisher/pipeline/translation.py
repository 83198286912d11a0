"""Source -> templates -> catalogs: the verbs of translators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from publisher.catalogs.merge import Changes, headers_for, merge
from publisher.catalogs.po import read_catalog, read_template, write_catalog, write_template
from publisher.model.message import Catalog
from publisher.model.notation import is_sound, plain
from publisher.pipeline.project import Project, catalog, template_file
from publisher.pipeline.request import catalog_file, chosen
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


def write_templates(project: Project) -> tuple[Extraction, ...]:
    """Write every template; an unchanged one is left alone."""
    headers = headers_for(project.publication, None)
    texts = [(template, write_template(template, headers)) for template in project.templates]
    return tuple(
        Extraction(file, len(template.messages), project.workspace.write(file, text.encode()))
        for template, text in texts
        for file in [template_file(template.domain)]
    )


def update(project: Project, asked: Iterable[str] = ()) -> tuple[Update, ...]:
    """Write every template, then merge it into the catalogs of the languages asked for, creating missing ones.

    Everything is computed before anything is written.
    """
    merged = [
        (tag, template.domain, *merge(template, catalog(project, tag, template.domain)))
        for tag in chosen(project.publication, asked)
        if tag != project.publication.source_language
        for template in project.templates
    ]
    texts = [(tag, domain, changes, write_catalog(new)) for tag, domain, new, changes in merged]
    write_templates(project)
    return tuple(
        Update(tag, file, changes, project.workspace.write(file, text.encode()))
        for tag, domain, changes, text in texts
        for file in [catalog_file(tag, domain)]
    )


def merge_files(old: str, new: str, target: str, folder: Path) -> Changes:
    """Merge a template into a catalog, any two files (relative to `folder`), and write the result."""
    workspace = Workspace(Path("/"))  # the user names these files, they need not lie in a publication

    def name(file: str) -> str:
        return (folder / file).absolute().as_posix().lstrip("/")

    template = read_template(workspace.read(name(new)), new, "")
    known = read_catalog(workspace.read(name(old)), old, "", "")
    merged, changes = merge(template, known)
    workspace.write(name(target), write_catalog(merged).encode())
    return changes


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
    translated = sum(entry is not None and entry.is_translated and is_sound(entry) for _, entry in pairs)
    fuzzy = sum(entry is not None and entry.fuzzy for _, entry in pairs)
    words = sum(
        len(plain(message.msgid).split()) for message, entry in pairs if entry is None or not entry.is_translated
    )
    return Completion(tag, len(pairs), translated, fuzzy, len(pairs) - translated - fuzzy, words)
