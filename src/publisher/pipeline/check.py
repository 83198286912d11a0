"""A project -> findings: structure, catalogs, texts against their sources, typography, spelling and grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.checks.catalog import check_catalog
from publisher.checks.translation import check_translations
from publisher.errors import ExitCode
from publisher.languages import language
from publisher.model.finding import Finding
from publisher.model.message import Catalog
from publisher.model.passage import Passage
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.prose import check_prose
from publisher.pipeline.request import Progress, chosen, silent
from publisher.pipeline.source import source_findings
from publisher.pipeline.texts import texts


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    findings: tuple[Finding, ...]
    engine: ExitCode | None = None
    """why a part was not run, None when all was"""


def check(project: Project, asked: Iterable[str] = (), progress: Progress = silent) -> Checked:
    """Check the source and the translations of the languages asked for; without any, of all."""
    found: list[Finding] = []
    passages: list[tuple[str, tuple[Passage, ...]]] = []
    for tag in chosen(project.publication, asked):
        known = {} if tag == project.publication.source_language else catalogs(project, tag)
        own = tuple(texts(project, tag, known))
        found += language_findings(project, tag, known)
        found += check_translations(own)
        passages.append((tag, own))
    prose, engine = check_prose(project, passages, progress)
    return Checked((*found, *prose), engine)


def language_findings(project: Project, tag: str, known: Mapping[str, Catalog]) -> tuple[Finding, ...]:
    """Return what stands in the way of a language: faults of the source's structure, gaps in its catalogs."""
    if tag == project.publication.source_language:
        return source_findings(project)
    return catalog_findings(project, tag, known)


def catalog_findings(project: Project, tag: str, known: Mapping[str, Catalog]) -> tuple[Finding, ...]:
    """Return what keeps the catalogs of a language from being published whole."""
    return tuple(
        finding
        for template in project.templates
        for finding in check_catalog(template, known[template.domain], language(tag))
    )
