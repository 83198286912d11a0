"""How many things of each kind a PDF file has: what is not there cannot fail (kinds: `model/census.py`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from publisher.engines.pdf.opening import DAMAGES, bearable
from publisher.engines.pdf.trees import pairs
from publisher.errors import ExitCode, PublisherError
from publisher.model.census import Census

COUNTED = (
    "page", "heading", "paragraph", "figure", "formula", "table", "list", "link", "note", "quote", "contents",
    "language-change", "abbreviation", "text", "artifact", "font", "annotation", "form-field", "media", "script",
    "animation", "embedded-file", "optional-content", "signature", "article-thread", "xfa", "encryption",
    "ruby", "warichu", "reference-xobject", "printer-mark", "trap-network", "scanned-page", "action", "role", "frame",
    "time-limit", "suspect",
)  # fmt: skip
"""kinds that a PDF file can have, or, as frames, never has"""
ELEMENTS = {
    "H": "heading", "H1": "heading", "H2": "heading", "H3": "heading", "H4": "heading", "H5": "heading",
    "H6": "heading", "P": "paragraph", "Formula": "formula", "Table": "table", "L": "list", "Note": "note",
    "FENote": "note", "BlockQuote": "quote", "Quote": "quote", "TOC": "contents",
    "Ruby": "ruby", "Warichu": "warichu",
}  # fmt: skip
"""kinds by standard structure type (ISO 32000-1, 14.8.4; ISO 32000-2 for FENote)"""
ANNOTATIONS = {
    "/Link": "link", "/Widget": "form-field", "/Screen": "media", "/Movie": "media", "/Sound": "media",
    "/RichMedia": "media", "/3D": "media", "/PrinterMark": "printer-mark", "/TrapNet": "trap-network",
}  # fmt: skip
"""kinds by subtype; all others, but the windows of notes, are `annotation`"""
MOVING = frozenset({"/Screen", "/Movie", "/RichMedia", "/3D"})
GOING = frozenset({"/GoTo", "/GoToR", "/GoToE", "/URI", "/Thread"})
"""actions that lead to a place, as links do"""
SOUNDING = frozenset({"/Sound", "/Movie", "/Rendition", "/RichMediaExecute"})
STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl"
    " LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu"
    " WT WP Figure Formula Form Title Sub Em Strong Aside FENote DocumentFragment Artifact".split()
)
ARTIFACT = "/Artifact"
TEXT = frozenset({"Tj", "TJ", "'", '"'})
PAINTING = frozenset("f F f* B B* b b* S s sh".split())
MARKING = frozenset({"BMC", "BDC"})
INLINE = "INLINE IMAGE"
"""what the parser calls a picture within the content"""
OPERATORS = f"BMC BDC EMC Tr Do {' '.join(sorted(TEXT | PAINTING))} BI ID EI"
INVISIBLE = 3
"""rendering mode of text that is not painted, as under the picture of a page that was read by a machine"""
MOST_NODES = 300_000
MOST_ACTIONS = 1000
"""that follow one another"""


def census(pdf: Path) -> Census:
    """Return how many things of each kind a finished file has, 0 for what is not there.

    A kind of which a damaged file does not say how many it has is left out: nobody counted it. Of a file that wants a
    password only `encryption` is known. Raises PublisherError INPUT when the file cannot be read.
    """
    try:
        with pikepdf.open(pdf) as document:
            return Counting(document).all()
    except pikepdf.PasswordError:
        return {"encryption": 1}
    except DAMAGES as error:
        raise PublisherError(
            "the PDF file cannot be read",
            code=ExitCode.INPUT,
            file=str(pdf),
            why=str(error),
            hint="build it again",
        ) from error


class Counting:
    """One file while it is counted."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.pdf = document
        self.root: Any = document.Root
        self.found: Counter[str] = Counter()
        self.unknown: set[str] = set()
        """kinds that could not be counted to the end"""

    def all(self) -> Census:
        """Return the numbers, in the order of the kinds."""
        for count, kinds in COUNTS:
            try:
                count(self)
            except (*DAMAGES, RecursionError):
                self.unknown.update(kinds)
        return {kind: self.found[kind] for kind in COUNTED if kind not in self.unknown}

    def document(self) -> None:
        """Count what the file has once or not at all."""
        self.found["page"] = len(self.pdf.pages)
        self.found["encryption"] = int(self.pdf.is_encrypted)
        self.found["suspect"] = int(bool(dictionary(self.root.get("/MarkInfo")).get("/Suspects", False)))
        self.found["article-thread"] = len(array(self.root.get("/Threads")))
        layers = dictionary(self.root.get("/OCProperties"))
        self.found["optional-content"] = len(array(layers.get("/OCGs")))

    def fields(self) -> None:
        """Count what forms have."""
        form = dictionary(self.root.get("/AcroForm"))
        self.found["xfa"] = int("/XFA" in form)
        self.found["signature"] = sum(field.get("/FT") == "/Sig" for field in tree(form.get("/Fields"), "/Kids"))
        perms = dictionary(self.root.get("/Perms"))
        self.found["signature"] = max(self.found["signature"], len(perms))

    def files(self) -> None:
        """Count attached files."""
        names = dictionary(self.root.get("/Names"))
        attached = {key(value) for _, value in pairs(names.get("/EmbeddedFiles"), "/Names")}
        attached |= {key(value) for value in array(self.root.get("/AF"))}
        for annotation in self.annotations():
            if annotation.get("/Subtype") == "/FileAttachment":
                attached.add(key(annotation.get("/FS")))
        self.found["embedded-file"] = len(attached)

    def annotated(self) -> None:
        """Count annotations and pages that turn by themselves."""
        for annotation in self.annotations():
            subtype = str(annotation.get("/Subtype"))
            if subtype != "/Popup":
                self.found[ANNOTATIONS.get(subtype, "annotation")] += 1
            self.found["animation"] += subtype in MOVING
        for page in self.pdf.pages:
            self.found["time-limit"] += "/Dur" in page.obj
            self.found["animation"] += "/Trans" in page.obj

    def actions(self) -> None:
        """Count scripts and actions that do more than lead to a place."""
        scripts = list(pairs(dictionary(self.root.get("/Names")).get("/JavaScript"), "/Names"))
        self.found["script"] += len(scripts)
        for action in self.started():
            kind = action.get("/S")
            if kind == "/JavaScript" or (kind == "/Rendition" and "/JS" in action):
                self.found["script"] += 1
            elif kind not in GOING:
                self.found["action"] += 1
                self.found["media"] += kind in SOUNDING

    def started(self) -> Iterator[Any]:
        """Yield every action of the file, of a page, an annotation, a field or a bookmark."""
        form, outlines = dictionary(self.root.get("/AcroForm")), dictionary(self.root.get("/Outlines"))
        owners = [
            self.root,
            *(page.obj for page in self.pdf.pages),
            *self.annotations(),
            *tree(form.get("/Fields"), "/Kids"),
            *chain(outlines.get("/First")),
        ]
        seen: set[tuple[int, int]] = set()
        for owner in owners:
            own = [owner.get("/A"), owner.get("/OpenAction"), *dictionary(owner.get("/AA")).values()]
            for action in own:
                for step in steps(action):
                    if step.objgen[0] and step.objgen in seen:
                        continue
                    seen.add(step.objgen)
                    yield step

    def annotations(self) -> Iterator[Any]:
        """Yield the annotations of all pages."""
        for page in self.pdf.pages:
            yield from (item for item in array(page.obj.get("/Annots")) if isinstance(item, pikepdf.Dictionary))

    def elements(self) -> None:
        """Count structure elements by the standard type that each has."""
        root = dictionary(self.root.get("/StructTreeRoot"))
        roles = {str(name): str(role) for name, role in dictionary(root.get("/RoleMap")).items()}
        self.found["role"] = sum(standard(name, roles) is not None for name in roles)
        language = self.root.get("/Lang")
        for element, around in structure_elements(root, None if language is None else str(language)):
            own = element.get("/Lang")
            self.found["language-change"] += own is not None and str(own) != around
            self.found["abbreviation"] += "/E" in element
            name = str(element["/S"])
            type = standard(name, roles) or name.removeprefix("/")
            if type == "Figure":
                self.found["figure"] += "/Alt" in element or "/ActualText" in element
            else:
                self.found[ELEMENTS.get(type, "")] += 1

    def objects(self) -> None:
        """Count fonts and references to other files, wherever they are used."""
        for item in self.pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/Subtype" in item:
                # Of a font of two levels the inner one is no font of its own.
                self.found["font"] += not str(item.Subtype).startswith("/CIDFont")
            elif isinstance(item, pikepdf.Stream):
                self.found["reference-xobject"] += "/Ref" in item

    def contents(self) -> None:
        """Count texts that are shown, decoration, and pages that are one picture."""
        for page in self.pdf.pages:
            seen = Seen()
            seen.read(page, page.resources)
            self.found["text"] += seen.texts
            self.found["artifact"] += seen.artifacts
            self.found["scanned-page"] += seen.is_scan


