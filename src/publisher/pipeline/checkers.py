"""The checkers of an audit: each takes the files it tests and gives tests and findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import __version__
from publisher.checks import html_aa, html_valid, pdf_ua
from publisher.checks.not_run import not_run
from publisher.engines import chromium, nu, verapdf
from publisher.engines.answers import Answers
from publisher.engines.pdf import structure_ids
from publisher.engines.probe import require
from publisher.engines.remembered import remembered
from publisher.errors import ExitCode, PublisherError
from publisher.model.audit import Test
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import AxeResult, NuMessage, Validation

FLAVOURS = {
    "ua1": "PDF/UA-1 (ISO 14289-1)",
    "ua2": "PDF/UA-2 (ISO 14289-2)",
    "2a": "PDF/A-2a (ISO 19005-2)",
    "3a": "PDF/A-3a (ISO 19005-3)",
    "4": "PDF/A-4 (ISO 19005-4)",
    "4f": "PDF/A-4f (ISO 19005-4)",
}
"""profiles of veraPDF, with the standards they stand for"""
WCAG = "WCAG 2.2 A and AA, the part machines can test"
HTML = "HTML Living Standard"
FITTING = "Text fits into its boxes and pages, and every character has a glyph"


@dataclass(frozen=True, slots=True)
class Subject:
    """A file to be tested."""

    path: str
    """relative to the publication"""
    file: Path
    language: str
    key: str
    """hash of the file and of all it loads"""
    index: Mapping[str, tuple[str, int]]
    """source file and line of its blocks, by id"""
    flavours: tuple[str, ...] = ()
    """profiles of veraPDF that a PDF file promises to pass"""
    laid_out: tuple[Finding, ...] | None = None
    """what layout found when the file was made; None when nobody remembers"""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one checker said of its subjects."""

    tests: tuple[Test, ...]
    findings: tuple[Finding, ...]
    engine: ExitCode | None = None
    """why it was not run, None when it was"""


@dataclass(frozen=True, slots=True)
class Checker:
    """How one program is asked, and what its silence would leave untested."""

    name: str
    engine: str
    """its name in the probe; empty for our own checks, which need none"""
    prefix: str
    """what its rule ids begin with"""
    suffix: str
    """of the files it tests"""
    standards: Callable[[Subject], tuple[str, ...]]
    """which a file is tested against"""
    run: Callable[[Sequence[Subject], Answers, str], Verdicts]


def run(checker: Checker, subjects: Sequence[Subject], answers: Answers) -> Verdicts:
    """Return what a checker says of the files that are its own; when it cannot run, each is "not run" by its name."""
    own = [subject for subject in subjects if subject.path.endswith(checker.suffix)]
    if not own:
        return Verdicts((), ())
    try:
        version = str(require(checker.engine).version) if checker.engine else ""
        verdicts = checker.run(own, answers, version)
        untested = any(test.outcome is Outcome.UNTESTED for test in verdicts.tests)
        return replace(verdicts, engine=verdicts.engine or ExitCode.ENGINE_FAILED) if untested else verdicts
    except PublisherError as error:
        return _not_run(checker, own, error)


