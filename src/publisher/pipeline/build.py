"""Folder -> renditions: only what changed is made, and layout gets ready while we read.

The rooms are imported once there is something to make; until then this module costs next to nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from publisher import executors
from publisher.engines import typesetter
from publisher.errors import PublisherError
from publisher.model.finding import Finding
from publisher.model.publication import FORMATS, Publication
from publisher.pipeline import layout
from publisher.pipeline.inputs import Inputs, program_key, read_inputs
from publisher.pipeline.notebook import SOURCE, Notebook
from publisher.pipeline.outputs import hashes_of, store, unowned
from publisher.pipeline.parts import clear, shelf_name
from publisher.pipeline.pictures import SUBJECT, Pictures, check_pictures, pictures_key
from publisher.pipeline.request import Progress, chosen, silent
from publisher.pipeline.styles import chosen_styles, is_sheet, passed_styles, sheets_of, style_of
from publisher.plan import Job, Rendition, content_key, jobs, up_to_date
from publisher.publication import parse
from publisher.workspace import Snapshot, Workspace

if TYPE_CHECKING:
    from publisher.pipeline.editions import Files
    from publisher.pipeline.project import Sources


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    outputs: tuple[str, ...]
    written: tuple[str, ...]
    """outputs whose content changed"""
    findings: tuple[Finding, ...] = ()
    """what readers had to say of the source, and layout of the files, made in this run or before"""


@dataclass(slots=True)
class Run:
    """One call of `build`: what is there, what is to be made, what came of it."""

    workspace: Workspace
    publication: Publication
    inputs: Inputs
    program: bytes
    """hash of this program"""
    typesetter: bytes
    """what layout uses beside it: libraries, fonts; empty when no PDF is asked for"""
    planned: tuple[Job, ...]
    todo: tuple[Job, ...]
    others: tuple[Job, ...]
    """PDFs in alternate styles that are not asked for: what there is of them from other calls stays"""
    notebook: Notebook
    progress: Progress
    made: dict[Job, dict[str, bytes]] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)
    """why jobs gave nothing"""


def build(
    workspace: Workspace,
    asked: Iterable[str] = (),
    formats: Iterable[str] = (),
    progress: Progress = silent,
    styles: Iterable[str] = (),
) -> Built:
    """Make the renditions whose inputs changed; the outputs of a language change together, or not at all.

    With `styles`, only the PDFs in those alternate styles. Errors: PublisherError when something cannot be read or an
    engine fails. What was built before stays, and what could be made beside it is there.
    """
    publication = parse(workspace.configuration())
    tags, wanted = chosen(publication, asked), tuple(formats) or publication.formats
    renditions = _renditions(workspace, publication, wanted, tuple(styles))
    with workspace.locked():
        recorded = workspace.manifest()
        run = _run(workspace, publication, tags, renditions, recorded, progress)
        findings = _known_findings(run)
        if findings is None:
            findings = _work(run)
        everything = set(tags) == set(publication.all_languages) and set(wanted) == set(publication.formats)
        everything = everything and not styles
        written = store(run, recorded, unowned(recorded, run) if everything else ())
        if everything:
            shelved = (job for job in (*run.planned, *run.others) if job.format == "pdf")
            clear(workspace, {shelf_name(job.language, job.style) for job in shelved})
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
    tags: Sequence[str],
    renditions: Sequence[Rendition],
    recorded: Mapping[str, Mapping[str, str]],
    progress: Progress,
) -> Run:
    inputs, program = read_inputs(workspace, publication, tags), program_key()
    layouts = typesetter.fingerprint() if any(name == "pdf" for name, _ in renditions) else b""
    known = _possible(inputs, tags, program, layouts, renditions)
    planned = tuple(job for job in known if (job.format, job.style) in renditions)
    notebook = Notebook(workspace)
    todo = tuple(
        job
        for job in planned
        # What was found is a part of what was made: where it is not known any more, it is found again.
        if notebook.read(job.name, job.key) is None
        or not up_to_date(job, recorded, hashes_of(workspace, recorded, job))
    )
    others = tuple(job for job in known if job not in planned)
    return Run(workspace, publication, inputs, program, layouts, planned, todo, others, notebook, progress)


def _possible(
    inputs: Inputs, tags: Sequence[str], program: bytes, layouts: bytes, renditions: Sequence[Rendition]
) -> tuple[Job, ...]:
    """Return the jobs of some renditions, and of PDFs in every alternate style there is."""
    # The date of attached files follows the variable (https://reproducible-builds.org/specs/source-date-epoch/).
    dated = {"typesetter": layouts, "epoch": os.environ.get("SOURCE_DATE_EPOCH", "").encode()}
    possible = dict.fromkeys([*renditions, *(("pdf", style) for name in inputs.styles if (style := style_of(name)))])
    parts = {(name, style): {**inputs.styles_of(style), **(dated if name == "pdf" else {})} for name, style in possible}
    return _jobs(inputs, tags, program, parts)


def jobs_now(workspace: Workspace, publication: Publication, tags: Sequence[str]) -> tuple[Job, ...]:
    """Return the jobs that would make all renditions of some languages now: what has another key is out of date."""
    renditions = tuple((name, "") for name in FORMATS)
    inputs = read_inputs(workspace, publication, tags)
    return _possible(inputs, tags, program_key(), typesetter.fingerprint(), renditions)


def _renditions(
    workspace: Workspace, publication: Publication, formats: Sequence[str], asked: Sequence[str]
) -> tuple[Rendition, ...]:
    """Return what to make in every language; errors as for `chosen_styles`."""
    files = workspace.styles()
    if asked:
        return tuple(("pdf", style) for style in chosen_styles(asked, files))
    own = chosen_styles(publication.alternate_styles, files, publication.key_lines.get("alternate_styles"))
    return (*((name, "") for name in formats), *(("pdf", style) for style in own if "pdf" in formats))


def _known_findings(run: Run) -> tuple[Finding, ...] | None:
    """Return what earlier runs found, None when there is something to do."""
    if run.todo:
        return None
    rows = _rows(run)
    return None if None in rows else tuple(finding for row in rows for finding in row or ())


def _rows(run: Run) -> list[tuple[Finding, ...] | None]:
    """Return what the notebook has of the sources, the pictures and the jobs."""
    shared = [run.notebook.read(SOURCE, _source_key(run)), run.notebook.read(SUBJECT, _pictures_key(run))]
    return [*shared, *(_noted(run, job) for job in run.planned)]


def _noted(run: Run, job: Job) -> tuple[Finding, ...] | None:
    return run.notebook.read(job.name, job.key)


def _source_key(run: Run) -> str:
    """Return the key of what readers see: documents, stylesheets, and which files there are for them to name."""
    names = "\n".join(run.workspace.files("source")).encode("utf-8", "surrogateescape")
    return content_key(
        [("program", run.program), *sorted({**run.inputs.texts, **run.inputs.styles}.items()), ("names", names)]
    )


def _pictures_key(run: Run) -> str:
    return pictures_key(run.inputs.pictures(), run.program)


def _work(run: Run) -> tuple[Finding, ...]:
    """Make what is to be made, and return all that was found, now or before."""
    pictures = check_pictures(run.workspace, run.inputs.pictures(), run.program)
    run.notebook.note(SUBJECT, _pictures_key(run), pictures.findings)
    layouts = sum(job.format == "pdf" for job in run.todo) * len(run.inputs.texts)
    pdfs = tuple(job for job in run.todo if job.format == "pdf")
    styles = tuple(dict.fromkeys(job.style for job in pdfs))
    tags = tuple(dict.fromkeys(job.language for job in pdfs))
    passed, _ = passed_styles(run.inputs.styles)  # readers tell what was found
    prepare = partial(layout.prepare, sheets_of(passed), tags, styles, run.publication.digits)
    with executors.started(layouts, prepare) as executor:
        from publisher.pipeline.editions import Files
        from publisher.pipeline.printing import Press
        from publisher.pipeline.project import Sources

        sources = Sources(Snapshot(run.workspace.root, run.inputs.known()))
        files = Files(pictures.below("source/"), _beside_sheets(passed, pictures))
        press = Press(run, sources, files, lambda: _read(run, sources, files, press.step))
        press.print(executor)
    found = _rows(run)
    if not pictures.is_final:
        # More may be shown at another try: what was made now is not done, whatever its key says.
        run.notebook.forget(job.name for job in run.planned)
    run.notebook.save()
    return tuple(finding for row in found for finding in row or ())


def _beside_sheets(styles: Mapping[str, bytes], pictures: Pictures) -> dict[str, bytes]:
    """Return what stylesheets may load: pictures and fonts that were checked, other sheets; no file of another kind."""
    loaded = {name: data for name, data in styles.items() if name.lower().endswith(".css")}
    shown = {name: data for name, data in pictures.shown.items() if name in styles}
    return {name: data for name, data in {**loaded, **shown}.items() if not is_sheet(name)}


def _read(run: Run, sources: Sources, files: Files, step: Callable[[], None]) -> None:
    """Read all documents: make their pages where they are asked for, and note what readers find."""
    from publisher.pipeline.editions import edition, html_files, shown
    from publisher.pipeline.source import source_findings

    project = sources.project()
    run.notebook.note(SOURCE, _source_key(run), source_findings(project))
    loaded = {**files.others, **shown(project, files.pictures)}
    for job in run.todo:
        if job.format == "html":
            run.made[job] = html_files(edition(project, job.language), project.publication, loaded)
            run.notebook.note(job.name, job.key, ())
            step()


def _jobs(
    inputs: Inputs, tags: Iterable[str], program: bytes, by_rendition: Mapping[Rendition, Mapping[str, bytes]]
) -> tuple[Job, ...]:
    shared = {"program": program, **inputs.texts, **inputs.images}
    return jobs(tags, shared, {tag: {"language": tag.encode(), **inputs.catalogs[tag]} for tag in tags}, by_rendition)
