"""Folder -> renditions: only what changed is made, and layout gets ready while we read.

The rooms are imported once there is something to make; until then this module costs next to nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files as package_files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publisher import executors
from publisher.engines import typesetter
from publisher.errors import PublisherError
from publisher.model.finding import Finding
from publisher.model.publication import Publication
from publisher.pipeline import layout
from publisher.pipeline.notebook import SOURCE, Notebook
from publisher.pipeline.parts import clear
from publisher.pipeline.request import Progress, catalog_file, chosen, is_sheet, silent
from publisher.plan import Job, content_key, jobs, owns, up_to_date
from publisher.publication import parse
from publisher.workspace import Snapshot, Workspace, sha256

if TYPE_CHECKING:
    from publisher.pipeline.editions import Files
    from publisher.pipeline.project import Sources

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
OWN_SOURCES = (".py", ".toml", ".html", ".css", ".js")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    outputs: tuple[str, ...]
    written: tuple[str, ...]
    """outputs whose content changed"""
    findings: tuple[Finding, ...] = ()
    """what readers had to say of the source, and layout of the files, made in this run or before"""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files a build depends on beside this program, by name."""

    texts: Mapping[str, bytes]
    """configuration, documents and data, by path"""
    styles: Mapping[str, bytes]
    """all of `styles/`, by path"""
    images: Mapping[str, bytes]
    """pictures, by path from `source/`"""
    catalogs: Mapping[str, Mapping[str, bytes]]
    """by language, then by path"""

    def known(self) -> dict[str, bytes]:
        """Return the files that content keys are made of, by path: what is kept under a key is made of no others."""
        catalogs = {path: data for files in self.catalogs.values() for path, data in files.items()}
        return {**self.texts, **self.styles, **catalogs}


@dataclass(slots=True)
class Run:
    """One call of `build`: what is there, what is to be made, what came of it."""

    workspace: Workspace
    inputs: Inputs
    program: bytes
    """hash of this program"""
    typesetter: bytes
    """what layout uses beside it: libraries, fonts; empty when no PDF is asked for"""
    planned: tuple[Job, ...]
    todo: tuple[Job, ...]
    notebook: Notebook
    progress: Progress
    made: dict[Job, dict[str, bytes]] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)
    """why jobs gave nothing"""


def build(
    workspace: Workspace, asked: Iterable[str] = (), formats: Iterable[str] = (), progress: Progress = silent
) -> Built:
    """Make the renditions whose inputs changed; outputs are replaced one whole file at a time.

    Errors: PublisherError when something cannot be read or an engine fails. What was built before stays, and what could
    be made beside it is there.
    """
    publication = parse(workspace.configuration())
    tags, wanted = chosen(publication, asked), tuple(formats) or publication.formats
    with workspace.locked():
        recorded = workspace.manifest()
        run = _run(workspace, publication, (tags, wanted), recorded, progress)
        findings = _known_findings(run)
        if findings is None:
            findings = _work(run)
        everything = set(tags) == set(publication.all_languages) and set(wanted) == set(publication.formats)
        written = _store(workspace, recorded, run.made, _unowned(recorded, run.planned) if everything else ())
        if everything:
            clear(workspace, {job.language for job in run.planned if job.format == "pdf"})
        if run.errors:
            raise _joined(run.errors)
        keys = {job.key for job in run.planned}
        outputs = tuple(path for path, row in workspace.manifest().items() if row["key"] in keys)
    return Built(outputs, written, findings)


def _joined(errors: Sequence[PublisherError]) -> PublisherError:
    """Return the first of some errors, which tells of the others."""
    first, *others = errors
    also = "; ".join(f"{error.message} ({error.file})" for error in others)
    first.why = "; also: ".join(filter(None, [first.why, also])) or None
    return first


def _run(
    workspace: Workspace,
    publication: Publication,
    asked: tuple[Sequence[str], Sequence[str]],
    recorded: Mapping[str, Mapping[str, str]],
    progress: Progress,
) -> Run:
    tags, formats = asked
    inputs, program = _inputs(workspace, publication, tags), _program_key()
    layouts = typesetter.fingerprint() if "pdf" in formats else b""
    # The date of attached files follows the variable (https://reproducible-builds.org/specs/source-date-epoch/).
    dated = {"typesetter": layouts, "epoch": os.environ.get("SOURCE_DATE_EPOCH", "").encode()}
    by_format = {name: dated if name == "pdf" else {} for name in formats}
    planned = _jobs(inputs, tags, program, by_format)
    todo = tuple(job for job in planned if not up_to_date(job, recorded, _hashes(workspace, recorded, job)))
    return Run(workspace, inputs, program, layouts, planned, todo, Notebook(workspace), progress)


def _known_findings(run: Run) -> tuple[Finding, ...] | None:
    """Return what earlier runs found, None when there is something to do."""
    if run.todo:
        return None
    rows = [run.notebook.read(SOURCE, _source_key(run)), *(_noted(run, job) for job in run.planned)]
    return None if None in rows else tuple(finding for row in rows for finding in row or ())


def _noted(run: Run, job: Job) -> tuple[Finding, ...] | None:
    return run.notebook.read(f"{job.language}.{job.format}", job.key)


def _source_key(run: Run) -> str:
    """Return the key of what readers see: documents, and which files there are for them to name."""
    names = "\n".join(run.workspace.files("source")).encode()
    return content_key([("program", run.program), *sorted(run.inputs.texts.items()), ("names", names)])


