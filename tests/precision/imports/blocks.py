"""Blocks of a text, sound, as read or as imported, and where they come from: JSON lines, plain text, Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

INLINE = ("paragraph", "caption")
"""kinds whose text is one run: a line end in it is white space"""
CONTAINERS = {
    "quote": "quote", "sheet": "sheet", "figures": "figures", "territories": "places", "places": "places",
}  # fmt: skip
MARKS = re.compile(r"^(?:>|[-*+]|:{1,2})(?:[ ]+|$)")
HEADING = re.compile(r"^(#{1,6})(?:[ ]+(.*?))?(?:[ ]+#+)?$")
ATTRIBUTES = re.compile(r"(?<!\\)\{[^{}]*\}")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"(?<!\\)\*+")
RULE = re.compile(r"^[|\s:+=-]+$")


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `text` has a line for each item, row or number, and only there."""

    kind: str
    """`paragraph`, `heading`, `quote`, `list`, `sheet`, `figures`, `places`, `table`, `caption`, `garbage`"""
    text: str
    level: int = 0
    """of a heading"""
    hard: bool = False
    """the file has it interleaved with another column, or its lines out of order"""
    unsure: bool = False
    """what was printed cannot be known everywhere"""
    lines: tuple[int, ...] = ()
    """of the file as read, from 1; none where that is not known"""


def from_jsonl(text: str) -> tuple[Block, ...]:
    """Return the blocks of a truth, an object a line: `lines`, `kind`, `text`, perhaps `level`, `hard`, `unsure`."""
    return tuple(_block(json.loads(line)) for line in text.split("\n") if line.strip())


def to_jsonl(blocks: Iterable[Block]) -> str:
    """Return a truth that `from_jsonl` reads."""
    return "".join(json.dumps(_object(block), ensure_ascii=False) + "\n" for block in blocks)


def read_truth(*files: Path) -> tuple[Block, ...]:
    """Return the blocks of truths, one file after the other."""
    return tuple(block for file in files for block in from_jsonl(file.read_text("utf-8")))


def from_plain(text: str) -> tuple[Block, ...]:
    """Return a paragraph for whatever blank lines part; their lines are known."""
    found, lines = list[Block](), text.split("\n")
    start = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and lines[number].strip():
            continue
        if number > start:
            numbers = tuple(range(start + 1, number + 1))
            found.append(Block("paragraph", " ".join(" ".join(lines[start:number]).split()), lines=numbers))
        start = number + 1
    return tuple(found)


def from_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of an import, without marks of Markdown; the title of the document is not one of them."""
    found = list[Block]()
    for kind, lines in _pieces(text):
        block = _markdown_block(kind, lines)
        if block is not None and block.level != 1:
            found.append(block)
    return tuple(found)


def _block(row: dict[str, object]) -> Block:
    return Block(
        kind=str(row["kind"]),
        text=str(row["text"]),
        level=int(str(row.get("level", 3))) if row["kind"] == "heading" else 0,
        hard=bool(row.get("hard")),
        unsure=bool(row.get("unsure")),
        lines=tuple(_numbers(str(row.get("lines", "")))),
    )


def _numbers(text: str) -> Iterator[int]:
    for span in filter(None, text.replace(" ", "").split(",")):
        first, _, last = span.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _object(block: Block) -> dict[str, object]:
    row: dict[str, object] = {"lines": ",".join(map(str, block.lines)), "kind": block.kind, "text": block.text}
    row |= {"level": block.level} if block.level else {}
    return row | {name: True for name in ("hard", "unsure") if getattr(block, name)}


def _pieces(text: str) -> Iterator[tuple[str, list[str]]]:
    """Give the lines of each block, and the kind of the container they stand in."""
    container, lines = "", list[str]()
    for line in [*text.split("\n"), ""]:
        fence = re.match(r"^:{3,}\s*(\w*)\s*(.*)$", line.strip())
        if fence:
            yield from [(container, lines)] if lines else []
            container = CONTAINERS.get(fence[1], fence[1])
            lines = [fence[2]] if fence[2].strip() else []
        elif line.strip() or container:
            lines += [line] if line.strip() else []
        elif lines:
            yield "", lines
            lines = []


def _markdown_block(container: str, lines: list[str]) -> Block | None:
    heading = HEADING.match(lines[0].strip())
    if container == "" and heading and len(lines) == 1:
        return Block("heading", plain(heading[2] or ""), len(heading[1]))
    kind = container or _kind(lines)
    rows = [plain(line) for line in lines if not (kind == "table" and RULE.match(line))]
    if not any(rows) or lines[0].lstrip().startswith("<!--"):
        return None
    return Block(kind, (" " if kind in INLINE else "\n").join(filter(None, rows)))


def _kind(lines: list[str]) -> str:
    first = lines[0].lstrip()
    if first.startswith(">"):
        return "quote"
    if first.startswith("|"):
        return "table"
    return "list" if re.match(r"(?:[-*+]|\d+[.)])[ ]", first) else "paragraph"


def plain(line: str) -> str:
    """Return a line of Markdown without its marks."""
    inner = line.strip()
    if inner.startswith("|"):
        inner = re.sub(r"(?<!\\)\|", " ", inner)
    inner = EMPHASIS.sub("", MARKS.sub("", inner))
    return " ".join(ESCAPE.sub(r"\1", ATTRIBUTES.sub("", inner)).replace("&#123;", "{").split())
