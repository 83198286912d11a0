"""Where parts of PDF files are kept between builds."""

from __future__ import annotations

from collections.abc import Collection

from publisher.workspace import Workspace

FOLDER = "build/.parts"
SOURCE = "-source"
"""name of the folder that serves all languages"""


def shelf_name(language: str, style: str = "") -> str:
    """Return the name of the folder of the parts of a PDF, the ordinary one or that of an alternate style."""
    return f"{language}.{style}" if style else language


def clear(workspace: Workspace, shelves: Collection[str]) -> None:
    """Remove the parts on all but these shelves: nobody will ask for them."""
    for name in workspace.folders(FOLDER):
        if name not in shelves and name != SOURCE:
            for file in workspace.entries(f"{FOLDER}/{name}"):
                workspace.remove(f"{FOLDER}/{name}/{file}")
