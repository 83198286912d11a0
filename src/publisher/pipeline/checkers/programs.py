"""The outside programs of an audit: each is asked about what it was never asked before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from publisher.checks import html_aa, html_valid, pdf_ua
from publisher.engines import chromium, nu, verapdf
from publisher.engines.answers import Answers
from publisher.engines.pdf import structure_ids
from publisher.engines.remembered import remembered
from publisher.errors import PublisherError
from publisher.model.evidence import Assertion
from publisher.model.verdict import AxeResult, NuMessage, Validation
from publisher.pipeline.checkers.values import Subject, Verdicts
from publisher.workspace import page_text


def ask_verapdf(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    """Return what veraPDF says of PDF files, by every profile that they promise to pass."""
    flavours = subjects[0].flavours  # of the publication, the same for all its languages

    def failed(file: Path, reason: str) -> Validation:
        return Validation(file, flavours[0], version, error=reason)

    found = remembered(
        answers,
        ("verapdf", f"{version} {' '.join(flavours)}"),
        _contents(subjects),
        Validation,
        lambda files: [(result.file, result) for result in verapdf.validate(files, flavours)],
        failed,
    )
    assertions: list[Assertion] = []
    for subject in subjects:
        for result in found[subject.file]:
            ids = _structure_ids(subject.file) if result.failures else {}
            assertions += pdf_ua.assertions_of(result, ids, subject.index, subject.tested)
    return Verdicts(f"veraPDF {version}", tuple(assertions))


def ask_axe(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    """Return what axe-core says of pages, and whether they fit a small screen."""
    found = remembered(
        answers,
        ("axe-core", f"{version} {chromium.TAGS} {chromium.WIDTHS} {chromium.BEFORE_PAGES}"),
        _contents(subjects),
        AxeResult,
        lambda files: [(result.file, result) for result in chromium.axe(files)],
        lambda file, reason: AxeResult(file, chromium.WIDTHS[0], error=reason),
    )
    assertions: list[Assertion] = []
    for subject in subjects:
        assertions += html_aa.assertions_of(found[subject.file], subject.index, subject.tested)
    return Verdicts(f"axe-core {version}", tuple(assertions))


def ask_nu(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
    """Return what the Nu HTML checker says of pages."""
    found = remembered(
        answers,
        ("vnu", version),
        _contents(subjects),
        NuMessage,
        _nu_messages,
        lambda file, reason: NuMessage(file, nu.UNREAD, None, reason, None, None, None, ""),
    )
    assertions: list[Assertion] = []
    for subject in subjects:
        messages = found[subject.file]
        html = page_text(subject.file) if messages and subject.file.is_file() else ""
        assertions += html_valid.assertions_of(messages, subject.index, subject.tested, version=version, html=html)
    return Verdicts(f"Nu HTML checker {version}", tuple(assertions))


def _nu_messages(files: list[Path]) -> list[tuple[Path, NuMessage]]:
    """Return the messages with their files; one that is about no file leaves all without an answer."""
    messages = nu.validate(files)
    lost = [message for message in messages if message.file is None]
    return [
        *((message.file, message) for message in messages if message.file is not None),
        *((file, message) for message in lost[:1] for file in files),
    ]


def _structure_ids(file: Path) -> Mapping[int, str]:
    try:
        return structure_ids(file)
    except PublisherError:
        return {}  # veraPDF could read it and we cannot: its findings stand at the file


def _contents(subjects: Sequence[Subject]) -> dict[Path, str]:
    return {subject.file: subject.key for subject in subjects}
