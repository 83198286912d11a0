"""What differs from a revision of git: the texts, not the lines, nor the files they lie in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.model.finding import Finding, Outcome
from publisher.model.message import Entry
from publisher.model.passage import Passage
from publisher.pipeline.past import Past, old_catalogs, old_messages, past_of
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.request import catalog_file

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Texts that are new or changed, by file: the source texts of a document, the msgids of a catalog."""

    files: frozenset[str]
    """that are new or changed themselves"""
    texts: frozenset[tuple[str, str]]

    def has(self, passage: Passage) -> bool:
        """Whether a text, or what it translates, is new or changed."""
        return (passage.file, (passage.source or passage.text).notation) in self.texts

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about a new or changed text; about a changed file when it names no text.

        That a check was not run concerns everyone.
        """
        text = finding.text if finding.msgid is None else finding.msgid
        if finding.outcome is Outcome.UNTESTED:
            return True
        return finding.file in self.files if text is None else (finding.file or "", text) in self.texts


def changes(project: Project, revision: str, tags: Iterable[str]) -> Changes:
    """Return what differs from a revision in the source and in the catalogs of languages.

    A text that stood anywhere in the publication in the same words is not new. Errors: those of `engines.git`.
    """
    past = past_of(project, revision)
    known = {message.key for message in old_messages(project, past)}
    texts = {
        (place.file, message.msgid)
        for template in project.templates
        for message in template.messages
        if message.key not in known
        for place in message.references
    }
    for tag in tags:
        if tag != project.publication.source_language:
            texts.update(_of_language(project, past, tag, known))
    return Changes(past.changed, frozenset(texts))


def _of_language(project: Project, past: Past, tag: str, known: set[Key]) -> Iterator[tuple[str, str]]:
    """Yield the file with the msgid of what is said anew or has yet to be, and with new fields of the header."""
    today = catalogs(project, tag)
    before = [*(catalog for catalog in today.values() if catalog.file not in past.changed), *old_catalogs(past, tag)]
    said = {(entry.message.key, _saying(entry)) for catalog in before for entry in catalog.live}
    places = {(catalog.file, entry.message.key) for catalog in before for entry in catalog.live}
    fields = {field for catalog in before for field in catalog.headers}
    for template in project.templates:
        catalog = today[template.domain]
        file = catalog.file or ""
        yield from ((file, value) for name, value in catalog.headers if (name, value) not in fields)
        for key in (message.key for message in template.messages):
            entry = catalog.entry(key)
            is_gone = entry is None and (catalog_file(tag, template.domain), key) in places
            is_new = entry is not None and (key, _saying(entry)) not in said
            if key not in known or is_gone or is_new:
                yield file, key[1]


def _saying(entry: Entry) -> object:
    return entry.msgstr, entry.plurals, entry.fuzzy
