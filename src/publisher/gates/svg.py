"""A drawing of others -> the same drawing, written again from what only draws.

What is published is our own serialisation: nothing that this module does not know reaches a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from publisher.gates.svg_amount import MATCHES, Account, Node, Reference, excess
from publisher.gates.svg_names import (
    ACTIVE,
    ATTRIBUTES,
    ELEMENTS,
    NAMED,
    SIZES,
    SVG,
    XHTML,
    XLINK,
)
from publisher.gates.svg_values import (
    is_absurd,
    is_unsafe,
    passed_data,
    passed_style,
    references_of,
    sheet_references,
)
from publisher.gates.values import Passed
from publisher.model.address import refusal
from publisher.model.finding import Finding, Level

MOST_BYTES = 10_000_000
MOST_ELEMENTS = 100_000
DEEPEST = 100
"""elements in elements"""
LONGEST = 10_000
"""characters of an attribute but outlines, lists of points and pictures"""
WIDEST = 1_000_000.0
"""of a drawing's own width and height, whatever their unit"""
LONG = frozenset({"d", "href", "points"})
TEXTS = frozenset({"a", "text", "textPath", "tspan"})
PLAIN = frozenset({"class", "d", "id", "points", "result"})
"""attributes that nothing is loaded by, whatever they say"""
ENCODINGS = frozenset({"us-ascii", "utf-16", "utf-8"})
LENGTH = re.compile(r"\s*[+-]?(\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d+)?(?:[a-zA-Z]{1,4}|%)?\s*")
IN_ATTRIBUTES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
IN_TEXT = {"\r": "&#13;"}
REMEDY = "take it out of the drawing"


def passed_drawing(name: str, data: bytes) -> Passed:
    """Return what of an SVG file may be published: an image of the same look that runs, loads and hides nothing.

    `name` is its path, for findings. Nothing of a file is published that has a document type, is damaged, or is more
    than programs of readers can take; what is taken out of another is named once for each kind of thing.
    """
    drawing = Drawing(name)
    try:
        text = drawing.read(data)
    except RefusedError as refused:
        return Passed(None, (refused.finding(name),))
    return Passed(text.encode(), tuple(drawing.removed.values()))


class RefusedError(Exception):
    """Nothing of a drawing may be shown."""

    def __init__(self, why: str, line: int | None, hint: str) -> None:
        super().__init__(why)
        self.line, self.hint = line, hint

    def finding(self, name: str) -> Finding:
        """Return it as it is told."""
        why = str(self)
        return Finding(
            "document/unsafe-image",
            f"the picture is not shown: {why}",
            file=name,
            line=self.line,
            hint=self.hint,
            words=(why,),
        )


