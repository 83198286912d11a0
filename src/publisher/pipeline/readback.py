"""The renditions of one language read back from their files: tags, pages, what there is of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from publisher.conformance.judged import Judged, shortened
from publisher.conformance.questions import questions
from publisher.engines.pdf.census import census as census_of_pdf
from publisher.engines.pdf.pictures import Area, crops, figure_areas
from publisher.errors import PublisherError
from publisher.languages import language
from publisher.model.census import Census
from publisher.model.evidence import TestSubject
from publisher.model.judgement import Look, Question
from publisher.model.language import Language
from publisher.model.pdf_structure import Structure
from publisher.model.speech import Reading
from publisher.pages.census import census_of_tree
from publisher.pages.page import Page, content_of, tree_of
from publisher.pipeline.checkers import Subject
from publisher.pipeline.checkers.own_pdf import names_in_pdf, structure_of
from publisher.pipeline.editions import front
from publisher.pipeline.inputs import PICTURES
from publisher.pipeline.project import Project
from publisher.reading.differences import readings
from publisher.renditions.html import script_element
from publisher.renditions.styles import cascade
from publisher.workspace import Workspace, page_text, sha256

Figure = tuple[str | None, str]
"""id of its block, and its alternative, shortened as in a place to look at"""


@dataclass(frozen=True)
class ReadBack:
    """What was built in one language, as it lies there."""

    project: Project
    tag: str
    subjects: tuple[Subject, ...]
    """of this language"""

    @property
    def language(self) -> Language:
        """How it is written."""
        return language(self.tag)

    @cached_property
    def pdf(self) -> Subject | None:
        """The ordinary PDF file; None where there is none."""
        return next((subject for subject in self.pdfs if not subject.style), None)

    @property
    def pdfs(self) -> tuple[Subject, ...]:
        """All PDF files, those in alternate styles too."""
        return tuple(subject for subject in self.subjects if subject.path.endswith(".pdf"))

    @property
    def pages(self) -> tuple[Subject, ...]:
        """All pages."""
        return tuple(subject for subject in self.subjects if subject.path.endswith(".html"))

    @cached_property
    def folder(self) -> TestSubject | None:
        """The pages as one subject; None where there are none."""
        if not self.pages:
            return None
        told = "".join(f"{subject.path}:{subject.sha256}\n" for subject in self.pages)
        return TestSubject(f"build/{self.tag}/html/", sha256(told.encode("utf-8", "surrogateescape")), self.tag)

    @property
    def tested(self) -> Iterator[TestSubject]:
        """Yield all that is tested: files, then the folder of the pages."""
        yield from (subject.tested for subject in self.subjects)
        if self.folder is not None:
            yield self.folder

    @property
    def shown(self) -> dict[str, TestSubject]:
        """What the stylesheets of each medium are for."""
        print = {"print": self.pdf.tested} if self.pdf else {}
        return ({"screen": self.folder} if self.folder else {}) | print

    @cached_property
    def structure(self) -> Structure | None:
        """The tags of the PDF file; None where there is none, or it cannot be read."""
        try:
            return structure_of(self.pdf.file, self.pdf.key) if self.pdf else None
        except PublisherError:
            return None  # the checker of the file says why

    def read_pages(self) -> dict[str, Page]:
        """Return the pages of the documents by stem, in reading order, with the ids of the PDF."""
        return self._read[0]

    @cached_property
    def census(self) -> dict[str, Census]:
        """How many things of each kind there are, in `pdf` and in `html`."""
        return {"pdf": self.census_of(self.pdf) if self.pdf else {}, "html": self._read[1]}

    def census_of(self, pdf: Subject) -> Census:
        """Return how many things of each kind a PDF file has; nothing is known of one that cannot be read."""
        return _census_of(pdf.file, pdf.key)

    @cached_property
    def _read(self) -> tuple[dict[str, Page], Census]:
        """The pages of documents, by stem, and what all pages have: each is read once.

        A kind that was not counted in one of them is left out.
        """
        styles = [self._text(path) for path in self._loaded if path.endswith(".css")]
        # What our own script does is known: it leads back to the place a reader came from.
        known = script_element()
        files = {document.stem: document.file for document in self.project.documents}
        index = self.pdf.index if self.pdf else {}
        counted: list[Census] = []
        pages: dict[str, Page] = {}
        for subject in self.pages:
            html, stem = page_text(subject.file), PurePosixPath(subject.path).stem
            tree = tree_of(html.replace(known, ""))
            counted.append(census_of_tree(tree, styles))
            if stem in files:
                pages[stem] = content_of(tree, names_in_pdf(index, files[stem]), f"document-{stem}")
        kinds = set.intersection(*(set(each) for each in counted)) if counted else set()
        totals = {kind: sum(each[kind] for each in counted) for kind in sorted(kinds)}
        return {stem: pages[stem] for stem in files if stem in pages}, totals

    @cached_property
    def _loaded(self) -> tuple[str, ...]:
        """What pages load, by path."""
        rows = self.project.workspace.manifest()
        home = f"build/{self.tag}/html/"
        return tuple(path for path in rows if path.startswith(home) and not path.endswith(".html") and self._is(path))

    def _is(self, path: str) -> bool:
        return self.project.workspace.exists(path)

    def _text(self, path: str) -> str:
        return self.project.workspace.read(path).decode("utf-8", "replace")

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What is heard of the PDF file beside its pages, document by document; nothing where it cannot be read."""
        return () if self.structure is None else readings(self.structure, tuple(self.read_pages().values()))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can judge of these renditions."""
        workspace = self.project.workspace
        hashes = {path: sha256(workspace.read(path)) for path in self._loaded}
        home = f"build/{self.tag}/html/"
        head = front(self.project, self.tag)
        sheets = cascade(head.stylesheets, "print", self.language.direction)
        around = {
            "html": _hash(hashes.items()),
            "pdf": _hash([*sheets.items(), *_pictures(workspace).items()]),
        }
        pictures = {path.removeprefix(home): digest for path, digest in hashes.items()}
        return questions(
            Judged(
                self.structure, self.read_pages(), self.census, self.pdf.index if self.pdf else {}, around, pictures,
                head.publication.title,
            )
        )  # fmt: skip

    def with_pictures(self, asked: Sequence[Question]) -> tuple[tuple[Question, ...], dict[str, bytes]]:
        """Return questions that know pictures of the figures they are about, and the files, by path from the reports.

        A picture is cut out of the PDF file, where it is judged.
        """
        areas = self._areas()
        wanted = {
            key: areas[key]
            for question in asked
            for look in question.look
            if question.kind == "pdf" and (key := (look.block, look.text)) in areas
        }
        made = crops(self.pdf.file, list(wanted.values())) if self.pdf and wanted else ()
        drawn = {key: data for key, data in zip(wanted, made, strict=True) if data} if made else {}
        names = {key: f"{self.tag}/pictures/{sha256(data)[:16]}.png" for key, data in drawn.items()}
        pictured = tuple(
            replace(question, look=tuple(_pictured(one, names.get((one.block, one.text))) for one in question.look))
            if question.kind == "pdf"
            else question
            for question in asked
        )
        return pictured, {names[key]: data for key, data in drawn.items()}

    def _areas(self) -> dict[Figure, Area]:
        """Return where figures are, by their block and alternative."""
        try:
            found = figure_areas(self.pdf.file) if self.pdf else ()
        except PublisherError:
            return {}
        return {
            (figure.id, shortened(figure.alternative or "")): figure.area for figure in found if figure.area is not None
        }


def _pictured(place: Look, picture: str | None) -> Look:
    return place if place.picture == picture else replace(place, picture=picture)


@lru_cache(maxsize=16)
def _census_of(file: Path, key: str) -> Census:
    try:
        return census_of_pdf(file)
    except PublisherError:
        return {}


def _hash(named: Iterable[tuple[str, str]]) -> str:
    return sha256("".join(f"{name}\x1f{said}\x1e" for name, said in sorted(named)).encode("utf-8", "replace"))


def _pictures(workspace: Workspace) -> dict[str, str]:
    return {path: sha256(workspace.read(path)) for path in workspace.files("source", *PICTURES)}
