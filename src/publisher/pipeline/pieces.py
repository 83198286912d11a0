"""A language's print edition cut into pieces of work, each with the name it is kept under: the hash of all it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from publisher.model.part import Count, PartFacts, PartTask, Start, Target
from publisher.plan import content_key
from publisher.renditions.pdf.compose import Book, Part
from publisher.renditions.pdf.numbering import Numbering, numbering
from publisher.renditions.pdf.traits import FOOTNOTES, Traits

GUESS = 88
"""a page number before any is known: of two digits, as most are"""


@dataclass(frozen=True, slots=True)
class Asks:
    """What a part asked of the others when it was laid out: the values it depends on beside its own content."""

    targets: tuple[str, ...] = ()
    number: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A part that was laid out, and the counters it was given."""

    facts: PartFacts
    began: tuple[Count, ...] = ()

    @property
    def asks(self) -> Asks:
        """What it asked of the others."""
        return Asks(self.facts.asked, self.facts.asks_number, self.facts.asks_total)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part with what it was told of the others."""

    part: Part
    task: PartTask
    began: tuple[Count, ...]
    """counters it takes over"""
    base: str
    """hash of its content, without what it may ask of others"""

    def key(self, asks: Asks) -> str:
        """Return the hash of the content and of all that it asks of others."""
        told = [(name, repr(self.task.elsewhere[name])) for name in asks.targets if name in self.task.elsewhere]
        told += [("number", str(self.task.start.number))] if asks.number else []
        told += [("total", str(self.task.start.total))] if asks.total else []
        return content_key([("base", self.base.encode()), *((name, value.encode()) for name, value in told)])


@dataclass(frozen=True)
class Order:
    """What the PDF of a language is made from."""

    book: Book
    traits: Traits
    stylesheets: tuple[tuple[str, str], ...]
    """(address, CSS) in cascade order"""
    loaded: Mapping[str, bytes] = field(repr=False)
    """files that stylesheets may refer to, by address"""
    pictures: Mapping[str, bytes] = field(repr=False)
    """pictures of documents, by address"""
    program: bytes
    """hash of this program, its libraries and the fonts"""

    @property
    def direction(self) -> str:
        """Direction of the language."""
        return self.book.edition.language.direction

    @cached_property
    def shared(self) -> str:
        """Hash of what counts for every part."""
        styles = ((name, css.encode()) for name, css in self.stylesheets)
        return content_key([("program", self.program), *styles, *sorted(self.loaded.items())])

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What targets of links say, where styles ask for it."""
        return self.book.texts() if self.traits.target_text else {}

    def source(self, name: str) -> str:
        """Return the file a person changes to change the part of that name."""
        files = {draft.stem: draft.file for draft in self.book.drafts}
        return files.get(name, "source/publication.toml")

    def numbers(self, laid: Mapping[str, Laid]) -> Numbering | None:
        """Return the numbering of the parts as they were laid out last, None while one of them never was."""
        if any(name not in laid for name in self.book.names):
            return None
        rows = [laid[name] for name in self.book.names]
        began = [{count.name: count.value for count in row.began} for row in rows]
        return numbering([row.facts for row in rows], began, self.direction, self.traits.counters - {FOOTNOTES})

    def pieces(self, numbers: Numbering | None) -> Iterator[Piece]:
        """Yield all parts with the numbers they may ask for; without any, with guesses.

        Cover and contents come last: they need all the others.
        """
        notes = 0
        for place in (*range(1, len(self.book.names)), 0):
            part = self.book.part(place)
            started = numbers.starts[place] if numbers else Start(GUESS, place, place % 2 == 0, GUESS)
            start = started if self.traits.sides else replace(started, right=None)
            counts = dict(numbers.counts[place] if numbers else dict.fromkeys(self.traits.counters - {FOOTNOTES}, 0))
            counts |= {FOOTNOTES: notes} if part.notes else {}
            notes += part.notes
            html = self.book.alone(place, counts)
            pictures = {name: self.pictures[name] for name in part.pictures if name in self.pictures}
            task = PartTask(
                part.name,
                html,
                self.stylesheets,
                {**self.loaded, **pictures},
                start,
                {name: self._target(name, numbers) for name in part.links},
                self.traits.target_counters,
                guessed=numbers is None,
                margins=self.book.together,
            )
            fixed = f"{start.right} {start.index if self.traits.nth else bool(start.index and self.traits.first)}"
            contents = [("shared", self.shared.encode()), ("html", html.encode()), ("place", fixed.encode())]
            base = content_key([*contents, *pictures.items()])
            yield Piece(part, task, tuple(Count(*item) for item in sorted(counts.items())), base)

    def _target(self, name: str, numbers: Numbering | None) -> Target:
        """Return what a link may say of its target; nothing of one that is nowhere in the publication."""
        text = self.texts.get(name, "")
        if numbers is None:
            return Target(tuple(Count(counter, GUESS) for counter in sorted(self.traits.target_counters)), text)
        known = numbers.targets.get(name, Target()).counts
        return Target(tuple(count for count in known if count.name in self.traits.target_counters), text)