COUNTS = (
    (Counting.document, ("page", "encryption", "suspect", "article-thread", "optional-content")),
    (Counting.fields, ("xfa", "signature")),
    (Counting.files, ("embedded-file",)),
    (Counting.annotated, ("link", "form-field", "media", "annotation", "printer-mark", "trap-network", "animation",
                          "time-limit")),
    (Counting.actions, ("script", "action", "media")),
    (Counting.elements, ("role", "language-change", "abbreviation", "figure", *ELEMENTS.values())),
    (Counting.objects, ("font", "reference-xobject")),
    (Counting.contents, ("text", "artifact", "scanned-page")),
)  # fmt: skip
"""how things are counted, with what is unknown when that fails"""


class Seen:
    """What the content of a page shows."""

    def __init__(self) -> None:
        self.texts = 0
        self.artifacts = 0
        self.pictures = 0
        self.shapes = 0
        self.forms: set[tuple[int, int]] = set()

    @property
    def is_scan(self) -> bool:
        """Whether nothing but one picture is seen; text that is not painted does not count."""
        return self.pictures == 1 and not self.texts and not self.shapes

    def read(self, drawn: Any, resources: Any) -> None:
        """Read the content of a page, or of a form that it draws."""
        for stream in [drawn] if isinstance(drawn, pikepdf.Stream) else contents_of(drawn.obj):
            bearable(stream)
        objects = dictionary(dictionary(resources).get("/XObject"))
        is_painted = True
        for instruction in pikepdf.parse_content_stream(drawn, OPERATORS):
            operator, operands = str(instruction[1]), instruction[0]
            if operator == "Tr":
                is_painted = int(operands[0]) != INVISIBLE
            elif operator == "Do":
                self.draw(objects.get(str(operands[0])), resources)
            else:
                self.count(operator, operands, is_painted)

    def count(self, operator: str, operands: Any, is_painted: bool) -> None:
        """Count what an operator shows."""
        if operator in TEXT:
            self.texts += is_painted
        elif operator in MARKING:
            self.artifacts += str(operands[0]) == ARTIFACT
        elif operator in PAINTING:
            self.shapes += 1
        elif operator == INLINE:
            self.pictures += 1

    def draw(self, found: Any, resources: Any) -> None:
        """Look at a picture or a form."""
        if not isinstance(found, pikepdf.Stream):
            return
        if found.get("/Subtype") == "/Image":
            self.pictures += 1
        elif found.get("/Subtype") == "/Form" and found.objgen not in self.forms:
            self.forms.add(found.objgen)
            self.read(found, found.get("/Resources", resources))


