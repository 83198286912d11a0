"""Documents and catalogs -> renditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path

from publisher import executors
from publisher.catalogs.template import PUBLICATION_DOMAIN
from publisher.catalogs.translate import identity, translate, translate_metadata
from publisher.engines import weasyprint
from publisher.engines.weasyprint import Rendered
from publisher.errors import PublisherError
from publisher.languages import language
from publisher.model.finding import Finding, Level
from publisher.pipeline.project import Progress, Project, catalogs, chosen, silent
from publisher.plan import Job, content_key, jobs, owns, up_to_date
from publisher.renditions.edition import Edition
from publisher.renditions.html import Site, assets, pages
from publisher.renditions.links import pictures
from publisher.renditions.pdf.compose import compose
from publisher.renditions.styles import cascade
from publisher.workspace import Workspace, sha256


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    outputs: tuple[str, ...]
    written: tuple[str, ...]
    """outputs whose content changed"""
    findings: tuple[Finding, ...] = ()
    """what layout had to say of the files made in this run"""


@dataclass(frozen=True, slots=True)
class PdfTask:
    """All that a worker needs to lay out one edition."""

    job: Job
    name: str
    html: str
    stylesheets: tuple[tuple[str, str], ...]
    resources: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the publication's own files add to its documents."""

    stylesheets: Mapping[str, str]
    style_files: Mapping[str, bytes]
    """what stylesheets refer to, by path from the page"""
    pictures: Mapping[str, bytes]
    """by path from the page"""


def build(
    project: Project, asked: Iterable[str] = (), formats: Iterable[str] = (), progress: Progress = silent
) -> Built:
    """Make the renditions whose inputs changed; outputs are replaced one whole file at a time.

    Errors: PublisherError when an engine fails; what was built before stays.
    """
    publication, workspace = project.publication, project.workspace
    tags, wanted = chosen(publication, asked), tuple(formats) or publication.formats
    inputs = _inputs(project)
    editions = {tag: edition(project, tag) for tag in tags}
    with workspace.locked():
        recorded = workspace.manifest()
        planned = _jobs(project, tags, wanted, inputs)
        todo = [job for job in planned if not up_to_date(job, recorded, _hashes(workspace, recorded, job))]
        made, warnings = _make(project, editions, todo, inputs, progress)
        written = _store(workspace, recorded, made)
        keys = {job.key for job in planned}
        outputs = tuple(path for path, row in workspace.manifest().items() if row["key"] in keys)
    return Built(outputs, written, warnings)


def edition(project: Project, tag: str) -> Edition:
    """Return the publication in one language; the source language takes the same road, by the identity catalog."""
    source = tag == project.publication.source_language
    known = {} if source else catalogs(project, tag)
    metadata, missing = translate_metadata(project.publication, known.get(PUBLICATION_DOMAIN, identity(tag)))
    translations = [translate(document, known.get(document.stem, identity(tag))) for document in project.documents]
    return Edition(
        metadata,
        language(tag),
        tuple(translation.document for translation in translations),
        len(missing) + sum(len(translation.fallbacks) for translation in translations),
    )


def _inputs(project: Project) -> Inputs:
    workspace = project.workspace
    shown = dict.fromkeys(name for document in project.documents for name in pictures(document.body))
    styles = workspace.files("styles") if workspace.path("styles").is_dir() else ()
    return Inputs(
        {Path(name).name: workspace.read(name).decode("utf-8", "replace") for name in styles if name.endswith(".css")},
        {name: workspace.read(name) for name in styles if not name.endswith(".css")},
        {name: workspace.read(f"source/{name}") for name in shown if workspace.exists(f"source/{name}")},
    )


