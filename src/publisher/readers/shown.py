"""What a document shows of `source/data/`: charts and lists of territories, put where their names stand."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bs4.element import Tag

from publisher.model.data import CHART, LIST, Data
from publisher.model.document import Document
from publisher.model.finding import Finding
from publisher.readers.charts import draw
from publisher.readers.territories import enumerate_territories

NAMES = frozenset({CHART, LIST})


def show_data(document: Document, data: Data) -> Document:
    """Return a document with its charts and lists; a name that nothing has is a finding, and its element is left.

    An HTML page of a publication without series or lists may have such attributes for another program.

    The document must be the caller's own, fresh from its reader: its tree is completed in place.
    """
    findings = [finding for finding in _shown(document, data) if finding is not None]
    return replace(document, findings=(*document.findings, *findings)) if findings else document


def _shown(document: Document, data: Data) -> Iterator[Finding | None]:
    kinds: tuple[tuple[str, str, Mapping[str, Any], Callable[[Tag, Any], None]], ...] = (
        (CHART, "chart", data.tables, draw),
        (LIST, "territories", data.territories, enumerate_territories),
    )
    # One walk, and no search by Beautiful Soup: it would cost more than all else that is done to a document here.
    marked = [
        tag for tag in document.body.descendants if isinstance(tag, Tag) and not tag.attrs.keys().isdisjoint(NAMES)
    ]
    for tag in marked:
        for attribute, container, known, show in kinds:
            name = str(tag.get(attribute, ""))
            if name in known:
                del tag[attribute]
                show(tag, known[name])
            elif attribute in tag.attrs and (known or not document.file.endswith(".html")):
                yield _unknown(document, tag, container, name, known)


def _unknown(document: Document, tag: Tag, container: str, name: str, known: Mapping[str, Any]) -> Finding:
    near = difflib.get_close_matches(name, known, 1, 0.5)
    return Finding(
        "document/unknown-data",
        f"“::: {container}” shows “{name}”, which source/data/ does not have" if name else
        f"“::: {container}” does not say what it shows",
        language=document.language,
        file=document.file,
        line=tag.sourceline,
        hint=f"did you mean “{near[0]}”?" if near else f"write ::: {container} data=…, with one of: {', '.join(known)}",
    )  # fmt: skip
