"""The order of the steps of an import: bytes of a file -> elements -> draft source and review."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from publisher.model.finding import Finding, Level
from publisher.model.review import AUTO, KEEP, Kind, Row
from publisher.ocr import office, review
from publisher.ocr.decode import decode
from publisher.ocr.french.context import Context
from publisher.ocr.layout.blocks import blocks
from publisher.ocr.layout.columns import in_order
from publisher.ocr.layout.hyphens import words_of
from publisher.ocr.layout.lines import lines, running
from publisher.ocr.layout.rejoin import rejoin
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.markdown import title_of, to_markdown
from publisher.ocr.structure.roles import classify, elements
from publisher.ocr.traced import Source
from publisher.ocr.values import Element, Imported
from publisher.ocr.words.repair import repair
from publisher.ocr.words.second import Voice, with_second_voice

UNFIT = re.compile(r"[^\w.-]+")
"""what the name of a document may not hold"""
UNNAMED = "texte"
Progress = Callable[[int, int], None]
"""called with how many of how many steps are done"""


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Aids:
    """What an import can do without."""

    progress: Progress = no_progress
    voice: Voice | None = None
    """a second opinion on words"""


NO_AIDS = Aids()


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with its structure found and its words corrected, before any decision of an editor."""

    source: Source
    elements: tuple[Element, ...]
    title: str
    findings: tuple[Finding, ...]


def import_text(
    data: bytes,
    file: str,
    lexicon: Lexicon,
    decisions: Sequence[Row] = (),
    known: Mapping[str, str] | None = None,
    aids: Aids = NO_AIDS,
) -> Imported:
    """Return the draft source of a file, the rows to review, and what had to be said about the file.

    `decisions` are the rows of an earlier review: they are carried out and carried over, and those whose place is
    gone stay at the end of the review with a finding. `known` says what was decided of words elsewhere in the
    project; a case that has no decision of its own takes it. The same input with the review it gave gives the same
    again. Raises `PublisherError` (`ExitCode.INPUT`) when the file holds no text.
    """
    made = _drafted(data, file, lexicon, decisions, aids)
    found = review.with_known(review.rows(made.elements, made.source), known or {})
    rows, gone = review.carry_over(found, decisions)
    markdown = to_markdown(review.apply(made.elements, made.source, rows), made.title)
    return Imported(markdown, (*rows, *gone), (*made.findings, *_unused(gone, file)))


def draft(text: str, lexicon: Lexicon) -> tuple[Element, ...]:
    """Return the elements of a text, corrected, with their doubts."""
    return _elements(Source(text), lexicon, (), NO_AIDS)


def _drafted(data: bytes, file: str, lexicon: Lexicon, decisions: Sequence[Row], aids: Aids) -> Draft:
    if office.is_office(data):
        source, title, found, findings = office.read(data, file)
        return Draft(source, _mended(found, lexicon, Context(lexicon), aids), title or _title(file), findings)
    text, findings = decode(data, file)
    source = Source(text)
    return Draft(source, _elements(source, lexicon, decisions, aids), _title(file), findings)


def _elements(source: Source, lexicon: Lexicon, decisions: Sequence[Row], aids: Aids) -> tuple[Element, ...]:
    context, choices = Context(lexicon), _choices(decisions)
    read = lines(source)
    ordered, doubts = in_order(read, context.follows, lexicon, choices)
    classified = rejoin(classify(blocks(ordered, doubts), lexicon, running(read)), context.follows, choices)
    return _mended(elements(classified, words_of(source.text), lexicon), lexicon, context, aids)


def _mended(read: Sequence[Element], lexicon: Lexicon, context: Context, aids: Aids) -> tuple[Element, ...]:
    corrected = repair(read, lexicon, context, progress=aids.progress)
    return with_second_voice(corrected, read, lexicon, aids.voice) if aids.voice else corrected


def stem_of(file: str) -> str:
    """Return the name of the document that a file becomes: letters, digits, dots and dashes."""
    return UNFIT.sub("-", PurePath(file).stem).strip("-.") or UNNAMED


def _title(file: str) -> str:
    """Return the title for a file, the same for the copy that the project keeps under the name of the document."""
    return title_of(f"{stem_of(file)}.txt")


def _choices(decisions: Iterable[Row]) -> dict[str, bool]:
    """Return what was decided of the order of lines and of cut paragraphs: as the file has it -> whether to change it.

    These are needed while the lines are read, the others after it.
    """
    return {
        row.original: row.decision != KEEP
        for row in decisions
        if row.kind in (Kind.ORDER, Kind.JOIN) and row.decision not in ("", AUTO)
    }


def _unused(gone: Iterable[Row], file: str) -> tuple[Finding, ...]:
    """Return a finding for each decision whose place is no longer in the text."""
    return tuple(
        Finding(
            "import/decision-unused",
            f"the text no longer has the place of the decision {row.id}",
            Level.WARNING,
            file=file,
            hint="the decision stays in the review; delete its row when it is of no use",
        )
        for row in gone
    )
