"""What is active in a file that is published; shares no code with the product, and each rule has a bad sample.

Every function returns the faults it found, as sentences; none when the file is as still as paper.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

import pikepdf
import tinycss2
import tinyhtml5

Attributes = dict[str, str]
FORBIDDEN = frozenset(
    "iframe frame frameset object embed applet base portal fencedframe form isindex"
    " marquee bgsound layer xml foreignobject handler listener animate animatemotion animatetransform set noscript"
    " template slot".split()
)
LOADED = frozenset("src srcset poster data background classid codebase archive imagesrcset lowsrc dynsrc".split())
FOLLOWED = frozenset("href xlink:href cite longdesc action formaction ping manifest profile usemap itemid".split())
REFUSED = frozenset("srcdoc action formaction ping http-equiv manifest attributename autofocus is nonce".split())
"""attributes that nothing of ours has"""
LINKS = frozenset("alternate stylesheet prev next".split())
"""kinds of `link` that pages have"""
SCHEMES = frozenset(("", "http", "https", "mailto", "tel"))
SHOWN_ONLY = re.compile("[\0-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
"""what browsers skip in an address, and more"""
PIXELS = re.compile(r"data:image/(png|jpeg|gif|webp);base64,")
FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@＝＋－＠]|[\t\r]")
NUMBER = re.compile(r"[+-]?\d[\d.,%]*")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""what a terminal may obey, or show otherwise than it is"""
EXCEPTION = re.compile(r"Traceback|\b[A-Z][A-Za-z]*(?:Error|Exception|Warning)\b|\bObject at 0x|<class '")


def scheme_of(address: str) -> str:
    """Return the scheme of an address as the most lenient browser reads it; `//` and `\\` are "http"."""
    bare = SHOWN_ONLY.sub("", address).replace("\\", "/")
    if bare.startswith("//"):
        return "http"
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return match[1].lower() if match else ""


def climbs(address: str, page: str) -> bool:
    """Whether a relative address leads out of `build/`; `page` is the file it stands in, below that."""
    bare = SHOWN_ONLY.sub("", address).replace("\\", "/")
    if bare.startswith("//"):
        return True  # another machine, by whatever protocol the page came
    if scheme_of(address):
        return False
    path = unquote(unquote(urlsplit(address.strip()).path)).replace("\\", "/")
    if path.startswith("/"):
        return True
    depth = len(PurePosixPath(page).parts) - 1
    for part in path.split("/"):
        depth += -1 if part == ".." else part not in ("", ".")
        if depth < 0:
            return True
    return False


def html(text: str, page: str = "x/html/x.html", known: Callable[[str], bool] = lambda script: False) -> list[str]:
    """Return what is active in a page, read by a lenient parser and by that of the standard.

    `page` is its path below `build/`; `known` tells whether an inline script is one of the product's own.
    """
    found = [*_of_elements(_lenient(text), page, known), *_of_elements(_standard(text), page, known)]
    return list(dict.fromkeys(found))


Element = tuple[str, Attributes, str]
"""name, attributes, the text inside where it is a script or a style"""


class _Lenient(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, Attributes, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag.lower(), {name.lower(): value or "" for name, value in attrs}, []))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style"):
            self.found[-1][2].append(data)


def _lenient(text: str) -> list[Element]:
    parser = _Lenient()
    parser.feed(text)
    parser.close()
    return [(name, attributes, "".join(inner)) for name, attributes, inner in parser.found]


def _standard(text: str) -> Iterator[Element]:
    for node in tinyhtml5.parse(text, namespace_html_elements=False).iter():
        if isinstance(node.tag, str):
            name = node.tag.rpartition("}")[2].lower()
            attributes = {key.rpartition("}")[2].lower(): value for key, value in node.attrib.items()}
            yield name, attributes, "".join(node.itertext()) if name in ("script", "style") else ""


def _of_elements(elements: Iterable[Element], page: str, known: Callable[[str], bool]) -> Iterator[str]:
    for name, attributes, inner in elements:
        if name == "script":
            if not (set(attributes) <= {"nonce", "type", "id"} and known(inner)):
                yield f"<script {attributes}> {inner[:60]!r}"
        elif name == "style":
            yield from css(inner)
        elif name == "meta" and attributes.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            yield f"<meta http-equiv={attributes['http-equiv']}>"
        elif name == "link" and not set(attributes.get("rel", "").lower().split()) <= LINKS:
            yield f"<link rel={attributes.get('rel')}>"
        elif name in FORBIDDEN and not _is_own_form(name, page):
            yield f"<{name}>"
        yield from _of_attributes(name, attributes, page)


