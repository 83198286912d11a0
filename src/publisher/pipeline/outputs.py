"""What a build made -> files and the manifest; which outputs of earlier builds stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

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

    What lapsed is forgotten, not removed: a person asked for it.
    """
    workspace, made = run.workspace, run.made
    written = [path for files in made.values() for path, data in files.items() if workspace.write(path, data)]
    new = {
        path: {"sha256": sha256(data), "key": job.key, **said}
        for job, files in made.items()
        for said in [_style_of_row(run.publication, job.style)]
        for path, data in files.items()
    }
    stale = [path for path, row in recorded.items() if path not in new and any(owns(job, path, row) for job in made)]
    stale += unplanned
    for path in stale:
        workspace.remove(path)
    forgotten = {*stale, *_lapsed(recorded, run), *new}
    workspace.write_manifest({path: dict(row) for path, row in recorded.items() if path not in forgotten} | new)
    return tuple(sorted(written))


def _style_of_row(publication: Publication, style: str) -> dict[str, str]:
    """Return what the manifest says of an alternate style: its name, and the title under which pages offer it."""
    title = publication.alternate_styles.get(style)
    return ({"style": style} if style else {}) | ({"title": title} if title else {})
