"""Markdown sources: a document or a refusal, and the page it becomes is passive."""

from __future__ import annotations

from publisher.readers import decoded, read
from tests.fuzz.laws import document_holds, value_or_refusal

DICTIONARY = "markdown"


def target(data: bytes) -> None:
    document = value_or_refusal(lambda: read(data, "source/d.md", "fr"), has_line=True)
    if document is not None:
        document_holds(document, decoded(data, "source/d.md"))
