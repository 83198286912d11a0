"""What was built -> tests, findings, reports; every checker asked once, its answers remembered by content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from publisher.checks import html_aa, html_valid, pdf_ua
from publisher.checks.not_run import not_run
from publisher.engines import chromium, nu, verapdf
from publisher.engines.answers import Answers, answer_key
from publisher.engines.axe_answer import AxeResult
from publisher.engines.pdf import structure_ids
from publisher.engines.probe import require
from publisher.engines.records import dump, load
from publisher.errors import ExitCode, PublisherError
from publisher.languages import language
from publisher.model.audit import Audit, Test
from publisher.model.finding import Finding, Level, Outcome
from publisher.pipeline.project import Progress, Project, chosen, silent
from publisher.renditions.pdf.compose import index as pdf_index
from publisher.reports import html, json
from publisher.workspace import Workspace, sha256

FLAVOURS = {"ua1": "PDF/UA-1 (ISO 14289-1)", "2a": "PDF/A-2a (ISO 19005-2)"}
WCAG = "WCAG 2.2 A and AA, the part machines can test"
HTML = "HTML Living Standard"
REPORT = "build/reports/index.html"

Record = TypeVar("Record")


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


@dataclass(frozen=True, slots=True)
class Subject:
    """A file to be tested."""

    path: str
    language: str
    key: str
    """hash of the file and of all it loads"""
    index: Mapping[str, tuple[str, int]]
    """source file and line of its blocks, by id"""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one checker said of its subjects."""

    tests: tuple[Test, ...]
    findings: tuple[Finding, ...]
    engine: ExitCode | None = None


def audit(project: Project, asked: Iterable[str] = (), progress: Progress = silent) -> Audited:
    """Test what was built in the languages asked for and write the reports.

    A checker that cannot run is "not run" for each of its files; the others go on. Errors: PublisherError (usage)
    when nothing is built.
    """
    tags = chosen(project.publication, asked)
    pdfs, pages = _subjects(project, tags)
    answers = Answers()
    said = []
    for number, (checker, subjects) in enumerate(((_verapdf, pdfs), (_axe, pages), (_nu, pages))):
        progress("audit", number, len(CHECKERS))
        said.append(checker(project.workspace, subjects, answers) if subjects else Verdicts((), ()))
    progress("audit", len(CHECKERS), len(CHECKERS))
    place = {subject.path: subject.language for subject in (*pdfs, *pages)}
    audits = tuple(
        Audit(
            tag,
            tuple(test for verdicts in said for test in verdicts.tests if place[test.subject] == tag),
            tuple(item for verdicts in said for item in verdicts.findings if place[item.subject or ""] == tag),
        )
        for tag in tags
    )
    _write_reports(project, audits)
    return Audited(audits, REPORT, next((item.engine for item in said if item.engine), None))


def _subjects(project: Project, tags: Sequence[str]) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
    """Return the PDF files and the pages that the last build recorded."""
    workspace = project.workspace
    built = [path for path in workspace.manifest() if workspace.exists(path)]
    joined = pdf_index(project.documents)
    by_stem = {
        document.stem: {key: (document.file, line) for key, line in document.lines.items()}
        for document in project.documents
    }
    pdfs, pages = [], []
    for tag in tags:
        own = [path for path in built if path.startswith(f"build/{tag}/")]
        if not own:
            raise PublisherError(
                f"nothing is built in “{tag}”",
                code=ExitCode.USAGE,
                hint=f"run: publisher build -l {tag}, then audit again",
            )
        loaded = [sha256(workspace.read(path)) for path in own if not path.endswith((".html", ".pdf"))]
        for path in own:
            key = sha256(workspace.read(path))
            if path.endswith(".pdf"):
                pdfs.append(Subject(path, tag, key, joined))
            elif path.endswith(".html"):
                pages.append(Subject(path, tag, sha256("".join([key, *loaded]).encode()), by_stem.get(Path(path).stem, {})))
    return tuple(pdfs), tuple(pages)


def _verapdf(workspace: Workspace, subjects: Sequence[Subject], answers: Answers) -> Verdicts:
    def ask(paths: list[Path]) -> list[tuple[Path, verapdf.Validation]]:
        return [(result.file, result) for result in verapdf.validate(paths, tuple(FLAVOURS))]

    try:
        version = str(require("verapdf").version)
        found = _remembered(answers, "verapdf", version, workspace, subjects, verapdf.Validation, ask)
    except PublisherError as error:
        return _not_run("pdf", "veraPDF", tuple(FLAVOURS.values()), subjects, error)
    tests, findings = [], []
    for subject in subjects:
        for result in found[subject.path]:
            ids = structure_ids(workspace.path(subject.path)) if not result.compliant else {}
            tests.append(
                Test(
                    subject.path,
                    FLAVOURS[result.flavour],
                    f"veraPDF {result.version}",
                    _outcome(result.error, result.compliant),
                    result.passed_rules if result.error is None else None,
                    result.failed_rules if result.error is None else None,
                    result.error,
                )
            )
            findings += pdf_ua.findings_of(result, ids, subject.index, subject=subject.path, language=subject.language)
    return Verdicts(tuple(tests), tuple(findings))


