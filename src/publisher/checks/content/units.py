"""The texts of a page, one for each paragraph, item or cell: what is compared between languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.checks.content.values import Met, Reading, below
from publisher.model.text import BLANK
from publisher.pages.page import Node

INLINE = frozenset(
    (
        "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u"
        " var wbr br img svg"
    ).split()
)
"""elements in a line of text; any other begins a text of its own"""
PROTECTED = frozenset({"code", "kbd", "samp", "var"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A text of a page."""

    block: str | None
    """id of its element, or of the nearest around it"""
    number: int
    """of the texts of that block, from 0"""
    language: str
    plain: str
    """as it is heard, without what is in it and a text of its own"""
    prose: str
    """`plain` with `BLANK` for each character of names, code and other languages: places agree"""


def units(reading: Reading) -> Iterator[Unit]:
    """Yield the texts of a page in order."""
    seen: dict[str | None, int] = {}
    for found in reading:
        unit = unit_of(found, seen.get(found.block, 0))
        if unit is not None:
            seen[found.block] = unit.number + 1
            yield unit


def units_of(found: Met) -> Iterator[Unit]:
    """Yield the texts of an element and of all in it."""
    inner = below(found.node, (*found.parents, found.node), found.block, found.language)
    yield from units((found, *inner))


def unit_of(found: Met, number: int) -> Unit | None:
    """Return the text of an element, None when it has none of its own."""
    if found.node.tag in INLINE or found.node.is_picture or not any(is_said(kid) for kid in found.node.kids):
        return None
    plain, prose = [], []
    for text, is_prose in pieces(found.node, found.language, True, found.language):
        plain.append(text)
        prose.append(text if is_prose else BLANK * len(text))
    return Unit(found.block, number, found.language, "".join(plain), "".join(prose))


def is_said(kid: Node | str) -> bool:
    """Whether something right in an element is a part of its own text."""
    return not kid.isspace() and bool(kid) if isinstance(kid, str) else kid.tag in INLINE and bool(kid.text)


def pieces(node: Node, language: str, is_prose: bool, wanted: str) -> Iterator[tuple[str, bool]]:
    """Yield the own text of an element in pieces, and whether each is prose of the `wanted` language."""
    for kid in node.kids:
        if isinstance(kid, str):
            yield kid, is_prose and language == wanted
        elif kid.tag == "br":
            yield "\n", True
        elif kid.tag in INLINE and not kid.is_silent and not kid.is_picture and not kid.is_call:
            spoken = kid.attributes.get("lang") or language
            yield from pieces(kid, spoken, is_prose and not is_protected(kid), wanted)
        else:
            yield " ", True


def is_protected(node: Node) -> bool:
    """Whether the words of an element are the same in every language."""
    return node.tag in PROTECTED or node.attributes.get("translate") == "no"
