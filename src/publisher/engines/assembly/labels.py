"""Page labels: what a reader calls a page, "iv" or "A-3", where the file counts from 0 (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, String

from publisher.engines.assembly.values import PageLabels

STYLES = frozenset({"D", "R", "r", "A", "a", ""})


def page_labels(ranges: Sequence[PageLabels], pages: int) -> Dictionary:
    """Return the number tree of page labels for a file of `pages` pages.

    `ranges` are in the order of pages, and the first begins at page 0, as every page has a label. Raises ValueError
    when they are not, or number in no known way.
    """
    firsts = [each.first for each in ranges]
    if firsts != sorted(set(firsts)) or firsts[:1] != [0] or firsts[-1] >= pages:
        raise ValueError(f"ranges of page labels begin at {firsts} in a file of {pages} pages")
    numbers: list[Object | int] = []
    for each in ranges:
        numbers += [each.first, label(each)]
    return Dictionary(Nums=Array(numbers))


def label(each: PageLabels) -> Dictionary:
    """Return the page label dictionary of a range."""
    if each.style not in STYLES or each.start < 1:
        raise ValueError(f"pages cannot be numbered in style {each.style!r} from {each.start}")
    entries = Dictionary()
    if each.style:
        entries.S = Name(f"/{each.style}")
    if each.prefix:
        entries.P = String(each.prefix)
    if each.start != 1:
        entries.St = each.start
    return entries