def _jobs(project: Project, tags: Iterable[str], formats: Iterable[str], inputs: Inputs) -> tuple[Job, ...]:
    workspace, publication = project.workspace, project.publication
    tags = tuple(tags)
    shared = {"code": _code_key(), "configuration": workspace.configuration().encode()}
    shared |= {document.file: workspace.read(document.file) for document in project.documents}
    shared |= {f"styles/{name}": css.encode() for name, css in inputs.stylesheets.items()}
    shared |= {**inputs.style_files, **inputs.pictures}
    own = {
        tag: {
            file: workspace.read(file)
            for template in project.templates
            for file in [f"locale/{tag}/LC_MESSAGES/{template.domain}.po"]
            if tag != publication.source_language and workspace.exists(file)
        }
        for tag in tags
    }
    return jobs(tags, formats, shared, {tag: {"language": tag.encode(), **own[tag]} for tag in tags})


def _code_key() -> bytes:
    """Return a hash of this program: another version makes everything again."""
    root = Path(str(package_files("publisher")))
    sources = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".toml", ".html", ".css", ".js"))
    return content_key((path.relative_to(root).as_posix(), path.read_bytes()) for path in sources).encode()


def _hashes(workspace: Workspace, recorded: Mapping[str, Mapping[str, str]], job: Job) -> dict[str, str | None]:
    return {
        path: sha256(workspace.read(path)) if workspace.exists(path) else None
        for path, row in recorded.items()
        if row["key"] == job.key
    }


def _make(
    project: Project, editions: Mapping[str, Edition], todo: list[Job], inputs: Inputs, progress: Progress
) -> tuple[dict[Job, dict[str, bytes]], tuple[Finding, ...]]:
    made = {job: _html(project, editions[job.language], inputs) for job in todo if job.format == "html"}
    tasks = [_pdf_task(editions[job.language], job, inputs) for job in todo if job.format == "pdf"]
    progress("build", len(made), len(todo))
    results = executors.run(_render, tasks, lambda done: progress("build", len(made) + done, len(todo)))
    warnings = []
    for task, result in zip(tasks, results, strict=True):
        made[task.job] = {task.name: result.pdf}
        for text in result.warnings:
            warnings.append(
                Finding(
                    "pdf/layout", text, Level.NOTE, language=task.job.language, file=task.name, checker="WeasyPrint"
                )
            )
    return made, tuple(warnings)


def _html(project: Project, made: Edition, inputs: Inputs) -> dict[str, bytes]:
    publication, direction = project.publication, made.language.direction
    styles = cascade(inputs.stylesheets, "screen", direction)
    site = Site(
        tuple(language(tag) for tag in publication.all_languages),
        tuple(styles),
        f"../{publication.name}.pdf" if "pdf" in publication.formats else None,
    )
    contents = pages(made, site) | assets(styles, {**inputs.style_files, **inputs.pictures})
    return {f"build/{made.language.tag}/html/{name}": data for name, data in contents.items()}


def _pdf_task(made: Edition, job: Job, inputs: Inputs) -> PdfTask:
    styles = cascade(inputs.stylesheets, "print", made.language.direction)
    return PdfTask(
        job,
        f"build/{job.language}/{made.publication.name}.pdf",
        compose(made),
        tuple((f"styles/{name}", css) for name, css in styles.items()),
        {**inputs.style_files, **inputs.pictures},
    )


def _render(task: PdfTask) -> Rendered:
    from publisher.renditions.pdf.tags import shape  # late: only a worker needs it

    try:
        return weasyprint.render(task.html, task.stylesheets, task.resources, shape)
    except PublisherError as error:
        error.file = error.file or task.name
        raise


def _store(
    workspace: Workspace, recorded: Mapping[str, Mapping[str, str]], made: Mapping[Job, Mapping[str, bytes]]
) -> tuple[str, ...]:
    """Write what was made, forget and remove what the same language and format no longer has."""
    written = [path for files in made.values() for path, data in files.items() if workspace.write(path, data)]
    new = {
        path: {"sha256": sha256(data), "key": job.key} for job, files in made.items() for path, data in files.items()
    }
    stale = [path for path in recorded if path not in new and any(owns(job, path) for job in made)]
    for path in stale:
        workspace.remove(path)
    kept = {path: dict(row) for path, row in recorded.items() if path not in stale and path not in new}
    workspace.write_manifest(kept | new)
    return tuple(sorted(written))
