"""Folder -> renditions: only what changed is made, and layout gets ready while we read.

The rooms are imported once there is something to make; until then this module costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from publisher import executors
from publisher.model.finding import Finding, Level
from publisher.model.publication import Publication
from publisher.pipeline import layout
from publisher.pipeline.request import Progress, catalog_file, chosen, silent
from publisher.plan import Job, content_key, jobs, owns, up_to_date
from publisher.publication import parse
from publisher.workspace import Workspace, sha256

if TYPE_CHECKING:
    from publisher.pipeline.project import Project

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
OWN_SOURCES = (".py", ".toml", ".html", ".css", ".js")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    project: Project
    outputs: tuple[str, ...]
    written: tuple[str, ...]
    """outputs whose content changed"""
    findings: tuple[Finding, ...] = ()
    """what layout had to say of the files made in this run"""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files a build depends on beside this program, by name."""

    texts: Mapping[str, bytes]
    """configuration and documents, by path"""
    styles: Mapping[str, bytes]
    """all of `styles/`, by path"""
    images: Mapping[str, bytes]
    """pictures, by path from `source/`"""
    catalogs: Mapping[str, Mapping[str, bytes]]
    """by language, then by path"""


def build(
    workspace: Workspace, asked: Iterable[str] = (), formats: Iterable[str] = (), progress: Progress = silent
) -> Built:
    """Make the renditions whose inputs changed; outputs are replaced one whole file at a time.

    Errors: PublisherError when something cannot be read or an engine fails; what was built before stays.
    """
    publication = parse(workspace.configuration())
    tags, wanted = chosen(publication, asked), tuple(formats) or publication.formats
    with workspace.locked():
        inputs = _inputs(workspace, publication, tags)
        recorded = workspace.manifest()
        planned = _jobs(inputs, tags, wanted)
        todo = [job for job in planned if not up_to_date(job, recorded, _hashes(workspace, recorded, job))]
        with executors.started(sum(job.format == "pdf" for job in todo), layout.prepare) as executor:
            from publisher.pipeline.project import load

            project = load(workspace)
            made, findings = _make(project, todo, inputs, executor, progress)
        everything = set(tags) == set(publication.all_languages) and set(wanted) == set(publication.formats)
        unplanned = _unowned(recorded, planned) if everything else ()
        written = _store(workspace, recorded, made, unplanned)
        keys = {job.key for job in planned}
        outputs = tuple(path for path, row in workspace.manifest().items() if row["key"] in keys)
    return Built(project, outputs, written, findings)


def _inputs(workspace: Workspace, publication: Publication, tags: Sequence[str]) -> Inputs:
    documents = workspace.documents(publication.documents)
    styles = workspace.files("styles") if workspace.path("styles").is_dir() else ()
    names = ["publication", *(PurePosixPath(file).stem for file in documents)]
    catalogs = {tag: [catalog_file(tag, name) for name in names if tag != publication.source_language] for tag in tags}
    return Inputs(
        {name: workspace.read(name) for name in ("source/publication.toml", *documents)},
        {name: workspace.read(name) for name in styles},
        {name.removeprefix("source/"): workspace.read(name) for name in workspace.files("source", *PICTURES)},
        {
            tag: {file: workspace.read(file) for file in files if workspace.exists(file)}
            for tag, files in catalogs.items()
        },
    )


def _jobs(inputs: Inputs, tags: Iterable[str], formats: Iterable[str]) -> tuple[Job, ...]:
    shared = {"program": _program_key(), **inputs.texts, **inputs.styles, **inputs.images}
    return jobs(tags, formats, shared, {tag: {"language": tag.encode(), **inputs.catalogs[tag]} for tag in tags})


def _program_key() -> bytes:
    """Return a hash of this program: another version makes everything again."""
    root = Path(str(package_files("publisher")))
    sources = sorted(path for path in root.rglob("*") if path.suffix in OWN_SOURCES)
    return content_key((path.relative_to(root).as_posix(), path.read_bytes()) for path in sources).encode()


def _hashes(workspace: Workspace, recorded: Mapping[str, Mapping[str, str]], job: Job) -> dict[str, str | None]:
    return {
        path: sha256(workspace.read(path)) if workspace.exists(path) else None
        for path, row in recorded.items()
        if row["key"] == job.key
    }


def _make(
    project: Project, todo: Sequence[Job], inputs: Inputs, executor: executors.Executor, progress: Progress
) -> tuple[dict[Job, dict[str, bytes]], tuple[Finding, ...]]:
    if not todo:
        return {}, ()
    from publisher.pipeline.editions import edition, html_files, pdf_task, shown
    from publisher.pipeline.project import is_sheet

    editions = {tag: edition(project, tag) for tag in dict.fromkeys(job.language for job in todo)}
    others = {name: data for name, data in inputs.styles.items() if not is_sheet(name)}
    images = {name: data for name, data in inputs.images.items() if not _has_entities(name, data)}
    files = others | shown(project, images)
    pdfs = [job for job in todo if job.format == "pdf"]
    tasks = [pdf_task(editions[job.language], files) for job in pdfs]
    made = {job: html_files(editions[job.language], project.publication, files) for job in todo if job.format == "html"}
    progress("build", len(made), len(todo))
    results = executor.run(
        layout.render, tasks, lambda done: progress("build", len(todo) - len(tasks) + done, len(todo))
    )
    made |= {job: {task.path: result.pdf} for job, task, result in zip(pdfs, tasks, results, strict=True)}
    findings = (
        Finding("pdf/layout", text, Level.NOTE, language=task.language, file=task.path, checker="WeasyPrint")
        for task, result in zip(tasks, results, strict=True)
        for text in result.warnings
    )
    return made, (*_refused(inputs, images), *findings)


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
