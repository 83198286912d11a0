"""Our own checks of a PDF in an audit: the file, and the pages of its language beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from publisher import __version__
from publisher.checks.not_run import not_run
from publisher.checks.pdf_structure import Page, check_pdf, not_compared, read_page
from publisher.checks.printed import Printed
from publisher.engines.pdf import structure
from publisher.errors import ExitCode, PublisherError
from publisher.model.audit import Test
from publisher.model.finding import Finding, Level, Outcome
from publisher.pipeline.checkers import Subject, Verdicts
from publisher.renditions.pdf.compose import OWN_IDS

NAME = "publisher"
STANDARD = "The tags of the PDF against the HTML pages"
PREFIX = "pdf/own"


def own_checks(subjects: Sequence[Subject]) -> Verdicts:
    """Return what our own checks say of PDF files.

    A page that is not built is not compared, and nobody can tell whether the PDF says the same. A file that cannot be
    read is "not run".
    """
    tests: list[Test] = []
    findings: list[Finding] = []
    engine: ExitCode | None = None
    for subject in subjects:
        try:
            test, found = _checked(subject)
        except PublisherError as error:
            engine = error.code
            test, found = _unread(subject, error)
        tests.append(test)
        findings += found
    return Verdicts(tuple(tests), tuple(findings), engine)


def _checked(subject: Subject) -> tuple[Test, tuple[Finding, ...]]:
    printed = Printed(subject.path, subject.language, subject.index)
    pages, absent = _pages(subject)
    found = (*check_pdf(structure(subject.file), pages, printed), *not_compared(absent, printed))
    broken = sum(finding.level is Level.ERROR for finding in found)
    outcome = Outcome.FAILED if broken else Outcome.CANT_TELL if absent else Outcome.PASSED
    reason = f"not built: {', '.join(absent)}" if absent else None
    return Test(subject.path, STANDARD, f"{NAME} {__version__}", outcome, None, broken, reason), found


def _unread(subject: Subject, error: PublisherError) -> tuple[Test, tuple[Finding, ...]]:
    reason, checker = error.message + (f": {error.why}" if error.why else ""), f"{NAME} {__version__}"
    finding = not_run(PREFIX, reason, language=subject.language, subject=subject.path, checker=checker)
    test = Test(subject.path, STANDARD, checker, Outcome.UNTESTED, reason=reason)
    return test, (replace(finding, hint=error.hint),)


def _pages(subject: Subject) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Return the pages of the documents in a PDF, in order, and the paths of those that are not built."""
    pages: list[Page] = []
    absent: list[str] = []
    for file in dict.fromkeys(file for file, _ in subject.index.values()):
        stem = PurePosixPath(file).stem
        path = subject.file.parent / "html" / f"{stem}.html"
        if path.is_file():
            html = path.read_text("utf-8", "replace")
            pages.append(read_page(html, names_in_pdf(subject.index, file), f"document-{stem}"))
        else:
            absent.append((PurePosixPath(subject.path).parent / "html" / f"{stem}.html").as_posix())
    return tuple(pages), tuple(absent)


def names_in_pdf(index: Mapping[str, tuple[str, int]], file: str) -> dict[str, str]:
    """Return the ids that blocks of a document have in the PDF where they are others than in its page.

    Where an earlier document has the same id, or the print document itself, that of the later one begins with its name.

    >>> names_in_pdf({"eau": ("source/a.md", 1), "b-eau": ("source/b.md", 1)}, "source/b.md")
    {'eau': 'b-eau'}
    """
    prefix = f"{PurePosixPath(file).stem}-"
    own = (name for name, (place, _) in index.items() if place == file and name.startswith(prefix))
    found = {name.removeprefix(prefix): name for name in own}
    return {
        id: name
        for id, name in found.items()
        if id in OWN_IDS or id.startswith("document-") or index.get(id, (file, 0))[0] != file
    }
