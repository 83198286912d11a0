"""What the readers and the structure checks have to say of the source."""

from __future__ import annotations

from publisher.checks.structure import check_documents, ignored_files
from publisher.model.finding import Finding
from publisher.pipeline.project import Project


def source_findings(project: Project) -> tuple[Finding, ...]:
    """Return the findings on the source; no engine is asked."""
    names = {name.removeprefix("source/") for name in project.workspace.files("source")}
    read = (finding for document in project.documents for finding in document.findings)
    return (*read, *project.found, *check_documents(project.documents, names), *ignored_files(names))
