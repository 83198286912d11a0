"""A part laid out as if the others stood before it: where pages are counted from, what lies elsewhere, no heads.

Four names of WeasyPrint are replaced while a part is laid out, each by a thin layer over the original; `internals`
watches that they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import weasyprint.document
import weasyprint.layout
import weasyprint.layout.page
from weasyprint.css import targets

from publisher.model.part import NamedString, Page, Start, Target

SIDES = {
    "ltr": {"left": False, "right": True, "recto": True, "verso": False},
    "rtl": {"left": False, "right": True, "recto": False, "verso": True},
}
"""break values that ask for a side, by direction, and whether it is the right one"""


@dataclass(slots=True)
class Paging:
    """What a layout was told of the others, and what it said of its own pages."""

    start: Start
    elsewhere: Mapping[str, Target]
    """ids in other parts"""
    margins: bool
    """whether running heads are drawn"""
    pages: list[Page] = field(default_factory=list)
    asked: dict[str, None] = field(default_factory=dict)
    """ids in other parts that a counter or a text was asked of, in order"""
    collector: Any = None
    """WeasyPrint's record of targets and page counters"""

    @property
    def asks_number(self) -> bool:
        """Whether the number of a page of its own stands in the text."""
        return "page" in self._missing()

    @property
    def asks_total(self) -> bool:
        """Whether the number of all pages stands in the text."""
        return "pages" in self._missing()

    def _missing(self) -> set[str]:
        found: set[str] = set()
        for item in self.collector.counter_lookup_items.values():
            found.update(item.missing_counters)
            for names in item.missing_target_counters.values():
                found.update(names)
        return found


@contextmanager
def paging(start: Start, elsewhere: Mapping[str, Target], *, margins: bool) -> Iterator[Paging]:
    """Lay out what is laid out meanwhile as a part that begins at `start`; ids of other parts answer as `elsewhere`."""
    told = Paging(start, elsewhere, margins)
    replaced = (
        (weasyprint.document, "TargetCollector", partial(collector, told)),
        (weasyprint.layout, "initialize_page_maker", partial(begin, told, weasyprint.layout.initialize_page_maker)),
        (weasyprint.layout, "make_margin_boxes", partial(margin_boxes, told, weasyprint.layout.make_margin_boxes)),
        (weasyprint.layout.page, "PageType", partial(page_type, told, weasyprint.layout.page.PageType)),
    )
    originals = [getattr(module, name) for module, name, _ in replaced]
    for module, name, ours in replaced:
        setattr(module, name, ours)
    try:
        yield told
    finally:
        for (module, name, _), original in zip(replaced, originals, strict=True):
            setattr(module, name, original)


def collector(told: Paging) -> Any:
    """Return a collector of targets that knows those of other parts."""
    told.collector = targets.TargetCollector()
    told.collector.target_lookup_items = Lookups(told)
    return told.collector


class Lookups(dict[str, Any]):
    """The targets of a part by id; one that lies in another part is made when it is asked for."""

    def __init__(self, told: Paging) -> None:
        super().__init__()
        self.told = told

    def get(self, key: Any, default: Any = None) -> Any:
        """Return a target; only a question about its counters or its text gives a default, and may lead elsewhere."""
        found = super().get(key)
        if found is not None or default is None or key not in self.told.elsewhere:
            return default if found is None else found
        self.told.asked[key] = None
        target = self.told.elsewhere[key]
        item = targets.TargetLookupItem("up-to-date")
        item.target_box = FarBox({count.name: [count.value] for count in target.counts}, target.text)
        return item


@dataclass(frozen=True, slots=True)
class FarBox:
    """What is asked of the box of a target."""

    cached_counter_values: Mapping[str, list[int]]
    text: str

    def extract_text(self, part: str) -> str:
        """Return the text of the target, whichever part of it is asked for but its first letter."""
        return self.text[:1] if part == "first-letter" else self.text


class Counters(dict[str, list[int]]):
    """The counters of the pages, which know how many pages the publication has, not the part."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total = total

    def __setitem__(self, name: str, values: list[int]) -> None:
        # Layout begins with 0, and looks at a text again because that changed.
        known = self.total and name == "pages" and values != [0]
        super().__setitem__(name, [self.total] if known else values)


def begin(told: Paging, original: Callable[[Any, Any], None], context: Any, root: Any) -> None:
    """Begin the pages of a document where those before it end; on another page where its style asks for a side."""
    original(context, root)
    ((resume_at, next_page, right, (quotes, _, _, groups), remake),) = context.page_maker
    counters = Counters(told.start.total)
    counters["pages"] = [0]
    counters["page"] = [told.start.number - 1]
    if told.start.right is not None:
        right = told.start.right
        sides = SIDES[root.style["direction"]]
        asked = next((style for style in breaks_before(root) if style in sides), None)
        if asked is not None and sides[asked] != right:
            # A blank page comes first, after which layout resumes: at the first child, as None would be the end.
            resume_at, next_page = {0: None}, {**next_page, "break": asked}
    state = quotes, counters, [{"pages", "page"}], groups
    context.page_maker[0] = resume_at, next_page, right, state, remake


def breaks_before(box: Any) -> Iterator[str]:
    """Yield what a box and the first boxes in it want to come before them, outermost first."""
    while box is not None:
        yield box.style["break_before"]
        box = next((child for child in getattr(box, "children", ()) if child.is_in_normal_flow()), None)


def margin_boxes(told: Paging, original: Callable[..., Iterator[Any]], context: Any, page: Any, state: Any) -> Any:
    """Note what running heads need to know of a page, and draw them only where they are asked for."""
    told.pages.append(described(told, context, page, state))
    return original(context, page, state) if told.margins else ()


def described(told: Paging, context: Any, page: Any, state: Any) -> Page:
    """Return what running heads need to know of a page."""
    kind, number = page.page_type, context.current_page
    touched = (name for touch in ("counter_reset", "counter_set") for name, _ in page.style[touch] or ())
    return Page(
        name=kind.name or "",
        number=state[1].get("page", [0])[-1],
        numbered_anew="page" in touched or bool(told.pages and told.pages[-1].numbered_anew),
        blank=kind.blank,
        strings=tuple(
            NamedString(name, value, first=not place and context.get_string_set_for(page, name, "start") == (value,))
            for name, by_page in context.string_set.items()
            if number in by_page
            for place, value in enumerate(by_page[number])
        ),
    )


def page_type(told: Paging, original: Callable[..., Any], side: str, blank: bool, name: str, *rest: Any) -> Any:
    """Return the type of a page, its index counted through the whole publication."""
    index, groups = rest
    return original(side, blank, name, index + told.start.index, groups)
