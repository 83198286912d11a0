"""What a piece of a stylesheet may not say: what it would load from elsewhere, or run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publisher.gates.css_tokens import COUNTED, DEEPEST, Piece
from publisher.model.address import own_file

LOADING = frozenset("url src image image-set -webkit-image-set cross-fade -webkit-cross-fade -moz-image-rect".split())
"""functions whose strings are addresses"""
RUNNING = frozenset("expression -moz-element paint".split())
"""functions that run, or paint what a program makes"""
KNOWN = frozenset("calc clamp local max min tech type format".split())
"""functions that stand among addresses, beside those of `LOADING` and gradients, and load nothing themselves; any other
could put in later what nobody can judge now: var(), attr(), a function of the sheet's own"""
ACTIVE = frozenset(
    "behavior -ms-behavior -moz-binding -o-link -o-link-source"
    " anchor link lang -weasy-anchor -weasy-link -weasy-lang".split()
)
"""properties by which a sheet ran programs or led elsewhere, and those by which layout knows links and their ends"""
DATA = re.compile(
    r"data:(?:image/(?:png|jpeg|gif|webp|avif)|(?:application/)?(?:x-)?font[/-][\w.+-]+)[;,]", re.IGNORECASE
)
"""pictures and fonts within a sheet; a drawing could refer to more, and is a file of its own"""
UNCOUNTED = frozenset({"z-index"})
LARGEST = 1_000_000
"""of any number; there is no paper so large, and computations overflow"""
REPEATED = frozenset("columns column-count grid-row grid-column grid-area grid-row-start grid-row-end".split()) | {
    "grid-column-start", "grid-column-end",
}  # fmt: skip
MOST_REPEATED = 1000
"""columns and rows, which are made whether something stands in them or not"""
MOST_COUNTED = 100_000
"""of a counter, which some styles write with as many signs"""
MOST_TOKENS = 2000
"""in one value: gradients and lists take the square of it"""

Fault = tuple[str, str]
"""rule after `document/style-`, and why"""


def fault_of(piece: Piece, folder: str) -> Fault | None:
    """Return what is wrong with a piece of a sheet in a folder of the publication, None when nothing is."""
    return next((fault for question in QUESTIONS if (fault := question(piece, folder))), None)


def _size(piece: Piece, folder: str) -> Fault | None:
    if piece.depth > DEEPEST:
        return "limit", f"brackets are nested more than {DEEPEST} deep"
    if piece.name and piece.size > MOST_TOKENS:
        return "limit", f"a value has more than {MOST_TOKENS} parts"
    return None


def _charset(piece: Piece, folder: str) -> Fault | None:
    said = [token.value.lower() for _, token in piece.telling if token.type == "string"]
    good = piece.name != "@charset" or said == ["utf-8"]
    return None if good else ("active", "a sheet is UTF-8 text; another @charset would make another text of it")


def _running(piece: Piece, folder: str) -> Fault | None:
    if piece.name in ACTIVE:
        return "active", f"“{piece.name}” runs what is no style"
    for _, token in piece.telling:
        if token.type == "function" and token.lower_name in RUNNING:
            return "active", f"“{token.lower_name}()” runs, or paints, what is no style"
    return None


def _addresses(piece: Piece, folder: str) -> Fault | None:
    if piece.name == "@namespace":  # a name that looks like an address
        return None
    for address in _said(piece):
        if address is None:
            return "address", "what it loads is not said where it is loaded"
        if not _is_own(address, folder):
            return "address", f"“{address[:80]}” is not a file of the publication"
    if piece.name == "@import" and not (imported(piece, folder) or "").lower().endswith(".css"):
        return "address", "it imports what is no style sheet"
    return None


def _said(piece: Piece) -> Iterator[str | None]:
    """Yield every address in a piece; None where another value would be put in for one."""
    for function, token in piece.telling:
        if token.type == "url" or (token.type == "string" and (function in LOADING or piece.name == "@import")):
            yield token.value
        elif token.type == "function" and function in LOADING and not _is_known(token.lower_name):
            yield None


def _is_known(function: str) -> bool:
    return function in LOADING | KNOWN or function.endswith("-gradient")


def _is_own(address: str, folder: str) -> bool:
    bare = address.strip()
    return bare.startswith("#") or bool(DATA.match(bare)) or own_file(address, folder) is not None


def _numbers(piece: Piece, folder: str) -> Fault | None:
    if piece.name in UNCOUNTED:
        return None
    usual = _most(piece.name, piece.around)
    for function, token in piece.telling:
        if token.type in COUNTED:
            most = MOST_REPEATED if function == "repeat" and token.type == "number" else usual
            if not abs(token.value) <= most:  # what is no number is not smaller
                return "limit", f"“{token.representation[:20]}” is more than {most}"
    return None


def _most(name: str, around: tuple[str, ...]) -> int:
    if name in REPEATED or (name == "pad" and "@counter-style" in around):
        return MOST_REPEATED
    return MOST_COUNTED if name.startswith("counter-") else LARGEST


QUESTIONS: tuple[Callable[[Piece, str], Fault | None], ...] = (
    _size, _charset, _running, _addresses, _numbers,
)  # fmt: skip


def imported(piece: Piece, folder: str) -> str | None:
    """Return the file that a piece imports."""
    if piece.name != "@import":
        return None
    said: list[str] = [token.value for _, token in piece.telling if token.type in ("string", "url")]
    return own_file(said[0], folder) if said else None


def loads(piece: Piece) -> bool:
    """Whether a piece loads anything; what stands in the same text is not loaded."""
    return any(
        (token.type == "url" and not token.value.startswith("#"))
        or (token.type == "function" and token.lower_name in LOADING - {"url"})
        or (token.type == "string" and function == "url" and not token.value.startswith("#"))
        for function, token in piece.telling
    )


def kept_name(name: str) -> str:
    """Return the name of a custom property as WeasyPrint keeps it: `--a-b` and `--a_b` are one."""
    return name.replace("-", "_")
