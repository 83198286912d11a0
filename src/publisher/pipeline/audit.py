"""What was built -> assertions, questions for persons, reports."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from publisher.accepted import FILE as ACCEPTED
from publisher.accepted import marked
from publisher.checks.content import Inspected
from publisher.checks.whole import doubt
from publisher.conformance.changes import compared, earlier_of, rows_of
from publisher.conformance.questions import assertions_of
from publisher.engines.answers import Answers
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError
from publisher.model.changes import Changes, Earlier
from publisher.model.evidence import Assertion, Evidence
from publisher.model.finding import Finding
from publisher.model.judgement import Answer, Question
from publisher.pipeline.acceptances import read_acceptances
from publisher.pipeline.answering import read_answers, write_form
from publisher.pipeline.checkers import CHECKERS, Checker, Subject, Verdicts, run_all
from publisher.pipeline.checkers.content import content_checker, styles_inspected, styles_said
from publisher.pipeline.checkers.values import TOOL, UNSPOKEN
from publisher.pipeline.inputs import program_key, read_inputs
from publisher.pipeline.interface import interface_texts
from publisher.pipeline.project import Project
from publisher.pipeline.readback import ReadBack
from publisher.pipeline.record import Record
from publisher.pipeline.reported import report_of
from publisher.pipeline.reporting import HOME, REPORT, Audit, report_files
from publisher.pipeline.request import Progress, chosen, silent
from publisher.pipeline.subjects import hashes, is_built, outdated, subjects_of
from publisher.pipeline.tracing import Tracer
from publisher.plan import content_key
from publisher.standards.requirements import requirements
from publisher.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found."""

    evidence: Evidence
    """of the languages that were audited"""
    report: str
    engine: ExitCode | None = None
    """why a part was not run, None when all was"""
    changes: Changes | None = None
    """since the baseline that was given, or the last report; None when there is neither"""
    is_baseline: bool = False
    """whether a baseline was given: what it knows is not held against the publication"""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, what nobody can tell, what was not run; not what a person still owes, or accepted."""
        return tuple(item.finding for item in self._said if item.finding.accepted is None)

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """What a person accepted with a reason; it stays in the evidence, and counts there."""
        return tuple(item.finding for item in self._said if item.finding.accepted is not None)

    @property
    def _said(self) -> Iterator[Assertion]:
        return (item for item in self.evidence.assertions if item.outcome not in UNSPOKEN and not item.is_owed)

    @property
    def grave(self) -> tuple[Finding, ...]:
        """The findings that count for the exit code: with a baseline the new ones only."""
        if not self.is_baseline or self.changes is None:
            return self.findings
        return tuple(item.finding for item in self.changes.new if item.finding.accepted is None)

    @property
    def rows(self) -> list[dict[str, object]]:
        """The findings as `--json` shows them: by the contract, with what they were held against."""
        return [item.as_json() for item in self._said if item.finding.accepted is None]

    def as_json(self) -> dict[str, object]:
        """Return what `--json` says beside the findings."""
        changes = self.changes
        return {
            "report": self.report,
            "accepted": [finding.as_json() for finding in self.accepted],
            "counts": {**asdict(self.evidence.counts), "total": self.evidence.counts.total},
            "changes": None if changes is None else {
                "new": [item.finding.fingerprint for item in changes.new],
                "known": [item.finding.fingerprint for item in changes.known],
                "mended": [asdict(row) for row in changes.mended],
            },
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an audit is asked for beside its languages."""

    baseline: str | None = None
    """file of a report that findings are compared with, in place of the last one"""
    form: bool = False
    """whether the form for persons is written anew"""


