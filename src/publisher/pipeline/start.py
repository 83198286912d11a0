"""How a publication begins: an empty one, and text that arrives from outside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding
from publisher.ocr import import_text, review
from publisher.workspace import Workspace

STARTER = ("source/publication.toml", "source/01-bienvenue.md")
REVIEW = ".review.tsv"
UNFIT = re.compile(r"[^\w.-]+")
"""what the name of a document may not hold"""


@dataclass(frozen=True, slots=True)
class Imported:
    """The files an import wrote, or left as they were."""

    source: str
    review: str
    rows: int
    words: int
    findings: tuple[Finding, ...]


def new(folder: Path) -> tuple[str, ...]:
    """Make a small publication that builds in a folder that is new or empty; return its files."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PublisherError(
            f"{folder} exists already",
            code=ExitCode.USAGE,
            why="a new publication needs a new or an empty folder",
            hint="choose another name",
        )
    workspace = Workspace(folder)
    for name in STARTER:
        workspace.write(name, (files("publisher") / "starter" / name).read_bytes())
    workspace.write(".gitignore", b"build/\n")
    return STARTER


def import_file(workspace: Workspace, file: Path, *, apply: bool = False, replace: bool = False) -> Imported:
    """Bring a text file into the publication as `source/<stem>.md`, with its review.

    With `apply`, `file` is the reviewed `.review.tsv`: its decisions are replayed on the original, kept at the import
    as `source/originals/<stem>.txt`. An existing source is replaced only when asked: an editor may have worked in it.
    """
    workspace.configuration()  # an import needs a publication to go to
    stem = file.name.removesuffix(REVIEW) if apply else UNFIT.sub("-", file.stem).strip("-.") or "texte"
    source, rows, original = f"source/{stem}.md", f"source/{stem}{REVIEW}", f"source/originals/{stem}.txt"
    data = workspace.read(original) if apply else _read(file)
    decisions = review.read(_read(file).decode("utf-8", "replace"), str(file)) if apply else ()
    result = import_text(data, str(file) if not apply else original, decisions)
    markdown = result.markdown.encode()
    if workspace.exists(source) and workspace.read(source) != markdown and not (apply or replace):
        raise PublisherError(
            f"{source} exists already",
            code=ExitCode.USAGE,
            file=source,
            why="an import would replace what was edited in it",
            hint="rename the input, or give --replace",
        )
    workspace.write(original, data)
    workspace.write(rows, review.write(result.review).encode())
    workspace.write(source, markdown)
    return Imported(source, rows, len(result.review), len(result.markdown.split()), result.findings)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise PublisherError(
            "the file cannot be read", code=ExitCode.INPUT, file=str(file), why=error.strerror,
            hint="check its name and its rights",
        ) from error  # fmt: skip
