"""The PDF that is put together from chapters, against one layout of the same report by WeasyPrint's own command.

Runs of both sides take turns, so that a slow minute of the machine falls on both. Memory is the peak resident memory of
the largest process, whoever started it: Linux hands the peak of a process up to whoever waits for it, and that of its
own children with it (getrusage(2), RUSAGE_CHILDREN), so that the figure of `cost` covers jobs that our own processes
wait for; a test of the generator holds this.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import reports
from tests.benchmarks.cost import BIN, DONE_WITH_FINDINGS, PUBLISHER, Cost, FailedError, Pairs, cost
from tests.benchmarks.pages import cold_cache
from tests.benchmarks.table import Figure, figure

ROUNDS = 5
LONG_CHAPTERS = 4 * reports.CHAPTERS
"""of a report of about 450 pages"""
LONG_ROUNDS = 1
"""one will do: memory does not depend on what else the machine does"""
SAME_PAGES = 0.02
"""share of the pages by which both sides may differ: chapters alone break a page or two elsewhere"""
CHANGED = 3
"""the chapter in which a word changes"""


def report(folder: Path) -> Iterator[Figure]:
    """Yield everything changed, wall and CPU; one word changed; nothing changed; size; memory; share of tagging."""
    bench = Bench(folder, reports.report())
    cold: list[tuple[Cost, Cost]] = []
    word: list[tuple[Cost, Cost]] = []
    nothing: list[tuple[Cost, Cost]] = []
    for _ in range(ROUNDS):
        ours, theirs = bench.cold(), bench.peer()
        cold.append((ours, theirs))
        bench.change()
        word.append((bench.again(), theirs))
        nothing.append((bench.again(), theirs))
    yield figure(cold, "wall")
    yield figure(cold, "cpu")
    yield figure(word, "wall")
    yield figure(nothing, "wall")
    yield bench.sizes()
    yield figure(cold, "memory")
    yield from bench.tagging()


def references(folder: Path) -> Iterator[Figure]:
    """Yield what a cold build costs when chapters name pages of others, wall and CPU."""
    pairs = _cold(Bench(folder, reports.report(numbered=True)), ROUNDS)
    yield figure(pairs, "wall")
    yield figure(pairs, "cpu")


def long_report(folder: Path) -> Iterator[Figure]:
    """Yield memory and time of a report four times as long."""
    pairs = _cold(Bench(folder, reports.report(LONG_CHAPTERS)), LONG_ROUNDS)
    yield figure(pairs, "memory")
    yield figure(pairs, "wall")


def _cold(bench: Bench, rounds: int) -> Pairs:
    pairs = [(bench.cold(), bench.peer()) for _ in range(rounds)]
    bench.made()
    return pairs


class Bench:
    """A publication, and the same as one HTML document beside it."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.folder = folder
        self.root = reports.write(files, folder / "publication")
        self.printed = printed(self.root)
        self.other = reports.write(self.printed.files, folder / "peer")
        self.caches = 0
        self.cache = ""

    def cold(self) -> Cost:
        """Return what it costs to build when nothing was ever built here."""
        shutil.rmtree(self.root / "build", ignore_errors=True)
        self.caches += 1
        self.cache = cold_cache(self.folder / f"cache-{self.caches}")
        return self.again()

    def again(self) -> Cost:
        """Return what it costs to build with what was built before."""
        command = [PUBLISHER, "build", "-l", "fr", "-f", "pdf"]
        return cost(command, self.root, done=DONE_WITH_FINDINGS, PUBLISHER_CACHE_DIR=self.cache)

    def peer(self) -> Cost:
        """Return what WeasyPrint's own command costs."""
        command = [str(BIN / "weasyprint"), "-q", "--pdf-variant", "pdf/ua-1", "report.html", "report.pdf"]
        return cost(command, self.other)

    def change(self) -> None:
        """Change a word in a chapter."""
        path = self.root / f"source/{reports.stem(CHANGED)}.md"
        path.write_text(reports.reworded(path.read_text("utf-8")), "utf-8")

    def sizes(self) -> Figure:
        """Return the sizes of both files."""
        sizes = [path.stat().st_size for path in self.made()]
        return Figure(*(f"{size / 1000:.0f} kB" for size in sizes), sizes[0] / sizes[1])

    def made(self) -> tuple[Path, Path]:
        """Return the files of both sides; FailedError when they are not the same pages."""
        import pikepdf

        both = self.root / "build/fr/rapport.pdf", self.other / "report.pdf"
        numbers = []
        for path in both:
            with pikepdf.open(path) as pdf:
                numbers.append(len(pdf.pages))
        if abs(numbers[0] - numbers[1]) > max(numbers) * SAME_PAGES:
            raise FailedError(f"the publication has {numbers[0]} pages, the peer's file {numbers[1]}")
        return both

    def tagging(self) -> Iterator[Figure]:
        """Yield the CPU of tagging as a share of layout: all of ours, and what it is more than WeasyPrint's own."""
        from publisher.engines.weasyprint.tagger import tagging
        from publisher.renditions.pdf.tags import shape

        layout, document = self.printed.laid_out()
        ways = {"none": untagged, "theirs": as_it_is, "ours": lambda: tagging(shape)}
        spent = {name: [written(document, way) for _ in range(ROUNDS)] for name, way in ways.items()}
        none, theirs, ours = (statistics.median(times) for times in spent.values())
        yield Figure(f"{ours - none:.2f} s", f"{layout:.2f} s", 100 * (ours - none) / layout)
        yield Figure(f"{ours - theirs:.2f} s", f"{layout:.2f} s", 100 * (ours - theirs) / layout)


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition as one HTML document for print."""

    html: str
    sheets: dict[str, str]
    files: dict[str, bytes]
    """what WeasyPrint's own command reads"""

    def laid_out(self) -> tuple[float, Any]:
        """Return the CPU seconds of a layout, and what it made."""
        from publisher.engines.weasyprint.layout import lay_out, laying_out

        resources = {name: data for name, data in self.files.items() if not name.endswith((".html", ".css"))}
        with laying_out(resources) as work:
            start = time.process_time()
            sheets = tuple((f"styles/{name}", css) for name, css in self.sheets.items())
            document = lay_out(self.html, sheets, work.fetcher)
            return time.process_time() - start, document


