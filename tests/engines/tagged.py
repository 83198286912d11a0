"""Reads tagged PDF files back, for tests: the structure tree as text, and what a screen reader would say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
ENTRIES = ("ID", "T", "Lang", "Alt", "E")
ATTRIBUTES = "Scope Headers RowSpan ColSpan Summary ListNumbering TextDecorationType WritingMode".split()


@dataclass
class Tagged:
    """A tagged PDF file."""

    pdf: pikepdf.Pdf
    texts: dict[tuple[Any, int], str] = field(default_factory=dict)
    """by the object of the stream (page or form) and MCID"""
    artifacts: list[str] = field(default_factory=list)
    loose: int = 0
    """operators that show text outside of any marked content"""

    @classmethod
    def read(cls, data: bytes) -> Tagged:
        """Read a file, all its pages and the forms on them."""
        tagged = cls(pikepdf.open(BytesIO(data)))
        for page in tagged.pdf.pages:
            tagged.scan(page.obj, page.Resources)
            for form in forms(page.Resources):
                tagged.scan(form, form.Resources)
        return tagged

    def scan(self, owner: Any, resources: Any) -> None:
        """Collect the text of each marked content of a stream."""
        stack: list[tuple[str, Any, list[str]]] = []
        font: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(owner):
            operands, operator = instruction.operands, str(instruction.operator)
            if operator in ("BDC", "BMC"):
                stack.append((str(operands[0]), operands[1] if len(operands) > 1 else Dictionary(), []))
            elif operator == "EMC":
                text = self.close(owner, *stack.pop())
                if stack:
                    stack[-1][2].append(text)
            elif operator == "Tf":
                font = to_unicode(resources.Font[str(operands[0])])
            elif operator == "TJ" and stack:
                stack[-1][2].append(decoded(operands[0], font))
            elif operator == "TJ":
                self.loose += 1

    def close(self, owner: Any, tag: str, properties: Any, parts: list[str]) -> str:
        """Note the text of a marked content that ends, and return it."""
        text = str(properties.ActualText) if "/ActualText" in properties else "".join(parts)
        if "/MCID" in properties:
            self.texts[owner.objgen, int(properties.MCID)] = text
        elif tag == "/Artifact":
            self.artifacts.append(text)
        return text

    def roots(self) -> list[Any]:
        """Return the elements at the top."""
        return kids(self.pdf.Root.StructTreeRoot)

    def elements(self) -> Iterator[Any]:
        """Yield all structure elements in reading order."""
        stack = self.roots()[::-1]
        while stack:
            element = stack.pop()
            yield element
            stack += [kid for kid in kids(element) if is_element(kid)][::-1]

    def spoken(self, element: Any, page: Any = None) -> str:
        """Return the text of an element; a block is a line."""
        page = element.get("/Pg", page)
        if "/Alt" in element:
            return str(element.Alt)
        parts = [self.spoken(kid, page) if is_element(kid) else self.content(kid, page) for kid in kids(element)]
        text = "".join(parts)
        return text if str(element.S) in INLINE else f"\n{text}\n"

    def content(self, kid: Any, page: Any) -> str:
        """Return the text of a kid that is marked content; "" for an annotation."""
        if isinstance(kid, Dictionary):
            if not is_content(kid):
                return ""
            owner = kid.get("/Stm", kid.get("/Pg", page))
            return self.texts[owner.objgen, int(kid.MCID)]
        return self.texts[page.objgen, int(kid)]

    def dump(self, texts: bool = True) -> str:
        """Return the tree as indented text: role, entries, attributes, links and texts.

        Right-to-left glyphs stand in the order of the eye, so leave their texts out. Others are as in the source,
        wherever the lines of the fonts at hand end.
        """
        return "".join(line for root in self.roots() for line in self.lines(root, 0, None, texts))

    def lines(self, element: Any, depth: int, page: Any, texts: bool) -> Iterator[str]:
        """Yield the lines of an element and all below it."""
        page = element.get("/Pg", page)
        said = [str(element.S)[1:]]
        said += [f"{name}={str(element[f'/{name}'])!r}" for name in ENTRIES if f"/{name}" in element]
        said += [f"{name[1:]}={plain(value)}" for name, value in attributes(element).items() if name[1:] in ATTRIBUTES]
        yield "  " * depth + " ".join(said) + "\n"
        indent, text = "  " * (depth + 1), ""
        for kid in kids(element):
            if is_content(kid):
                text += self.content(kid, page)
                continue
            yield from line_of_text(indent, text, texts)
            text = ""
            if is_element(kid):
                yield from self.lines(kid, depth + 1, page, texts)
            else:
                yield f"{indent}annotation {str(kid.Obj.get('/Contents', ''))!r}\n"
        yield from line_of_text(indent, text, texts)

    def ids(self) -> list[str]:
        """Return the keys of the IDTree."""
        names = self.pdf.Root.StructTreeRoot.get("/IDTree", Dictionary(Names=Array())).Names
        return [str(name) for name in list(names)[::2]]

    def orphans(self) -> int:
        """Return the number of marked contents, and of links, that no element of the tree holds."""
        reachable = {element.objgen for element in self.elements()}
        held = 0
        for value in list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]:
            for parent in value if isinstance(value, Array) else [value]:
                held += isinstance(parent, Dictionary) and parent.objgen in reachable
        links = sum(
            str(annotation.Subtype) == "/Link" for page in self.pdf.pages for annotation in page.obj.get("/Annots", ())
        )
        return len(self.texts) + links - held


INLINE = {
    f"/{role}"
    for role in "Span Em Strong Code Quote Subscript Superscript Link Reference Figure Formula Ruby RB RT RP".split()
}


def kids(element: Any) -> list[Any]:
    """Return the kids of an element."""
    value = element.get("/K")
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def line_of_text(indent: str, text: str, shown: bool) -> Iterator[str]:
    """Yield a line for a text, without the hyphens that layout put in."""
    if text and shown:
        yield f"{indent}{text.replace(SOFT_HYPHEN, '')!r}\n"


def is_content(kid: Any) -> bool:
    """Whether a kid is marked content."""
    return not isinstance(kid, Dictionary) or str(kid.get("/Type")) == "/MCR"


def is_element(kid: Any) -> bool:
    """Whether a kid is a structure element."""
    return isinstance(kid, Dictionary) and "/S" in kid


def attributes(element: Any) -> dict[str, Any]:
    """Return the attributes of an element, whoever owns them."""
    value = element.get("/A", Array())
    return {key: item for owner in (value if isinstance(value, Array) else [value]) for key, item in owner.items()}


def plain(value: Any) -> str:
    """Return a value for people."""
    if isinstance(value, Array):
        return "[" + " ".join(plain(part) for part in value) + "]"
    return str(value).removeprefix("/")


def forms(resources: Any) -> Iterator[Any]:
    """Yield the form XObjects of a page, also those in others."""
    for item in dict(resources.get("/XObject", {})).values():
        if str(item.get("/Subtype")) == "/Form":
            yield item
            yield from forms(item.get("/Resources", Dictionary()))


def to_unicode(font: Any) -> dict[int, str]:
    """Return what each glyph of a font says."""
    cmap = font.ToUnicode.read_bytes()
    pairs = re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", cmap)
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def decoded(items: Any, font: dict[int, str]) -> str:
    """Return the text of the glyphs that `TJ` shows."""
    glyphs = b"".join(bytes(item) for item in items if isinstance(item, pikepdf.String))
    return "".join(font.get(int.from_bytes(glyphs[at : at + 2]), "\ufffd") for at in range(0, len(glyphs), 2))
