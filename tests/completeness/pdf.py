"""What a PDF says beside its pages: metadata, bookmarks, alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

SPOKEN = ("/Alt", "/ActualText", "/E", "/Title", "/Subject", "/Keywords", "/Author", "/Contents", "/TU")
METADATA = ("dc:title", "dc:description", "dc:creator", "dc:subject", "pdf:Keywords")


def spoken(file: Path) -> Iterator[tuple[str, str]]:
    """Yield (key, text) of every text that assistive technology or a file manager may read."""
    with pikepdf.open(file) as pdf:
        for item in [*pdf.objects, pdf.trailer]:
            if isinstance(item, pikepdf.Dictionary):
                yield from _texts(item)
        with pdf.open_metadata() as metadata:
            yield from ((name, str(metadata[name])) for name in METADATA if name in metadata)


def _texts(item: pikepdf.Dictionary) -> Iterator[tuple[str, str]]:
    for key in SPOKEN:
        value = item.get(key)
        if isinstance(value, pikepdf.String):
            yield key, str(value)