def printed(root: Path) -> Printed:
    """Return the French edition of a publication for print, as its parts would be in one document."""
    # Not at the top: what is measured elsewhere needs the commands only.
    from publisher.pipeline.editions import edition
    from publisher.pipeline.project import load
    from publisher.renditions.pdf.compose import compose
    from publisher.renditions.styles import cascade
    from publisher.workspace import Workspace

    made = edition(load(Workspace(root)), "fr")
    sheets = cascade(made.stylesheets, "print", "ltr")
    html = compose(made).whole()
    links = "".join(f'<link rel="stylesheet" href="styles/{name}">' for name in sheets)
    files = {"report.html": html.replace("</head>", links + "</head>").encode()}
    files |= {f"styles/{name}": css.encode() for name, css in sheets.items()}
    pictures = {path.relative_to(root / "source").as_posix(): path for path in (root / "source/images").iterdir()}
    return Printed(html, sheets, files | {name: path.read_bytes() for name, path in pictures.items()})


@contextmanager
def as_it_is() -> Iterator[None]:
    """Let WeasyPrint tag."""
    yield


@contextmanager
def untagged() -> Iterator[None]:
    """Let nobody tag."""
    import weasyprint.pdf

    original = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = lambda *_: None
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original


def written(document: Any, way: Callable[[], AbstractContextManager[None]]) -> float:
    """Return the CPU seconds of writing a laid-out document, tagged in some way."""
    gc.collect()
    with way():
        start = time.process_time()
        document.write_pdf(pdf_variant="pdf/a-2a")
        return time.process_time() - start
