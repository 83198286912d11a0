"""Parts that were laid out before, kept by content in `build/`: what did not change is not laid out again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from publisher.engines.records import dump, load
from publisher.errors import ExitCode, PublisherError
from publisher.model.part import Count, PartFacts
from publisher.pipeline.parts import FOLDER, sealed, shelf_name, unsealed
from publisher.pipeline.pieces import Asks, Laid
from publisher.workspace import Workspace, sha256

Record = TypeVar("Record")
ORDER = "book.json"
DAMAGE = (PublisherError, ValueError, TypeError, KeyError, RecursionError)
"""what reading a file raises that is missing, or not as it was written"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of the last whole book."""

    name: str
    base: str
    key: str
    began: tuple[Count, ...]
    """counters it took over"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies beside the file of a part."""

    pdf: str
    """sha256 of the file"""
    facts: PartFacts


@dataclass(slots=True)
class Shelf:
    """What is kept of a PDF of one language. A file that is damaged or was written by another version is not there."""

    workspace: Workspace
    language: str
    style: str = ""
    """the alternate style of the PDF; empty for the ordinary one"""
    records: dict[str, object] = field(default_factory=dict)
    """what was read, by file name"""

    @property
    def folder(self) -> str:
        """Where it is."""
        return f"{FOLDER}/{shelf_name(self.language, self.style)}"

    def asks(self, base: str) -> Asks | None:
        """Return what the part with this content asks of others, None when it was never laid out."""
        return self._record(f"{base}.asks.json", Asks)

    def facts(self, key: str) -> PartFacts | None:
        """Return what is known of a part with these numbers in it, None when it was never laid out."""
        kept = self._record(f"{key}.json", Kept)
        whole = kept is not None and self.has(f"{key}.pdf") and sha256(self.read(f"{key}.pdf")) == kept.pdf
        return kept.facts if kept is not None and whole else None

    def keep(self, base: str, key: str, laid: Laid, pdf: bytes | None) -> None:
        """Keep a part; its facts come last, so that they are never there without its file."""
        self._keep(f"{base}.asks.json", laid.asks)
        if pdf is not None:
            self._write(f"{key}.pdf", pdf)
            self._keep(f"{key}.json", Kept(sha256(pdf), laid.facts))

    def record(self, name: str, kind: type[Record]) -> Record | None:
        """Return a record that is kept under a name of the caller's, None when it is not."""
        return self._record(f"{name}.json", kind)

    def keep_record(self, name: str, record: object) -> None:
        """Keep a record under a name of the caller's."""
        self._keep(f"{name}.json", record)

    def has(self, name: str) -> bool:
        """Whether a file is kept, and whole."""
        return self._whole(name) is not None

    def read(self, name: str) -> bytes:
        """Return a file that is kept; PublisherError (input) where it is not, or not whole."""
        data = self._whole(name)
        if data is None:
            raise PublisherError(
                "what is kept of an earlier build is damaged", code=ExitCode.INPUT, file=self._name(name),
                hint="build again",
            )  # fmt: skip
        return data

    def write(self, name: str, data: bytes) -> None:
        """Keep a file under a name of the caller's."""
        self._write(name, data)

    def book(self) -> tuple[Placed, ...]:
        """Return the parts of the last whole book, in order; none when there was none."""
        try:
            return tuple(load(Placed, row) for row in json.loads(self.read(ORDER)))
        except DAMAGE:
            return ()

    def close(self, book: Iterable[Placed], others: Iterable[str]) -> None:
        """Remember a whole book, and forget all it has no use for but its parts and the files named in `others`."""
        parts = tuple(book)
        self._write(ORDER, _json(parts))
        kept = {name for part in parts for name in (f"{part.base}.asks.json", f"{part.key}.pdf", f"{part.key}.json")}
        kept |= {ORDER, *others}
        self.sweep(kept)

    def sweep(self, kept: Collection[str]) -> None:
        """Forget all files but those of these names."""
        for name in self.workspace.entries(self.folder):
            if name not in kept:
                self.workspace.remove(self._name(name))

    def _record(self, name: str, kind: type[Record]) -> Record | None:
        if name not in self.records:
            try:
                self.records[name] = load(kind, json.loads(self.read(name)))
            except DAMAGE:
                return None
        return cast(Record, self.records[name])

    def _keep(self, name: str, record: object) -> None:
        self._write(name, _json(record))
        self.records[name] = record

    def _write(self, name: str, data: bytes) -> None:
        self.workspace.write(self._name(name), sealed(data), durable=False)

    def _whole(self, name: str) -> bytes | None:
        try:
            return unsealed(self.workspace.read(self._name(name)))
        except PublisherError:
            return None

    def _name(self, name: str) -> str:
        return f"{self.folder}/{name}"


def _json(record: object) -> bytes:
    return json.dumps(dump(record), ensure_ascii=False, separators=(",", ":")).encode()
