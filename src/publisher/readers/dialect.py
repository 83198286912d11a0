"""The Markdown of DESIGN section 5: CommonMark with tables, footnotes, definition lists, attributes and containers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publisher.readers import losses
from publisher.readers.containers import TITLED, split_attributes
from publisher.readers.footnotes import notes_at_the_end
from publisher.readers.labels import spans_in_links

LINE = "data-publisher-line"


@cache
def dialect() -> MarkdownIt:
    """Return the parser and renderer; what one text needs is in the environment given with it."""
    # The limit of nesting is far above what our own depth limit allows: markdown-it drops text at its limit in silence.
    markdown = MarkdownIt("commonmark", {"maxNesting": 1000}).enable("table")
    markdown.use(footnote_plugin, move_to_end=False).use(deflist_plugin)
    markdown.use(attrs_plugin, spans=True).use(attrs_block_plugin).use(spans_in_links)
    markdown.use(container_plugin, "publisher", validate=lambda parameters, *_: bool(parameters.strip()))
    markdown.block.ruler.at("table", losses.reporting_cells(table), {"alt": ["paragraph", "reference"]})
    core = markdown.core.ruler
    core.before("attr", "lost_attributes", losses.report_attributes)
    core.after("block", "heading_attributes", _heading_attributes)
    core.after("block", "container_titles", _container_titles)
    core.after("inline", "notes_at_the_end", notes_at_the_end)
    core.push("losses", losses.report)
    core.push("source_lines", _source_lines)
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


def _container_titles(state: StateCore) -> None:
    """Give the title on a container's first line to the parser of inline text."""
    tokens = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "container_publisher_open":
            text, attributes = split_attributes(token.info.strip())
            name, _, title = text.partition(" ")
            if name in TITLED and title.strip():
                token.info = name + token.info.strip()[len(text) :] if attributes else name
                inline = Token(
                    "inline", "", 0, content=title.strip(), children=[], map=token.map, level=token.level + 1
                )
                tokens += [Token("container_title_open", "p", 1), inline, Token("container_title_close", "p", -1)]
    state.tokens = tokens


def _source_lines(state: StateCore) -> None:
    """Give every block the line it starts on."""
    for token in state.tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            token.attrSet(LINE, str(token.map[0] + 1))


def _html_block(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return f"<!--publisher line {token.map[0] + 1 if token.map else 1}-->{token.content}"


def _container_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return f'<div data-container="{escape(token.info.strip())}"{self.renderAttrs(token)}>\n'


def _footnote_ref(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    meta = tokens[index].meta
    number, repeat = meta["id"] + 1, f"-{meta['subId'] + 1}" if meta.get("subId") else ""
    return f'<a role="doc-noteref" class="noteref" id="noteref-{number}{repeat}" href="#note-{number}">{number}</a>'


def _footnote_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<li id="note-{tokens[index].meta["id"] + 1}"{self.renderAttrs(tokens[index])}>'


RULES: dict[str, Any] = {
    "html_block": _html_block,
    "container_publisher_open": _container_open,
    "container_publisher_close": lambda *_: "</div>\n",
    "container_title_open": lambda *_: "<p data-title>",
    "footnote_ref": _footnote_ref,
    "footnote_block_open": lambda *_: '<section class="footnotes" role="doc-endnotes"><ol>\n',
    "footnote_block_close": lambda *_: "</ol></section>\n",
    "footnote_open": _footnote_open,
    "footnote_close": lambda *_: "</li>\n",
}  # the way back from a note is the rendition's, in its language
