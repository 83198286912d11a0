"""Has every language the blocks of the source, with the same elements?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from publisher.checks.content.values import BuiltPage, Fault, Met, Reading
from publisher.pages.page import Node

RULES = ("content/structure-differs",)
LISTS = ("ul", "ol")
NONE = "—"


class Shape(NamedTuple):
    """What a block is made of; each part is compared by itself."""

    element: str
    """its tag: a heading has its level in it"""
    rows: str
    """of a table the cells of each row, of a list the number of its items"""
    parts: str
    """elements without id in it, in the order of their names, those of a line of text left out"""
    links: str
    pictures: str


WORDS = ("the element", "the size", "what it holds", "the links", "the pictures")
"""what the parts of a shape are called"""
KINDS = Shape(*WORDS)
UNCOUNTED = frozenset(
    "span bdi bdo br wbr data rt rp ruby svg em strong b i u s small cite q abbr mark sub sup".split()
)
"""elements that only dress a line of text, or that a language needs more of than another"""


def structure_faults(
    built: BuiltPage, reading: Reading, source: Reading | None, looked: Counter[str]
) -> Iterator[Fault]:
    """Yield a fault for each block that the source has and the page has not, or has otherwise, and the other way round.

    The order of blocks is free: a glossary is sorted by its language.
    """
    if source is None:
        return
    own, originals = shapes(reading), shapes(source)
    looked["content/structure-differs"] += len(originals)
    for id, shape in originals.items():
        if id not in own:
            yield Fault("content/structure-differs", (id, KINDS.element, shape.element, NONE), id, None)
        else:
            for kind, there, here in zip(KINDS, shape, own[id], strict=True):
                if there != here:
                    yield Fault("content/structure-differs", (id, kind, there or NONE, here or NONE), id, None)
    for id, shape in own.items():
        if id not in originals:
            yield Fault("content/structure-differs", (id, KINDS.element, NONE, shape.element), id, None)


def shapes(reading: Reading) -> dict[str, Shape]:
    """Return the shape of every block, by its id; what has no id belongs to the nearest block around it."""
    links: dict[str, list[str]] = {}
    parts: dict[str, Counter[str]] = {}
    pictures: Counter[str] = Counter()
    for found in reading:
        block = found.block or ""
        if found.node.tag == "a" and "href" in found.node.attributes:
            links.setdefault(block, []).append(target(found))
        elif found.node.is_picture:
            pictures[block] += 1
        elif not found.node.id and found.node.tag not in UNCOUNTED:
            parts.setdefault(block, Counter())[found.node.tag] += 1
    return {
        found.node.id: Shape(
            found.node.tag,
            size(found.node),
            ", ".join(f"{tag} {count}" for tag, count in sorted(parts.get(found.node.id, Counter()).items())),
            ", ".join(sorted(links.get(found.node.id, ()))),
            str(pictures[found.node.id] or ""),
        )
        for found in reading
        if found.node.id
    }


def target(found: Met) -> str:
    """Return where a link leads: a folder of the language left out, of an address elsewhere its scheme only.

    Addresses elsewhere are translated: they lead to pages in the language.
    """
    parts = urlsplit(found.node.attributes["href"].strip())
    if parts.scheme or parts.netloc:
        return f"{parts.scheme}:"
    return parts.path.rpartition("/html/")[2] + (f"#{parts.fragment}" if parts.fragment else "")


def size(node: Node) -> str:
    """Return the cells of each row of a table, the number of items of a list; nothing of anything else."""
    if node.tag in LISTS:
        return str(sum(kid.tag == "li" for kid in node.nodes))
    if node.tag == "dl":
        return str(sum(below.tag in ("dt", "dd") for below in node.walk()))
    if node.tag == "table":
        return "; ".join(" ".join(map(cell, row.nodes)) for row in node.walk() if row.tag == "tr")
    return ""


def cell(node: Node) -> str:
    """Return what a cell is, and over how many rows and columns it goes."""
    spans = (node.attributes.get(name, "1") for name in ("colspan", "rowspan"))
    return node.tag + "".join(f"×{span}" for span in spans if span != "1")
