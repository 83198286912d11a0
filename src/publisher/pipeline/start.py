"""How a publication begins: an empty one, and text that arrives from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding
from publisher.ocr import Row, import_text, review
from publisher.workspace import RESERVED, Workspace

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
    as `source/originals/<stem>.txt`. Decisions already in the review on disk are kept. A source that is not what an
    import gave is replaced only when asked: an editor has worked in it.
    """
    workspace.configuration()  # an import needs a publication to go to
    stem = file.name.removesuffix(REVIEW) if apply else UNFIT.sub("-", file.stem).strip("-.") or "texte"
    stem = f"{stem}-texte" if stem in RESERVED else stem
    source, rows, original = f"source/{stem}.md", f"source/{stem}{REVIEW}", f"source/originals/{stem}.txt"
    given = _read(file)
    data, name = (workspace.read(original), original) if apply else (given, str(file))
    before = _decisions(workspace.read(rows), rows) if workspace.exists(rows) else ()
    result = import_text(data, name, _decisions(given, str(file)) if apply else before)
    markdown = result.markdown.encode()
    if workspace.exists(source) and not replace:
        untouched = {markdown, import_text(data, name).markdown.encode(), *_earlier(workspace, original, before)}
        if workspace.read(source) not in untouched:
            raise PublisherError(
                f"{source} was edited",
                code=ExitCode.USAGE,
                file=source,
                why="an import would replace what was written in it",
                hint="move the edited file away, or give --replace",
            )
    workspace.write(original, data)
    workspace.write(rows, review.write(result.review).encode())
    workspace.write(source, markdown)
    return Imported(source, rows, len(result.review), len(result.markdown.split()), result.findings)


def _earlier(workspace: Workspace, original: str, decisions: tuple[Row, ...]) -> Iterator[bytes]:
    """Yield what an earlier import of the kept original gave, without decisions and with those of its review."""
    if workspace.exists(original):
        data = workspace.read(original)
        yield import_text(data, original).markdown.encode()
        yield import_text(data, original, decisions).markdown.encode()


def _decisions(data: bytes, file: str) -> tuple[Row, ...]:
    """Return the rows of a review file; PublisherError (input) when it was saved in another encoding."""
    try:
        return review.read(data.decode("utf-8"), file)
    except UnicodeDecodeError as error:
        raise PublisherError(
            "the review is not UTF-8 text",
            code=ExitCode.INPUT,
            file=file,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="save it as UTF-8 text, tab separated",
        ) from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise PublisherError(
            "the file cannot be read", code=ExitCode.INPUT, file=str(file), why=error.strerror,
            hint="check its name and its rights",
        ) from error  # fmt: skip
