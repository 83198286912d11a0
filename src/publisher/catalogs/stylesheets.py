"""Stylesheets -> texts of generated content as messages, sheets in the target language, rules for checks of colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2.color5 import parse_color
from tinycss2.serializer import serialize_string_value

from publisher.catalogs.segments import SPACES
from publisher.catalogs.translate import publishable
from publisher.errors import ExitCode, PublisherError
from publisher.model.colour import Colour
from publisher.model.message import Catalog, Message, Reference
from publisher.model.notation import escape, unescape
from publisher.model.stylesheet import Declaration, Painting, Sheet, StyleRule

GENERATED = frozenset({"content", "string-set", "bookmark-label"})
"""properties whose strings are shown or spoken (CSS Generated Content 3, GCPM 3)"""
STRING = re.compile(r"""(["'])(?:(?!\1)[^\\]|\\.)*+\1?""", re.DOTALL)
"""a string as it is written; one that the end of the sheet closes has no second quote"""
GROUPS = frozenset({"supports", "layer", "container", "scope", "starting-style"})
"""at-rules whose rules are read as if they stood outside"""
PAINTS = re.compile(
    r"(?:url|src|image|image-set|cross-fade|element|paint|(?:repeating-)?(?:linear|radial|conic)-gradient)"
)
"""functions that paint a picture"""
MOST_OUTER = 200
"""selectors of nested rules that are read: lists in lists multiply"""
OF_SRGB = frozenset({"srgb", "hsl", "hwb"})
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
            raise too_deep(f"styles/{name}") from error
        for text in texts:
            comment = f"Text that the style sheet adds to {text.selector}"
            yield Message(text.msgid, comments=(comment,), references=(Reference(f"styles/{name}", "content"),))


def too_deep(file: str) -> PublisherError:
    """Return what to say of a stylesheet that is not worth reading."""
    return PublisherError(
        "the style sheet is nested too deep", code=ExitCode.INPUT, file=file, hint="close the braces that stay open"
    )


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
            string = serialize_string_value(value).replace("<", "\\3c ")  # a sheet may come to stand in a page
            css = f'{css[: text.start]}"{string}"{css[text.end :]}'
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


def read_sheet(path: str, css: str) -> Sheet:
    """Return the rules of a stylesheet; `path` is relative to the publication. Errors: PublisherError (input).

    What browsers drop is dropped: rules and declarations that are no CSS.
    """
    try:
        nodes = tinycss2.parse_stylesheet(normalised(css), skip_comments=True, skip_whitespace=True)
        return Sheet(path, tuple(_rules(nodes, (), ())))
    except RecursionError as error:
        raise too_deep(path) from error


def _rules(nodes: Sequence[Any], media: tuple[str, ...], around: tuple[str, ...]) -> Iterator[StyleRule]:
    """Yield the rules of a stylesheet or of what stands in braces; `around` are the selectors that those stand in."""
    own = tuple(
        Declaration(
            node.name if node.name.startswith("--") else node.lower_name,
            tinycss2.serialize(node.value).strip(),
            node.source_line,
        )
        for node in nodes
        if node.type == "declaration"
    )
    if own and around:
        yield StyleRule(around, media, own)
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rules(_inside(node), media, _selectors(node.prelude, around))
        elif node.type == "at-rule" and node.content is not None:
            yield from _rules_of_at_rule(node, media, around)


def _rules_of_at_rule(node: Any, media: tuple[str, ...], around: tuple[str, ...]) -> Iterator[StyleRule]:
    name, prelude = node.lower_at_keyword, " ".join(tinycss2.serialize(node.prelude).split())
    if name == "media":
        yield from _rules(_inside(node), (*media, prelude.lower()), around)
    elif name in GROUPS:
        yield from _rules(_inside(node), media, around)
    elif name == "page" or (around and around[0].startswith("@page")):
        said = f"@{name} {prelude}".strip()
        yield from _rules(_inside(node), media, (f"{around[0]} {said}",) if around else (said,))


def _inside(node: Any) -> list[Any]:
    found: list[Any] = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    return found


def _selectors(prelude: Sequence[Any], around: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selectors of a list, each with those it is nested in."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    own = tuple(" ".join(tinycss2.serialize(part).split()) for part in parts)
    if not around:
        return own
    return tuple(
        each.replace("&", outer) if "&" in each else f"{outer} {each}" for outer in around[:MOST_OUTER] for each in own
    )[:MOST_OUTER]


def painting(value: str) -> Painting:
    """Return what a value of `color`, `background` or `background-color` paints; `var()` must be resolved."""
    colour: Colour | None = None
    is_picture = is_known = False
    tokens = tinycss2.parse_component_value_list(value)
    for token in tokens:
        if token.type == "url" or (token.type == "function" and PAINTS.fullmatch(token.lower_name)):
            is_picture = True
        elif token.type in ("ident", "hash", "function") and (found := parse_color(token)) is not None:
            is_known, colour = True, _colour(found)
    said = {token.lower_value for token in tokens if token.type == "ident"}
    if not is_known and not said & {"inherit", "initial", "unset", "revert", "revert-layer"}:
        colour = Colour(0, 0, 0, 0)
    return Painting(colour, is_picture)


def _colour(found: Any) -> Colour | None:
    if found == "currentcolor" or found.space not in OF_SRGB:
        return None
    red, green, blue = found.to("srgb").coordinates
    return Colour(red, green, blue, found.alpha)