def standard(name: str, roles: dict[str, str]) -> str | None:
    """Return the standard type that a type of the file's own stands for; None when it is standard, or for none.

    >>> standard("/Kopf", {"/Kopf": "/Titel", "/Titel": "/H1"})
    'H1'
    """
    for _ in range(len(roles)):
        if name.removeprefix("/") in STANDARD or name not in roles:
            return None
        name = roles[name]
        if name.removeprefix("/") in STANDARD:
            return name.removeprefix("/")
    return None


def structure_elements(root: Any, language: str | None) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield what each structure element holds, with the language of what is around it."""
    waiting = [(kid, language) for kid in reversed(array(root.get("/K")))]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        element, around = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary) or element.objgen in seen:
            continue
        held = dict(element.items())  # to ask a file for what is not there takes as long as to ask for all there is
        if "/S" not in held:
            continue
        if element.objgen[0]:
            seen.add(element.objgen)
        count = bounded(count)
        yield held, around
        own = held.get("/Lang")
        around = around if own is None else str(own)
        waiting.extend((kid, around) for kid in reversed(array(held.get("/K"))))


def tree(kids: Any, entry: str) -> Iterator[Any]:
    """Yield the dictionaries of a tree."""
    waiting, count = list(array(kids)), 0
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        if node.objgen[0]:
            seen.add(node.objgen)
        count = bounded(count)
        yield node
        waiting.extend(array(node.get(entry)))


def chain(first: Any) -> Iterator[Any]:
    """Yield bookmarks, those below and those that follow."""
    waiting, count = [first], 0
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        seen.add(node.objgen)
        count = bounded(count)
        yield node
        waiting += [node.get("/Next"), node.get("/First")]


def steps(action: Any) -> Iterator[Any]:
    """Yield an action and those that follow it; a place in the stead of an action is none."""
    waiting, count = [action], 0
    while waiting and count < MOST_ACTIONS:
        step = waiting.pop()
        if isinstance(step, pikepdf.Dictionary) and "/S" in step:
            count += 1
            yield step
            waiting.extend(array(step.get("/Next")))


def bounded(count: int) -> int:
    """Return the next number; ValueError when there are more things than any document has."""
    if count >= MOST_NODES:
        raise ValueError("it has more parts than any document")
    return count + 1


def contents_of(page: Any) -> list[Any]:
    """Return the content streams of a page."""
    return array(page.get("/Contents"))


def dictionary(value: Any) -> Any:
    """Return a dictionary, or an empty one for anything else."""
    return value if isinstance(value, pikepdf.Dictionary) else pikepdf.Dictionary()


def array(value: Any) -> list[Any]:
    """Return the items of an array; of a value that stands alone, that value."""
    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else [value]


def key(value: Any) -> object:
    """Return what tells one object from others; one that stands in another is like none."""
    number = getattr(value, "objgen", (0, 0))
    return number if number[0] else object()
