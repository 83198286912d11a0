"""Text as OCR or `pdftotext` left it -> a draft source, and the review of what a person should decide."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.model.finding import Finding, Level
from publisher.ocr import review
from publisher.ocr.decode import decode
from publisher.ocr.lines import paragraphs
from publisher.ocr.structure import title_of, to_markdown
from publisher.ocr.values import Doubt, Imported, Kind, Paragraph, Row

__all__ = ["Doubt", "Imported", "Kind", "Paragraph", "Row", "decode", "import_text", "paragraphs", "to_markdown"]


def import_text(data: bytes, file: str, decisions: tuple[Row, ...] = ()) -> Imported:
    """Return the draft source of a file, the rows to review, and what had to be said about the file.

    `decisions` are the rows of an earlier review: they are carried out and carried over, and those whose place is
    gone stay at the end of the review with a finding. The same input with the review it gave gives the same again.
    Raises `PublisherError` (`ExitCode.INPUT`) when the file holds no text.
    """
    text, findings = decode(data, file)
    draft = paragraphs(text)
    rows, gone = review.carry_over(review.rows(draft), decisions)
    markdown = to_markdown(review.apply(draft, decisions), title_of(file))
    return Imported(markdown, (*rows, *gone), (*findings, *_unused(gone, file)))


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
