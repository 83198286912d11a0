"""Documents of a language made ready for print: each when it is asked for, or taken from the shelf unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, overload

from publisher.languages.digits import digits_of
from publisher.pipeline.editions import translated
from publisher.pipeline.parts import SOURCE
from publisher.pipeline.project import Sources
from publisher.pipeline.request import catalog_file
from publisher.pipeline.shelf import Shelf
from publisher.plan import content_key
from publisher.renditions.pdf.compose import Draft, Names, draft, unique_ids

if TYPE_CHECKING:
    from publisher.pipeline.build import Run


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of the blocks of a document."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The sources of a run, as far as print needs them before anything is read."""

    run: Run
    sources: Sources

    def key(self, file: str) -> str:
        """Return the hash of what a document in the source language depends on."""
        texts = self.run.inputs.texts
        data = [(name, texts[name]) for name in self.run.workspace.data()]
        language = ("language", self.sources.publication.source_language.encode())
        return content_key([("program", self.run.program), language, (file, texts[file]), *data])

    def names(self) -> Names:
        """Return the new ids of blocks whose own another document has; what was read before is not read again."""
        shelf, rows = Shelf(self.run.workspace, SOURCE), []
        for file in self.sources.files:
            key = self.key(file)
            known = shelf.record(key, Ids)
            if known is None:
                known = Ids(tuple(self.sources.document(file).lines))
                shelf.keep_record(key, known)
            rows.append((PurePosixPath(file).stem, known.ids))
        shelf.sweep({f"{self.key(file)}.json" for file in self.sources.files})
        return unique_ids(rows)


class Drafts(Sequence[Draft]):
    """The documents of one language, ready for print."""

    def __init__(self, manuscript: Manuscript, shelf: Shelf, names: Names, *, texts: bool) -> None:
        self.manuscript, self.shelf, self.names, self.texts = manuscript, shelf, names, texts
        self.made: dict[int, Draft] = {}

    @overload
    def __getitem__(self, number: int) -> Draft: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Draft]: ...

    def __getitem__(self, number: int | slice) -> Draft | Sequence[Draft]:
        if isinstance(number, slice):
            return [self[place] for place in range(len(self))[number]]
        if number not in self.made:
            self.made[number] = self._draft(self.manuscript.sources.files[number])
        return self.made[number]

    def __len__(self) -> int:
        return len(self.manuscript.sources.files)

    def __iter__(self) -> Iterator[Draft]:
        return (self[number] for number in range(len(self)))

    def files(self) -> frozenset[str]:
        """Return the names of the files that are kept of them."""
        return frozenset(f"{self._key(file)}.json" for file in self.manuscript.sources.files)

    def _draft(self, file: str) -> Draft:
        key = self._key(file)
        known = self.shelf.record(key, Draft)
        if known is None:
            sources, tag = self.manuscript.sources, self.shelf.language
            document, language = translated(sources.document(file), sources, tag)
            known = draft(document, language, self.names, texts=self.texts)
            self.shelf.keep_record(key, known)
        return known

    def _key(self, file: str) -> str:
        tag = self.shelf.language
        catalog = self.manuscript.run.inputs.catalogs[tag].get(catalog_file(tag, PurePosixPath(file).stem), b"")
        digits = digits_of(tag, self.manuscript.sources.publication.digits)
        told = f"{tag} {self.texts} {digits} {sorted(self.names.items())}".encode()
        return content_key([("source", self.manuscript.key(file).encode()), ("catalog", catalog), ("told", told)])
