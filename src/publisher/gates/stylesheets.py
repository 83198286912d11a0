"""Stylesheets of others -> what of them may be published: what loads from elsewhere, runs or has no end is cut out.

A sheet with nothing to refuse stays as it is, byte for byte. What is cut leaves its line ends behind, so that all else
keeps its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname
from typing import Any

import tinycss2

from publisher.gates.css_addresses import Fault, fault_of, imported, kept_name, loads
from publisher.gates.css_growth import MOST_GROWN, MOST_IMPORTS, Value, loads_of, sizes_of
from publisher.gates.css_tokens import DEEPEST, Piece, Positions, pieces
from publisher.model.finding import Finding

MOST_BYTES = 500_000
MOST_SELECTOR = 300
"""parts of a selector when those around it are put in for `&`: renderers try every combination"""
MOST_TOLD = 100
"""parts of one sheet that are told of one by one"""
MORE: Fault = ("limit", f"and so were others: more than {MOST_TOLD} parts of it cannot be published")
HINTS = {
    "address": "put the file into styles/ and name it there",
    "active": "remove it from the style sheet",
    "limit": "write it with fewer or smaller parts",
}
END_TAG = re.compile("</(?=style)", re.IGNORECASE)
"""what would end the element of a page that holds a sheet; with a backslash it says the same to a style sheet"""
LINE_ENDS = re.compile(r"\r\n|[\r\f]")
MOST_ATTRIBUTE = 30
"""parts of a declaration of a `style` attribute that has to do with custom properties"""
PLAIN = re.compile(r"(?:\s*+[a-z-]++\s*+:[\w#.% -]*+;?+)*+\s*+", re.ASCII)
"""declarations without brackets, quotes and escapes: nothing can hide in them"""
SUSPECT = re.compile(r"behavior|binding|link|anchor|lang|[0-9]{4}|[0-9]e|--")


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece that is taken out, and why."""

    start: int
    end: int
    line: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece that may stay if what it puts in or imports does not grow too large."""

    cut: Cut
    value: Value
    imports: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """What there is to say of one sheet by itself."""

    css: str
    """with normalised line ends"""
    cuts: tuple[Cut, ...]
    kept: tuple[Kept, ...]
    refused: Fault | None = None
    """why nothing of it may be published"""


def passed_sheet(name: str, css: str) -> tuple[str, tuple[Finding, ...]]:
    """Return what of a sheet may be published, and why not all of it; `name` is its path from the publication."""
    sheets, findings = passed_sheets({name: css})
    return sheets[name], findings


def passed_sheets(sheets: Mapping[str, str]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return what of all sheets of a publication may be published, by path, and why not all of it.

    They are judged together: a custom property of one is put in by another, and one imports another.
    """
    read = {name: _read(name, css) for name, css in sheets.items()}
    sizes = sizes_of(kept.value for sheet in read.values() for kept in sheet.kept)
    loads = loads_of({name: tuple(kept.imports for kept in sheet.kept if kept.imports) for name, sheet in read.items()})
    passed, findings = {}, []
    for name, sheet in read.items():
        cuts = [*sheet.cuts, *(cut for kept in sheet.kept if (cut := _grown(kept, sizes, loads)))]
        cuts.sort(key=lambda cut: cut.start)
        fault = sheet.refused or (_unclosed(sheet.css) if cuts else None)
        findings += [_finding(name, cut.line, cut.fault) for cut in cuts[:MOST_TOLD]]
        findings += [_finding(name, cuts[MOST_TOLD].line, MORE)] if len(cuts) > MOST_TOLD else []
        findings += [_finding(name, 1, fault)] if fault else []
        findings += [_unreadable(name, sheets[name])] if "\ufffd" in sheets[name] else []
        kept = "" if fault else _without(sheet.css, cuts) if cuts else sheets[name]
        passed[name] = END_TAG.sub(r"<\\/", kept)
        findings += [_ending(name, kept)] if kept != passed[name] else []
    return passed, tuple(findings)


def style_fault(style: str) -> str | None:
    """Return why a `style` attribute may not be published, None when it may."""
    return None if PLAIN.fullmatch(style) and not SUSPECT.search(style) else _style_fault(style)


@lru_cache(maxsize=1024)
def _style_fault(style: str) -> str | None:
    style = LINE_ENDS.sub("\n", style)
    for piece in pieces(tinycss2.parse_component_value_list(style), len(style), Positions.of(style)):
        if piece.block is not None or piece.name.startswith("@"):
            return "it holds more than declarations"
        if fault := fault_of(piece, "source"):
            return fault[1]
        if loads(piece):
            return "it loads a file"
        if piece.size > MOST_ATTRIBUTE and (piece.name.startswith("--") or piece.uses):
            return f"with custom properties it has more than {MOST_ATTRIBUTE} parts"
        if piece.name.startswith("--") and piece.uses:
            return "a custom property in it puts in another"
    return None


