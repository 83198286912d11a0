"""HTML text -> tree of Beautiful Soup, by the WHATWG parsing rules, with the line of every element.

tinyhtml5 is the parser WeasyPrint uses: what we extract from is what it will draw. It keeps no positions, so its tree
builder is extended by one dictionary.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import Any
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag
from tinyhtml5.parser import HTMLParser
from tinyhtml5.treebuilder import TreeBuilder

from publisher.errors import ExitCode, PublisherError

WHOLE = re.compile(r"<(?:!doctype|html|head|body|frameset)\b", re.IGNORECASE)
MAX_DEPTH = 100
"""levels of elements; deeper is an accident or an attack, and would overflow every later stage"""
PREFIXES = {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}


class PositionedTreeBuilder(TreeBuilder):  # type: ignore[misc]  # tinyhtml5 has no types
    """Remembers on which line each start tag ends."""

    def __init__(self, parser: HTMLParser) -> None:
        self.parser = parser
        self.lines: dict[int, int] = {}
        super().__init__(namespace_html_elements=False)

    def insert_element_normal(self, token: Any) -> Any:
        """Insert an element as the parser asks, and note the line."""
        return self._positioned(super().insert_element_normal(token))

    def create_element(self, token: Any) -> Any:
        """Create an element as the parser asks, and note the line."""
        return self._positioned(super().create_element(token))

    def _positioned(self, element: Any) -> Any:
        line, _ = self.parser.tokenizer.stream.position()
        self.lines[id(element._element)] = line
        return element


class PositionedParser(HTMLParser):  # type: ignore[misc]  # tinyhtml5 has no types
    """tinyhtml5's parser on our tree builder."""

    def __init__(self) -> None:
        super().__init__(namespace_html_elements=False)
        self.tree = PositionedTreeBuilder(self)
        for phase in self.phases.values():
            phase.tree = self.tree


def parse(text: str, file: str) -> BeautifulSoup:
    """Return the tree of an HTML document or fragment, always with `html`, `head` and `body`.

    `sourceline` of each tag is its line in `text`. Errors: PublisherError (input) for more than 100 levels.
    """
    parser = PositionedParser()
    # A comment at the start of a fragment would go before <html>, and an author's note with it.
    whole = text if WHOLE.search(text) else "<!DOCTYPE html><body>" + text
    root = parser.parse(StringIO(whole))  # never a str: tinyhtml5 would take a short one for the name of a file
    soup = BeautifulSoup("", "html.parser")
    stack: list[tuple[Any, Tag, int]] = [(root, soup, 1)]
    while stack:
        node, parent, depth = stack.pop()
        if isinstance(node, str):
            parent.append(NavigableString(node))
        elif node.tag is ElementTree.Comment:
            parent.append(Comment(node.text or ""))
        else:
            line = parser.tree.lines.get(id(node), 1)
            if depth > MAX_DEPTH:
                raise _too_deep(file, line)
            tag = soup.new_tag(_name(node.tag), attrs={_attribute(key): value for key, value in node.attrib.items()})
            tag.sourceline = line
            tag.can_be_empty_element = tag.can_be_empty_element and "}" not in node.tag  # void is a matter of HTML
            parent.append(tag)
            content = [node.text, *(part for child in node for part in (child, child.tail))]
            stack.extend((part, tag, depth + 1) for part in reversed(content) if part is not None and part != "")
    return soup


def body_of(soup: BeautifulSoup) -> Tag:
    """Return the body of a tree; an empty one for a frameset, which has none."""
    return soup.body if soup.body is not None else soup.new_tag("body")


def _too_deep(file: str, line: int) -> PublisherError:
    return PublisherError(
        f"elements nested more than {MAX_DEPTH} deep",
        code=ExitCode.INPUT,
        file=file,
        line=line,
        hint="close the elements that stay open before this line",
    )


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return PREFIXES.get(namespace.lstrip("{"), "") + local
