"""Documents and catalogs -> findings: structure, catalogs, spelling and grammar."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from publisher.catalogs.merge import headers_for
from publisher.catalogs.po import write_catalog
from publisher.catalogs.prose import catalog_passages, metadata_passages, source_passages, translated_passages
from publisher.catalogs.template import PUBLICATION_DOMAIN
from publisher.checks.catalog import check_catalog
from publisher.checks.not_run import not_run
from publisher.checks.spelling import findings_of
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import LanguageToolServer
from publisher.errors import ExitCode, PublisherError
from publisher.languages import language
from publisher.model.finding import Finding
from publisher.model.message import Catalog
from publisher.model.passage import Passage
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.request import Progress, catalog_file, chosen, silent
from publisher.pipeline.source import source_findings

BLANKS = " \t\n"
WORDS = "source/words.txt"
"""names accepted in every language; `locale/<language>/words.txt` adds those of one"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    findings: tuple[Finding, ...]
    engine: ExitCode | None = None
    """why a part was not run, None when all was"""


def check(project: Project, asked: Iterable[str] = (), progress: Progress = silent) -> Checked:
    """Check the source and the translations of the languages asked for; without any, of all."""
    tags = chosen(project.publication, asked)
    found: list[Finding] = []
    passages: list[tuple[str, tuple[Passage, ...]]] = []
    for tag in tags:
        if tag == project.publication.source_language:
            found += source_findings(project)
            passages.append((tag, tuple(_source(project))))
        else:
            known = catalogs(project, tag)
            found += catalog_findings(project, tag, known)
            passages.append((tag, tuple(_translated(project, known))))
    prose, engine = _prose(project, passages, progress)
    return Checked((*found, *prose), engine)


def catalog_findings(project: Project, tag: str, known: dict[str, Catalog]) -> tuple[Finding, ...]:
    """Return what keeps the catalogs of a language from being published whole."""
    return tuple(
        finding
        for template in project.templates
        for finding in check_catalog(template, known[template.domain], language(tag))
    )


def _source(project: Project) -> Iterator[Passage]:
    yield from metadata_passages(project.publication)
    for document in project.documents:
        yield from source_passages(document)


def _translated(project: Project, known: dict[str, Catalog]) -> Iterator[Passage]:
    yield from catalog_passages(known[PUBLICATION_DOMAIN])
    for document in project.documents:
        yield from translated_passages(document, known[document.stem])


def _prose(
    project: Project, passages: Sequence[tuple[str, tuple[Passage, ...]]], progress: Progress
) -> tuple[list[Finding], ExitCode | None]:
    """Ask LanguageTool about passages; a language it could not be asked about says so, the others go on."""
    found: list[Finding] = []
    engine: ExitCode | None = None
    answers = Answers()
    with LanguageToolServer() as server:
        for tag, items in passages:
            if not items:
                continue
            spoken = language(tag)
            try:
                checker = f"LanguageTool {server.version}"
                texts = list(dict.fromkeys(item.text for item in items))
                matches = cached_check(
                    texts,
                    spoken.checker,
                    spoken.muted_rules,
                    server=server,
                    answers=answers,
                    on_progress=partial(progress, f"language {tag}"),
                )
            except PublisherError as error:
                engine = engine or error.code
                reason = error.message + (f": {error.why}" if error.why else "")
                missed = not_run("prose", reason, language=tag, checker="LanguageTool")
                found.append(replace(missed, hint=error.hint))
                continue
            accepted = _accepted(project, tag)
            for item in items:
                found += findings_of(item, matches[item.text], accepted, checker)
    return found, engine


def _accepted(project: Project, tag: str) -> frozenset[str]:
    """Return the words the project accepts in a language."""
    files = [name for name in (WORDS, f"locale/{tag}/words.txt") if project.workspace.exists(name)]
    lines = (line.split("#")[0].strip() for name in files for line in _lines(project, name))
    return frozenset(line for line in lines if line)


def _lines(project: Project, name: str) -> list[str]:
    return project.workspace.read(name).decode("utf-8", "replace").splitlines()


def fix(project: Project, asked: Iterable[str] = ()) -> list[str]:
    """Mend what is certain in catalogs and return the changes as a diff: plural forms, white space at the ends.

    Letters are never touched. Everything is computed before anything is written.
    """
    mended = []
    for tag in chosen(project.publication, asked):
        if tag == project.publication.source_language:
            continue
        for domain, catalog in catalogs(project, tag).items():
            if catalog.file:
                mended.append(
                    (catalog_file(tag, domain), write_catalog(catalog), write_catalog(_mended(project, catalog)))
                )
    lines: list[str] = []
    for file, before, after in mended:
        lines += difflib.unified_diff(before.splitlines(), after.splitlines(), file, file, lineterm="", n=1)
    for file, before, after in mended:
        if after != before:
            project.workspace.write(file, after.encode())
    return lines


def _mended(project: Project, catalog: Catalog) -> Catalog:
    right = dict(headers_for(project.publication, language(catalog.language)))
    headers = dict(catalog.headers) | {"Plural-Forms": right["Plural-Forms"]}
    entries = tuple(
        replace(entry, msgstr=entry.msgstr.strip(BLANKS), plurals=tuple(form.strip(BLANKS) for form in entry.plurals))
        if entry.message.msgid.strip() == entry.message.msgid
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, headers=tuple(headers.items()), entries=entries)
