"""A folder that was built, or a copy of it anywhere -> whether it is still what the manifest says.

Whoever wrote what lies there, nothing outside the folder is read: links are not followed, names are compared with what
a walk through the folder found, and only ordinary files are opened.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding
from publisher.rules import rules
from publisher.workspace.delivered import Walked, digest_of, read, text_of, unchanging, walk
from publisher.workspace.manifest import checked, is_settled, listed
from publisher.workspace.names import KEYS, MANIFEST, OUTPUT, REPORT, STAGING

REPORTS = "reports"
MOST_BYTES = 5_000_000
"""of a manifest: some twenty thousand outputs"""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a folder."""

    manifest: str
    """hash of the manifest itself: to be compared with the one that was noted when the folder was delivered"""
    languages: Mapping[str, int]
    """how many files of each are as they were built"""
    reports: int
    """how many reports are as the audit left them"""
    skipped: tuple[str, ...]
    """what lies there and is no output, by name"""
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what goes with the findings."""
        return {
            "manifest": self.manifest,
            "languages": dict(self.languages),
            "reports": self.reports,
            "skipped": list(self.skipped),
        }


def verify(folder: Path) -> Verified:
    """Return whether a folder still holds what the build wrote, all of it and nothing else.

    A build that is at work in it is waited for. Errors: PublisherError (usage) where there is no manifest, (input) for
    one that cannot be read.
    """
    if not folder.is_dir():
        raise PublisherError(
            "there is no such folder", code=ExitCode.USAGE, file=str(folder),
            hint="name the folder that was delivered, or run: publisher build",
        )  # fmt: skip
    root = folder.resolve()
    with unchanging(root):
        data = _manifest(root, folder)
        walked = walk(root)
        outputs, reports = _listed(data, folder)
        rows, faults = checked(outputs, OUTPUT)
        good, wrong = _compared(root, walked, rows)
        reported, more_faults = checked(reports, REPORT)
        proved, unproved = _reports(root, walked, reported)
    ours = {path for path in walked.files if path.startswith(f"{REPORTS}/")}
    unknown = sorted(walked.files - rows.keys() - ours)
    findings = (
        *_interrupted(root, walked, data),
        *map(_bad_row, (*faults, *more_faults)),
        *wrong,
        *unproved,
        *_odd(walked),
        *map(_unknown, unknown),
    )
    languages = Counter(path.partition("/")[0] for path in good)
    digest = hashlib.sha256(data).hexdigest()
    return Verified(digest, dict(sorted(languages.items())), proved, tuple(walked.skipped), tuple(findings))


def _manifest(root: Path, folder: Path) -> bytes:
    """Return the bytes of the manifest; PublisherError (usage) where there is none, (input) when it is unreadable."""
    name = text_of(f"{folder}/{MANIFEST}")
    if not os.path.lexists(root / MANIFEST):
        raise PublisherError(
            "nothing is built here", code=ExitCode.USAGE, file=name, why="the manifest is missing",
            hint="run: publisher build, or name the folder that was delivered: publisher verify DIR",
        )  # fmt: skip
    try:
        return read(root, MANIFEST, MOST_BYTES)
    except OSError as error:
        _refuse(name, "it is a link" if (root / MANIFEST).is_symlink() else str(error.strerror))


def _listed(data: bytes, folder: Path) -> tuple[list[Any], list[Any]]:
    """Return the rows of a manifest, of outputs and of reports; PublisherError (input) when it is none."""
    try:
        return listed(data)
    except ValueError as error:
        _refuse(text_of(f"{folder}/{MANIFEST}"), str(error))


def _refuse(name: str, why: str) -> NoReturn:
    raise PublisherError(
        "the manifest cannot be read", code=ExitCode.INPUT, file=name, why=why,
        hint="take the manifest from the folder that was built, or build again",
    )  # fmt: skip


def _bad_row(fault: tuple[int, str]) -> Finding:
    number, why = fault
    return _finding("manifest/bad-row", MANIFEST, str(number), why)


def _compared(root: Path, walked: Walked, rows: Mapping[str, str]) -> tuple[list[str], list[Finding]]:
    """Return the paths of files that are as they were, and what is wrong with the others."""
    good: list[str] = []
    found: list[Finding] = []
    for path, digest in rows.items():
        if path not in walked.files:
            if path not in walked.others:
                found.append(_finding("manifest/missing", path, path))
            continue
        try:
            if digest_of(root, path) == digest:
                good.append(path)
            else:
                found.append(_finding("manifest/changed", path, path))
        except OSError as error:
            found.append(_finding("manifest/unreadable", path, path, str(error.strerror)))
    return good, found


def _reports(root: Path, walked: Walked, rows: Mapping[str, str]) -> tuple[int, list[Finding]]:
    """Return how many reports are as the last audit left them, and what is wrong with the others."""
    there = {path for path in walked.files if path.startswith(f"{REPORTS}/")}
    if there and not rows:
        return 0, [_finding("manifest/reports-unproved", REPORTS)]
    good, wrong = _compared(root, walked, rows)
    return len(good), [*wrong, *map(_unknown, sorted(there - rows.keys()))]


def _interrupted(root: Path, walked: Walked, data: bytes) -> Iterator[Finding]:
    """Yield what tells that a build was stopped."""
    signs = [STAGING] if STAGING in walked.skipped else []
    signs += [KEYS] if KEYS in walked.skipped and not _is_settled(root, data) else []
    for sign in (*signs, *sorted(walked.parts)):
        yield _finding("manifest/unfinished", sign, sign)


def _is_settled(root: Path, data: bytes) -> bool:
    """Whether the keys beside a manifest were written after it, and for it."""
    try:
        return is_settled(read(root, KEYS, MOST_BYTES), data)
    except OSError:
        return False


def _odd(walked: Walked) -> Iterator[Finding]:
    """Yield what is no file, and what cannot be read."""
    for path, kind in sorted(walked.others.items()):
        yield _finding("manifest/no-file", path, path, kind)
    for path, why in sorted(walked.closed.items()):
        yield _finding("manifest/unreadable", path, path or ".", why)


def _unknown(path: str) -> Finding:
    return _finding("manifest/unknown", path, path)


def _finding(name: str, path: str, *words: str) -> Finding:
    """Return the finding of a rule about a file of the folder."""
    rule, file = rules()[name], text_of(path)
    language = None if path.startswith((".", f"{REPORTS}/")) or "/" not in path else file.partition("/")[0]
    said = tuple(map(text_of, words))
    message, hint = rule.message.format(*said), rule.hint.format(*said)
    return Finding(rule.id, message, rule.level, language=language, file=file, hint=hint, words=said)
