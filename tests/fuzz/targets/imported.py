"""Text of an OCR program, of any encoding: a draft that is a sound Markdown source, or a refusal."""

from __future__ import annotations

from publisher.ocr import table
from publisher.ocr.importing import import_text
from publisher.ocr.values import Imported
from publisher.readers.markdown import read_markdown
from tests.fuzz.laws import document_holds, value_or_refusal
from tests.unit.ocr.small_french import SmallFrench

DICTIONARY = "markdown"
LEXICON = SmallFrench()


def target(data: bytes) -> None:
    imported = value_or_refusal(lambda: import_text(data, "scan.txt", LEXICON))
    if imported is not None:
        draft_holds(imported, data)


def draft_holds(imported: Imported, data: bytes) -> None:
    for finding in imported.findings:
        assert finding.file, finding
    assert table.read(table.write(imported.review), "d.review.tsv") == imported.review
    document = read_markdown(imported.markdown, "source/d.md", "fr")
    assert not [finding for finding in document.findings if finding.rule == "document/active-content"]
    document_holds(document, imported.markdown)
    again = import_text(data, "scan.txt", LEXICON, imported.review)
    assert again.markdown == imported.markdown, "the same file and review give another draft"
