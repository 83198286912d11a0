"""Our tagger in the place of WeasyPrint's, for the time of one render."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf

from publisher.engines.weasyprint.collect import collect
from publisher.engines.weasyprint.write import write
from publisher.model.structure import Layout, Struct


@contextmanager
def tagging(shape: Callable[[Layout], Struct]) -> Iterator[None]:
    """Let `shape` decide the structure tree of what WeasyPrint writes meanwhile.

    The one name replaced, `weasyprint.pdf.add_tags`, is called when all pages are drawn and their streams are still
    lists of operators: the boxes are there, and what was drawn for each.
    """

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Sequence[Any]) -> None:
        collected = collect(document.pages, [stream._tags for stream in page_streams])
        write(pdf, document, page_streams, collected, shape(collected.layout))

    original = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original
