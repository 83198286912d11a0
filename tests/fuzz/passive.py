"""What of a page runs, loads or leads where it must not: a scanner that shares no code with the readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import tinycss2
from tinyhtml5.parser import HTMLParser as StandardParser

RUNS = frozenset(
    "script iframe frame frameset object embed applet base link meta style template noscript portal fencedframe"
    " foreignobject set animate animatemotion animatetransform noembed noframes param".split()
)
"""elements that run, load, redirect, or are read differently by different programs"""
OWN_SCRIPT = Path(__file__).parents[2] / "src/publisher/renditions/templates/place.js"
RENDERED_BESIDE = re.compile(
    r'<meta (?:charset="utf-8"|name="[^"]*" content="[^"]*"(?: lang="[^"]*")?)>'
    r'|<link rel="(?:alternate" hreflang="[\w-]+|stylesheet)" href="(?:\.\./|styles/)[^":]*">'
    r'|<meta http-equiv="Content-Security-Policy" content="script-src \'sha256-[^"]*">'
    rf"|<script>{re.escape(OWN_SCRIPT.read_text('utf-8').strip())}</script>"
)
"""what our own template writes around a text"""
FOLLOWED = ("href", "action", "formaction", "cite", "longdesc", "xlink:href")
LOADED = ("src data poster background srcset imagesrcset codebase archive classid manifest icon attributionsrc").split()
CALLED = ("ping", "srcdoc")
DRAWN = frozenset("image use feimage textpath mpath pattern lineargradient radialgradient filter tref".split())
"""elements of drawings whose `href` is loaded"""
PAINTED = frozenset("style fill stroke filter mask clip-path marker marker-start marker-mid marker-end cursor".split())
"""attributes that are read as CSS"""
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SAFE = ("http", "https", "mailto", "tel")
IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]+|[\x00-\x20]+$")
"""what browsers take out of an address"""
LOADERS = ("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "paint", "expression")


def assert_passive(html: str) -> None:
    """Raise AssertionError, which names the element or attribute first, when a page or fragment is not passive."""
    for part in active_parts(html):
        raise AssertionError(f"active {part}")


def active_parts(html: str) -> list[str]:
    """Return what of a page or fragment is not passive, as two parsers understand it; none when all is."""
    html = RENDERED_BESIDE.sub("", html)
    root = StandardParser(namespace_html_elements=False).parse(StringIO(html))
    simple = _Simple()
    simple.feed(html)
    simple.close()
    seen = (part for name, attributes in simple.found for part in _of(name, attributes))
    return list(dict.fromkeys((*active_nodes(root), *seen)))


def active_nodes(root: Element) -> Iterator[str]:
    """Yield what in a tree is not passive."""
    for node in root.iter():
        if isinstance(node.tag, str):
            yield from _of(_local(node.tag), node.attrib)


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


class _Simple(HTMLParser):
    """The tags as a parser sees them that knows nothing of trees."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Mapping[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def _of(element: str, attributes: Mapping[Any, str]) -> Iterator[str]:
    if element in RUNS:
        yield f"element: <{element}>"
    for key, value in attributes.items():
        name = _local(str(key))
        name = "xlink:href" if name == "href" and "xlink" in str(key) else name
        if (name.startswith("on") and name.isalpha()) or name in CALLED:
            yield f"{name}: <{element} {name}={value!r}>"
        elif name in FOLLOWED or name in LOADED:
            is_loaded = name in LOADED or (element in DRAWN and name.endswith("href"))
            if _leads_away(value, is_loaded=is_loaded):
                yield f"{name}: <{element} {name}={value!r}>"
        elif name in PAINTED and _loads(tinycss2.parse_component_value_list(value)):
            yield f"{name}: <{element} {name}={value!r}>"


def _leads_away(address: str, *, is_loaded: bool) -> bool:
    plain = IGNORED.sub("", address).replace("\\", "/")
    scheme = SCHEME.match(plain)
    if scheme is not None:
        return is_loaded or scheme[1].lower() not in SAFE
    return plain.startswith("/") or ".." in plain.partition("?")[0].partition("#")[0].split("/")


def _loads(tokens: Sequence[Any]) -> bool:
    return any(_is_load(token) or _loads(_inside(token)) for token in tokens)


def _inside(token: Any) -> Sequence[Any]:
    return getattr(token, "arguments", None) or getattr(token, "content", None) or ()


def _is_load(token: Any) -> bool:
    if token.type == "url":
        return not token.value.startswith("#")
    if token.type == "function" and token.lower_name in LOADERS:
        texts = [item.value for item in token.arguments if item.type in ("string", "url")]
        return not texts or not all(text.startswith("#") for text in texts)
    return token.type == "at-keyword" and token.lower_value == "import"


def loads_of_sheet(css: str) -> list[str]:
    """Return what a stylesheet loads from elsewhere: addresses with a scheme or host, or that leave their folder."""
    return [address for address in _addresses(tinycss2.parse_component_value_list(css)) if _leaves(address)]


def _addresses(tokens: Iterable[Any]) -> Iterator[str]:
    rule, is_first = "", True
    for token in tokens:
        if token.type in ("whitespace", "comment") or (token.type == "literal" and token.value in ("<!--", "-->")):
            continue
        was_first, is_first = is_first, token.type == "{} block" or (token.type == "literal" and token.value == ";")
        if token.type == "at-keyword" and was_first:  # elsewhere it is a part of a selector that nobody understands
            rule = token.lower_value
        elif token.type == "literal" and token.value == ";":
            rule = ""
        elif rule == "namespace":  # a name that looks like an address
            continue
        elif token.type == "url" or (token.type == "string" and rule == "import"):
            yield token.value
        else:
            if token.type == "function" and token.lower_name in LOADERS:
                yield from (item.value for item in token.arguments if item.type == "string")
            yield from _addresses(_inside(token))


def _leaves(address: str) -> bool:
    plain = IGNORED.sub("", address).replace("\\", "/")
    scheme = SCHEME.match(plain)
    if scheme is not None:
        return scheme[1].lower() != "data"
    return plain.startswith("/")