@dataclass(slots=True)
class Drawing:
    """A drawing while it is read and written."""

    name: str
    removed: dict[str, Finding] = field(default_factory=dict)
    """by kind of thing"""
    parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate(namespace_separator=" "))
    out: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    """the elements that are kept and not closed yet, as places in `nodes`"""
    ids: dict[str, list[int]] = field(default_factory=dict)
    sheets: list[tuple[str, list[Reference]]] = field(default_factory=list)
    rules: int = 0
    """of stylesheets"""
    home: str = SVG
    """namespace of the drawing: one that was written without any is read as what it is meant to be"""
    depth: int = 0
    count: int = 0
    skipped: int = 0
    """depth within an element that is left out"""
    unclosed: bool = False
    """whether the last start tag still lacks its >"""
    style: list[str] | None = None
    """text of the stylesheet that is being read"""

    def read(self, data: bytes) -> str:
        """Return the drawing as it is published; errors: RefusedError."""
        if len(data) > MOST_BYTES:
            raise RefusedError(f"it is larger than {MOST_BYTES // 1_000_000} MB", None, "simplify it, or make it a PNG")
        parser = self.parser
        parser.buffer_text = parser.ordered_attributes = True
        parser.XmlDeclHandler = self.declare
        parser.StartDoctypeDeclHandler = self.refuse_type
        parser.ProcessingInstructionHandler = self.instruct
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: of an encoding
            why = f"it is no well-formed drawing ({error})"
            raise RefusedError(why, self.line, "save it again as SVG in UTF-8") from error
        self.nodes[0].weight += self.rules * len(self.nodes) // MATCHES
        too_much = excess(Account(self.nodes, self.ids, self.sheets))
        if too_much:
            raise RefusedError(too_much, None, "simplify it, or make it a PNG")
        return "".join(self.out) + "\n"

    @property
    def line(self) -> int:
        """Where the parser is."""
        return int(self.parser.CurrentLineNumber)

    def declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Take an XML declaration."""
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise RefusedError(f"its encoding is “{encoding[:20]}”", self.line, "save it as UTF-8")

    def refuse_type(self, *_: object) -> None:
        """Refuse a document type: its entities could grow without end, or name other files."""
        raise RefusedError("it has a document type", self.line, "take the <!DOCTYPE …> out of it")

    def instruct(self, target: str, _data: str) -> None:
        """Leave a processing instruction out; one loads a stylesheet."""
        if target == "xml-stylesheet":
            self.remove("style", "a stylesheet that lies elsewhere")

    def remove(self, kind: str, what: str) -> None:
        """Note that something is left out, if nothing of its kind was before."""
        if kind not in self.removed:
            self.removed[kind] = Finding(
                "document/unsafe-part",
                f"left out of the drawing: {what}",
                Level.WARNING,
                file=self.name,
                line=self.line,
                hint=REMEDY,
                words=(what,),
            )

    def start(self, qualified: str, attributes: list[str]) -> None:
        """Take a start tag."""
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise RefusedError("it has too many elements, or too many in each other", self.line, "simplify it")
        space, _, name = qualified.rpartition(" ")
        if self.depth == 1:
            self.begin(space, name)
        if self.skipped or self.style is not None or space != self.home or name not in ELEMENTS:
            self.skip(space, name)
            return
        self.close_tag()
        self.add(name)
        self.out.append(f"<{name}" if self.depth > 1 else f'<svg xmlns="{SVG}"')
        pairs = dict(self.kept(name, attributes))
        self.out += [f' {key}="{escape(value, IN_ATTRIBUTES)}"' for key, value in pairs.items()]
        self.unclosed = True
        self.measure(name, pairs)
        if name == "style":
            self.style = []

    def begin(self, space: str, name: str) -> None:
        """Take the name of the first element."""
        if name != "svg" or space not in ("", SVG):
            raise RefusedError("it is not SVG", self.line, "save it again as SVG")
        self.home = space

    def skip(self, space: str, name: str) -> None:
        """Leave an element out, with all it holds; editors' own notes are left out without a word."""
        self.skipped = self.skipped + 1
        if (space == self.home and name in ACTIVE) or space == XHTML:
            self.remove(f"<{name if name in ACTIVE else ''}>", f"<{name[:20]}>")

    def add(self, name: str) -> None:
        """Add an element to the account of what is drawn."""
        if self.open:
            self.nodes[self.open[-1]].children.append(len(self.nodes))
        self.open.append(len(self.nodes))
        self.nodes.append(Node(name))

    def kept(self, element: str, attributes: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the attributes that an element keeps."""
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        for qualified, value in pairs:
            space, _, local = qualified.rpartition(" ")
            name = NAMED.get(qualified) or (local if not space or (local == "href" and space == XLINK) else "")
            if name.lower().startswith("on"):
                self.remove("on", f"the attribute {name[:20]}")
            elif len(value) > LONGEST and name not in LONG:
                self.remove("long", f"the attribute {name[:20]}, which is too long")
            elif name == "href":
                yield from self.address(element, value.strip())
            elif name == "style" or name in ATTRIBUTES or name.startswith("aria-"):
                yield from self.drawing(element, name, value)
            elif name in NAMED.values():
                yield name, value

    def address(self, element: str, address: str) -> Iterator[tuple[str, str]]:
        """Yield the address of an element, where it is one that may be published."""
        kept: str | None = address if address.startswith("#") else None
        if element == "a" and refusal(address) is None:
            kept = address
        elif element in ("image", "feImage") and kept is None:
            kept = passed_data(address)
        if kept is None:
            self.remove("href", f"the address “{address[:40]}”")
        else:
            yield "href", kept

    def drawing(self, element: str, name: str, value: str) -> Iterator[tuple[str, str]]:
        """Yield an attribute that says how something is drawn, where it does nothing else."""
        if name in SIZES and is_absurd(element, name, value):
            self.remove("size", f"the attribute {name}, whose numbers no program can draw")
        elif name not in PLAIN and not name.startswith("aria-") and is_unsafe(name, value):
            self.remove("style", f"the attribute {name}, which could load something")
        else:
            yield name, value

    def measure(self, element: str, pairs: dict[str, str]) -> None:
        """Note what an element draws and refers to."""
        if self.depth == 1:
            self.measure_all(pairs)
        place, node = self.open[-1], self.nodes[self.open[-1]]
        node.measure(pairs)
        node.refers += references_of(element, pairs)
        if "id" in pairs:
            self.ids.setdefault(pairs["id"], []).append(place)

    def measure_all(self, pairs: dict[str, str]) -> None:
        """Refuse a drawing of a size that is none."""
        for name in ("width", "height"):
            value = pairs.get(name, "auto").strip()
            found = LENGTH.fullmatch(value)
            if value != "auto" and (found is None or float(found[1]) > WIDEST):
                raise RefusedError(f"its {name} is “{value[:20]}”", self.line, "give it a size in pixels")

    def text(self, text: str) -> None:
        """Take text between tags."""
        if self.skipped:
            return
        if self.style is not None:
            self.style.append(text)
            return
        self.close_tag()
        self.out.append(escape(text, IN_TEXT))
        node = self.nodes[self.open[-1]]
        node.weight += len(text.strip()) if node.name in TEXTS else 0

    def end(self, _qualified: str) -> None:
        """Take an end tag."""
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        name = self.nodes[self.open.pop()].name
        if self.style is not None:
            self.end_style("".join(self.style))
        self.out.append("/>" if self.unclosed else f"</{name}>")
        self.unclosed = False

    def end_style(self, css: str) -> None:
        """Take the stylesheet that was read."""
        self.style = None
        passed, is_less = passed_style(self.name, css)
        if is_less:
            self.remove("sheet", "rules of its stylesheet that could load something, or move")
        if passed.strip():
            self.close_tag()
            self.out.append(escape(passed, IN_TEXT))
            self.sheets += sheet_references(passed)
            self.rules += passed.count("{")

    def close_tag(self) -> None:
        """Write the > of the last start tag."""
        if self.unclosed:
            self.out.append(">")
            self.unclosed = False
