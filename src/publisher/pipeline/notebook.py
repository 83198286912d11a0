"""What was found while renditions were made, kept beside them: it is still true when nothing has to be made again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from publisher.engines.records import dump, load
from publisher.errors import PublisherError
from publisher.model.finding import Finding
from publisher.pipeline.parts import FOLDER, sealed, unsealed
from publisher.workspace import Workspace

FILE = f"{FOLDER}/findings"
SOURCE = "source"
"""subject of what readers found; that of a file is its path"""


class Notebook:
    """Findings by subject, each with the key of the inputs they were true for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.rows: dict[str, Any] = {}
        try:
            rows = json.loads(unsealed(workspace.read(FILE)) or b"{}")
            self.rows = rows if isinstance(rows, dict) else {}
        except (PublisherError, ValueError):
            pass  # never written, or damaged: everything is found again

    def read(self, subject: str, key: str) -> tuple[Finding, ...] | None:
        """Return what was found of a subject with these inputs, None when it is not known."""
        row = self.rows.get(subject)
        try:
            return tuple(load(Finding, item) for item in row["findings"]) if row and row["key"] == key else None
        except (TypeError, ValueError, KeyError):
            return None

    def note(self, subject: str, key: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Keep what was found of a subject, and return it."""
        found = tuple(findings)
        self.rows[subject] = {"key": key, "findings": [dump(finding) for finding in found]}
        return found

    def forget(self, subjects: Iterable[str]) -> None:
        """Let nothing be known of some subjects, so that they are asked again."""
        for subject in subjects:
            self.rows.pop(subject, None)

    def save(self) -> None:
        """Write the notebook."""
        text = json.dumps(self.rows, ensure_ascii=False, sort_keys=True)
        self.workspace.write(FILE, sealed(text.encode("utf-8", "surrogatepass")), durable=False)
