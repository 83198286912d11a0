"""Folder -> the files a build depends on, and a hash of the program that reads them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import PurePosixPath

from publisher.errors import PublisherError
from publisher.gates.fonts import is_font
from publisher.gates.pictures import SUFFIXES, is_picture
from publisher.model.publication import Publication
from publisher.pipeline.request import catalog_file
from publisher.pipeline.styles import style_of
from publisher.plan import content_key
from publisher.workspace import Workspace

PICTURES = SUFFIXES
OWN_SOURCES = (".py", ".toml", ".html", ".css", ".js")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files a build depends on beside this program, by name."""

    texts: Mapping[str, bytes]
    """configuration, documents and data, by path"""
    styles: Mapping[str, bytes]
    """all of `styles/`, by path"""
    images: Mapping[str, bytes]
    """all pictures, by path from `source/`"""
    catalogs: Mapping[str, Mapping[str, bytes]]
    """by language, then by path"""

    def known(self) -> dict[str, bytes]:
        """Return the files that content keys are made of, by path: what is kept under a key is made of no others."""
        catalogs = {path: data for files in self.catalogs.values() for path, data in files.items()}
        return {**self.texts, **self.styles, **catalogs}

    def pictures(self) -> dict[str, bytes]:
        """Return all pictures, and fonts, as they lie there, by path: none may be shown before it was checked."""
        of_styles = {name: data for name, data in self.styles.items() if is_picture(name) or is_font(name)}
        return {**{f"source/{name}": data for name, data in self.images.items()}, **of_styles}

    def styles_of(self, style: str) -> dict[str, bytes]:
        """Return the files of `styles/` that a rendition depends on: none of an alternate style but its own."""
        return {name: data for name, data in self.styles.items() if style_of(name) in (None, style)}


def read_inputs(workspace: Workspace, publication: Publication, tags: Sequence[str]) -> Inputs:
    """Return the files of a publication in some languages; errors as for reading any file."""
    documents = workspace.documents(publication.documents)
    names = ["publication", *(PurePosixPath(file).stem for file in documents)]
    catalogs = {tag: [catalog_file(tag, name) for name in names if tag != publication.source_language] for tag in tags}
    return Inputs(
        {name: workspace.read(name) for name in ("source/publication.toml", *documents, *workspace.data())},
        {name: workspace.read(name) for name in workspace.styles()},
        {name.removeprefix("source/"): _picture(workspace, name) for name in workspace.files("source", *PICTURES)},
        {
            tag: {file: workspace.read(file) for file in files if workspace.exists(file)}
            for tag, files in catalogs.items()
        },
    )


def _picture(workspace: Workspace, name: str) -> bytes:
    """Return a picture, nothing when it cannot be read: that is none, says the gate, and all else is built."""
    try:
        return workspace.read(name)
    except PublisherError:
        return b""


def program_key() -> bytes:
    """Return a hash of this program: another version makes everything again.

    Of its own files size and time are enough: to read them all would take as long as everything else there is to do
    when nothing changed.
    """
    files = "\n".join(sorted(_own_files(str(package_files("publisher")))))
    return content_key([("program", files.encode("utf-8", "surrogateescape"))]).encode()


def _own_files(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _own_files(entry.path)
        elif entry.name.endswith(OWN_SOURCES):
            told = entry.stat()
            yield f"{entry.path} {told.st_size} {told.st_mtime_ns}"
