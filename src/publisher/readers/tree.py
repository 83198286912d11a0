"""HTML text -> tree of elements, by the WHATWG parsing rules, with the line of every element.

tinyhtml5 is the parser WeasyPrint uses: what we extract from is what it will draw. It keeps no positions, so its tree
builder is extended by one dictionary. Text that is well formed beyond doubt is read by `strict`, which gives the same
tree in a tenth of the time.
"""

from __future__ import annotations

import re
from io import StringIO
from itertools import islice
from typing import Any
from xml.etree import ElementTree

from tinyhtml5.parser import HTMLParser
from tinyhtml5.treebuilder import TreeBuilder

from publisher.errors import ExitCode, PublisherError
from publisher.readers.parsed import Parsed
from publisher.readers.strict import parse_strictly

WHOLE = re.compile(r"<(?:!doctype|html|head|body|frameset)\b|\A\s*<(?:title|meta|link)\b", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""what is not text; PO files and pages cannot hold it"""
LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_OF_TAG = 20_000
"""characters of a tag without the values in quotes: the parser compares each attribute with all before it"""
START = re.compile("<[a-zA-Z]")
MOST_ELEMENTS = 100_000
"""of a document; each takes two kilobytes, and every later stage its time"""
MAX_DEPTH = 100
"""levels of elements; deeper is an accident or an attack, and would overflow every later stage"""


class PositionedTreeBuilder(TreeBuilder):  # type: ignore[misc]  # tinyhtml5 has no types
    """Remembers on which line each start tag ends, and refuses a tower while it is being built."""

    def __init__(self, parser: HTMLParser, file: str) -> None:
        self.parser = parser
        self.file = file
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
        if len(self.lines) > MOST_ELEMENTS:  # marks that stay open are put into every paragraph anew
            raise too_many(self.file, line)
        # Every tag asks which elements are open: at the end of the text it would be too late to save the time.
        if len(self.open_elements) > MAX_DEPTH:
            raise too_deep(self.file, line)
        return element


class PositionedParser(HTMLParser):  # type: ignore[misc]  # tinyhtml5 has no types
    """tinyhtml5's parser on our tree builder."""

    def __init__(self, file: str) -> None:
        super().__init__(namespace_html_elements=False)
        self.tree = PositionedTreeBuilder(self, file)
        for phase in self.phases.values():
            phase.tree = self.tree


def parse(text: str, file: str) -> Parsed:
    """Return the tree of an HTML document or fragment, always with `html` and `head`, and `body` or a frameset.

    Errors: PublisherError (input) for more than 100 levels, and for too many elements.
    """
    return parse_by_standard(text, file) if WHOLE.search(text) else parse_fragment(text, file)


def parse_fragment(text: str, file: str) -> Parsed:
    """Return the tree of the content of a body."""
    starts = START.finditer(text) if text.count("<") > MOST_ELEMENTS else iter(())
    if excess := next(islice(starts, MOST_ELEMENTS, None), None):
        raise too_many(file, text.count("\n", 0, excess.start()) + 1)
    # A comment at the start of a fragment would go before <html>, and an author's note with it.
    return parse_strictly(text) or parse_by_standard("<!DOCTYPE html><body>" + text, file)


def parse_by_standard(text: str, file: str) -> Parsed:
    """Return the tree of a document as a browser would build it."""
    for tag in LONG_TAG.finditer(text):
        if len(QUOTED.sub("", tag.group())) > MOST_OF_TAG:
            raise PublisherError(
                "a tag is too long", code=ExitCode.INPUT, file=file, line=text.count("\n", 0, tag.start()) + 1,
                why=f"without what stands in quotes it has more than {MOST_OF_TAG:,} characters",
                hint="close it, or take attributes out of it",
            )  # fmt: skip
    parser = PositionedParser(file)
    try:
        root = parser.parse(StringIO(text))  # never a str: tinyhtml5 would take a short one for the name of a file
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        # tinyhtml5 2.1 gives up so on tags that are badly mixed, such as <html> in a drawing in an open table.
        line, _ = parser.tokenizer.stream.position()
        raise PublisherError(
            "the HTML cannot be read", code=ExitCode.INPUT, file=file, line=line,
            why="its tags are mixed beyond what the parser can mend", hint="close every element that is opened",
        ) from error  # fmt: skip
    if "&#" in text:
        _replace_controls(root)
    return Parsed(root, parser.tree.lines)


def _replace_controls(root: ElementTree.Element) -> None:
    """Put the replacement character where a reference such as `&#27;` brought a control character in."""
    for node in root.iter():
        node.text, node.tail = (part and CONTROL.sub("\ufffd", part) for part in (node.text, node.tail))
        for name, value in node.attrib.items():
            node.attrib[name] = CONTROL.sub("\ufffd", value)


def too_many(file: str, line: int) -> PublisherError:
    """Return the error of a document that would take more memory than a machine has."""
    return PublisherError(
        f"the document has more than {MOST_ELEMENTS:,} elements", code=ExitCode.INPUT, file=file, line=line,
        hint="divide it into several documents",
    )  # fmt: skip


def too_deep(file: str, line: int) -> PublisherError:
    """Return the error of a tower of elements."""
    return PublisherError(
        f"elements nested more than {MAX_DEPTH} deep",
        code=ExitCode.INPUT,
        file=file,
        line=line,
        hint="close the elements that stay open before this line",
    )
