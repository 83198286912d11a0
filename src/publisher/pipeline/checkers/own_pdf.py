"""Our own checks of a PDF in an audit: the file, and the pages of its language beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from publisher.checks.keeping import kept
from publisher.checks.not_run import not_run
from publisher.checks.pdf_structure import Page, check_pdf, not_compared, read_page
from publisher.checks.printed import Printed
from publisher.engines.answers import Answers
from publisher.engines.pdf import structure
from publisher.engines.pdf.census import census
from publisher.engines.remembered import remembered
from publisher.errors import ExitCode, PublisherError
from publisher.model.census import Census, is_absent
from publisher.model.evidence import Assertion
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.pdf_structure import Structure
from publisher.pipeline.checkers.values import TOOL, Subject, Verdicts, reason_of
from publisher.pipeline.inputs import program_key
from publisher.renditions.pdf.compose import OWN_IDS
from publisher.workspace import output, page_text

PREFIX = "pdf/own"
BY_ITSELF = {
    "pdf/orphan-content": ("text",),
    "pdf/unmarked-content": ("text",),
    "pdf/broken-reference": ("text",),
    "pdf/no-title": ("heading",),
    "pdf/empty-heading": ("heading",),
    "pdf/heading-skip": ("heading",),
    "pdf/contents-links": ("contents",),
    "pdf/contents-leader": ("contents",),
    "pdf/link-target": ("link",),
    "pdf/alternative-file-name": ("figure",),
    "pdf/alternative-empty": ("figure",),
    "pdf/alternative-repeats": ("figure",),
}
"""rules that look at the file alone, and the kinds of objects they look at"""
BESIDE_PAGES = {
    "pdf/missing-block": ("text",),
    "pdf/reading-order": ("text",),
    "pdf/element-count": ("text",),
    "pdf/text-differs": ("text",),
    "pdf/text-added": ("text",),
    "pdf/space-lost": ("text",),
    "pdf/language-lost": ("text",),
    "pdf/heading-level": ("heading",),
    "pdf/alternative-differs": ("figure",),
    "pdf/cell-headers": ("table",),
    "pdf/header-order": ("table",),
    "pdf/header-scope": ("table",),
    "pdf/table-shape": ("table",),
}
"""the same for rules that hold the file against its pages"""
LAID_OUT = {
    "pdf/overflow": "pdf/overflow",
    "pdf/missing-glyph": "pdf/missing-glyph",
    "pdf/contrast": "pdf/contrast",
    "pdf/contrast-unsure": "pdf/contrast",
}
"""rules that layout looked at, each with the one that is kept when neither found anything"""
UNCOUNTED = frozenset({"text"})
"""kinds of which the number tells nobody anything: a text is shown in as many pieces as its font wants"""
WORDS = {
    "locked": "the file wants a password, so that nobody can read it without one",
    "forgotten": "nobody remembers what layout found when this file was made",
    "build": "build the PDF again, then audit again",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule that found nothing."""

    rule: str
    objects: int | None
    """how many things it looked at; 0 where there are none, None where nobody counts"""


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What our checks say of one file."""

    file: Path
    findings: tuple[Finding, ...] = ()
    kept: tuple[Kept, ...] = ()
    error: str | None = None
    """why the file was not tested"""


def ask_own(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    """Return what our own checks say of PDF files.

    A page that is not built is not compared, and nobody can tell whether the PDF says the same. A file that cannot be
    read is "not run".
    """
    by_file = {subject.file: subject for subject in subjects}
    found = remembered(
        answers,
        ("own-pdf", f"{TOOL} {program_key().decode()}"),
        {subject.file: _key(subject) for subject in subjects},
        OwnAnswer,
        lambda files: ((file, _checked(by_file[file])) for file in files),
        lambda file, reason: OwnAnswer(file, error=reason),
    )
    assertions = [item for subject in subjects for answer in found[subject.file] for item in _said(answer, subject)]
    unread = any(answer.error for records in found.values() for answer in records)
    return Verdicts(TOOL, tuple(assertions), ExitCode.INPUT if unread else None)


def ask_layout(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    """Return what layout found when PDF files were made: nobody can see it in the files any more."""
    return Verdicts(TOOL, tuple(item for subject in subjects for item in _laid_out(subject)))


def _laid_out(subject: Subject) -> Iterator[Assertion]:
    if subject.laid_out is None:
        for rule in dict.fromkeys(LAID_OUT.values()):
            finding = Finding(
                rule=rule,
                message=WORDS["forgotten"],
                level=Level.NOTE,
                outcome=Outcome.CANT_TELL,
                language=subject.language,
                file=subject.path,
                hint=WORDS["build"],
                checker=TOOL,
                subject=subject.path,
            )
            yield Assertion(finding, subject.tested)
        return
    for finding in subject.laid_out:
        yield Assertion(replace(finding, checker=TOOL, subject=subject.path), subject.tested)
    told = {LAID_OUT.get(finding.rule) for finding in subject.laid_out}
    for rule in dict.fromkeys(LAID_OUT.values()):
        if rule not in told:
            yield kept(rule, subject.tested, TOOL)


def _said(answer: OwnAnswer, subject: Subject) -> Iterator[Assertion]:
    if answer.error is not None:
        problem = not_run(PREFIX, answer.error, language=subject.language, subject=subject.path, checker=TOOL)
        yield Assertion(replace(problem, hint=WORDS["build"]), subject.tested)
        return
    for finding in answer.findings:
        moved = replace(finding, language=subject.language, checker=TOOL, subject=subject.path)
        yield Assertion(moved, subject.tested)
    for item in answer.kept:
        yield kept(item.rule, subject.tested, TOOL, item.objects)


def _checked(subject: Subject) -> OwnAnswer:
    try:
        counted = census(subject.file)
        if "page" not in counted and counted.get("encryption"):
            return OwnAnswer(subject.file, error=WORDS["locked"])
        printed = Printed(subject.path, subject.language, subject.index)
        pages, absent = _pages(subject)
        found = (*check_pdf(structure_of(subject.file, subject.key), pages, printed), *not_compared(absent, printed))
    except PublisherError as error:
        return OwnAnswer(subject.file, error=reason_of(error))
    is_compared = bool(pages) and not any(finding.rule == "pdf/not-compared" for finding in found)
    broken = {finding.rule for finding in found}
    rules = BY_ITSELF | (BESIDE_PAGES if is_compared else {})
    passed = (Kept(rule, _objects(kinds, counted)) for rule, kinds in rules.items() if rule not in broken)
    return OwnAnswer(subject.file, found, tuple(passed))


def _objects(kinds: tuple[str, ...], counted: Census) -> int | None:
    """Return how many things of some kinds there are; None when it is not known, or tells nothing."""
    if is_absent(counted, kinds):
        return 0
    if UNCOUNTED.intersection(kinds) or any(kind not in counted for kind in kinds):
        return None
    return sum(counted[kind] for kind in kinds)


@lru_cache(maxsize=8)
def structure_of(file: Path, key: str) -> Structure:
    """Return the tags of a PDF file, read once for all who ask in one audit; `key` is the hash of its content.

    Raises PublisherError INPUT as `structure` does.
    """
    return structure(file)


def _key(subject: Subject) -> str:
    """Return the hash of all that the answer depends on: the file, its name, its blocks, the pages beside it."""
    blocks = json.dumps([subject.path, subject.language, sorted(subject.index.items())])
    digest = hashlib.sha256(f"{subject.key}\n{blocks}".encode("utf-8", "surrogateescape"))
    for _, path in _page_files(subject):
        digest.update(hashlib.sha256(output(path)).digest() if path.is_file() else b"-")
    return digest.hexdigest()


def _page_files(subject: Subject) -> list[tuple[str, Path]]:
    """Return the source files of the documents in a PDF, in order, each with its page, which may not be there."""
    folder = subject.file.parent / "html"
    sources = dict.fromkeys(file for file, _ in subject.index.values())
    return [(file, folder / f"{PurePosixPath(file).stem}.html") for file in sources]


def _pages(subject: Subject) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Return the pages of the documents in a PDF, in order, and the paths of those that are not built."""
    pages: list[Page] = []
    absent: list[str] = []
    for file, path in _page_files(subject):
        if path.is_file():
            html = page_text(path)
            pages.append(read_page(html, names_in_pdf(subject.index, file), f"document-{path.stem}"))
        else:
            absent.append((PurePosixPath(subject.path).parent / "html" / path.name).as_posix())
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