def _axe(workspace: Workspace, subjects: Sequence[Subject], answers: Answers) -> Verdicts:
    def ask(paths: list[Path]) -> list[tuple[Path, AxeResult]]:
        return [(result.file, result) for result in chromium.axe(paths)]

    try:
        version = str(require("axe-core").version)
        found = _remembered(answers, "axe-core", version, workspace, subjects, AxeResult, ask)
    except PublisherError as error:
        return _not_run("html/axe", "axe-core", (WCAG,), subjects, error)
    tests, findings = [], []
    for subject in subjects:
        for result in found[subject.path]:
            broken = len(result.violations) + (result.scroll_width > result.width)
            tests.append(
                Test(
                    subject.path,
                    f"{WCAG}, window of {result.width} px",
                    f"axe-core {version}",
                    _outcome(result.error, not broken),
                    result.passes if result.error is None else None,
                    broken if result.error is None else None,
                    result.error,
                )
            )
        findings += html_aa.findings_of(
            found[subject.path], subject.index, subject=subject.path, language=subject.language
        )
    return Verdicts(tuple(tests), tuple(findings))


def _nu(workspace: Workspace, subjects: Sequence[Subject], answers: Answers) -> Verdicts:
    def ask(paths: list[Path]) -> list[tuple[Path, nu.NuMessage]]:
        return [(message.file or paths[0], message) for message in nu.validate(paths)]

    try:
        version = nu.version()
        found = _remembered(answers, "vnu", version, workspace, subjects, nu.NuMessage, ask)
    except PublisherError as error:
        return _not_run("html/nu", "Nu HTML checker", (HTML,), subjects, error)
    tests, findings = [], []
    for subject in subjects:
        page = workspace.read(subject.path).decode("utf-8")
        own = html_valid.findings_of(
            found[subject.path], subject.index, subject=subject.path, version=version, html=page,
            language=subject.language,
        )  # fmt: skip
        broken = sum(finding.level is Level.ERROR for finding in own)
        unread = next((finding.message for finding in own if finding.outcome is Outcome.UNTESTED), None)
        checker = f"Nu HTML checker {version}"
        tests.append(Test(subject.path, HTML, checker, _outcome(unread, not broken), None, broken, unread))
        findings += own
    return Verdicts(tuple(tests), tuple(findings))


CHECKERS: tuple[Callable[[Workspace, Sequence[Subject], Answers], Verdicts], ...] = (_verapdf, _axe, _nu)


def _outcome(problem: str | None, is_good: bool) -> Outcome:
    if problem is not None:
        return Outcome.UNTESTED
    return Outcome.PASSED if is_good else Outcome.FAILED


def _not_run(
    prefix: str, checker: str, standards: Sequence[str], subjects: Sequence[Subject], error: PublisherError
) -> Verdicts:
    """Return the verdicts of a checker that could not be asked: untested, each file by its name."""
    reason = f"{error.message}" + (f": {error.why}" if error.why else "")
    return Verdicts(
        tuple(
            Test(subject.path, standard, checker, Outcome.UNTESTED, reason=reason)
            for subject in subjects
            for standard in standards
        ),
        tuple(
            not_run(
                prefix, reason, language=subject.language, subject=subject.path, checker=checker, hint=error.hint
            )
            for subject in subjects
        ),
        error.code,
    )


def _remembered(  # noqa: PLR0913  # one seam for three checkers
    answers: Answers,
    engine: str,
    version: str,
    workspace: Workspace,
    subjects: Sequence[Subject],
    kind: type[Record],
    ask: Callable[[list[Path]], list[tuple[Path, Record]]],
) -> dict[str, list[Record]]:
    """Return the records of each subject, asking only about files whose content was never asked about."""
    keys = {subject.path: answer_key(f"{engine}/1", version, None, subject.key) for subject in subjects}
    known = answers.get_many(keys.values())
    found: dict[str, list[Record]] = {}
    for path, key in keys.items():
        records = _loaded(kind, known.get(key))
        if records is not None:
            found[path] = records
    missing = {workspace.path(path): path for path in keys if path not in found}
    if missing:
        fresh: dict[str, list[Record]] = defaultdict(list, {path: [] for path in missing.values()})
        for file, record in ask(list(missing)):
            fresh[missing[file]].append(record)
        answers.put_many({keys[path]: dump(records) for path, records in fresh.items() if not _failed(records)})
        found |= fresh
    return {path: [_placed(record, workspace.path(path)) for record in records] for path, records in found.items()}


def _loaded(kind: type[Record], value: object) -> list[Record] | None:
    try:
        return [load(kind, item) for item in value] if isinstance(value, list) else None
    except (TypeError, ValueError, KeyError):
        return None  # stored by another version


def _failed(records: Sequence[object]) -> bool:
    """Whether a checker could not say: it is asked again the next time."""
    return any(getattr(record, "error", None) for record in records)


def _placed(record: Any, file: Path) -> Any:
    """Return a record with the file of today: the same content may lie elsewhere than when it was asked about."""
    return replace(record, file=file)


def _write_reports(project: Project, audits: Sequence[Audit]) -> None:
    workspace, publication = project.workspace, project.publication
    for item in audits:
        hashes = {test.subject: sha256(workspace.read(test.subject)) for test in item.tests}
        page = html.report(item, language(item.language), publication, hashes)
        workspace.write(f"build/reports/{item.language}/index.html", page.encode())
        rows = {"language": item.language, "tests": [test.as_json() for test in item.tests]}
        data = json.dumps({**rows, "findings": json.findings(item.findings)}) + "\n"
        workspace.write(f"build/reports/{item.language}/findings.json", data.encode())
    languages = {item.language: language(item.language) for item in audits}
    workspace.write(REPORT, html.overview(audits, languages, publication).encode())
    everything = [finding for item in audits for finding in item.findings]
    workspace.write(
        "build/reports/findings.json", (json.dumps({"findings": json.findings(everything)}) + "\n").encode()
    )
