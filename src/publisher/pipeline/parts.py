"""Where parts of PDF files are kept between builds."""

from __future__ import annotations

from collections.abc import Collection

from publisher.workspace import Workspace

FOLDER = "build/.parts"
SOURCE = "-source"
"""name of the folder that serves all languages"""


def folder(language: str) -> str:
    """Return the folder of the parts of a language."""
    return f"{FOLDER}/{language}"


def clear(workspace: Workspace, languages: Collection[str]) -> None:
    """Remove the parts of all but these languages: nobody will ask for them."""
    for name in workspace.folders(FOLDER):
        if name not in languages and name != SOURCE:
            for file in workspace.entries(folder(name)):
                workspace.remove(f"{folder(name)}/{file}")
