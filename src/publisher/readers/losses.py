"""What the rules of Markdown drop without a word: said in findings, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publisher.model.finding import Finding, Level
from publisher.readers.unclosed import unclosed

Environment = MutableMapping[str, Any]
BlockRule = Callable[[StateBlock, int, int, bool], bool]

CALL = re.compile(r"(?<!\\)(?<!!)\[\^([^\]\s]{1,200})\](?![(\[:])")
ABBREVIATION = re.compile(r"^\*\[[^\]\n]+\]:", re.MULTILINE)
DOUBLE_SPACE = re.compile(r"(?<!\S)\S*+ {2,}\S++|(?<=\S) {2,}\S++")
PLAINTEXT = re.compile(r"<(/?)plaintext(?=[\s/>])", re.IGNORECASE)
"""runs to the end of a page, whatever stands there"""
LITERAL = re.compile(r"<(/?)(?:xmp|plaintext|listing)(?=[\s/>])", re.IGNORECASE)
"""would show as text the tags that Markdown makes of what is between them"""
WITHOUT_ATTRIBUTES = frozenset({"html_block", "footnote_reference_open"})


class References(dict[str, Any]):
    """The link references of a document, and which of them a link used."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """Return a reference as a link asks for it."""
        self.used.add(label)
        return super().get(label, default)


def environment(file: str) -> Environment:
    """Return what the rules share while one text is read."""
    return {"file": file, "findings": [], "references": References()}


def lost(env: Environment, rule: str, line: int, message: str, hint: str, level: Level = Level.WARNING) -> None:
    """Report what the author would miss."""
    env["findings"].append(Finding(f"document/{rule}", message, level, file=env["file"], line=line, hint=hint))


def reporting_cells(rule: BlockRule) -> BlockRule:
    """Return the rule of tables, which drops the cells of a row that are more than its head has, with a finding."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent:
            width = sum(token.type == "th_open" for token in state.tokens[before:])
            for line in range(start + 2, state.line):
                extra = " | ".join(filter(None, (cell.strip() for cell in _cells(getLine(state, line))[width:])))
                if extra:
                    lost(
                        state.env, "table-cells", line + 1, f"the row has more cells than the head: “{extra}” is lost",
                        r"write \| for a bar in a cell, or give the table one more column", Level.ERROR,
                    )  # fmt: skip
        return found

    return table


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row.strip())
    return cells[1:] if cells and not cells[0] else cells


def report_attributes(state: StateCore) -> None:
    """Report a line `{…}` whose attributes no block can take."""
    following: Token | None = None
    for token in reversed(state.tokens):
        if token.type != "attrs_block":
            following = token
        elif following is None or following.nesting < 0 or following.hidden or following.type in WITHOUT_ATTRIBUTES:
            lost(
                state.env, "attributes", _line(token), "no block takes the attributes of this line",
                "put the line right before a paragraph, a list, a table; write an HTML block's own into its tag",
            )  # fmt: skip


def report(state: StateCore) -> None:
    """Report what is left when all rules were applied."""
    labels = {label.removeprefix(":") for label in state.env.get("footnotes", {}).get("refs", {})}
    for token in state.tokens:
        _refused_attributes(token, state.env)
        if token.type == "html_block":
            token.content = _closed(token.content, _line(token), state.env)
        elif token.type == "inline":
            _inline(token, labels, state.env)
    _references(state)


def _inline(token: Token, labels: Iterable[str], env: Environment) -> None:
    children = token.children or []
    if "<" in token.content:
        _inline_html(token, children, env)
    if "{" in token.content:
        for child in children:
            _refused_attributes(child, env, _line(token))
    if "  " in token.content:
        _double_spaces(token, children, env)
    if "[" in token.content:
        for match in _missing(token, children, labels):
            lost(
                env, "note-missing", _line_in(token, match.start()), f"there is no note “{match[1]}”",
                f"write it on a line of its own: [^{match[1]}]: …",
            )  # fmt: skip
        for match in ABBREVIATION.finditer(token.content):
            lost(
                env, "abbreviation", _line_in(token, match.start()), "abbreviations are not in this notation",
                'write <abbr title="…">…</abbr> where it is used', Level.NOTE,
            )  # fmt: skip


def _double_spaces(token: Token, children: Iterable[Token], env: Environment) -> None:
    """Report spaces in a row, which every rendition folds: nobody sees them again."""
    for child in children:
        for match in DOUBLE_SPACE.finditer(child.content) if child.type == "text" and "  " in child.content else ():
            lost(
                env, "double-space", _line_in(token, token.content.find(match.group())),
                f"two spaces in a row: “{match.group()}”", "leave one",
            )  # fmt: skip


def _missing(token: Token, children: Iterable[Token], labels: Iterable[str]) -> Iterator[re.Match[str]]:
    """Yield the calls of notes that stayed text; code that looks like one is none."""
    shown = "".join(child.content for child in children if child.type == "text")
    for match in CALL.finditer(token.content):
        if match[1] not in labels and match.group() in shown:
            yield match


def _inline_html(token: Token, children: list[Token], env: Environment) -> None:
    pieces = [child for child in children if child.type == "html_inline"]
    for piece in pieces:
        piece.content = LITERAL.sub(r"<\1pre", piece.content)
    whole = "".join(piece.content for piece in pieces)
    closed = _closed(whole, _line(token), env)
    if closed != whole:
        children.append(Token("html_inline", "", 0, content=closed[len(whole) :]))


def _closed(html: str, line: int, env: Environment) -> str:
    """Return HTML that swallows nothing of what follows it."""
    html = PLAINTEXT.sub(r"<\1pre", html)
    open_part = unclosed(html)
    if open_part is None:
        return html
    env["findings"].append(open_part.finding(env["file"], line + html.count("\n", 0, open_part.offset)))
    return html + open_part.closing


def _refused_attributes(token: Token, env: Environment, line: int | None = None) -> None:
    for name in token.meta.get("insecure_attrs", ()):
        lost(
            env, "active-content", line or _line(token), f"the attribute {name} was removed",
            "a publication holds no active content: remove it from the source",
        )  # fmt: skip


def _references(state: StateCore) -> None:
    references = state.env["references"]
    unused = [reference for label, reference in references.items() if label not in references.used]
    unused += state.env.get("duplicate_refs", ())
    lines = state.src.split("\n") if unused else []
    for reference in unused:
        first, end = reference["map"]
        written = " ".join(" ".join(lines[first:end]).split())
        lost(
            state.env, "link-unused", first + 1, f"no link uses this line, and it is not shown: {written}",
            r"remove it; if it is a text, write \[ for its bracket",
        )  # fmt: skip


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _line_in(token: Token, offset: int) -> int:
    return _line(token) + token.content.count("\n", 0, offset)
