"""Any catalog and any template -> the merged catalog; apart from the rest, because it needs no document."""

from __future__ import annotations

from pathlib import Path

from publisher.catalogs.merge import Changes, merge
from publisher.catalogs.po import read_catalog, read_template, write_catalog
from publisher.errors import PublisherError
from publisher.workspace import Workspace


def merge_files(old: str, new: str, target: str, publication: Workspace) -> Changes:
    """Merge a template into a catalog, any two files (relative to the publication, if it is one), and write the result.

    `target` may be `old`, which is written only if nobody else wrote it meanwhile. In a publication it is written while
    no other verb writes catalogs. An error names a file as the user typed it.
    """
    if publication.exists("source/publication.toml"):
        with publication.sources_locked():
            return _merge(old, new, target, publication.root)
    return _merge(old, new, target, publication.root)


def _merge(old: str, new: str, target: str, folder: Path) -> Changes:
    workspace = Workspace(Path("/"))  # the user names these files, they need not lie in a publication
    names = {file: (folder / file).absolute().as_posix().lstrip("/") for file in (old, new, target)}
    try:
        template = read_template(workspace.read(names[new]), new, "")
        before = workspace.read(names[old])
        merged, changes = merge(template, read_catalog(before, old, "", ""))
        was = {names[target]: before} if workspace.path(names[old]) == workspace.path(names[target]) else {}
        workspace.write_all({names[target]: write_catalog(merged).encode()}, was)
    except PublisherError as error:
        error.file = next((file for file, name in names.items() if name == error.file), error.file)
        raise
    return changes
