"""Publication + request -> jobs with content keys; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Rendition = tuple[str, str]
"""a format, and the alternate style it is made in, empty for none"""


@dataclass(frozen=True, slots=True)
class Job:
    """One rendition to make: a format of a language."""

    language: str
    format: str
    key: str
    """hash of everything the outputs depend on: made again only when it changes"""
    style: str = ""
    """name of the alternate style it is made in; empty for none"""

    @property
    def name(self) -> str:
        """What it is called among the jobs of a publication: `fr.pdf`, `fr.large-print.pdf`."""
        return ".".join(filter(None, (self.language, self.style, self.format)))


def content_key(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of named contents, in their order."""
    digest = hashlib.sha256()
    for name, data in parts:
        # Names of files need not be text.
        digest.update(f"{len(name)}:{name}:{len(data)}:".encode("utf-8", "surrogateescape") + data)
    return digest.hexdigest()


def jobs(
    languages: Iterable[str],
    shared: Mapping[str, bytes],
    by_language: Mapping[str, Mapping[str, bytes]],
    by_rendition: Mapping[Rendition, Mapping[str, bytes]],
) -> tuple[Job, ...]:
    """Return the jobs of a build, one for each language and rendition.

    `shared` inputs count for all of them, those of a language and of a rendition for its own.
    """
    common = content_key(sorted(shared.items())).encode()
    return tuple(
        Job(tag, name, content_key([("shared", common), *named, *sorted({**own, **asked}.items())]), style)
        for tag in languages
        for own in [by_language[tag]]
        for (name, style), asked in by_rendition.items()
        for named in [(("format", name.encode()), *([("style", style.encode())] if style else []))]
    )


def owns(job: Job, path: str, row: Mapping[str, str]) -> bool:
    """Whether a recorded output is of the language and the rendition of a job, also under a name of earlier days.

    Pages lie in `html/`, one-file formats beside; `row` is its row of the manifest.
    """
    folder, _, name = path.removeprefix(f"build/{job.language}/").rpartition("/")
    if not path.startswith(f"build/{job.language}/") or row.get("style", "") != job.style:
        return False
    return folder.split("/")[0] == "html" if job.format == "html" else not folder and name.endswith(f".{job.format}")


def up_to_date(job: Job, recorded: Mapping[str, Mapping[str, str]], hashes: Mapping[str, str | None]) -> bool:
    """Whether all that is recorded of a job has its key and is still there, unchanged; `hashes` by path.

    A file of it with another key was made by another build, or by one that did not end.
    """
    mine = {path: row for path, row in recorded.items() if owns(job, path, row) or row["key"] == job.key}
    return bool(mine) and all(row["key"] == job.key and hashes.get(path) == row["sha256"] for path, row in mine.items())