def _work(run: Run) -> tuple[Finding, ...]:
    """Make what is to be made, and return all that was found, now or before."""
    layouts = sum(job.format == "pdf" for job in run.todo) * len(run.inputs.texts)
    prepare = partial(layout.prepare, own_sheets(run.inputs.styles), _languages(run))
    with executors.started(layouts, prepare) as executor:
        from publisher.pipeline.editions import Files
        from publisher.pipeline.printing import Press
        from publisher.pipeline.project import Sources

        sources = Sources(Snapshot(run.workspace.root, run.inputs.known()))
        pictures = {name: data for name, data in run.inputs.images.items() if not _has_entities(name, data)}
        files = Files(pictures, {name: data for name, data in run.inputs.styles.items() if not is_sheet(name)})
        press = Press(run, sources, files, lambda: _read(run, sources, files, press.step))
        press.print(executor)
    found = [run.notebook.read(SOURCE, _source_key(run)), *(_noted(run, job) for job in run.planned)]
    run.notebook.save()
    return tuple(finding for row in found for finding in row or ())


def _read(run: Run, sources: Sources, files: Files, step: Callable[[], None]) -> None:
    """Read all documents: make their pages where they are asked for, and note what readers find."""
    from publisher.pipeline.editions import edition, html_files, shown
    from publisher.pipeline.source import source_findings

    project = sources.project()
    run.notebook.note(SOURCE, _source_key(run), (*source_findings(project), *_refused(run.inputs, files.pictures)))
    loaded = {**files.others, **shown(project, files.pictures)}
    for job in run.todo:
        if job.format == "html":
            run.made[job] = html_files(edition(project, job.language), project.publication, loaded)
            run.notebook.note(f"{job.language}.html", job.key, ())
            step()


def _languages(run: Run) -> tuple[str, ...]:
    return tuple(job.language for job in run.todo if job.format == "pdf")


def own_sheets(styles: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the stylesheets of the cascade by file name, of all files in `styles/` by path."""
    return {PurePosixPath(name).name: data for name, data in styles.items() if is_sheet(name)}


def _inputs(workspace: Workspace, publication: Publication, tags: Sequence[str]) -> Inputs:
    documents = workspace.documents(publication.documents)
    styles = workspace.files("styles") if workspace.path("styles").is_dir() else ()
    names = ["publication", *(PurePosixPath(file).stem for file in documents)]
    catalogs = {tag: [catalog_file(tag, name) for name in names if tag != publication.source_language] for tag in tags}
    return Inputs(
        {name: workspace.read(name) for name in ("source/publication.toml", *documents, *workspace.data())},
        {name: workspace.read(name) for name in styles},
        {name.removeprefix("source/"): workspace.read(name) for name in workspace.files("source", *PICTURES)},
        {
            tag: {file: workspace.read(file) for file in files if workspace.exists(file)}
            for tag, files in catalogs.items()
        },
    )


def _jobs(
    inputs: Inputs, tags: Iterable[str], program: bytes, by_format: Mapping[str, Mapping[str, bytes]]
) -> tuple[Job, ...]:
    shared = {"program": program, **inputs.texts, **inputs.styles, **inputs.images}
    return jobs(tags, shared, {tag: {"language": tag.encode(), **inputs.catalogs[tag]} for tag in tags}, by_format)


def _program_key() -> bytes:
    """Return a hash of this program: another version makes everything again.

    Of its own files size and time are enough: to read them all would take as long as everything else there is to do
    when nothing changed.
    """
    return content_key([("program", "\n".join(sorted(_own_files(str(package_files("publisher"))))).encode())]).encode()


def _own_files(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _own_files(entry.path)
        elif entry.name.endswith(OWN_SOURCES):
            told = entry.stat()
            yield f"{entry.path} {told.st_size} {told.st_mtime_ns}"


def _hashes(workspace: Workspace, recorded: Mapping[str, Mapping[str, str]], job: Job) -> dict[str, str | None]:
    return {
        path: sha256(workspace.read(path)) if workspace.exists(path) else None
        for path, row in recorded.items()
        if row["key"] == job.key
    }


def _has_entities(name: str, data: bytes) -> bool:
    """Whether a drawing has a document type: its entities could grow without end, or read other files."""
    return name.lower().endswith(".svg") and b"<!doctype" in data.lower()


def _refused(inputs: Inputs, images: Mapping[str, bytes]) -> Iterator[Finding]:
    for name in sorted(inputs.images.keys() - images.keys()):
        yield Finding(
            "document/unsafe-image",
            "the drawing has a document type and is not shown",
            file=f"source/{name}",
            line=1,
            hint="take the <!DOCTYPE …> out of it",
        )


def _unowned(recorded: Iterable[str], planned: Sequence[Job]) -> tuple[str, ...]:
    """Return the outputs of languages and formats that the publication no longer has."""
    return tuple(path for path in recorded if not any(owns(job, path) for job in planned))


def _store(
    workspace: Workspace,
    recorded: Mapping[str, Mapping[str, str]],
    made: Mapping[Job, Mapping[str, bytes]],
    unplanned: Sequence[str],
) -> tuple[str, ...]:
    """Write what was made, forget and remove what the same language and format no longer has, and what is unplanned."""
    written = [path for files in made.values() for path, data in files.items() if workspace.write(path, data)]
    new = {
        path: {"sha256": sha256(data), "key": job.key} for job, files in made.items() for path, data in files.items()
    }
    stale = [path for path in recorded if path not in new and any(owns(job, path) for job in made)]
    stale += unplanned
    for path in stale:
        workspace.remove(path)
    kept = {path: dict(row) for path, row in recorded.items() if path not in stale and path not in new}
    workspace.write_manifest(kept | new)
    return tuple(sorted(written))
