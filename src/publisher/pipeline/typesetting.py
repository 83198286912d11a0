"""PDFs in several languages at once: parts laid out apart, numbered together, laid out again where a number moved.

Cold, a part that shows the number of a page elsewhere is laid out twice; when nothing moved, none is.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from publisher.errors import ExitCode, PublisherError
from publisher.executors import Executor, LateError
from publisher.model.part import LaidOut, PartFacts
from publisher.pipeline.layout import HeadsTask, draw_heads, lay_out, seconds
from publisher.pipeline.pieces import Laid, Order, Piece
from publisher.pipeline.shelf import Placed, Shelf
from publisher.plan import content_key
from publisher.renditions.pdf.heads import heads
from publisher.renditions.pdf.numbering import Label, Numbering

MOST_ROUNDS = 8
"""of layouts of one language; WeasyPrint gives up as late"""


@dataclass(frozen=True, slots=True)
class Composed:
    """A language whose parts are laid out and agree about their numbers, or why they are not."""

    order: Order
    parts: tuple[Placed, ...] = ()
    """in reading order"""
    numbers: Numbering | None = None
    heads: str | None = None
    """name of the file of the running heads on the shelf, None where parts draw their own"""
    facts: tuple[PartFacts, ...] = ()
    errors: tuple[PublisherError, ...] = ()

    @property
    def labels(self) -> tuple[Label, ...]:
        """How its pages are numbered."""
        return self.numbers.labels if self.numbers else ()


Rounds = Generator[set[Future[Any]], None, Composed]


class Watcher(Protocol):
    """Who takes part in the work."""

    def step(self) -> None:
        """A part is laid out."""

    def meanwhile(self) -> None:
        """All first layouts have begun: there is time for something else."""

    def ready(self, composed: Composed, shelf: Shelf) -> None:
        """A language is laid out, or cannot be."""


def typeset(
    orders: Sequence[tuple[Order, Shelf]],
    executor: Executor,
    watcher: Watcher,
) -> None:
    """Lay out the parts of all orders; each language is `ready` as soon as its own are.

    Languages go on side by side: while one is bound, parts of the others are laid out.
    """
    going = [(_rounds(Setting(order, shelf, executor, watcher.step)), shelf) for order, shelf in orders]
    waiting: list[set[Future[Any]]] = [next(rounds) for rounds, _ in going]
    watcher.meanwhile()
    while going:
        for place in reversed(range(len(going))):
            if any(not future.done() for future in waiting[place]):
                continue
            rounds, shelf = going[place]
            try:
                waiting[place] = next(rounds)
            except StopIteration as end:
                del going[place], waiting[place]
                watcher.ready(end.value, shelf)
        if going and all(any(not future.done() for future in futures) for futures in waiting):
            wait(
                {future for futures in waiting for future in futures if not future.done()}, return_when=FIRST_COMPLETED
            )


@dataclass(slots=True)
class Setting:
    """One language while its parts are laid out."""

    order: Order
    shelf: Shelf
    executor: Executor
    done: Callable[[], None]
    laid: dict[str, Laid] = field(default_factory=dict)
    """by name of the part, as it was laid out last"""
    keys: dict[str, str] = field(default_factory=dict)
    """of the parts as they were laid out last"""
    drawing: dict[str, Future[bytes]] = field(default_factory=dict)
    """running heads that are being drawn, by the name they will be kept under"""

    def remember(self) -> None:
        """Take the numbers of the last book as the first guess, where its parts are still those of this one."""
        for placed in self.shelf.book():
            facts = self.shelf.facts(placed.key)
            if facts is not None:
                self.laid[placed.name] = Laid(facts, placed.began)

    def start(self, pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], dict[str, Future[LaidOut]]]:
        """Begin to lay out the pieces that are not on the shelf as they come; take note of those that are.

        Return all of them, and the jobs by name.
        """
        jobs, seen = {}, []
        for piece in pieces:
            seen.append(piece)
            key = self.kept(piece)
            facts = self.shelf.facts(key) if key else None
            if facts is None or key is None:
                jobs[piece.part.name] = self.executor.submit(lay_out, piece.task, seconds(piece.task))
            else:
                self.take(piece, key, Laid(facts, piece.began))
        for job in jobs.values():
            job.add_done_callback(partial(_give_up, tuple(jobs.values())))
        return tuple(seen), jobs

    def kept(self, piece: Piece) -> str | None:
        """Return the key of a piece as it would be on the shelf, None where what it asks for is not known."""
        asks = self.shelf.asks(piece.base)
        return None if asks is None else piece.key(asks)

    def take(self, piece: Piece, key: str, laid: Laid) -> None:
        """Note how a part was laid out."""
        if piece.part.name not in self.keys:
            self.done()
        self.laid[piece.part.name], self.keys[piece.part.name] = laid, key

    def collect(self, pieces: Sequence[Piece], jobs: Mapping[str, Future[LaidOut]]) -> tuple[PublisherError, ...]:
        """Keep what was laid out; return what went wrong, each with the source it is about."""
        errors = []
        for piece in pieces:
            if piece.part.name not in jobs or jobs[piece.part.name].cancelled():
                continue
            try:
                result = jobs[piece.part.name].result()
            except PublisherError as error:
                errors.append(self.named(error, piece))
                continue
            laid = Laid(result.facts, piece.began)
            key = piece.key(laid.asks)
            self.shelf.keep(piece.base, key, laid, result.pdf)
            self.take(piece, key, laid)
        return tuple(errors)

    def named(self, error: PublisherError, piece: Piece) -> PublisherError:
        """Say which document and which language an error is about."""
        error.message = f"the document could not be laid out in “{self.order.book.edition.language.tag}”"
        error.file = error.file or self.order.source(piece.part.name)
        return error

    def settled(self, pieces: Sequence[Piece]) -> bool:
        """Whether all pieces lie on the shelf as they were laid out last."""
        return all(
            (key := self.kept(piece)) == self.keys[piece.part.name] and self.shelf.facts(key or "") for piece in pieces
        )

    def draw(self, numbers: Numbering | None) -> str | None:
        """Begin to draw the running heads, unless they are on the shelf; return the name of their file."""
        if numbers is None or self.order.book.together:
            return None
        language = self.order.book.edition.language
        html = heads(numbers.pages, language.tag, language.direction, self.order.book.edition.publication.title)
        name = content_key([("shared", self.order.shared.encode()), ("heads", html.encode())]) + ".heads.pdf"
        if name not in self.drawing and not self.shelf.has(name):
            task = HeadsTask(html, self.order.stylesheets, self.order.loaded)
            self.drawing[name] = self.executor.submit(draw_heads, task, seconds(task))
        return name

    def drawn(self, name: str | None) -> None:
        """Keep running heads that were drawn."""
        if name in self.drawing:
            self.shelf.write(name, self.drawing.pop(name).result())


def _give_up(jobs: Iterable[Future[LaidOut]], done: Future[LaidOut]) -> None:
    """Cancel the jobs of a language that did not begin, once one took too long: it cannot be made."""
    if not done.cancelled() and isinstance(done.exception(), LateError):
        for job in jobs:
            job.cancel()


def _rounds(setting: Setting) -> Rounds:
    """Lay parts out until their numbers agree, yielding the jobs that are waited for."""
    order = setting.order
    setting.remember()
    for _ in range(MOST_ROUNDS):
        numbers = order.numbers(setting.laid)
        pieces, jobs = setting.start(order.pieces(numbers))
        setting.draw(numbers)
        yield set(jobs.values())
        errors = setting.collect(pieces, jobs)
        if errors:
            return Composed(order, errors=errors)
        numbers = order.numbers(setting.laid)
        pieces = tuple(order.pieces(numbers))
        if setting.settled(pieces):
            break
    else:
        return Composed(order, errors=(_restless(order),))
    name = setting.draw(numbers)
    yield {setting.drawing[name]} if name in setting.drawing else set()
    try:
        setting.drawn(name)
    except PublisherError as error:
        return Composed(order, errors=(setting.named(error, pieces[-1]),))
    placed = {
        piece.part.name: Placed(piece.part.name, piece.base, setting.keys[piece.part.name], piece.began)
        for piece in pieces
    }
    parts = tuple(placed[name] for name in order.book.names)
    return Composed(order, parts, numbers, name, tuple(setting.laid[part.name].facts for part in parts))


def _restless(order: Order) -> PublisherError:
    return PublisherError(
        "the page numbers do not settle",
        code=ExitCode.ENGINE_FAILED,
        file="source/publication.toml",
        why=f"in “{order.book.edition.language.tag}”, each of {MOST_ROUNDS} layouts moved a page that is referred to",
        hint="give the page numbers a fixed width in the print styles",
    )
