"""Bookmarks of parts, one after the other."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Dictionary, String

from publisher.engines.assembly.outline import joined_outline, top_items

Item = tuple[str, bool, list[Any]]
"""title, whether it is open, what is nested in it"""


def outline(pdf: pikepdf.Pdf, items: list[Item]) -> Any:
    """Return an outline as layout writes it."""
    root = pdf.make_indirect(Dictionary())
    root.Count = fill(pdf, root, items)
    return root


def fill(pdf: pikepdf.Pdf, parent: Any, items: list[Item]) -> int:
    count, before = len(items), None
    for title, opened, nested in items:
        item = pdf.make_indirect(Dictionary(Title=String(title), Parent=parent))
        inside = fill(pdf, item, nested)
        item.Count = inside if opened else -inside
        count += inside if opened else 0
        if before is None:
            parent.First = item
        else:
            before.Next, item.Prev = item, before
        parent.Last = before = item
    return count


def read(parent: Any) -> list[Item]:
    """Return what a viewer shows below an item, having gone along in both directions."""
    items, item = [], parent.get("/First")
    backwards, last = [], parent.get("/Last")
    while item is not None:
        assert item.Parent.objgen == parent.objgen and len(items) < 9
        items.append((str(item.Title), int(item.get("/Count", 0)) >= 0, read(item)))
        item = item.get("/Next")
    while last is not None:
        assert len(backwards) < 9
        backwards.append(str(last.Title))
        last = last.get("/Prev")
    assert backwards[::-1] == [title for title, _, _ in items]
    return items


def test_bookmarks_follow_one_another_and_what_is_nested_stays_nested() -> None:
    pdf = pikepdf.new()
    parts: list[list[Item]] = [
        [("Avant-propos", True, [])],
        [],
        [("Eau", True, [("Puits", True, [("Mesures", True, [])]), ("Pluie", True, [])]), ("Sols", True, [])],
    ]
    items = [item for part in parts for item in top_items(outline(pdf, part))]
    assert read(joined_outline(pdf, items)) == [item for part in parts for item in part]


def test_the_count_is_that_of_the_items_shown_at_first() -> None:
    pdf = pikepdf.new()
    shown: list[Item] = [("Eau", True, [("Puits", True, []), ("Pluie", False, [("Mesures", True, [])])])]
    hidden: list[Item] = [("Sols", False, [("Sable", True, []), ("Argile", True, [])])]
    items = [item for part in (shown, hidden) for item in top_items(outline(pdf, part))]
    # Eau, Puits, Pluie, Sols
    assert int(joined_outline(pdf, items).Count) == 4


def test_an_outline_that_leads_back_to_its_beginning_ends_all_the_same() -> None:
    pdf = pikepdf.new()
    items: list[Item] = [("Eau", True, []), ("Sols", True, [])]
    root = outline(pdf, items)
    root.Last.Next, root.First.Prev = root.First, root.Last
    assert read(joined_outline(pdf, list(top_items(root)))) == items
