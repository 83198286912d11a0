"""What Markdown cannot say of a table: its caption, the heads of its rows, alignment that follows the language."""

from __future__ import annotations

import re

from bs4.element import Tag

ALIGNMENT = re.compile(r"text-align:(left|right|center)")


def complete_tables(body: Tag) -> None:
    """Give the tables of a reader's own tree captions, headers and logical alignment, in place."""
    for table in body.find_all("table"):
        _caption(table)
        _row_headers(table)
    for cell in body.find_all(["th", "td"], style=ALIGNMENT):
        _align(cell)


def _caption(table: Tag) -> None:
    """Make a paragraph `: text` right after a table its caption."""
    following = table.find_next_sibling()
    if following is None or following.name != "p" or table.caption is not None:
        return
    first = following.find(string=True)
    if first is not None and str(first).startswith(": "):
        first.replace_with(str(first)[2:])
        following.name = "caption"
        table.insert(0, following.extract())


def _row_headers(table: Tag) -> None:
    """Head the rows of a pipe table by its first column when every cell of it is strong; scope for column headers."""
    for header in (cell for part in table.find_all("thead") for cell in part.find_all("th") if not cell.get("scope")):
        header["scope"] = "col"
    rows = [row for part in table.find_all("tbody") for row in part.find_all("tr")]
    cells = [cell for row in rows if row.find("th") is None and (cell := row.find("td")) is not None]
    if cells and len(cells) == len(rows) and all(_is_strong(cell) for cell in cells):
        for cell in cells:
            cell.name, cell["scope"] = "th", "row"
            next(iter(cell.find_all("strong"))).unwrap()


def _is_strong(cell: Tag) -> bool:
    return [getattr(child, "name", None) for child in cell.children if str(child).strip()] == ["strong"]


def _align(cell: Tag) -> None:
    """Say the alignment of a column by classes: left and right would not be mirrored."""
    side = ALIGNMENT.fullmatch(str(cell["style"]))
    del cell["style"]
    if side and side[1] != "left":
        cell["class"] = {"right": "end", "center": "center"}[side[1]]