def _is_own_form(name: str, page: str) -> bool:
    """Whether an element is one of the review of an import, whose page is a table to fill in, or of a report."""
    return name in ("form", "noscript") and page.startswith(("review/", "reports/"))


def _of_attributes(element: str, attributes: Attributes, page: str) -> Iterator[str]:
    for name, value in attributes.items():
        allowed = (element, name) in (("meta", "http-equiv"), ("style", "nonce"), ("script", "nonce"))
        if name.startswith("on") or (name in REFUSED and not allowed):
            yield f"<{element} {name}={value[:60]!r}>"
        elif name == "style" or "url(" in value.lower():
            yield from css(f"x{{{value if name == 'style' else f'fill: {value}'}}}")
        elif name in LOADED or (element in ("link", "use", "image", "feimage", "script") and name in FOLLOWED):
            yield from _of_loaded(element, name, value, page, attributes)
        elif name in FOLLOWED:
            if scheme_of(value) not in SCHEMES:
                yield f"<{element} {name}={value[:60]!r}>: scheme"
            elif climbs(value, page):
                yield f"<{element} {name}={value[:60]!r}>: leaves build/"


def _of_loaded(element: str, name: str, value: str, page: str, attributes: Attributes) -> Iterator[str]:
    for address in value.split(",") if name.endswith("srcset") else [value]:
        bare = address.strip().split(" ")[0]
        if bare == "data:,":
            continue  # a picture without anything, where one is missing
        if scheme_of(bare):
            yield f"<{element} {name}={value[:60]!r}>: loaded from elsewhere"
        elif climbs(bare, page) or (".." in bare and attributes.get("rel") != "alternate"):
            yield f"<{element} {name}={value[:60]!r}>: leaves its folder"


def svg(data: bytes) -> list[str]:
    """Return what is active in a drawing; one that is not well-formed XML is no drawing."""
    found: list[str] = []
    inside: list[str] = []
    styles: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        inside.append(name.rpartition(":")[2].lower())
        styles.append("")
        if inside[-1] == "script" or inside[-1] in FORBIDDEN:
            found.append(f"svg <{name}>")
        for key, value in attributes.items():
            found.extend(f"svg {name} {fault}" for fault in _drawn(inside[-1], key, value))

    def text(data: str) -> None:
        if inside[-1:] == ["style"]:
            styles[-1] += data

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: inside.pop()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = lambda *_: found.append("svg DOCTYPE")
    parser.ProcessingInstructionHandler = lambda target, _: found.append(f"svg <?{target}")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        found.append(f"svg is not XML: {error}")
    return found + [fault for style in styles for fault in css(style)]


def _drawn(element: str, key: str, value: str) -> Iterator[str]:
    """Yield what is active in an attribute of a drawing."""
    name = key.rpartition(":")[2].lower()
    if name.startswith("on") or name in REFUSED:
        yield key
    elif name in ("href", "src"):
        is_link = element == "a" and scheme_of(value) in SCHEMES
        if not is_link and not value.strip().startswith("#") and not PIXELS.match(value):
            yield f"{key}={value[:60]!r}"
    elif name == "style" or "url(" in value.lower():
        yield from css(f"x{{{value if name == 'style' else f'fill: {value}'}}}")


def css(text: str) -> list[str]:
    """Return what a style sheet loads from elsewhere or runs; `url()` of a file or a fragment may stand."""
    found = ["css: it may end the element that holds it"] if "</style" in text.lower() else []
    stack = [list(tinycss2.parse_component_value_list(text))]
    while stack:
        for node in stack.pop():
            found += _of_css(node)
            for inner in (getattr(node, "content", None), getattr(node, "arguments", None)):
                if isinstance(inner, list):
                    stack.append(inner)
    return found


