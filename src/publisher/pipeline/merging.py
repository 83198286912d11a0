"""Any catalog and any template -> the merged catalog; apart from the rest, because it needs no document."""

from __future__ import annotations

from pathlib import Path

from publisher.catalogs.merge import Changes, merge
from publisher.catalogs.po import read_catalog, read_template, write_catalog
from publisher.errors import PublisherError
from publisher.workspace import Workspace


def merge_files(old: str, new: str, target: str, folder: Path) -> Changes:
    """Merge a template into a catalog, any two files (relative to `folder`), and write the result.

    `target` may be `old`. An error names a file as the user typed it.
    """
    workspace = Workspace(Path("/"))  # the user names these files, they need not lie in a publication
    names = {file: (folder / file).absolute().as_posix().lstrip("/") for file in (old, new, target)}
    try:
        template = read_template(workspace.read(names[new]), new, "")
        known = read_catalog(workspace.read(names[old]), old, "", "")
        merged, changes = merge(template, known)
        workspace.write(names[target], write_catalog(merged).encode())
    except PublisherError as error:
        error.file = next((file for file, name in names.items() if name == error.file), error.file)
        raise
    return changes