@contextmanager
def _no_collections() -> Iterator[None]:
    """Do not search for unreachable cycles: what an audit reads stays to its end, and hardly any of it is a cycle.

    Measured on 4 languages of 66 pages: a seventh less time, for a twentieth more memory.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_no_collections()
def audit(
    project: Project,
    asked: Iterable[str] = (),
    progress: Progress = silent,
    wanted: Wanted = Wanted(),
) -> Audited:
    """Test what was built in the languages asked for and write the reports.

    A checker that cannot run is "not run" for each of its files; the others go on. Where nothing changed since the last
    audit, its reports stand and nothing is tested again. Nothing is built meanwhile: what is said of a file is said of
    one file. Errors: PublisherError (usage) when nothing is built, or the baseline or the form of a language cannot be
    used.
    """
    with project.workspace.locked():
        return _audit(project, asked, progress, wanted)


def _audit(project: Project, asked: Iterable[str], progress: Progress, wanted: Wanted) -> Audited:
    tags = chosen(project.publication, asked)
    before = None if wanted.baseline is None else earlier_of(_text_of(wanted.baseline), wanted.baseline)
    answers = {tag: read_answers(project.workspace, tag) for tag in tags}
    acceptances = read_acceptances(project.workspace)
    subjects = subjects_of(project, tags)
    record = Record(project.workspace, _key(project, tags, subjects, before))
    reported = {tag: one for tag in project.publication.all_languages if (one := report_of(record, tag))}
    if record.holds and not wanted.form and all(tag in reported for tag in tags):
        record.stand()
        return _unchanged(tags, reported, before)
    checkers = (*CHECKERS, content_checker(project.publication.source_language, version()))
    built = tuple(ReadBack(project, tag, tuple(one for one in subjects if one.language == tag)) for tag in tags)
    said = run_all(checkers, subjects, Answers(), progress, lambda: _read(built))
    questions = {each.tag: each.questions for each in built}
    if wanted.form:
        answers = {tag: _with_form(project.workspace, tag, asked_for) for tag, asked_for in questions.items()}
    beside = _beside(project, tags)
    structures = {each.pdf.path: each.structure for each in (*built, *beside) if each.pdf and each.structure}
    tracer = Tracer(project, project.publication.all_languages, structures)
    judged = [item for each in built for item in _judged(each, questions[each.tag], answers[each.tag])]
    found = [*_placed(said, tracer), *_as_built(project, built), *judged]
    evidence = _evidence(project, built, said, marked(found, acceptances))
    if before is None and any(tag in reported for tag in tags):
        before = tuple(row for tag in tags if tag in reported for row in rows_of(reported[tag]))
    changes = None if before is None else compared(evidence, before)
    others = {tag: found for tag, found in reported.items() if tag not in tags}
    files = report_files(Audit(project.publication, evidence, others, built, questions, changes, beside), tracer)
    engine = next((verdicts.engine for verdicts in said if verdicts.engine), None)
    record.write(files, keep=engine is None, standing=tuple(f"{HOME}{tag}/" for tag in others))
    return Audited(evidence, REPORT, engine, changes, wanted.baseline is not None)


def questions_of(project: Project, tag: str) -> tuple[Question, ...]:
    """Return what only a person can judge of what is built in a language; errors as for `audit`."""
    return ReadBack(project, tag, subjects_of(project, (tag,))).questions


def version() -> str:
    """Return what our own answers depend on beside the files: this program, its own files included."""
    return f"{TOOL} {program_key().decode()}"


def _beside(project: Project, tags: Sequence[str]) -> tuple[ReadBack, ...]:
    """Return the renditions of the languages that are not audited; none of one of which nothing is built."""
    others = (tag for tag in project.publication.all_languages if tag not in tags)
    return tuple(
        ReadBack(project, tag, subjects_of(project, (tag,))) for tag in others if is_built(project.workspace, tag)
    )


def _read(built: Iterable[ReadBack]) -> None:
    """Read renditions for all that needs no answer of a checker; each keeps what it found."""
    for each in built:
        _ = each.questions, each.readings


def _with_form(workspace: Workspace, tag: str, questions: Sequence[Question]) -> tuple[Answer, ...]:
    """Write the form of a language anew, and return what persons answered in it."""
    write_form(workspace, tag, questions, interface_texts(tag))
    return read_answers(workspace, tag)


def _judged(built: ReadBack, questions: Sequence[Question], answers: Sequence[Answer]) -> tuple[Assertion, ...]:
    """Return what persons say of a language, and still owe."""
    return assertions_of(questions, answers, (built.pdf.tested if built.pdf else None, built.folder))


def _as_built(project: Project, built: Iterable[ReadBack]) -> Iterator[Assertion]:
    """Yield what is to be said of the stylesheets that renditions are shown with.

    Where other things were built than would be now, that is said in their place: today's styles are not theirs.
    """
    built = tuple(built)
    old = outdated(project, [each.tag for each in built])
    inspected: dict[tuple[str, str], Inspected] = {}
    for each in built:
        direction = each.language.direction
        for medium, subject in each.shown.items():
            if (each.tag, subject.kind, "") in old:
                yield doubt("build/outdated", subject, TOOL)
                continue
            if (medium, direction) not in inspected:
                inspected[medium, direction] = styles_inspected(project.stylesheets, medium, direction)
            for item in styles_said(inspected[medium, direction], subject):
                yield replace(item, requirements=requirements(item.finding.rule, subject.kind))


def _placed(said: Iterable[Verdicts], tracer: Tracer) -> Iterator[Assertion]:
    """Yield what checkers said, with the entry of the catalog and the page of the PDF file that a block stands on."""
    for item in (item for verdicts in said for item in verdicts.assertions):
        block, tag = item.finding.id, item.subject.language
        if block is None or item.outcome in UNSPOKEN:
            yield item
            continue
        page = item.finding.page
        if page is None and item.subject.kind == "pdf":
            page = tracer.page(block, tag, item.subject.path)
        yield replace(item, catalog=tracer.entry(block, tag), finding=replace(item.finding, page=page))


def _evidence(
    project: Project, built: Iterable[ReadBack], said: Iterable[Verdicts], assertions: Iterable[Assertion]
) -> Evidence:
    order = {tag: number for number, tag in enumerate(project.publication.all_languages)}
    built = tuple(built)
    return Evidence(
        project.publication.title,
        project.publication.source_language,
        tuple(each.tag for each in built),
        TOOL,
        tuple(dict.fromkeys(verdicts.checker for verdicts in said if verdicts.assertions)),
        tuple(subject for each in built for subject in each.tested),
        tuple(sorted(assertions, key=lambda item: order[item.subject.language])),
        _date(),
    )


def _date() -> str | None:
    """Return the day that SOURCE_DATE_EPOCH says."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(moment), UTC).date().isoformat() if moment else None
    except (ValueError, OverflowError, OSError):
        return None


