"""Left-to-right runs of a right-to-left document kept in their order, by the direction of elements alone.

A browser isolates every element that has `dir`. WeasyPrint isolates every element, also those that should not be, so a
name of which one word is in bold falls apart unless it is one element.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from bs4.element import NavigableString, Tag

from publisher.model.document import Document
from publisher.model.language import Language
from publisher.renditions.left_to_right import APART, BARRIER, FOREIGN, Run, runs

INLINE = frozenset("a abbr b cite data del dfn em i ins mark q s small span strong sub sup time u var".split())
"""elements whose text is a part of the paragraph around them"""
CODE = frozenset({"code", "kbd", "samp"})
CLOSED = frozenset({"pre", "textarea", "svg", "math", "bdi", "bdo"})
"""elements whose text is shown by rules of its own"""
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""primary subtags of BCP 47"""
MIXED = re.compile(f"[{APART}]")


@dataclass(slots=True)
class Piece:
    """A child of an element, and what it is in the paragraph; text gets shorter as runs are cut off its end."""

    node: NavigableString | Tag
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where the piece ends in the paragraph."""
        return self.start + len(self.text)


def isolated(document: Document, language: Language) -> Document:
    """Return a document whose left-to-right runs are isolated; in a left-to-right language, the document itself."""
    if language.direction == "ltr":
        return document
    body = copy.copy(document.body)
    _direct(body)
    _isolate(body)
    return replace(document, body=body)


def isolated_text(text: str, language: Language) -> str:
    """Return a text as HTML, its left-to-right runs isolated where the language is a right-to-left one."""
    if language.direction == "ltr":
        return escape(text)
    parts, position = [], 0
    for run in runs(text):
        if run.isolate:
            parts += [escape(text[position : run.start]), f'<bdi dir="ltr">{escape(text[run.start : run.end])}</bdi>']
            position = run.end
    return "".join([*parts, escape(text[position:])])


def language_attributes(heading: Tag) -> str:
    """Return the attributes, each after a space, by which a copy of a heading's text says its language too."""
    names = ("lang", "dir") if heading.get("lang") else ()
    return "".join(f' {name}="{escape(str(heading[name]))}"' for name in names if heading.get(name))


def _direct(body: Tag) -> None:
    """Give a direction to what is code, protected, or in another language, where it has none, in place."""
    for tag in body.find_all(_is_foreign):
        if not tag.has_attr("dir") and tag.get_text(strip=True) and tag.find_parent("svg") is None:
            tag["dir"] = "ltr"


def _is_foreign(tag: Tag) -> bool:
    """Whether the text of an element is left to right whatever is in it."""
    language = str(tag.get("lang", "")).partition("-")[0].lower()
    protected = tag.name in CODE or (tag.name in INLINE and tag.get("translate") == "no")
    return protected or (bool(language) and language not in RIGHT_TO_LEFT)


def _isolate(tag: Tag) -> None:
    """Isolate the runs among the children of an element, then those in each child, in place."""
    pieces = tuple(_pieces(tag))
    text = "".join(piece.text for piece in pieces)
    for run in reversed(tuple(runs(text))):  # from the last to the first: what stands before a run keeps its place
        _apply(run, pieces[bisect_right(pieces, run.start, key=_end) : bisect_left(pieces, run.end, key=_start)])
    for child in tag.find_all(True, recursive=False):
        if child.name not in CLOSED and not child.has_attr("dir"):
            _isolate(child)


def _start(piece: Piece) -> int:
    return piece.start


def _end(piece: Piece) -> int:
    return piece.end


def _pieces(tag: Tag) -> Iterator[Piece]:
    start = 0
    for child in tag.children:
        if isinstance(child, Tag) or type(child) is NavigableString:
            yield (piece := Piece(child, _text(child), start))
            start = piece.end


def _text(node: NavigableString | Tag) -> str:
    """Return what a child is in the paragraph: its text, or the character that stands for it."""
    if not isinstance(node, Tag):
        return str(node)
    if node.name in INLINE | CODE and node.get("dir") == "ltr" and _is_foreign(node):
        return FOREIGN
    if _is_apart(node) or node.find(_is_apart):
        return BARRIER
    text = node.get_text()
    return BARRIER if not text or MIXED.search(text) else text


def _is_apart(tag: Tag) -> bool:
    """Whether an element is no part of the paragraph around it, or isolated already."""
    return tag.name not in INLINE or tag.has_attr("dir") or tag.get("role") == "doc-noteref"


def _apply(run: Run, pieces: Sequence[Piece]) -> None:
    """Isolate a run that lies in these children of one element; what lies within one child is left to that child."""
    first = pieces[0]
    if len(pieces) == 1 and not run.isolate:
        return
    if len(pieces) == 1 and isinstance(first.node, Tag):
        if len(first.text.strip()) == run.end - run.start:
            first.node["dir"] = "ltr"
        return
    nodes = [_part(piece, run) for piece in pieces]
    isolate = Tag(name="bdi", attrs={"dir": "ltr"})
    nodes[0].insert_before(isolate)
    isolate.extend(nodes)


def _part(piece: Piece, run: Run) -> NavigableString | Tag:
    """Return the part of a child that lies in a run, cut off from the rest where the child is text."""
    if isinstance(piece.node, Tag):
        return piece.node
    start, end = max(0, run.start - piece.start), min(len(piece.text), run.end - piece.start)
    before, part, after = map(NavigableString, (piece.text[:start], piece.text[start:end], piece.text[end:]))
    piece.node.replace_with(*(text for text in (before, part, after) if text))
    piece.node, piece.text = before, str(before)
    return part
