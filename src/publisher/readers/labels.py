"""Where the text of a link ends, when it holds words with attributes: `[the [I-24/7]{translate=no} network](page.md)`.

The parser takes what stands in square brackets inside a link for a link in a link, which there cannot be, and leaves
the whole as text. Words with attributes are none, unless they hold one.
"""

from __future__ import annotations

from types import SimpleNamespace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

SPAN_ENDS = "}"
"""the last character of words with attributes; a link, a note or a reference ends otherwise"""


def end_of_label(state: StateInline, start: int, without_links: bool = False) -> int:
    """Return the position of the `]` that closes the `[` at `start`, -1 when there is none.

    `without_links` asks for a label in which no link stands. (CommonMark 0.31, 6.3)
    """
    before, level = state.pos, 1
    state.pos = start + 1
    try:
        while state.pos < state.posMax:
            at, marker = state.pos, state.src[state.pos]
            level -= marker == "]"
            if level == 0:
                return at
            state.md.inline.skipToken(state)
            if marker == "[":
                is_text = state.pos == at + 1
                level += is_text
                if without_links and not is_text and not _is_span(state, at):
                    return -1
        return -1
    finally:
        state.pos = before


def _is_span(state: StateInline, start: int) -> bool:
    """Whether what was just read from `start` on is words with attributes, and no link in them."""
    return state.src[state.pos - 1] == SPAN_ENDS and end_of_label(state, start, without_links=True) >= 0


def spans_in_links(markdown: MarkdownIt) -> None:
    """Let links of a parser hold words with attributes."""
    helpers = vars(markdown.helpers) | {"parseLinkLabel": end_of_label}
    markdown.helpers = SimpleNamespace(**helpers)  # type: ignore[assignment]  # a module there
