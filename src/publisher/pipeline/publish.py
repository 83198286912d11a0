"""All of it, and the answer: may this be released?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.accepted import sort
from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding, Level, Outcome, at_or_above
from publisher.model.publication import Publication
from publisher.pipeline.acceptances import read_acceptances
from publisher.pipeline.audit import audit
from publisher.pipeline.build import build
from publisher.pipeline.check import check
from publisher.pipeline.project import load
from publisher.pipeline.request import Progress, silent
from publisher.pipeline.status import Status, status
from publisher.pipeline.translation import update
from publisher.plan import content_key
from publisher.workspace import Workspace

WRITTEN = ("source", "locale", "styles")
CHANGED = "sources, catalogs or styles changed meanwhile, so that not all of what was built was checked: run again"


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of `publish`."""

    findings: tuple[Finding, ...]
    status: tuple[Status, ...]
    refusals: tuple[str, ...]
    """why this is not a release; empty when it is one"""
    report: str
    outputs: tuple[str, ...]
    engine: ExitCode | None
    accepted: tuple[Finding, ...] = ()
    """what a person accepted with a reason"""

    @property
    def exit_code(self) -> ExitCode:
        """An engine that did not run outweighs gates that were not met."""
        return self.engine or (ExitCode.FINDINGS if self.refusals else ExitCode.DONE)

    def as_json(self) -> dict[str, object]:
        """Return what `--json` says beside the findings."""
        return {
            "release": not self.refusals,
            "refusals": list(self.refusals),
            "status": [row.as_json() for row in self.status],
            "report": self.report,
            "outputs": list(self.outputs),
            "accepted": [finding.as_json() for finding in self.accepted],
        }


def publish(workspace: Workspace, progress: Progress = silent) -> Published:
    """Update, check, build, audit and count; every gate that is not met is a sentence in `refusals`."""
    project = load(workspace)
    update(project)
    begun = _written(workspace)
    checked = check(project, progress=progress)
    built = build(workspace, (), (), progress)
    audited = audit(project, (), progress)
    rows = status(project)
    # What is found while a file is made is told by the audit of that file too.
    told = {finding.fingerprint for finding in audited.findings}
    made = sort(built.findings, read_acceptances(workspace)).kept
    found = (*checked.findings, *(finding for finding in made if finding.fingerprint not in told))
    findings = tuple(dict.fromkeys((*found, *audited.findings)))
    engine = checked.engine or audited.engine
    refusals = (*_refusals(project.publication, rows, findings), *([CHANGED] if _written(workspace) != begun else []))
    accepted = (*checked.accepted, *audited.accepted)
    return Published(findings, rows, refusals, audited.report, built.outputs, engine, accepted)


def _written(workspace: Workspace) -> str:
    """Return a hash of what persons wrote: what was checked has to be what was built and audited."""
    names = [name for folder in WRITTEN if workspace.exists(folder) for name in workspace.files(folder)]
    return content_key((name, _content(workspace, name)) for name in names)


def _content(workspace: Workspace, name: str) -> bytes:
    try:
        return workspace.read(name)
    except PublisherError:
        return b""  # whoever needs it has said so


def _refusals(publication: Publication, rows: Iterable[Status], findings: tuple[Finding, ...]) -> Iterator[str]:
    for row in (each.completion for each in rows):
        wanted = publication.threshold(row.language)
        if row.percentage < wanted:
            missing = row.untranslated + row.fuzzy
            yield (
                f"{row.language}: {row.percentage} % translated, {wanted} % asked for; {missing} messages,"
                f" {row.words_left} words left (publisher status -l {row.language})"
            )
    not_run = tuple(finding for finding in findings if finding.outcome is Outcome.UNTESTED)
    for finding in not_run:
        yield f"{finding.language or 'all languages'}: not run: {finding.message}"
    if publication.fail_on != "never":
        grave = [item for item in at_or_above(findings, Level(publication.fail_on)) if item not in not_run]
        if grave:
            rules = ", ".join(sorted({finding.rule for finding in grave}))
            number = f"{len(grave)} finding{'s' if len(grave) > 1 else ''}"
            yield f"{number} of level {publication.fail_on} or graver: {rules}"
