"""How a publication begins."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from publisher.errors import ExitCode, PublisherError
from publisher.workspace import Workspace

STARTER = ("source/publication.toml", "source/01-bienvenue.md")


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
