"""How a publication begins."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from publisher.errors import ExitCode, PublisherError
from publisher.workspace import Workspace, is_part

STARTER = ("source/publication.toml", "source/01-bienvenue.md")


IGNORED = b"build/\n"


def new(folder: Path) -> tuple[str, ...]:
    """Make a small publication that builds in a folder that is new or empty; return its files.

    The configuration comes last: without it, what an earlier call left that was killed is no publication.
    """
    data = {name: (files("publisher") / "starter" / name).read_bytes() for name in STARTER}
    workspace = Workspace(folder)
    if folder.exists() and not _is_free(workspace, {".gitignore": IGNORED, **data}):
        raise PublisherError(
            f"{folder} exists already",
            code=ExitCode.USAGE,
            why="a new publication needs a new or an empty folder",
            hint="choose another name",
        )
    first, *others = STARTER
    workspace.write_all({".gitignore": IGNORED, **{name: data[name] for name in (*others, first)}})
    return STARTER


def _is_free(workspace: Workspace, files: Mapping[str, bytes]) -> bool:
    """Whether there is nothing in a folder but what this verb writes before it is done."""
    root = workspace.root
    if not root.is_dir() or workspace.exists(STARTER[0]):
        return False
    found = [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_symlink() or not path.is_dir()]
    return all(name in files and workspace.read(name) == files[name] for name in found if not is_part(name))