def _unchanged(tags: Sequence[str], reported: Mapping[str, Evidence], before: tuple[Earlier, ...] | None) -> Audited:
    """Return what the last audit found: of the languages asked for."""
    parts = [reported[tag] for tag in tags]
    evidence = replace(
        parts[0],
        languages=tuple(tags),
        subjects=tuple(subject for part in parts for subject in part.subjects),
        assertions=tuple(item for part in parts for item in part.assertions),
    )
    changes = compared(evidence, rows_of(evidence) if before is None else before)
    return Audited(evidence, REPORT, None, changes, before is not None)


def _text_of(file: str) -> str:
    """Return the text of a baseline, which the user names: it need not lie in the publication."""
    try:
        return Workspace(Path("/")).text(str(Path(file).absolute()))
    except PublisherError as error:
        raise PublisherError(
            "the baseline cannot be read", code=ExitCode.USAGE, file=file, why=error.why or error.message,
            hint="give a findings.json that publisher audit wrote",
        ) from error  # fmt: skip


def _key(project: Project, tags: Sequence[str], subjects: Sequence[Subject], before: tuple[Earlier, ...] | None) -> str:
    """Return the hash of all that reports depend on: files, sources, catalogs, answers, programs."""
    workspace = project.workspace
    known = read_inputs(workspace, project.publication, project.publication.all_languages).known()
    forms = [f"source/audit/{tag}.toml" for tag in tags]
    others = [f"{HOME}{tag}/findings.json" for tag in project.publication.all_languages if tag not in tags]
    read = {name: workspace.read(name) for name in (*forms, *others, ACCEPTED) if workspace.exists(name)}
    said = [
        ("program", version().encode()),
        ("checkers", " ".join(map(_engine, CHECKERS)).encode()),
        ("languages", " ".join(tags).encode()),
        ("date", os.environ.get("SOURCE_DATE_EPOCH", "").encode()),
        ("baseline", repr(before).encode("utf-8", "surrogatepass")),
        ("laid out", repr([(one.path, one.laid_out) for one in subjects]).encode("utf-8", "replace")),
        ("outputs", repr(sorted(workspace.manifest().items())).encode("utf-8", "surrogatepass")),
        # The reading view and the content checks look at other languages too.
        ("files", repr(hashes(workspace, project.publication.all_languages)).encode("utf-8", "replace")),
    ]
    return content_key([*said, *sorted((known | read).items())])


def _engine(checker: Checker) -> str:
    """Return the version of a program, empty for one that is not there."""
    try:
        return str(require(checker.engine).version) if checker.engine else ""
    except PublisherError:
        return ""