@lru_cache(maxsize=32)
def _read(name: str, css: str) -> Read:
    if len(css) > MOST_BYTES or len(css.encode("utf-8", "replace")) > MOST_BYTES:
        return Read("", (), (), ("limit", f"it is larger than {MOST_BYTES // 1000} kB"))
    css = LINE_ENDS.sub("\n", css)
    reading = _Reading(dirname(name), Positions.of(css), [], [])
    reading.level(tinycss2.parse_component_value_list(css), len(css), (), _Place(0, 0))
    return Read(css, tuple(reading.cuts), tuple(reading.kept))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rules stand."""

    depth: int
    """of braces"""
    selector: int
    """parts of the selector of the rule around, 0 outside of rules"""


@dataclass(frozen=True, slots=True)
class _Reading:
    folder: str
    places: Positions
    cuts: list[Cut]
    kept: list[Kept]

    def level(self, tokens: list[Any], end: int, around: tuple[str, ...], place: _Place) -> None:
        """Judge the pieces of one level, and of those within their braces."""
        for piece in pieces(tokens, end, self.places, around):
            selector = _selector(piece, place.selector)
            fault = fault_of(piece, self.folder) or _nesting(piece, place, selector)
            if fault:
                self.cuts.append(_cut(piece, fault))
                continue
            self.keep(piece)
            if piece.block is not None:
                inner = (*around, piece.name) if piece.name.startswith("@") else around
                self.level(piece.block.content, piece.end - 1, inner, _Place(place.depth + 1, selector))

    def keep(self, piece: Piece) -> None:
        """Note what of a piece others must be known for."""
        name = kept_name(piece.name) if piece.name.startswith("--") else ""
        file = imported(piece, self.folder)
        if name or piece.uses or file:
            grown = _cut(piece, ("limit", f"it grows beyond {MOST_GROWN} parts, or has no end, when var() is put in"))
            used = Counter(map(kept_name, piece.uses))
            self.kept.append(Kept(grown, Value(name, piece.size, used), file))


def _cut(piece: Piece, fault: Fault) -> Cut:
    return Cut(piece.start, piece.end, piece.line, fault)


def _selector(piece: Piece, outer: int) -> int:
    """Return how large the selector of a rule is, put together with those around it as WeasyPrint does."""
    if piece.name.startswith("@"):
        return outer
    groups = piece.commas + 1
    return groups * (piece.size + piece.marks * outer) if piece.marks and outer else piece.size + groups * outer


def _nesting(piece: Piece, place: _Place, selector: int) -> Fault | None:
    if piece.block is None:
        return None
    if place.depth >= DEEPEST:
        return "limit", f"rules are nested more than {DEEPEST} deep"
    if piece.longest > MOST_SELECTOR and not piece.name.startswith("@"):
        return "limit", f"a selector has more than {MOST_SELECTOR} parts"
    if place.selector and selector > MOST_SELECTOR and not piece.name.startswith("@"):
        return "limit", f"with the rules around it its selector grows beyond {MOST_SELECTOR} parts"
    return None


def _grown(kept: Kept, sizes: Mapping[str, int], loads: Mapping[str, int]) -> Cut | None:
    """Return what to cut of a piece because of what it puts in or imports."""
    if kept.imports and loads.get(kept.imports, 0) >= MOST_IMPORTS:
        fault = ("limit", f"it imports more than {MOST_IMPORTS} files, or itself")
        return Cut(kept.cut.start, kept.cut.end, kept.cut.line, fault)
    return kept.cut if kept.value.uses and kept.value.grown(sizes) > MOST_GROWN else None


def _unclosed(css: str) -> Fault | None:
    """Return what to say of a sheet whose end closes something: where its pieces end is not sure."""
    last = tinycss2.parse_component_value_list(css + "}")[-1]
    is_closed = last.type == "error" and last.kind == "}"
    return None if is_closed else ("limit", "a brace, a bracket, a string or a comment is never closed")


def _without(css: str, cuts: Iterable[Cut]) -> str:
    return "".join(_remaining(css, cuts))


def _remaining(css: str, cuts: Iterable[Cut]) -> Iterator[str]:
    position = 0
    for cut in cuts:
        if cut.start >= position:
            yield css[position : cut.start]
            yield " " + "\n" * css.count("\n", cut.start, cut.end)
            position = cut.end
    yield css[position:]


def _ending(name: str, css: str) -> Finding:
    found = next(END_TAG.finditer(css))
    line = css.count("\n", 0, found.start()) + 1
    return _finding(name, line, ("active", "the end of an element, which has a backslash now"))


def _unreadable(name: str, css: str) -> Finding:
    return Finding(
        "document/style-encoding", "the style sheet is not UTF-8 text: letters of it are lost", file=name,
        line=css.count("\n", 0, css.index("\ufffd")) + 1, hint="save it as UTF-8",
    )  # fmt: skip


def _finding(name: str, line: int, fault: Fault) -> Finding:
    word, why = fault
    return Finding(
        f"document/style-{word}", f"this part of the style sheet was left out: {why}", file=name, line=line,
        hint=HINTS[word], words=(why,),
    )  # fmt: skip
