"""What was built -> tests, findings, reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from publisher.engines.answers import Answers
from publisher.errors import ExitCode, PublisherError
from publisher.languages import language
from publisher.model.audit import Audit
from publisher.model.finding import Finding
from publisher.model.standard import STANDARDS
from publisher.pipeline.checkers import CHECKERS, Subject, run
from publisher.pipeline.notebook import Notebook
from publisher.pipeline.project import Project
from publisher.pipeline.request import Progress, chosen, silent
from publisher.plan import Job
from publisher.renditions.pdf.compose import index as pdf_index
from publisher.reports import html, json
from publisher.workspace import Workspace, sha256

REPORT = "build/reports/index.html"


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found."""

    audits: tuple[Audit, ...]
    report: str
    engine: ExitCode | None = None
    """why a part was not run, None when all was"""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of every language."""
        return tuple(finding for audit in self.audits for finding in audit.findings)


def audit(project: Project, asked: Iterable[str] = (), progress: Progress = silent) -> Audited:
    """Test what was built in the languages asked for and write the reports.

    A checker that cannot run is "not run" for each of its files; the others go on. Errors: PublisherError (usage)
    when nothing is built.
    """
    tags = chosen(project.publication, asked)
    subjects = tuple(subject for tag in tags for subject in _subjects(project, tag))
    answers = Answers()
    said = []
    for number, checker in enumerate(CHECKERS):
        progress("audit", number, len(CHECKERS))
        said.append(run(checker, subjects, answers))
    progress("audit", len(CHECKERS), len(CHECKERS))
    place = {subject.path: subject.language for subject in subjects}
    audits = tuple(
        Audit(
            tag,
            tuple(test for verdicts in said for test in verdicts.tests if place[test.subject] == tag),
            tuple(item for verdicts in said for item in verdicts.findings if place[item.subject or ""] == tag),
        )
        for tag in tags
    )
    _write_reports(project, audits)
    return Audited(audits, REPORT, next((verdicts.engine for verdicts in said if verdicts.engine), None))


def _subjects(project: Project, tag: str) -> tuple[Subject, ...]:
    """Return the PDF files and pages of a language that the last build recorded."""
    workspace = project.workspace
    built = [path for path in workspace.manifest() if path.startswith(f"build/{tag}/") and workspace.exists(path)]
    if not built:
        raise PublisherError(
            f"nothing is built in “{tag}”",
            code=ExitCode.USAGE,
            hint=f"run: publisher build -l {tag}, then audit again",
        )
    hashes = {path: sha256(workspace.read(path)) for path in built}
    loaded = "".join(hashes[path] for path in built if not path.endswith((".html", ".pdf")))
    indexes = {
        document.stem: {key: (document.file, line) for key, line in document.lines.items()}
        for document in project.documents
    }
    notebook, rows = Notebook(workspace), workspace.manifest()
    joined = pdf_index(project.documents)
    flavours = STANDARDS[project.publication.standard].flavours
    return tuple(
        Subject(
            path,
            workspace.path(path),
            tag,
            hashes[path],
            joined,
            flavours,
            notebook.read(Job(tag, "pdf", rows[path]["key"], rows[path].get("style", "")).name, rows[path]["key"]),
        )
        if path.endswith(".pdf")
        else Subject(
            path,
            workspace.path(path),
            tag,
            sha256((hashes[path] + loaded).encode()),
            indexes.get(PurePosixPath(path).stem, {}),
        )
        for path in built
        if path.endswith((".pdf", ".html"))
    )


def _write_reports(project: Project, audits: Sequence[Audit]) -> None:
    workspace, publication = project.workspace, project.publication
    for item in audits:
        hashes = {test.subject: sha256(workspace.read(test.subject)) for test in item.tests}
        page = html.report(item, language(item.language), publication, hashes)
        workspace.write(f"build/reports/{item.language}/index.html", page.encode())
        data = {
            "language": item.language,
            "tests": [test.as_json() for test in item.tests],
            "findings": json.findings(item.findings),
        }
        workspace.write(f"build/reports/{item.language}/findings.json", (json.dumps(data) + "\n").encode())
    known = {tag: report for tag in publication.all_languages if (report := _reported(workspace, tag))}
    rows = [(language(tag), _totals(report)) for tag, report in known.items()]
    workspace.write(REPORT, html.overview(rows, publication).encode())
    everything = {"findings": [row for report in known.values() for row in report["findings"]]}
    workspace.write("build/reports/findings.json", (json.dumps(everything) + "\n").encode())


def _reported(workspace: Workspace, tag: str) -> dict[str, Any] | None:
    """Return the report of a language on disk, this run's or an earlier one's; None without a whole one."""
    name = f"build/reports/{tag}/findings.json"
    if not workspace.exists(name):
        return None
    try:
        data = json.loads(workspace.read(name).decode("utf-8"))
        _totals(data)
    except (ValueError, KeyError, TypeError):
        return None
    return dict(data)


def _totals(data: dict[str, Any]) -> dict[str, int]:
    return html.totals((row["outcome"] for row in data["tests"]), (row["outcome"] for row in data["findings"]))
