"""What a build made -> files and the manifest; which outputs of earlier builds stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from publisher.errors import PublisherError
from publisher.model.publication import Publication
from publisher.plan import Job, owns, up_to_date
from publisher.workspace import Workspace, sha256

if TYPE_CHECKING:
    from publisher.pipeline.build import Run


def hashes_of(workspace: Workspace, recorded: Mapping[str, Mapping[str, str]], job: Job) -> dict[str, str | None]:
    """Return the hashes of the outputs that are recorded for a job, None for one that is not there."""
    return {
        path: sha256(workspace.read(path)) if workspace.exists(path) else None
        for path, row in recorded.items()
        if row["key"] == job.key
    }


def unowned(recorded: Mapping[str, Mapping[str, str]], run: Run) -> tuple[str, ...]:
    """Return the outputs of languages, formats and alternate styles that the publication no longer has.

    Of alternate styles it has those of its configuration, and of others what a person asked for.
    """
    return tuple(
        path
        for path, row in recorded.items()
        if not any(owns(job, path, row) for job in (*run.planned, *(() if "title" in row else run.others)))
    )


def _lapsed(recorded: Mapping[str, Mapping[str, str]], run: Run) -> tuple[str, ...]:
    """Return the PDFs in alternate styles, not asked for, that are no longer what would be made, or not there.

    Those that pages offer are not among them: like ordinary ones they stay as they are until they are made again.
    """
    if not run.typesetter:
        return ()
    others = [job for job in run.others if not up_to_date(job, recorded, hashes_of(run.workspace, recorded, job))]
    on_demand = {path: row for path, row in recorded.items() if "title" not in row}
    return tuple(path for path, row in on_demand.items() if any(owns(job, path, row) for job in others))


def store(run: Run, recorded: Mapping[str, Mapping[str, str]], unplanned: Sequence[str]) -> tuple[str, ...]:
    """Write what was made, forget and remove what the same rendition no longer has, and what is unplanned.

    The outputs of a language change together, or, where one of them could not be made or written, not at all: that is
    one of the `errors` of the run. What lapsed is forgotten, not removed: a person asked for it.
    """
    failed = {job.language for job in run.todo if job not in run.made} if run.errors else set()
    made = {job: files for job, files in run.made.items() if job.language not in failed}
    new = {path: data for files in made.values() for path, data in files.items()}
    rows = {path: _row(run.publication, job, data) for job, files in made.items() for path, data in files.items()}
    stale = [path for path, row in recorded.items() if path not in new and any(owns(job, path, row) for job in made)]
    stale += [path for path in unplanned if path not in new and language_of(path) not in failed]
    if rows or stale:
        _announce(run.workspace, recorded, rows)
    written: list[str] = []
    for tag in sorted({language_of(path) for path in (*new, *stale)}):
        files, gone = _of(tag, new), [path for path in stale if language_of(path) == tag]
        try:
            written += run.workspace.change_folder(f"build/{tag}", files, gone)
        except PublisherError as error:
            run.errors.append(error)
            rows = {path: row for path, row in rows.items() if language_of(path) != tag}
            stale = [path for path in stale if language_of(path) != tag]
    forgotten = {*stale, *_lapsed(recorded, run), *rows}
    run.workspace.write_manifest({path: dict(row) for path, row in recorded.items() if path not in forgotten} | rows)
    return tuple(sorted(written))


def language_of(path: str) -> str:
    """Return the language that an output is of: its folder."""
    return path.split("/")[1]


def _of(tag: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if language_of(path) == tag}


def _announce(
    workspace: Workspace, recorded: Mapping[str, Mapping[str, str]], rows: Mapping[str, dict[str, str]]
) -> None:
    """Record that outputs are about to change, and those that will be there for the first time as out of date.

    Should this process be killed, whoever builds next knows whose they are, and whoever verifies that it was.
    """
    announced = {path: {**row, "key": ""} for path, row in rows.items() if path not in recorded}
    workspace.write_manifest({**recorded, **announced}, changing=True)


def _row(publication: Publication, job: Job, data: bytes) -> dict[str, str]:
    """Return what the manifest says of an output."""
    return {"sha256": sha256(data), "key": job.key, **_style_of_row(publication, job.style)}


def _style_of_row(publication: Publication, style: str) -> dict[str, str]:
    """Return what the manifest says of an alternate style: its name, and the title under which pages offer it."""
    title = publication.alternate_styles.get(style)
    return ({"style": style} if style else {}) | ({"title": title} if title else {})
