"""A project -> findings: structure, catalogs, texts against their sources, typography, spelling and grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from publisher.accepted import FILE as ACCEPTED
from publisher.accepted import Sorted, sort
from publisher.checks.catalog import check_catalog
from publisher.checks.texts import check_texts
from publisher.errors import ExitCode
from publisher.languages import language
from publisher.model.finding import Finding
from publisher.model.glossary import Glossary
from publisher.model.message import Catalog
from publisher.model.passage import Passage
from publisher.model.publication import Publication
from publisher.pipeline.acceptances import read_acceptances
from publisher.pipeline.changes import changes
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.prose import check_prose
from publisher.pipeline.request import Progress, chosen, silent
from publisher.pipeline.scope import Scope
from publisher.pipeline.source import source_findings
from publisher.pipeline.texts import texts
from publisher.readers.glossary import parse as parse_glossary
from publisher.rules import rules

GLOSSARY = "source/glossary.csv"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    """what a person accepted with a reason"""
    engine: ExitCode | None = None
    """why a part was not run, None when all was"""


def check(project: Project, scope: Scope | None = None, progress: Progress = silent) -> Checked:
    """Check the source and the translations, as far as the scope goes; without one, all."""
    scope = scope or Scope()
    acceptances = read_acceptances(project.workspace)
    tags = chosen(project.publication, scope.languages)
    known = {tag: catalogs(project, tag) for tag in tags if tag != project.publication.source_language}
    differing = changes(project, scope.changed, tags) if scope.changed else None
    found: list[Finding] = []
    passages: list[tuple[str, tuple[Passage, ...]]] = []
    for tag in tags:
        own = tuple(texts(project, tag, known.get(tag, {})))
        found += own_findings(project, tag, known.get(tag, {}), own)
        passages.append((tag, own if differing is None else tuple(filter(differing.has, own))))
    prose, engine = check_prose(project, passages, progress) if scope.asks_for("prose") else ([], None)
    found = [
        finding
        for finding in (*_not_said_by(prose, found), *prose)
        if scope.holds(finding.rule) and (differing is None or differing.concerns(finding))
    ]
    told_apart = sort(found, acceptances)
    unused = _unused(project.publication, told_apart, tags) if scope.is_whole and engine is None else ()
    return Checked((*told_apart.kept, *unused), told_apart.accepted, engine)


def _not_said_by(prose: Iterable[Finding], found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings but those on words of which a grammar checker, which says more, speaks too."""
    said: dict[tuple[str | None, str | None], list[str]] = {}
    for finding in prose:
        said.setdefault((finding.file, finding.text), []).append(finding.quote or "")
    for finding in found:
        words = finding.quote or ""
        others = said.get((finding.file, finding.text), ()) if finding.rule == "prose/confused" else ()
        if not any(words in other or other in words for other in others if other):
            yield finding


def own_findings(
    project: Project, tag: str, known: Mapping[str, Catalog], passages: Iterable[Passage]
) -> tuple[Finding, ...]:
    """Return what our own checks say of a language; no engine is asked. `known` are its catalogs by domain."""
    if tag == project.publication.source_language:
        return (*source_findings(project), *check_texts(passages))
    return (*catalog_findings(project, tag, known), *check_texts(passages, read_glossary(project)))


def catalog_findings(project: Project, tag: str, known: Mapping[str, Catalog]) -> tuple[Finding, ...]:
    """Return what keeps the catalogs of a language from being published whole."""
    return tuple(
        finding
        for template in project.templates
        for finding in check_catalog(template, known[template.domain], language(tag))
    )


def read_glossary(project: Project) -> Glossary | None:
    """Return the terms of the publication, None where it names none; PublisherError (usage) for a file that is none."""
    if not project.workspace.exists(GLOSSARY):
        return None
    return parse_glossary(project.workspace.text(GLOSSARY), GLOSSARY, project.publication.all_languages)


def _unused(publication: Publication, told_apart: Sorted, tags: Iterable[str]) -> Iterator[Finding]:
    rule = rules()["accepted/unused"]
    checked = frozenset(tags)
    for item in told_apart.unused:
        if item.language in checked or item.language not in publication.all_languages:
            words = (item.rule, item.why)
            yield Finding(
                rule.id, rule.message.format(*words), rule.level, language=item.language, file=ACCEPTED,
                line=item.line, id=item.id, hint=rule.hint,
            )  # fmt: skip
