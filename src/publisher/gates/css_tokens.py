"""Tokens of a stylesheet -> its pieces: what stands between two semicolons or braces, and all that counts about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 50
"""levels of braces, and of brackets within a value; renderers call themselves for each"""


COUNTED = frozenset({"number", "dimension", "percentage"})
BRACKETS = frozenset({"() block", "[] block", "{} block"})
TELLING = COUNTED | {"string", "url", "function"}
"""tokens that may load, run or repeat something; a word does so only inside a function, or by its property"""


@dataclass(slots=True)
class Piece:
    """A declaration, an at-rule without braces, or what stands before braces with these."""

    start: int
    end: int
    """offsets in the sheet, the semicolon or the braces included"""
    line: int
    name: str
    """of a property in small letters, a custom one as it is written, or `@` and that of an at-rule; else empty"""
    around: tuple[str, ...]
    """names of the at-rules around it"""
    block: Any
    """its braces"""
    size: int = 0
    """tokens in it, but for those in its braces"""
    depth: int = 0
    """of brackets in it"""
    telling: list[tuple[str, Any]] = field(default_factory=list)
    """such tokens, each with the name in small letters of the function it stands in"""
    uses: list[str] = field(default_factory=list)
    """custom properties it puts in, each as often as it does"""
    longest: int = 0
    """tokens in a row without a comma"""
    commas: int = 0
    marks: int = 0
    """signs `&`"""


@dataclass(frozen=True, slots=True)
class Positions:
    """Offsets of a text by line and column, as the tokens have them."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, css: str) -> Positions:
        """Return the positions of a text with normalised line ends."""
        starts = [0]
        for line in css.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return cls(tuple(starts))

    def offset(self, token: Any) -> int:
        """Return where a token begins."""
        line, column = int(token.source_line), int(token.source_column)
        return self.starts[line - 1] + column - 1


def pieces(tokens: Sequence[Any], end: int, places: Positions, around: tuple[str, ...] = ()) -> Iterator[Piece]:
    """Yield the pieces of one level in order; those within braces are the caller's to ask for."""
    since: list[Any] = []
    for number, token in enumerate(tokens):
        if since or not _is_skipped(token):
            since.append(token)
        is_end = token.type == "{} block" or (token.type == "literal" and token.value == ";")
        if since and (is_end or number == len(tokens) - 1):
            following = places.offset(tokens[number + 1]) if number + 1 < len(tokens) else end
            yield _piece(since, places.offset(since[0]), following, around)
            since = []


def _is_skipped(token: Any) -> bool:
    """Whether nothing begins with a token: between rules `<!--` and `-->` say nothing (CSS Syntax 3, 5.4.1)."""
    return token.type in ("whitespace", "comment") or (token.type == "literal" and token.value in ("<!--", "-->"))


def _piece(tokens: list[Any], start: int, end: int, around: tuple[str, ...]) -> Piece:
    block = tokens[-1] if tokens[-1].type == "{} block" else None
    piece = Piece(start, end, tokens[0].source_line, _name(tokens), around, block)
    level: list[tuple[str, Any]] = [("", tokens if block is None else tokens[:-1])]
    while level:  # level by level: no brackets are too deep for that
        inner: list[tuple[str, Any]] = []
        for function, content in level:
            piece.size += len(content)
            if block is not None and len(content) > piece.longest:
                piece.longest = max(piece.longest, *map(len, _between_commas(content)))
            for token in content:
                _look(token, function, piece, inner)
        level = inner
        piece.depth += bool(inner)
    return piece


def _between_commas(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    run: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield run
            run = []
        else:
            run.append(token)
    yield run


def _look(token: Any, function: str, piece: Piece, inner: list[tuple[str, Any]]) -> None:
    """Note what counts about a token, and what stands in its brackets."""
    kind = token.type
    if kind in TELLING:
        piece.telling.append((function, token))
        if kind == "function":
            inner.append((token.lower_name, token.arguments))
    elif kind == "literal":
        piece.commas += token.value == ","
        piece.marks += token.value == "&"
    elif kind in BRACKETS:
        inner.append((function, token.content))
    elif kind == "ident" and function == "var" and token.value.startswith("--"):
        piece.uses.append(token.value)


def _name(tokens: Sequence[Any]) -> str:
    """Return what a piece says something of."""
    first = tokens[0]
    if first.type == "at-keyword":
        return f"@{first.lower_value}"
    following = next((token for token in tokens[1:] if token.type not in ("whitespace", "comment")), None)
    if first.type == "ident" and following is not None and following.type == "literal" and following.value == ":":
        name: str = first.value
        return name if name.startswith("--") else name.lower()
    return ""