def _of_css(node: Any) -> Iterator[str]:
    if node.type == "at-keyword" and node.lower_value in ("import", "namespace", "document"):
        yield f"css: @{node.lower_value}"
    elif node.type == "ident" and node.lower_value in ("behavior", "-moz-binding", "-ms-behavior"):
        yield f"css: {node.lower_value}"
    elif node.type == "function" and node.lower_name in ("expression", "image-set", "-webkit-image-set", "src"):
        yield f"css: {node.lower_name}()"
    elif node.type == "url" or (node.type == "function" and node.lower_name in ("url", "url-prefix")):
        said = node.value if node.type == "url" else "".join(t.value for t in node.arguments if t.type == "string")
        if scheme_of(said) or said.strip().startswith(("/", "\\")) or ".." in unquote(said):
            yield f"css: url({said[:60]})"


ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToR /GoToE /Rendition /Movie /Sound /RichMediaExecute /Thread"
    " /ResetForm /Trans /SetOCGState /GoTo3DView /Hide".split()
)
KEYS = frozenset("/JS /JavaScript /AA /EmbeddedFiles /EF /RichMediaContent /XFA /AcroForm /Collection /Launch".split())
SUBTYPES = frozenset("/FileAttachment /RichMedia /Movie /Sound /Screen /3D /Widget".split())


def pdf(data: bytes) -> list[str]:
    """Return what acts in a PDF: scripts, programs, forms, attachments, addresses of other kinds than a page has."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as document:
        opening = document.Root.get("/OpenAction")
        if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
            found.append("pdf: /OpenAction")
        todo: list[Any] = [document.trailer, *document.objects]
        while todo:  # direct values inside; what is indirect stands in the list itself
            node = todo.pop()
            if isinstance(node, pikepdf.Array):
                todo += [item for item in node if isinstance(item, pikepdf.Object) and not item.is_indirect]
            elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                found += _of_dictionary(node)
                values = [node[key] for key in node.keys()]  # noqa: SIM118 - a stream is no mapping
                todo += [item for item in values if isinstance(item, pikepdf.Object) and not item.is_indirect]
    return found


def _of_dictionary(node: Any) -> Iterator[str]:
    yield from (f"pdf: {key}" for key in sorted(KEYS.intersection(node.keys())))
    if str(node.get("/S", "")) in ACTIONS:
        yield f"pdf: action {node['/S']}"
    if str(node.get("/Subtype", "")) in SUBTYPES:
        yield f"pdf: {node['/Subtype']}"
    if "/URI" in node and isinstance(node["/URI"], pikepdf.String):
        address = bytes(node["/URI"]).decode("latin-1")
        if scheme_of(address) not in SCHEMES - {""}:
            yield f"pdf: address {address[:60]!r}"


def streams(data: bytes) -> Iterator[bytes]:
    """Yield all that a PDF holds, unpacked: streams, strings, attached files."""
    with pikepdf.open(io.BytesIO(data)) as document:
        for node in document.objects:
            if isinstance(node, pikepdf.Stream):
                try:
                    yield node.read_bytes()
                except pikepdf.PdfError:  # a picture whose filter is its own format
                    yield node.read_raw_bytes()
            else:
                yield node.unparse(resolved=True) if isinstance(node, pikepdf.Object) else b""


def pdf_text(data: bytes) -> str:
    """Return the words of a PDF as a reader copies them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def csv_cells(text: str) -> list[str]:
    """Return the cells that a spreadsheet would reckon instead of showing."""
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [f"csv: {cell[:60]!r}" for row in rows for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]


def well_formed(name: str, data: bytes) -> list[str]:
    """Return why JSON or XML cannot be read; XML may have no DOCTYPE."""
    try:
        if name.endswith((".json", ".jsonld", ".sarif")):
            json.loads(data.decode(), parse_constant=lambda word: 1 / 0)
        else:
            parser = expat.ParserCreate()
            doctypes: list[str] = []
            parser.StartDoctypeDeclHandler = lambda *_: doctypes.append(f"{name}: DOCTYPE")
            parser.Parse(data, True)
            return doctypes
    except (ValueError, ArithmeticError, expat.ExpatError) as error:
        return [f"{name}: {error}"]
    return []


def terminal(text: str) -> list[str]:
    """Return what a terminal would obey, and what no user may see: names of exceptions, traces."""
    found = [f"terminal: U+{ord(character):04X}" for character in dict.fromkeys(UNPRINTABLE.findall(text))]
    return found + [f"terminal: {word}" for word in dict.fromkeys(EXCEPTION.findall(text))]


def holds(data: bytes, words: Iterable[str]) -> list[str]:
    """Return the words that stand in a file, as they are, in UTF-16, or in whatever part of a PDF."""
    texts = [data]
    if data.startswith(b"%PDF"):
        texts += [*streams(data), pdf_text(data).encode()]
    return [
        f"it holds {word}"
        for word in words
        if any(word.encode(code) in text for text in texts for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]
