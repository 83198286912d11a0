"""PDF jobs of a build: editions -> parts -> files, and what layout found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publisher.checks.pdf_layout import findings_of
from publisher.checks.printed import Printed
from publisher.engines.assembly.values import LostLink
from publisher.errors import PublisherError
from publisher.executors import Executor
from publisher.languages import language
from publisher.model.finding import Finding, Level
from publisher.model.standard import STANDARDS, Attachment, Standard, media_type
from publisher.pipeline.binding import Binding, bind, prepare
from publisher.pipeline.drafts import Drafts, Manuscript
from publisher.pipeline.editions import Files, front, pdf_name, print_order
from publisher.pipeline.project import Sources
from publisher.pipeline.shelf import Shelf
from publisher.pipeline.typesetting import Composed, typeset
from publisher.plan import Job, content_key
from publisher.renditions.pdf.compose import Names

if TYPE_CHECKING:
    from publisher.pipeline.build import Run


@dataclass(slots=True)
class Press:
    """The PDFs of a run while they are made."""

    run: Run
    sources: Sources
    files: Files
    read: Callable[[], None]
    """reads all documents and makes pages, while parts are laid out"""
    drafts: dict[str, Drafts] = field(default_factory=dict)
    """by name of their shelf"""
    steps: int = 0
    total: int = 0

    def print(self, executor: Executor) -> None:
        """Make the PDFs that are to be made, and read meanwhile."""
        orders = []
        if self.jobs:
            program = content_key([("program", self.run.program), ("typesetter", self.run.typesetter)]).encode()
            manuscript = Manuscript(self.run, self.sources)
            names, stems = manuscript.names(), [PurePosixPath(file).stem for file in self.sources.files]
            for job in self.jobs.values():
                shelf = Shelf(self.run.workspace, job.language, job.style)
                drafts = partial(self.draft, manuscript, shelf, names)
                made = front(self.sources, job.language, job.style)
                orders.append((print_order(made, stems, drafts, self.files, program), shelf))
        self.total = len(self.run.todo) + sum(len(order.book.names) for order, _ in orders)
        typeset(orders, executor, self)

    def draft(self, manuscript: Manuscript, shelf: Shelf, names: Names, texts: bool) -> Drafts:
        """Return the documents of a PDF."""
        self.drafts[shelf.folder] = Drafts(manuscript, shelf, names, texts=texts)
        return self.drafts[shelf.folder]

    @property
    def jobs(self) -> dict[tuple[str, str], Job]:
        """The PDFs to be made, by language and alternate style."""
        return {(job.language, job.style): job for job in self.run.todo if job.format == "pdf"}

    def step(self) -> None:
        """Say that one more piece of work is done."""
        self.steps += 1
        self.run.progress("build", min(self.steps, self.total), self.total)

    def meanwhile(self) -> None:
        """Read all documents."""
        self.read()
        if self.jobs:
            prepare()

    def ready(self, composed: Composed, shelf: Shelf) -> None:
        """Bind the file of a language whose parts are ready; one that has none keeps the file of an earlier build."""
        self.step()
        if composed.errors:
            self.run.errors.extend(composed.errors)
            return
        job = self.jobs[shelf.language, shelf.style]
        try:
            binding = Binding(self.standard, self.attachments(job.language), self.drafts[shelf.folder].files())
            pdf, lost = bind(composed, shelf, binding)
        except PublisherError as error:
            self.run.errors.append(error)
            return
        path = f"build/{job.language}/{pdf_name(self.sources.publication, job.style)}"
        self.run.made[job] = {path: pdf}
        self.run.notebook.note(job.name, job.key, self.findings(composed, lost, path))

    @property
    def standard(self) -> Standard:
        """What the files promise to keep."""
        return STANDARDS[self.sources.publication.standard]

    def attachments(self, tag: str) -> tuple[Attachment, ...]:
        """Return what a file carries with it: nothing, or the sources of its text and the catalogs of its language."""
        if not self.standard.carries_sources:
            return ()
        sources = {**self.run.inputs.texts, **self.run.inputs.catalogs[tag]}
        label = language(tag).labels["source"]
        # Names are flat in a PDF, and two folders may have files of one name.
        named = {path.removeprefix("source/").replace("/", "-"): data for path, data in sources.items()}
        return tuple(Attachment(name, data, media_type(name), f"{label} – {name}") for name, data in named.items())

    def findings(self, composed: Composed, lost: Iterable[LostLink], path: str) -> Iterator[Finding]:
        """Yield what there is to say of a file: what layout said, what does not fit, which links lead nowhere."""
        tag = composed.order.book.edition.language.tag
        for text in dict.fromkeys(text for facts in composed.facts for text in facts.warnings):
            yield Finding("pdf/layout", text, Level.NOTE, language=tag, file=path, checker="WeasyPrint", subject=path)
        printed = Printed(path, tag, composed.order.book.index())
        pages = 0
        told: set[tuple[str, tuple[str, ...]]] = set()
        for facts in composed.facts:
            # Once a file: a part only knows its own characters.
            missing = [item for item in facts.missing_glyphs if (item.character, item.families) not in told]
            told |= {(item.character, item.families) for item in missing}
            yield from findings_of(facts.overflows, missing, replace(printed, pages_before=pages), facts.contrasts)
            pages += len(facts.pages)
        for link in lost:
            text = f"the link “{link.text}” leads nowhere in this file: {link.target}"
            file, line = printed.index.get(link.block, (path, None))
            yield Finding(
                "pdf/layout",
                text,
                Level.NOTE,
                language=tag,
                file=file,
                line=line,
                id=link.block or None,
                subject=path,
            )
