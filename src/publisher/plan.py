"""Publication + request -> jobs with content keys; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One rendition to make: a format of a language."""

    language: str
    format: str
    key: str
    """hash of everything the outputs depend on: made again only when it changes"""


def content_key(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of named contents, in their order."""
    digest = hashlib.sha256()
    for name, data in parts:
        digest.update(f"{len(name)}:{name}:{len(data)}:".encode() + data)
    return digest.hexdigest()


def jobs(
    languages: Iterable[str],
    shared: Mapping[str, bytes],
    by_language: Mapping[str, Mapping[str, bytes]],
    by_format: Mapping[str, Mapping[str, bytes]],
) -> tuple[Job, ...]:
    """Return the jobs of a build, one for each language and format.

    `shared` inputs count for all of them, those of a language and of a format for its own.
    """
    common = content_key(sorted(shared.items())).encode()
    return tuple(
        Job(tag, name, content_key([("shared", common), ("format", name.encode()), *sorted({**own, **asked}.items())]))
        for tag in languages
        for own in [by_language[tag]]
        for name, asked in by_format.items()
    )


def owns(job: Job, path: str) -> bool:
    """Whether an output belongs to the language and format of a job: pages lie in `html/`, one-file formats beside."""
    folder, _, name = path.removeprefix(f"build/{job.language}/").rpartition("/")
    if not path.startswith(f"build/{job.language}/"):
        return False
    return folder.split("/")[0] == "html" if job.format == "html" else not folder and name.endswith(f".{job.format}")


def up_to_date(job: Job, recorded: Mapping[str, Mapping[str, str]], hashes: Mapping[str, str | None]) -> bool:
    """Whether every output recorded for a job has its key and is still there, unchanged; `hashes` by path."""
    mine = {path: row for path, row in recorded.items() if row["key"] == job.key}
    return bool(mine) and all(hashes.get(path) == row["sha256"] for path, row in mine.items())
