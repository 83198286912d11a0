"""A folder that was built, or a copy of it anywhere -> whether it is still what the manifest says.

Whoever wrote what lies there, nothing outside the folder is read: links are not followed, names are compared with what
a walk through the folder found, and only ordinary files are opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding
from publisher.rules import rules
from publisher.workspace.delivered import (
    KEYS,
    MANIFEST,
    Walked,
    digest_of,
    read,
    text_of,
    unchanging,
    walk,
)
from publisher.workspace.trees import STAGING

HOME = "build/"
"""what paths of a manifest begin with, whatever its folder is called by now"""
REPORTS = "reports"
OUTPUT = re.compile(r"(?!\.|(?:reports|review)/)[^/]+(?:/(?!\.{1,2}(?:/|\Z))[^/]+)+")
"""a file of a language: in a folder, and no way out of it"""
REPORT = re.compile(r"reports(?:/(?!\.{1,2}(?:/|\Z))[^/]+)+")
DIGEST = re.compile(r"[0-9a-f]{64}")
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
        said = _said(data, folder)
        rows, found = _rows(said["outputs"], OUTPUT)
        good, wrong = _compared(root, walked, rows)
        reported, faults = _rows(said["reports"], REPORT)
        reports, unproved = _reports(root, walked, reported)
    ours = {path for path in walked.files if path.startswith(f"{REPORTS}/")}
    unknown = sorted(walked.files - rows.keys() - ours)
    findings = (
        *_interrupted(root, walked, data),
        *found,
        *faults,
        *wrong,
        *unproved,
        *_odd(walked),
        *map(_unknown, unknown),
    )
    languages = Counter(path.partition("/")[0] for path in good)
    digest = hashlib.sha256(data).hexdigest()
    return Verified(digest, dict(sorted(languages.items())), reports, tuple(walked.skipped), tuple(findings))


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


def _said(data: bytes, folder: Path) -> dict[str, list[Any]]:
    """Return the rows of a manifest, of outputs and of reports; PublisherError (input) when it is none."""
    try:
        manifest = loaded(data)
        said = {"outputs": manifest["outputs"], "reports": manifest.get("reports", [])}
        if all(isinstance(rows, list) for rows in said.values()):
            return said
        why = "“outputs” or “reports” is no list"
    except UnicodeDecodeError:
        why = "it is not UTF-8 text"
    except RecursionError:
        why = "it is nested too deep"
    except ValueError as error:
        why = f"it is not JSON: {error}"
    except (KeyError, TypeError):
        why = "it has no “outputs”"
    _refuse(text_of(f"{folder}/{MANIFEST}"), why)


def _refuse(name: str, why: str) -> NoReturn:
    raise PublisherError(
        "the manifest cannot be read", code=ExitCode.INPUT, file=name, why=why,
        hint="take the manifest from the folder that was built, or build again",
    )  # fmt: skip


def loaded(data: bytes) -> Any:
    """Return what JSON says; ValueError also where an object has a name twice: another may read the other value."""
    return json.loads(data.decode("utf-8"), object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(pairs)
    if len(known) < len(pairs):
        raise ValueError("a name is given twice")
    return known


def _rows(rows: Sequence[Any], allowed: re.Pattern[str]) -> tuple[dict[str, str], list[Finding]]:
    """Return the hashes by path from the folder, and what is wrong with rows that name no file of it."""
    known: dict[str, str] = {}
    found: list[Finding] = []
    for number, row in enumerate(rows, 1):
        path, digest = (row.get("path"), row.get("sha256")) if isinstance(row, dict) else (None, None)
        if fault := _fault(path, digest, allowed, known):
            found.append(_finding("manifest/bad-row", MANIFEST, str(number), fault))
        else:
            known[str(path).removeprefix(HOME)] = str(digest)
    return known, found


def _fault(path: object, digest: object, allowed: re.Pattern[str], known: Mapping[str, str]) -> str | None:
    """Return what is wrong with a row; None when it is right."""
    if not isinstance(path, str) or not isinstance(digest, str):
        return "it has no path, or no hash"
    name = text_of(path)
    if not path.startswith(HOME) or not allowed.fullmatch(path.removeprefix(HOME)) or "\0" in path or name != path:
        return f"“{name}” is not in this folder"
    if not DIGEST.fullmatch(digest):
        return f"the hash of “{name}” is none"
    return f"“{name}” is there twice" if path.removeprefix(HOME) in known else None


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
        keys = loaded(read(root, KEYS, MOST_BYTES))
        return bool(keys["manifest"] == hashlib.sha256(data).hexdigest() and not keys.get("changing"))
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
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