def _verapdf(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    flavours = subjects[0].flavours  # of the publication, the same for all its languages
    found = remembered(
        answers, ("verapdf", f"{version} {' '.join(flavours)}"), _contents(subjects), Validation,
        lambda files: [(result.file, result) for result in verapdf.validate(files, flavours)],
    )  # fmt: skip
    tests: list[Test] = []
    findings: list[Finding] = []
    for subject in subjects:
        for result in found[subject.file]:
            passed, failed = (result.passed_rules, result.failed_rules) if result.error is None else (None, None)
            tests.append(
                Test(
                    subject.path, FLAVOURS[result.flavour], f"veraPDF {version}",
                    _outcome(result.error, result.compliant), passed, failed, result.error,
                )
            )  # fmt: skip
            ids = structure_ids(subject.file) if result.failures else {}
            findings += pdf_ua.findings_of(result, ids, subject.index, subject=subject.path, language=subject.language)
    return Verdicts(tuple(tests), tuple(findings))


def _axe(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    found = remembered(
        answers, ("axe-core", f"{version} {chromium.TAGS} {chromium.WIDTHS}"), _contents(subjects), AxeResult,
        lambda files: [(result.file, result) for result in chromium.axe(files)],
    )  # fmt: skip
    tests: list[Test] = []
    findings: list[Finding] = []
    for subject in subjects:
        results = found[subject.file]
        for result in results:
            broken = len(result.violations) + (result.scroll_width > result.width)
            passed, failed = (result.passes, broken) if result.error is None else (None, None)
            tests.append(
                Test(
                    subject.path, f"{WCAG}; window of {result.width} px", f"axe-core {version}",
                    _outcome(result.error, not broken), passed, failed, result.error,
                )
            )  # fmt: skip
        findings += html_aa.findings_of(results, subject.index, subject=subject.path, language=subject.language)
    return Verdicts(tuple(tests), tuple(findings))


def _ask_nu(files: list[Path]) -> list[tuple[Path, NuMessage]]:
    """Return the messages with their files; one that is about no file is the failure of the whole call."""
    messages = nu.validate(files)
    for message in messages:
        if message.file is None or message.type == "non-document-error":
            raise PublisherError(
                "the Nu HTML checker could not read a page",
                code=ExitCode.ENGINE_FAILED,
                why=message.message,
                hint="build again, then audit again",
            )
    return [(message.file, message) for message in messages if message.file is not None]


def _nu(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    found = remembered(
        answers, ("vnu", version), _contents(subjects), NuMessage, _ask_nu
    )  # fmt: skip
    tests: list[Test] = []
    findings: list[Finding] = []
    for subject in subjects:
        own = html_valid.findings_of(
            found[subject.file], subject.index, subject=subject.path, version=version,
            html=subject.file.read_text("utf-8", "replace"), language=subject.language,
        )  # fmt: skip
        broken = sum(finding.level is Level.ERROR for finding in own)
        unread = next((finding.message for finding in own if finding.outcome is Outcome.UNTESTED), None)
        outcome = _outcome(unread, not broken)
        tests.append(Test(subject.path, HTML, f"Nu HTML checker {version}", outcome, None, broken, unread))
        findings += own
    return Verdicts(tuple(tests), tuple(findings))


def _own(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    from publisher.pipeline import own_checks  # which takes its values from here

    return own_checks.own_checks(subjects)


def _layout(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    """Tell what layout found when a PDF was made: nobody can see it in the file any more."""
    tests: list[Test] = []
    findings: list[Finding] = []
    for subject in subjects:
        found = subject.laid_out
        broken = sum(finding.level is Level.ERROR for finding in found or ())
        outcome = Outcome.CANT_TELL if found is None else Outcome.FAILED if broken else Outcome.PASSED
        reason = "it was not built here: build again" if found is None else None
        tests.append(Test(subject.path, FITTING, f"publisher {__version__}", outcome, None, broken, reason))
        findings += found or ()
    return Verdicts(tuple(tests), tuple(findings))


def _promised(subject: Subject) -> tuple[str, ...]:
    return tuple(FLAVOURS[flavour] for flavour in subject.flavours)


CHECKERS = (
    Checker("veraPDF", "verapdf", "pdf", ".pdf", _promised, _verapdf),
    Checker("publisher", "", "pdf/own", ".pdf", lambda _: (), _own),
    Checker("layout", "", "pdf/layout", ".pdf", lambda _: (), _layout),
    Checker("axe-core", "axe-core", "html/axe", ".html", lambda _: (WCAG,), _axe),
    Checker("Nu HTML checker", "vnu", "html/nu", ".html", lambda _: (HTML,), _nu),
)


def _contents(subjects: Sequence[Subject]) -> dict[Path, str]:
    return {subject.file: subject.key for subject in subjects}


def _outcome(problem: str | None, is_good: bool) -> Outcome:
    if problem is not None:
        return Outcome.UNTESTED
    return Outcome.PASSED if is_good else Outcome.FAILED


def _not_run(checker: Checker, subjects: Sequence[Subject], error: PublisherError) -> Verdicts:
    reason = error.message + (f": {error.why}" if error.why else "")
    tests = tuple(
        Test(subject.path, standard, checker.name, Outcome.UNTESTED, reason=reason)
        for subject in subjects
        for standard in checker.standards(subject)
    )
    findings = (
        not_run(checker.prefix, reason, language=subject.language, subject=subject.path, checker=checker.name)
        for subject in subjects
    )
    return Verdicts(tests, tuple(replace(finding, hint=error.hint) for finding in findings), error.code)
