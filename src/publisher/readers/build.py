"""Parsed elements -> the tree of a document: passive, with normal white space, in one pass."""

from __future__ import annotations

import re
import unicodedata
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, Tag

from publisher.gates.svg_inline import endless_drawings
from publisher.model.document import PRESERVED, SPACE, text_of
from publisher.model.finding import Finding
from publisher.readers.clean import ACTIVE, active_element, passive, unknown_element
from publisher.readers.marks import MOST_MARKS, without_towers
from publisher.readers.parsed import Parsed
from publisher.readers.strict import BLOCKS
from publisher.readers.tree import MAX_DEPTH, too_deep

NOTE = re.compile(r"\s*translators\s*:", re.IGNORECASE)
LITERAL = {"xmp": "pre", "listing": "pre", "plaintext": "pre"}
"""elements HTML gave up, by what says the same: text as it is written"""
OVERRIDE = re.compile("[\u202a-\u202e]")
"""embeddings and overrides (Unicode UAX 9): what is read is not what is written, and they reach beyond their element"""
NEUTRAL = {"svg": "g", "MathML": "mrow"}
"""elements without a meaning of their own, by the end of the name of their space"""
PREFIXES = {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}
NEW_TAG = BeautifulSoup("", "html.parser").new_tag


def build(parsed: Parsed, file: str, element: ElementTree.Element | None = None) -> tuple[Tag, tuple[Finding, ...]]:
    """Return the `<body>` of a document with the content of `element` (default: the body), and what was left out.

    White space is folded as a browser would, so that a message does not depend on how the source was wrapped. Of
    comments only the notes to translators stay, for whoever extracts messages. `sourceline` of each tag is its line.
    """
    builder = _Builder(parsed.lines, file)
    body = NEW_TAG("body")
    body.sourceline = parsed.lines.get(id(parsed.body), 1)
    builder.last = body
    builder.fill(body, parsed.body if element is None else element, 0)
    builder.empty_endless()
    return body, tuple(builder.findings)


class _Builder:
    def __init__(self, lines: dict[int, int], file: str) -> None:
        self.lines = lines
        self.file = file
        self.findings: list[Finding] = []
        self.last: PageElement
        """what stands before, in the order of the document"""
        self.pending: list[str] = []
        """text since the last tag; a comment that is dropped does not end it"""
        self.preserved = 0
        """how many elements around keep their white space"""
        self.drawings: list[Tag] = []

    def fill(self, tag: Tag, element: ElementTree.Element, depth: int) -> None:
        """Give a tag the content of an element."""
        if element.text:
            self.pending.append(element.text)
        for child in element:
            if not isinstance(child.tag, str):
                self.comment(tag, child.text or "")
            else:
                self.element(tag, child, depth + 1)
            if child.tail:
                self.pending.append(child.tail)
        if self.pending:
            self.flush(tag)

    def comment(self, parent: Tag, text: str) -> None:
        if NOTE.match(text):
            self.flush(parent)
            self.append(parent, Comment(text))

    def element(self, parent: Tag, element: ElementTree.Element, depth: int) -> None:
        line = self.lines.get(id(element), 1)
        if depth > MAX_DEPTH - 2:  # html and body are levels too
            raise too_deep(self.file, line)
        name = element.tag.rpartition("}")[2]
        name = LITERAL.get(name, name)
        if name.lower() in ACTIVE:
            self.findings.append(active_element(name, self.file, line))
            return
        space = element.tag.rpartition("}")[0].rpartition("/")[2]
        if unknown := unknown_element(name, space, self.file, line):
            self.findings.append(unknown)
            name = NEUTRAL.get(space) or _neutral(element)
        if self.pending:
            self.flush(parent, before=name)
        tag = NEW_TAG(name, attrs=self.attributes(element, name, line) if element.attrib else None)
        tag.sourceline = line
        if "}" in element.tag:
            tag.can_be_empty_element = False  # void is a matter of HTML
        self.append(parent, tag)
        if name == "svg":
            self.drawings.append(tag)
        self.preserved += name in PRESERVED
        self.fill(tag, element, depth)
        self.preserved -= name in PRESERVED

    def empty_endless(self) -> None:
        """Leave out what is in drawings that no program would draw to their end; their text stays."""
        outer = [drawing for drawing in self.drawings if drawing.find_parent("svg") is None]
        for drawing, why in tuple(endless_drawings(outer)):
            drawing.clear()
            self.findings.append(
                Finding(
                    "document/unsafe-image", f"the picture is not shown: {why}", file=self.file,
                    line=drawing.sourceline, hint="simplify it, or make it a picture in a file", words=(why,),
                )
            )  # fmt: skip

    def attributes(self, element: ElementTree.Element, name: str, line: int) -> dict[str, str]:
        written = {_attribute(key): value for key, value in element.attrib.items()}
        kept, findings = passive(written, name, self.file, line)
        self.findings += findings
        return kept

    def flush(self, parent: Tag, before: str = "") -> None:
        """Append the text that is waiting; no space stands at a line break."""
        text = "".join(self.pending)
        self.pending = []
        if not text.isascii():
            text = self.legible(text, parent)
        if not self.preserved:  # after what was taken out, which may have stood between two spaces
            text = SPACE.sub(" ", text)
            if parent.contents and getattr(parent.contents[-1], "name", None) == "br":
                text = text.lstrip(" ")
            if before == "br":
                text = text.rstrip(" ")
        if text:
            self.append(parent, NavigableString(text))

    def legible(self, text: str, parent: Tag) -> str:
        """Return text without the marks that a letter cannot carry, and without what turns its order round."""
        for sign in dict.fromkeys(OVERRIDE.findall(text)):
            what = f"U+{ord(sign):04X} {unicodedata.name(sign)}"
            self.findings.append(
                Finding(
                    "characters/hidden", f"a character that nobody sees: {what}", file=self.file,
                    line=parent.sourceline, hint="remove it", words=(what,),
                )
            )  # fmt: skip
        text = OVERRIDE.sub("", text)
        shown = without_towers(text)
        if shown != text:
            what = f"more than {MOST_MARKS} marks on a letter"
            self.findings.append(
                Finding(
                    "document/limit", f"this is more than a document holds, and was left out: {what}",
                    file=self.file, line=parent.sourceline, hint="remove them", words=(what,),
                )
            )  # fmt: skip
        return shown

    def append(self, parent: Tag, node: PageElement) -> None:
        """Put a node at the end of the tree. Beautiful Soup's own `append` looks for that end each time."""
        node.setup(parent, self.last)
        parent.contents.append(node)
        self.last = node


def _neutral(element: ElementTree.Element) -> str:
    """Return the name of an element of HTML that means nothing and can hold what this one holds."""
    return "div" if any(inner.tag in BLOCKS for inner in element.iter()) else "span"


def _attribute(name: str) -> str:
    if "}" not in name:
        return name
    namespace, _, local = name.rpartition("}")
    return PREFIXES.get(namespace.lstrip("{"), "") + local


def title_of(body: Tag, fallback: str) -> str:
    """Return the text of the first top heading, or `fallback`."""
    heading = body.find("h1")
    return (text_of(heading) if isinstance(heading, Tag) else "") or fallback
