"""Where parts of PDF files are kept between builds."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from publisher.workspace import Workspace

FOLDER = "build/.parts"
SOURCE, PICTURES = "-source", "-pictures"
"""names of the folders that serve all languages"""


SEAL = hashlib.sha256().digest_size


def sealed(data: bytes) -> bytes:
    """Return what is kept with its hash before it."""
    return hashlib.sha256(data).digest() + data


def unsealed(kept: bytes) -> bytes | None:
    """Return what was sealed, None when it is not as it was: a build without it is right, one with it may not be."""
    data = kept[SEAL:]
    return data if hashlib.sha256(data).digest() == kept[:SEAL] else None


def shelf_name(language: str, style: str = "") -> str:
    """Return the name of the folder of the parts of a PDF, the ordinary one or that of an alternate style."""
    return f"{language}.{style}" if style else language


def clear(workspace: Workspace, shelves: Collection[str]) -> None:
    """Remove the parts on all but these shelves: nobody will ask for them."""
    for name in workspace.folders(FOLDER):
        if name not in shelves and name not in (SOURCE, PICTURES):
            for file in workspace.entries(f"{FOLDER}/{name}"):
                workspace.remove(f"{FOLDER}/{name}/{file}")
