"""Our checks of content in an audit: the pages that were built, each beside that of the source, and the stylesheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.catalogs.stylesheets import painting, read_sheet
from publisher.checks.content import BuiltPage, Inspected, check_pages, check_styles
from publisher.checks.keeping import kept
from publisher.checks.whole import doubt
from publisher.engines.answers import Answers
from publisher.engines.remembered import remembered
from publisher.model.evidence import Assertion, TestSubject
from publisher.model.finding import Finding
from publisher.pages.page import Page, read_page
from publisher.pipeline.checkers.values import TOOL, Checker, Subject, Verdicts
from publisher.renditions.styles import cascade, without_alternates
from publisher.workspace import output, page_text, sha256

NAME = "content"
PREFIX = "content"


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What our checks say of one page."""

    file: Path
    findings: tuple[Finding, ...] = ()
    looked: tuple[tuple[str, ...], ...] = ()
    """each rule, and how many things it looked at"""
    error: str | None = None


def content_checker(source_language: str, version: str) -> Checker:
    """Return the checker of pages; `version` is that of this program, its own files included."""

    def ask(subjects: Sequence[Subject], answers: Answers, _: str) -> Verdicts:
        return _pages_checked(subjects, answers, source_language, version)

    return Checker(NAME, "", PREFIX, ".html", ask)


def _pages_checked(subjects: Sequence[Subject], answers: Answers, source_language: str, version: str) -> Verdicts:
    by_file = {subject.file: subject for subject in subjects}
    sources = {subject.file: _source_of(subject, source_language) for subject in subjects}
    found = remembered(
        answers,
        ("content", version),
        {subject.file: _key(subject, sources[subject.file]) for subject in subjects},
        PageAnswer,
        lambda files: _checked([by_file[file] for file in files], sources, source_language),
        lambda file, reason: PageAnswer(file, error=reason),
    )
    assertions = [item for subject in subjects for answer in found[subject.file] for item in _said(answer, subject)]
    alone = [one for one in subjects if one.language != source_language and one.index and sources[one.file] is None]
    return Verdicts(TOOL, (*assertions, *(doubt("build/not-compared", subject.tested, TOOL) for subject in alone)))


def _source_of(subject: Subject, source_language: str) -> Path | None:
    """Return the page of the source language that a page renders; None for that itself, and where it is not built."""
    if subject.language == source_language:
        return None
    file = subject.file.parents[2] / source_language / "html" / subject.file.name
    return file if file.is_file() else None


def _key(subject: Subject, source: Path | None) -> str:
    """Return the hash of all that the answer depends on: the page, its source, and where its blocks come from."""
    blocks = repr((subject.path, subject.language, sorted(subject.index.items())))
    beside = sha256(output(source)) if source else ""
    return sha256(f"{subject.key}\n{beside}\n{blocks}".encode("utf-8", "surrogateescape"))


def _checked(
    subjects: Sequence[Subject], sources: Mapping[Path, Path | None], source_language: str
) -> Iterator[tuple[Path, PageAnswer]]:
    pages: dict[Path, Page] = {}

    def read(file: Path) -> Page:
        if file not in pages:
            pages[file] = read_page(page_text(file))
        return pages[file]

    built = [
        BuiltPage(
            subject.path, read(subject.file), subject.language, subject.index,
            read(source) if source else None, source_language,
        )
        for subject in subjects
        for source in [sources[subject.file]]
    ]  # fmt: skip
    inspected = check_pages(built)
    for subject in subjects:
        own = tuple(finding for finding in inspected.findings if finding.subject == subject.path)
        yield subject.file, PageAnswer(subject.file, own, _counted(inspected, subject.path))


def _counted(inspected: Inspected, path: str) -> tuple[tuple[str, ...], ...]:
    return tuple((rule, str(number)) for rule, number in inspected.looked.get(path, {}).items())


def _said(answer: PageAnswer, subject: Subject) -> Iterator[Assertion]:
    for finding in answer.findings:
        yield Assertion(replace(finding, checker=TOOL), subject.tested)
    broken = {finding.rule for finding in answer.findings}
    for rule, number in answer.looked:
        if rule not in broken:
            yield kept(rule, subject.tested, TOOL, int(number))


def styles_inspected(own: Mapping[str, str], medium: str, direction: str) -> Inspected:
    """Return what there is to say of the colours of stylesheets, as a medium and a direction cascade them.

    `own` are the publication's, by name from `styles/`.
    """
    sheets = cascade(without_alternates(own), medium, direction)
    paths = {name: f"styles/{name}" if name in own else name for name in sheets}
    return check_styles([read_sheet(paths[name], css) for name, css in sheets.items()], medium, painting)


def styles_said(inspected: Inspected, subject: TestSubject) -> Iterator[Assertion]:
    """Yield what is said of stylesheets, as what a rendition is shown with."""
    for finding in inspected.findings:
        told = replace(finding, language=subject.language, subject=subject.path, checker=TOOL)
        yield Assertion(told, subject)
    broken = {finding.rule for finding in inspected.findings}
    totals: Counter[str] = Counter()
    for counts in inspected.looked.values():
        totals.update(counts)
    for rule, number in totals.items():
        if rule not in broken:
            yield kept(rule, subject, TOOL, number)
