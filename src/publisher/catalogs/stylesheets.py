"""Texts of generated content: stylesheets -> messages, and stylesheets in the target language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2.serializer import serialize_string_value

from publisher.catalogs.segments import SPACES
from publisher.catalogs.translate import publishable
from publisher.errors import ExitCode, PublisherError
from publisher.model.message import Catalog, Message, Reference
from publisher.model.notation import escape, unescape

GENERATED = frozenset({"content", "string-set", "bookmark-label"})
"""properties whose strings are shown or spoken (CSS Generated Content 3, GCPM 3)"""
STRING = re.compile(r"""(["'])(?:(?!\1)[^\\]|\\.)*+\1?""", re.DOTALL)
"""a string as it is written; one that the end of the sheet closes has no second quote"""
CSS_LINES = (("\r\n", "\n"), ("\r", "\n"), ("\f", "\n"))
"""what CSS Syntax 3.3 does to line ends before anything is read: positions count after it"""


@dataclass(frozen=True, slots=True)
class GeneratedText:
    """A string of a stylesheet that readers see or hear."""

    start: int
    end: int
    """offsets of the string in the sheet, quotes included"""
    value: str
    selector: str

    @property
    def msgid(self) -> str:
        """Return the text as a message; the spaces at its ends stay with the sheet."""
        return escape(self.value.strip(SPACES))


def css_messages(sheets: Mapping[str, str]) -> Iterator[Message]:
    """Yield the texts that stylesheets (by file name in `styles/`) add to pages, in order."""
    for name, css in sorted(sheets.items()):
        try:
            texts = list(generated_texts(normalised(css)))
        except RecursionError as error:
            raise PublisherError(
                "the style sheet is nested too deep", code=ExitCode.INPUT, file=f"styles/{name}",
                hint="close the braces that stay open",
            ) from error  # fmt: skip
        for text in texts:
            comment = f"Text that the style sheet adds to {text.selector}"
            yield Message(text.msgid, comments=(comment,), references=(Reference(f"styles/{name}", "content"),))


def translate_css(css: str, catalog: Catalog, written: Callable[[str], str] = str) -> tuple[str, int]:
    """Return a stylesheet with its texts in the catalog's language, and the number of those left in French.

    `written` gives a translation the digits of its language.
    """
    css, missing = normalised(css), 0
    for text in reversed(list(generated_texts(css))):
        found = publishable(catalog, Message(text.msgid))
        missing += found is None
        inner = text.value.strip(SPACES)
        said = inner if found is None else written(unescape(found.strip(SPACES)))
        if said != inner:
            before, _, after = text.value.partition(inner)
            value = before + said + after
            css = f'{css[: text.start]}"{serialize_string_value(value)}"{css[text.end :]}'
    return css, missing


def normalised(css: str) -> str:
    """Return a stylesheet with the line ends CSS counts by."""
    for end, line_feed in CSS_LINES:
        css = css.replace(end, line_feed)
    return css


def generated_texts(css: str) -> Iterator[GeneratedText]:
    """Yield the strings with words that declarations of generated content hold; line ends must be normalised."""
    tokens = tinycss2.parse_component_value_list(css)
    lines = [0]
    for line in css.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    names = GENERATED | frozenset(_variables(tokens))
    for selector, token in _strings(tokens, names, ""):
        start = lines[token.source_line - 1] + token.source_column - 1
        string = STRING.match(css, start)  # as it is written: the token has lost its escaped line ends
        if string and any(character.isalpha() for character in token.value):
            yield GeneratedText(start, string.end(), token.value, selector)


def _strings(tokens: Sequence[Any], names: frozenset[str], selector: str) -> Iterator[tuple[str, Any]]:
    """Yield (selector, string token) of the declarations of some properties, in rules and rules inside them."""
    name: str | None = None
    since: list[Any] = []
    """tokens since the last declaration or rule ended"""
    for token in tokens:
        if token.type == "{} block":
            yield from _strings(token.content, names, tinycss2.serialize(since).strip() or selector)
            name, since = None, []
        elif token.type == "literal" and token.value == ";":
            name, since = None, []
        elif token.type == "literal" and token.value == ":" and name is None:
            words = [item for item in since if item.type not in ("whitespace", "comment")]
            name = words[0].value.lower() if len(words) == 1 and words[0].type == "ident" else ""
            since.append(token)
        elif token.type == "string" and name in names:
            yield selector, token
        elif token.type != "comment":
            since.append(token)


def _variables(tokens: Sequence[Any]) -> Iterator[str]:
    """Yield the custom properties that declarations of generated content use: `content: var(--label)`."""
    generated = False
    for number, token in enumerate(tokens):
        if token.type == "{} block":
            yield from _variables(token.content)
        elif token.type == "ident":
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            colon = following is not None and following.type == "literal" and following.value == ":"
            generated = token.lower_value in GENERATED if colon else generated
        elif token.type == "function" and token.lower_name == "var" and generated:
            yield from (item.value.lower() for item in token.arguments if item.type == "ident")
