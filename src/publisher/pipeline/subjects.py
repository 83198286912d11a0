"""What the last build recorded -> the files an audit tests, with all that their checkers need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from publisher.errors import ExitCode, PublisherError
from publisher.model.standard import STANDARDS
from publisher.pipeline.build import jobs_now
from publisher.pipeline.checkers import Subject
from publisher.pipeline.notebook import Notebook
from publisher.pipeline.project import Project
from publisher.plan import Job
from publisher.renditions.pdf.compose import index as pdf_index
from publisher.workspace import Workspace, sha256

TESTED = (".html", ".pdf")


def subjects_of(project: Project, tags: Sequence[str]) -> tuple[Subject, ...]:
    """Return the PDF files and pages of some languages, each with its hash and where its blocks come from.

    Errors: PublisherError (usage) that names all languages of which nothing is built.
    """
    workspace, rows = project.workspace, project.workspace.manifest()
    _refuse_unbuilt(project, tags)
    notebook, joined = Notebook(workspace), pdf_index(project.documents)
    indexes = {
        document.stem: {key: (document.file, line) for key, line in document.lines.items()}
        for document in project.documents
    }
    found: list[Subject] = []
    for tag in tags:
        hashes = _built(workspace, rows, tag)
        loaded = "".join(hashes[path] for path in hashes if not path.endswith(TESTED))
        for path, digest in hashes.items():
            if path.endswith(".pdf"):
                job = Job(tag, "pdf", rows[path]["key"], rows[path].get("style", ""))
                found.append(
                    Subject(
                        path, workspace.path(path), tag, digest, joined,
                        STANDARDS[project.publication.standard].flavours,
                        # What layout found is about the file that it made, and about no other.
                        notebook.read(job.name, job.key) if digest == rows[path]["sha256"] else None,
                        digest, job.style,
                    )
                )  # fmt: skip
            elif path.endswith(".html"):
                key, index = sha256((digest + loaded).encode()), indexes.get(PurePosixPath(path).stem, {})
                found.append(Subject(path, workspace.path(path), tag, key, index, sha256=digest))
    return tuple(found)


def is_built(workspace: Workspace, tag: str) -> bool:
    """Whether something of a language is there that the last build recorded."""
    return bool(_paths(workspace, workspace.manifest(), tag))


def hashes(workspace: Workspace, tags: Sequence[str]) -> dict[str, str]:
    """Return the hashes of all that is there of some languages, by path."""
    rows = workspace.manifest()
    return {path: digest for tag in tags for path, digest in _built(workspace, rows, tag).items()}


def outdated(project: Project, tags: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """Return the renditions, by language, format and style, whose sources, styles or catalogs are others by now.

    The program that made them counts as one of their sources.
    """
    rows = project.workspace.manifest().values()
    keys = {row["key"] for row in rows}
    return frozenset(
        (job.language, job.format, job.style)
        for job in jobs_now(project.workspace, project.publication, tags)
        if job.key not in keys
    )


def _refuse_unbuilt(project: Project, tags: Sequence[str]) -> None:
    absent = [tag for tag in tags if not is_built(project.workspace, tag)]
    if absent:
        asked = "" if absent == list(project.publication.all_languages) else "".join(f" -l {tag}" for tag in absent)
        raise PublisherError(
            f"nothing is built in {', '.join(f'“{tag}”' for tag in absent)}",
            code=ExitCode.USAGE,
            hint=f"run: publisher build{asked}, then audit again",
        )


def _built(workspace: Workspace, rows: Mapping[str, Mapping[str, str]], tag: str) -> dict[str, str]:
    """Return the hashes of what is there of a language, by path."""
    return {path: sha256(workspace.read(path)) for path in _paths(workspace, rows, tag)}


def _paths(workspace: Workspace, rows: Iterable[str], tag: str) -> list[str]:
    return [path for path in rows if path.startswith(f"build/{tag}/") and workspace.exists(path)]
