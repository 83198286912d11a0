"""Markdown: CommonMark with tables, footnotes, definition lists, attributes and `:::` containers."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Any

from bs4.element import Comment, Tag
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publisher.errors import ExitCode, PublisherError
from publisher.model.document import Document
from publisher.readers.clean import clean, title_of
from publisher.readers.containers import expand_containers, split_attributes
from publisher.readers.tree import body_of, parse

LINE = "data-line"
ALIGNMENT = re.compile(r"text-align:(left|right|center)")
MARK = re.compile(r"line (\d+)")


def read_markdown(text: str, file: str, language: str) -> Document:
    """Return the document of a Markdown source (CommonMark 0.31 and the notation of DESIGN section 5)."""
    try:
        rendered = _renderer().render(text)
    except RecursionError as error:
        raise PublisherError(
            "the Markdown is nested too deep", code=ExitCode.INPUT, file=file, line=_deepest(text),
            hint="close the brackets, or take quotes out of quotes, before this line",
        ) from error  # fmt: skip
    body = body_of(parse(rendered, file))
    _restore_lines(body)
    findings = expand_containers(body, file)
    _captions(body)
    _row_headers(body)
    _logical_alignment(body)
    findings += clean(body, file)
    stem = PurePosixPath(file).stem
    return Document(stem, file, language, title_of(body, stem), body.extract(), findings=findings)


def _deepest(text: str) -> int:
    """Return the line with the most signs that nest."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda number: sum(lines[number].count(sign) for sign in ">[*_(")) + 1


def _renderer() -> MarkdownIt:
    # The limit of nesting is far above what our own depth limit allows: markdown-it drops text at its limit in silence.
    markdown = MarkdownIt("commonmark", {"maxNesting": 1000}).enable("table")
    markdown.use(footnote_plugin).use(deflist_plugin).use(attrs_plugin, spans=True).use(attrs_block_plugin)
    markdown.use(container_plugin, "publisher", validate=lambda parameters, *_: bool(parameters.strip()))
    markdown.core.ruler.after("block", "heading_attributes", _heading_attributes)
    markdown.core.ruler.push("source_lines", _source_lines)
    for name, rule in RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _heading_attributes(state: StateCore) -> None:
    """Read `{#id .class}` at the end of a heading."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and inline.type == "inline":
            inline.content, attributes = split_attributes(inline.content)
            for name, value in attributes.items():
                opening.attrJoin(name, value) if name == "class" else opening.attrSet(name, value)


def _source_lines(state: StateCore) -> None:
    """Give every block the line it starts on."""
    for token in state.tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            token.attrSet(LINE, str(token.map[0] + 1))


Rule = tuple[Any, Sequence[Token], int, Any, MutableMapping[str, Any]]


def _html_block(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return f"<!--line {token.map[0] + 1 if token.map else 1}-->{token.content}"


def _container_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return f'<div data-container="{escape(token.info.strip())}" {LINE}="{token.attrGet(LINE) or 1}">\n'


def _footnote_ref(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    meta = tokens[index].meta
    number, repeat = meta["id"] + 1, f"-{meta['subId'] + 1}" if meta.get("subId") else ""
    return f'<a role="doc-noteref" class="noteref" id="noteref-{number}{repeat}" href="#note-{number}">{number}</a>'


def _footnote_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<li id="note-{tokens[index].meta["id"] + 1}">'


RULES: dict[str, Any] = {
    "html_block": _html_block,
    "container_publisher_open": _container_open,
    "container_publisher_close": lambda *_: "</div>\n",
    "footnote_ref": _footnote_ref,
    "footnote_block_open": lambda *_: '<section class="footnotes" role="doc-endnotes"><ol>\n',
    "footnote_block_close": lambda *_: "</ol></section>\n",
    "footnote_open": _footnote_open,
    "footnote_close": lambda *_: "</li>\n",
    "footnote_anchor": lambda *_: "",  # the way back is the rendition's, in its language
}


def _restore_lines(body: Tag) -> None:
    """Turn the parser's lines (of the rendered HTML) into lines of the Markdown source."""
    source, rendered = 1, 1
    known = 1
    for node in list(body.descendants):
        if isinstance(node, Comment):
            if match := MARK.fullmatch(str(node)):
                source, rendered = int(match[1]), 0
                node.extract()
        elif isinstance(node, Tag):
            line = node.sourceline or 1
            if node.get(LINE):
                known, source = int(str(node[LINE])), 0
                del node[LINE]
            elif source and not rendered:
                rendered = line
            node.sourceline = source + line - rendered if source and rendered else known


def _captions(body: Tag) -> None:
    """Make a paragraph `: text` right after a table its caption."""
    for table in body.find_all("table"):
        following = table.find_next_sibling()
        if following is None or following.name != "p" or table.caption is not None:
            continue
        first = following.find(string=True)
        if first is not None and str(first).startswith(": "):
            first.replace_with(str(first)[2:])
            following.name = "caption"
            table.insert(0, following.extract())


def _row_headers(body: Tag) -> None:
    """Head the rows of a pipe table by its first column when every cell of it is strong; scope for column headers."""
    for table in body.find_all("table"):
        for header in table.select("thead th:not([scope])"):
            header["scope"] = "col"
        rows = table.select("tbody tr")
        cells = [cell for row in rows if row.find("th") is None and (cell := row.find("td")) is not None]
        if cells and len(cells) == len(rows) and all(_is_strong(cell) for cell in cells):
            for cell in cells:
                cell.name, cell["scope"] = "th", "row"
                next(iter(cell.find_all("strong"))).unwrap()


def _logical_alignment(body: Tag) -> None:
    """Say the alignment of table columns by classes: left and right would not be mirrored."""
    for cell in body.find_all(["th", "td"], style=ALIGNMENT):
        side = ALIGNMENT.fullmatch(str(cell["style"]))
        del cell["style"]
        if side and side[1] != "left":
            cell["class"] = {"right": "end", "center": "center"}[side[1]]


def _is_strong(cell: Tag) -> bool:
    return [getattr(child, "name", None) for child in cell.children if str(child).strip()] == ["strong"]
