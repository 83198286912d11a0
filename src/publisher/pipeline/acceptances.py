"""What a publication accepted."""

from __future__ import annotations

from publisher.accepted import FILE, parse
from publisher.model.acceptance import Acceptance
from publisher.workspace import Workspace


def read_acceptances(workspace: Workspace) -> tuple[Acceptance, ...]:
    """Return what a publication accepted; PublisherError (usage) when the file is not what it should be."""
    return parse(workspace.text(FILE)) if workspace.exists(FILE) else ()
