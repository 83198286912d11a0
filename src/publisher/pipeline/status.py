"""A project -> how far each of its languages is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from publisher.accepted import sort
from publisher.model.finding import Level, at_or_above
from publisher.pipeline.acceptances import read_acceptances
from publisher.pipeline.check import own_findings
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.request import chosen
from publisher.pipeline.texts import texts
from publisher.pipeline.translation import Completion, completion


@dataclass(frozen=True, slots=True)
class Status:
    """How far a language is, and what stands in its way."""

    completion: Completion
    findings: int
    """errors and warnings of our own checks that nobody accepted; no engine is asked"""

    def as_json(self) -> dict[str, object]:
        """Return the row of `--json`."""
        return {**asdict(self.completion), "percentage": self.completion.percentage, "findings": self.findings}


def status(project: Project, asked: Iterable[str] = ()) -> tuple[Status, ...]:
    """Return how far each language is; the source language is always there in full."""
    rows = []
    acceptances = read_acceptances(project.workspace)
    for tag in chosen(project.publication, asked):
        source = tag == project.publication.source_language
        known = {} if source else catalogs(project, tag)
        found = sort(own_findings(project, tag, known, texts(project, tag, known)), acceptances).kept
        rows.append(Status(completion(project, tag, known), len(at_or_above(found, Level.WARNING))))
    return tuple(rows)
