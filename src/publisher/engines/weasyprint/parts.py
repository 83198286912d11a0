"""One document of a publication, laid out by itself; and the running heads of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from publisher.engines.weasyprint import Shape, Stylesheets
from publisher.engines.weasyprint.contrast import contrasts
from publisher.engines.weasyprint.glyphs import missing_glyphs
from publisher.engines.weasyprint.layout import VARIANT, Work, anchors, lay_out, laying_out
from publisher.engines.weasyprint.overflow import overflows
from publisher.engines.weasyprint.paging import Paging, paging
from publisher.engines.weasyprint.part import finish_part
from publisher.engines.weasyprint.tagger import tagging
from publisher.model.part import END, Anchor, Count, LaidOut, PartFacts, PartTask, Start

HEADS_VARIANT = "pdf/a-2b"
"""colours as in the parts, no tags: running heads are no content"""


def lay_out_part(task: PartTask, shape: Shape) -> LaidOut:
    """Do the work of `publisher.engines.weasyprint.lay_out_part`."""
    with laying_out(task.resources) as work:
        with paging(task.start, task.elsewhere, margins=task.margins) as told:
            document = lay_out(task.html, task.stylesheets, work.fetcher)
        found = facts(document, told, work, task.target_counters)
        depends = bool(found.asked or found.asks_number or found.asks_total)
        return LaidOut(found, None if task.guessed and depends else draw(document, task, shape))


def draw(document: Any, task: PartTask, shape: Shape) -> bytes:
    """Return the file of a part; links that lead out of it keep the names of their targets."""
    foreign = linked_elsewhere(document, task.elsewhere)
    for name in foreign:  # WeasyPrint drops a link to what it does not know
        document.pages[-1].anchors[name] = (0, 0, 0, 0)
    with tagging(shape):
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=partial(finish_part, elsewhere=foreign | {END}))
    return pdf


def linked_elsewhere(document: Any, elsewhere: Iterable[str]) -> frozenset[str]:
    """Return the ids in other parts that links of this one lead to."""
    linked = {target for page in document.pages for kind, target, *_ in page.links if kind == "internal"}
    return frozenset(linked & set(elsewhere) - anchors(document).keys())


def facts(document: Any, told: Paging, work: Work, wanted: frozenset[str]) -> PartFacts:
    """Return what is to be known of a laid-out part; `wanted` are the counters that others ask of its elements."""
    places = anchors(document)
    values = counters(told)
    return PartFacts(
        pages=tuple(told.pages),
        anchors=tuple(
            Anchor(name, page - 1, counts(values.get(name, {}), wanted)) for name, page in places.items() if name != END
        ),
        start=told.start,
        asked=tuple(told.asked),
        asks_number=told.asks_number,
        asks_total=told.asks_total,
        counts=counts(values.get(END, {}), None),
        warnings=work.warnings(),
        overflows=overflows(document),
        missing_glyphs=missing_glyphs(document),
        contrasts=contrasts(document),
    )


def counters(told: Paging) -> dict[str, Mapping[str, list[int]]]:
    """Return the counters of every target as they stood where it began."""
    items: Iterable[tuple[str, Any]] = told.collector.target_lookup_items.items()
    return {name: item.target_box.cached_counter_values or {} for name, item in items if item.target_box is not None}


def counts(values: Mapping[str, list[int]], wanted: frozenset[str] | None) -> tuple[Count, ...]:
    """Return the innermost values of counters, of all or of those that are wanted."""
    named: Iterator[tuple[str, list[int]]] = ((name, stack) for name, stack in sorted(values.items()) if stack)
    return tuple(Count(name, stack[-1]) for name, stack in named if wanted is None or name in wanted)


def draw_heads(html: str, stylesheets: Stylesheets, resources: Mapping[str, bytes]) -> bytes:
    """Do the work of `publisher.engines.weasyprint.draw_heads`."""
    with laying_out(resources) as work:
        with paging(Start(), {}, margins=True):
            document = lay_out(html, stylesheets, work.fetcher)
        for page in document.pages:
            bare(page._page_box)
        pdf: bytes = document.write_pdf(pdf_variant=HEADS_VARIANT)
        return pdf


def bare(box: Any) -> None:
    """Leave of a page its margin boxes: its own ground and borders are drawn with the parts."""
    box.children = tuple(child for child in box.children if hasattr(child, "at_keyword"))
    box.background = box.canvas_background = None
    for side in ("top", "right", "bottom", "left"):
        setattr(box, f"border_{side}_width", 0)
