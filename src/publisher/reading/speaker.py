"""From elements and texts, in the order they are met, to what is said: shared by PDF files and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from publisher.model.speech import ALWAYS_SAID, NOTHING, Facts, Kind, Role, Run, Utterance

SPACES = re.compile(r"[ \t\n\r\f]+")
HOLDERS = frozenset({Role.ITEM, Role.HEADER, Role.CELL, Role.DESCRIPTION})
"""roles that hold a text, or blocks; what is said in them after a block is a paragraph"""
MOST_LEVELS = 100
"""elements one in another that are announced; what is deeper is text"""
SILENT = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"))
"""characters that only say where a word may break"""


@dataclass(frozen=True, slots=True)
class Around:
    """What an element inherits from those around it."""

    language: str = ""
    direction: str = "ltr"
    path: tuple[str, ...] = ()
    depth: int = 0
    role: Role = Role.PARAGRAPH
    """what a text right here belongs to"""
    kind: Kind = Kind.TEXT
    expansion: str | None = None
    in_line: bool = False
    """whether paragraphs are none here"""
    in_terms: bool = False
    """whether it lies in a list of terms"""
    in_contents: bool = False
    level: int = 0
    """elements it lies in"""


@dataclass(slots=True)
class Draft:
    """An utterance that is being made."""

    utterance: Utterance
    runs: list[Run] = field(default_factory=list)
    source: object = None
    """the element that the last run comes from"""


@dataclass(slots=True)
class Speaker:
    """Collects what is said."""

    said: list[Utterance] = field(default_factory=list)
    draft: Draft | None = None
    is_continued: bool = False
    """whether the next text goes on with one that was interrupted"""

    def begin(self, role: Role, around: Around, facts: Facts = NOTHING, page: int | None = None) -> None:
        """Begin an utterance; texts go to it until the next one begins."""
        self.close()
        where = (around.language, around.direction, around.path, page, around.depth, facts)
        self.draft = Draft(Utterance(role, (), *where))

    def holds_nothing(self) -> bool:
        """Whether an item or cell was announced that has no text yet: a nameless paragraph in it is its text."""
        return self.draft is not None and self.draft.utterance.role in HOLDERS and not folded(self.draft.runs)

    def close(self) -> None:
        """End the utterance that is open, and what would have gone on after something within it."""
        self.end()
        self.is_continued = False

    def end(self) -> None:
        """End the utterance that is open; one without words counts where its role is announced by itself."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        runs = folded(draft.runs)
        if runs or (draft.utterance.role in ALWAYS_SAID and not draft.utterance.is_continued):
            self.said.append(replace(draft.utterance, runs=runs))

    def say(self, run: Run, around: Around, page: int | None = None, source: object = None) -> None:
        """Say a text; what stands alone begins an utterance. Texts of one `source` are one run."""
        draft = self.draft or self.continued(run, around, page)
        if draft is None:
            return
        if draft.utterance.page is None and page is not None:
            draft.utterance = replace(draft.utterance, page=page)
        last = draft.runs[-1] if draft.runs else None
        if last is not None and alike(last, run) and (run.kind is Kind.TEXT or source is draft.source):
            draft.runs[-1] = replace(last, text=last.text + run.text)
        else:
            draft.runs.append(run)
        draft.source = source

    def continued(self, run: Run, around: Around, page: int | None) -> Draft | None:
        """Begin an utterance for a text that stands alone, or goes on after something; None for white space."""
        if not run.text.strip():
            return None
        is_continued = self.is_continued
        self.begin(Role.PARAGRAPH if around.role in HOLDERS else around.role, around, page=page)
        if self.draft is not None:
            self.draft.utterance = replace(self.draft.utterance, is_continued=is_continued)
        return self.draft

    def space(self) -> None:
        """Part two words, as the end of a line does."""
        if self.draft is not None and self.draft.runs:
            last = self.draft.runs[-1]
            self.draft.runs[-1] = replace(last, text=last.text + " ")

    @contextmanager
    def within(self, role: Role, around: Around, facts: Facts = NOTHING) -> Iterator[Around]:
        """Announce beginning and end of what holds other utterances, and give what these inherit."""
        with self.ended(role, around):
            self.begin(role, around, facts)
            self.close()
            yield replace(around, depth=around.depth + 1)

    @contextmanager
    def ended(self, role: Role, around: Around) -> Iterator[None]:
        """Announce the end of what is said within."""
        yield
        self.close()
        where = (around.language, around.direction, around.path, None, around.depth)
        self.said.append(Utterance(role, (), *where, is_end=True))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let something be said within a text, which goes on after it."""
        interrupted = self.draft is not None and any(run.text.strip() for run in self.draft.runs)
        role = None if self.draft is None else self.draft.utterance.role
        empty = None if interrupted or role in ALWAYS_SAID else self.draft
        if empty is None:
            self.end()
        self.draft = None
        yield
        self.end()
        self.draft = empty
        self.is_continued = interrupted


def alike(run: Run, other: Run) -> bool:
    """Whether two runs differ in their text only."""
    return (run.language, run.direction, run.kind, run.expansion) == (
        other.language, other.direction, other.kind, other.expansion,
    )  # fmt: skip


def folded(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs with white space folded across them, at the ends of an utterance taken away, and none empty."""
    found: list[Run] = []
    is_apart = True
    for run in runs:
        text = SPACES.sub(" ", run.text.translate(SILENT))
        if is_apart:
            text = text.removeprefix(" ")
        if text:
            is_apart = text.endswith(" ")
            found.append(run if text == run.text else replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)
