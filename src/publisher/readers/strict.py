"""Well-formed HTML -> the tree the WHATWG rules give, or nothing where they might repair something.

Law: where `parse_strictly` gives a tree, tinyhtml5 gives the same one (`tests/property/test_reading.py`). What
markdown-it writes is well formed, and so is nearly all HTML that authors put between.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from xml.etree import ElementTree

from publisher.readers.parsed import Parsed

TOKEN = re.compile(
    r"(?P<text>[^<]+)"
    r"|</(?P<end>[a-zA-Z][a-zA-Z0-9]*)[ \t\n]*>"
    r"|<(?P<start>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:[ \t\n]+[a-zA-Z_:][-a-zA-Z0-9_:.]*"
    r"(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?+)*+)[ \t\n]*(?P<slash>/?)>"
    r"|<!--(?!-?>)(?P<comment>(?:(?!--!?>).)*+)-->",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([a-zA-Z_:][-a-zA-Z0-9_:.]*)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
REFERENCE = re.compile(r"&(?:([a-zA-Z0-9]+;)|#39;|#x27;|[ \n])?")
ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""characters the parser would replace, drop or complain of"""

DEPTH = 60
"""levels of elements beyond which the standard parser judges"""
VOID = frozenset("br hr img wbr col".split())
PHRASES = frozenset(
    "abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr"
    " a".split()
)
BLOCKS = frozenset(
    "address article aside blockquote details div dl figcaption figure footer h1 h2 h3 h4 h5 h6 header hr main nav ol"
    " p pre section summary table ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
PARENTS = {
    "li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "caption": ("table",), "colgroup": ("table",),
    "thead": ("table",), "tbody": ("table",), "tfoot": ("table",), "col": ("colgroup",),
    "tr": ("thead", "tbody", "tfoot"), "td": ("tr",), "th": ("tr",),
}  # fmt: skip
"""elements that stay where they are only in these"""
TABULAR = frozenset("table colgroup thead tbody tfoot tr".split())
"""elements that hold others of their kind and no text"""


class _DoubtError(Exception):
    """The text may need repair."""


def parse_strictly(text: str) -> Parsed | None:
    """Return the tree of a fragment, None when it is not well formed beyond doubt."""
    if ODD.search(text):
        return None
    reader = _Reader()
    try:
        return reader.read(text)
    except _DoubtError:
        return None


class _Reader:
    """Builds the tree, and doubts at the first thing a parser might repair."""

    def __init__(self) -> None:
        self.target = ElementTree.TreeBuilder(insert_comments=True)
        self.lines: dict[int, int] = {}
        self.open = ["body"]

    def read(self, text: str) -> Parsed:
        target, position, line = self.target, 0, 1
        target.start("html", {})
        target.start("head", {})
        target.end("head")
        target.start("body", {})
        for match in TOKEN.finditer(text):
            if match.start() != position:
                raise _DoubtError
            position, kind, token = match.end(), match.lastgroup, match.group()
            line += token.count("\n")
            if kind == "text":
                self.text(token)
            elif kind == "end":
                self.end(match["end"].lower())
            elif kind == "comment":
                target.comment(match["comment"])
            else:
                self.start(match, line)
        if position != len(text) or len(self.open) != 1:
            raise _DoubtError
        target.end("body")
        return Parsed(target.end("html"), self.lines)

    def text(self, text: str) -> None:
        if self.open[-1] in TABULAR and text.strip(" \t\n"):
            raise _DoubtError
        self.target.data(_resolved(text))

    def end(self, name: str) -> None:
        if self.open[-1] != name or len(self.open) == 1:
            raise _DoubtError
        self.open.pop()
        self.target.end(name)

    def start(self, match: re.Match[str], line: int) -> None:
        name = match["start"].lower()
        if not self.fits(name) or (match["slash"] and name not in VOID):
            raise _DoubtError
        if name == "pre" and match.string.startswith("\n", match.end()):
            raise _DoubtError  # the parser drops this new line
        found = match["attributes"]
        self.lines[id(self.target.start(name, _attributes(found) if found else {}))] = line
        if name in VOID:
            self.target.end(name)
        else:
            self.open.append(name)

    def fits(self, name: str) -> bool:
        """Whether an element stays where it is written."""
        parent = self.open[-1]
        if name in PARENTS:
            return parent in PARENTS[name]
        if parent in TABULAR:
            return False
        if name in BLOCKS:
            return "p" not in self.open and not (name in HEADINGS and parent in HEADINGS) and len(self.open) < DEPTH
        return name in PHRASES and len(self.open) < DEPTH and not (name == "a" and "a" in self.open)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), _resolved("".join(values)))  # the first of two counts
    return found


def _resolved(text: str) -> str:
    """Return text with its character references resolved, where that is the same for every parser."""
    if "&" not in text:
        return text
    for match in REFERENCE.finditer(text):
        if match.group() == "&" or (match[1] and match[1] not in html5):
            raise _DoubtError
    return unescape(text)
