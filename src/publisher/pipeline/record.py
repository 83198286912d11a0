"""What the last audit wrote, and what it was an audit of: when nothing changed, its reports stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from publisher.errors import PublisherError
from publisher.workspace import Workspace, sha256

FILE = "build/reports/.record.json"
HOME = "build/reports/"
OURS = (".html", ".png", ".json")
"""endings of files that one audit has and the next may not have"""


class Record:
    """The files of the last audit with their hashes, under the key of all that it depended on."""

    def __init__(self, workspace: Workspace, key: str) -> None:
        self.workspace, self.key = workspace, key

    @cached_property
    def holds(self) -> bool:
        """Whether the last audit was one of exactly this, all of it was run, and its files are as it left them."""
        return self._read.get("key") == self.key and all(map(self.knows, self._files))

    def knows(self, path: str) -> bool:
        """Whether a file is there as the last audit left it: what was edited since is no evidence."""
        digest = self._files.get(path)
        return digest is not None and self._is_file(path) and sha256(self.workspace.read(path)) == digest

    def write(self, files: Mapping[str, bytes], *, keep: bool, standing: tuple[str, ...] = ()) -> None:
        """Write the files of an audit and remove those of an earlier one that have no successor, all at one moment.

        Without `keep` the next audit tests again, whatever it finds here. `standing` are folders that this audit was
        not about: their files stay, and stay known. Whoever calls this holds the lock of the outputs.
        """
        kept = {path: self._files[path] for path in self._without(files) if path.startswith(standing)}
        gone = [path for path in self._without({**files, **kept}) if path.endswith(OURS) and self._is_file(path)]
        written = kept | {path: sha256(data) for path, data in files.items()}
        text = json.dumps({"key": self.key if keep else "", "files": written}, indent=1, sort_keys=True)
        record = {FILE: f"{text}\n".encode("utf-8", "surrogatepass")}
        self.workspace.write_reported(self._files, changing=True)
        self.workspace.change_folder(HOME.rstrip("/"), {**files, **record}, gone, durable=False)
        self.workspace.write_reported(written)

    def stand(self) -> None:
        """Let the manifest say of the files of the last audit what is known of them, where it does not any more."""
        if self.workspace.reported() != self._files:
            self.workspace.write_reported(self._files)

    def _without(self, files: Mapping[str, object]) -> Iterator[str]:
        return (path for path in self._files if path not in files)

    def _is_file(self, path: str) -> bool:
        return self.workspace.path(path).is_file()

    @cached_property
    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.workspace.read(FILE))
        except (PublisherError, ValueError, RecursionError):
            return {}  # never written, or damaged: everything is done again
        return found if isinstance(found, dict) else {}

    @cached_property
    def _files(self) -> dict[str, str]:
        """The digests of the files of the last audit; whoever wrote the record, it speaks of reports only."""
        files = self._read.get("files")
        named = files.items() if isinstance(files, dict) else ()
        return {path: str(digest) for path, digest in named if self._is_ours(path)}

    def _is_ours(self, path: str) -> bool:
        """Whether a path lies among the reports, whatever links there are on the way."""
        try:
            home = self.workspace.path(HOME)
            return path.startswith(HOME) and self.workspace.path(path).is_relative_to(home)
        except (PublisherError, OSError, ValueError):
            return False
