"""From PDF/UA-1 to PDF/UA-2: types, references, destinations, on small trees written here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from publisher.engines.assembly.standards.ua2 import NAMESPACE, to_ua_2

Tree = tuple[Any, ...]
"""role, then entries by name if any, then kids: trees, or numbers of marked content on the first page"""
ROLES = {"Aside": "Sect", "Em": "Span", "Subscript": "Span", "Superscript": "Span"}


class Sample:
    """A tagged file, whose elements are found by what they are called here: their ID, or `name`."""

    def __init__(self, *tree: Tree, pages: int = 1, roles: Mapping[str, str] = ROLES) -> None:
        self.pdf = pikepdf.new()
        for _ in range(pages):
            self.pdf.add_blank_page(page_size=(400, 800))
        self.pages = [page.obj for page in self.pdf.pages]
        self.by_name: dict[str, Object] = {}
        self.owners: dict[int, Object] = {}
        self.document = self.made(("Document", *tree))
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        self.document.P = self.root
        self.root.RoleMap = Dictionary({f"/{role}": Name(f"/{standard}") for role, standard in roles.items()})
        self.pages[0].StructParents = 0
        marks = [self.owners.get(number, self.document) for number in range(max(self.owners, default=-1) + 1)]
        self.numbers: list[Any] = [0, Array(marks)]
        self.names: list[Any] = []
        self.pdf.Root.StructTreeRoot = self.root

    def made(self, tree: Tree) -> Object:
        role, *kids = tree
        entries = dict(kids.pop(0)) if kids and isinstance(kids[0], dict) else {}
        name, page = entries.pop("name", entries.get("ID")), entries.pop("page", 0)
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), Pg=self.pages[page]))
        for key, value in entries.items():
            element[f"/{key}"] = String(value) if isinstance(value, str) else value
        self.owners |= {kid: element for kid in kids if isinstance(kid, int)}
        inner = [self.made(kid) if isinstance(kid, tuple) else kid for kid in kids]
        for kid in inner:
            if isinstance(kid, Dictionary):
                kid.P = element
        element.K = Array(inner)
        if name:
            self.by_name[name] = element
        return element

    def point(self, page: int, left: float, top: float) -> Array:
        return Array([self.pages[page], Name.XYZ, left, top, 0])

    def name(self, name: str, page: int, left: float, top: float) -> None:
        self.names += [String(name), self.point(page, left, top)]

    def link(self, name: str, **target: Any) -> Object:
        """Give the element called `name` an annotation: `Dest=…`, or `A=…`."""
        element, page = self.by_name[name], self.pages[0]
        key = len(self.numbers)
        annotation = self.pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, StructParent=key, Rect=Array([0, 0, 9, 9]), **target)
        )
        page.Annots = Array([*page.get("/Annots", Array()), annotation])
        element.K = Array([*element.K, Dictionary(Type=Name.OBJR, Obj=annotation)])
        self.numbers += [key, element]
        return annotation

    def convert(self) -> None:
        self.root.ParentTree = Dictionary(Nums=Array(self.numbers))
        if self.names:
            self.pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(self.names)))
        to_ua_2(self.pdf)

    def shape(self) -> str:
        return shape(self.document)

    def aimed(self, holder: Object) -> str:
        """Return what a link or bookmark leads to by now: the name of an element."""
        destination = holder.A.SD if "/A" in holder else self.named(str(holder.Dest)).SD
        return self.called(destination[0])

    def named(self, name: str) -> Object:
        names = self.pdf.Root.Names.Dests.Names
        return next(names[at + 1] for at in range(0, len(names), 2) if str(names[at]) == name)

    def called(self, element: Object) -> str:
        if element.objgen == self.document.objgen:
            return "the document"
        return next(name for name, each in self.by_name.items() if each.objgen == element.objgen)

    def refers(self, name: str) -> list[str]:
        return [self.called(each) for each in self.by_name[name].get("/Ref", Array())]

    def said(self, name: str, attribute: str) -> str:
        value = self.by_name[name].get("/A", Array())
        objects = list(value) if isinstance(value, Array) else [value]
        return next((str(each[f"/{attribute}"])[1:] for each in objects if f"/{attribute}" in each), "")


def shape(element: Object) -> str:
    """Return roles as text: `P(Span Link)`."""
    inner = [shape(kid) for kid in element.get("/K", Array()) if isinstance(kid, Dictionary) and "/S" in kid]
    return str(element.S)[1:] + (f"({' '.join(inner)})" if inner else "")


def numbered(value: str) -> dict[str, Object]:
    return {"A": Dictionary(O=Name.List, ListNumbering=Name(f"/{value}"))}


def test_every_element_has_the_type_of_pdf_2_or_an_old_one_without_namespace() -> None:
    sample = Sample(
        ("Art", ("Aside", ("P", {"name": "p"}, ("Em", 0), ("Subscript", {"name": "sub"}, 1), ("Quote", 2)))),
        ("BlockQuote", ("P", ("Superscript", {"name": "sup"}, 3), ("Note", 4))),
    )
    sample.convert()
    assert sample.shape() == "Document(Art(Aside(P(Em Span Quote))) BlockQuote(P(Span FENote)))"
    assert (sample.said("sub", "TextPosition"), sample.said("sup", "TextPosition")) == ("Sub", "Sup")
    (namespace,) = sample.root.Namespaces
    assert str(namespace.NS) == NAMESPACE and "/RoleMap" not in sample.root
    waiting, old = [sample.document], set()
    while waiting:
        element = waiting.pop()
        if "/NS" in element:
            assert element.NS.objgen == namespace.objgen
        else:
            old.add(str(element.S))
        waiting += [kid for kid in element.K if isinstance(kid, Dictionary)]
    assert old == {"/Art", "/BlockQuote", "/Quote"}


def test_a_role_of_nobody_becomes_what_it_was_mapped_to() -> None:
    sample = Sample(("Poème", ("Vers", 0)), roles={"Poème": "Sect", "Vers": "P"})
    sample.convert()
    assert sample.shape() == "Document(Sect(P))"


@pytest.mark.parametrize(
    ("entries", "labels", "expected"),
    [
        (numbered("None"), True, "Description"),
        ({}, True, "Unordered"),
        (numbered("LowerRoman"), True, "LowerRoman"),
        (numbered("None"), False, "None"),
    ],
)
def test_a_list_with_labels_says_how_it_is_numbered(entries: dict[str, Any], labels: bool, expected: str) -> None:
    item: Tree = ("LI", ("Lbl", 0), ("LBody", 1)) if labels else ("LI", ("LBody", 1))
    sample = Sample(("L", {"name": "list", **entries}, item))
    sample.convert()
    assert sample.said("list", "ListNumbering") == expected


def test_an_attribute_stands_beside_those_of_others() -> None:
    layout = Dictionary(O=Name.Layout, WritingMode=Name.RlTb)
    sample = Sample(("L", {"name": "list", "A": layout}, ("LI", ("Lbl", 0), ("LBody", 1))))
    sample.convert()
    assert (sample.said("list", "WritingMode"), sample.said("list", "ListNumbering")) == ("RlTb", "Unordered")


# Destinations


def test_a_named_destination_leads_to_its_element_and_still_to_its_page() -> None:
    sample = Sample(("H1", {"ID": "eau"}, 0), ("P", {"ID": "été"}, 1), ("P", ("Link", {"name": "link"}, 2)), pages=2)
    sample.name("eau", 1, 50, 700)
    sample.name("été", 1, 50, 600)
    link = sample.link("link", Dest=String("été"))
    sample.convert()
    place = sample.named("eau")
    assert place.D[0].objgen == sample.pages[1].objgen
    assert sample.called(place.SD[0]) == "eau"
    assert list(place.D)[1:] == list(place.SD)[1:] == [Name.XYZ, 50, 700, 0]
    # The name knows its element, so the link stays as it is.
    assert str(link.Dest) == "été" and sample.aimed(link) == "été"


def test_names_and_numbers_are_found_in_every_leaf_of_their_trees() -> None:
    sample = Sample(
        ("H1", {"ID": "eau"}, 0), ("P", ("Reference", ("Link", {"name": "link"}, 1)), ("Note", {"name": "note"}, 2))
    )
    sample.name("eau", 0, 50, 700)
    sample.name("eau-2", 0, 50, 700)
    call = sample.link("link", Dest=sample.point(0, 3, 4))
    leaves = [Dictionary(Names=Array(sample.names[at : at + 2])) for at in (0, 2)]
    numbers = [Dictionary(Nums=Array(sample.numbers[at : at + 2])) for at in (0, 2)]
    sample.pdf.Root.Names = Dictionary(
        Dests=Dictionary(Kids=Array([Dictionary(Kids=Array([each])) for each in leaves]))
    )
    sample.root.ParentTree = Dictionary(Kids=Array(numbers))
    to_ua_2(sample.pdf)
    settled = [each.Kids[0].Names[1] for each in sample.pdf.Root.Names.Dests.Kids]
    assert [sample.called(each.SD[0]) for each in settled] == ["eau", "eau"]
    assert sample.aimed(call) == "note"


def test_a_bookmark_leads_to_the_innermost_element_whose_name_is_at_its_place() -> None:
    sample = Sample(("Sect", {"ID": "part"}, ("H1", {"ID": "title"}, 0), ("P", {"ID": "text"}, 1)))
    # A name tree is in the order of names, not of the text.
    for name, top in (("part", 700.04), ("text", 650), ("title", 700)):
        sample.name(name, 0, 50, top)
    inner = sample.pdf.make_indirect(Dictionary(Title=String("b"), Dest=sample.point(0, 50, 650)))
    outer = sample.pdf.make_indirect(Dictionary(Title=String("a"), Dest=sample.point(0, 50, 700.01), First=inner))
    inner.Next = outer  # a damaged outline goes round
    sample.pdf.Root.Outlines = Dictionary(First=outer, Last=outer)
    sample.convert()
    assert (sample.aimed(outer), sample.aimed(inner)) == ("title", "text")
    assert "/Dest" not in outer and outer.A.D[0].objgen == sample.pages[0].objgen


def test_a_call_leads_to_the_note_behind_it() -> None:
    sample = Sample(
        ("P", ("Reference", {"name": "call"}, ("Link", {"name": "link"}, 0)), ("Note", {"name": "note"}, 1))
    )
    call = sample.link("link", Dest=sample.point(0, 3, 4))
    sample.convert()
    assert sample.aimed(call) == "note"
    assert (sample.refers("call"), sample.refers("note")) == (["note"], ["call"])


def test_a_place_without_a_name_means_what_begins_there() -> None:
    sample = Sample(
        ("P", {"name": "p"}, ("Link", {"name": "link"}, 0)),
        ("Sect", ("P", {"name": "q"}, ("Em", ("Span", {"name": "inner"}, 1)), 2)),
    )
    sample.pages[0].Contents = sample.pdf.make_stream(
        b"/P <</MCID 0>> BDC BT 50 700 Td (a) Tj ET EMC /P <</MCID 1>> BDC BT 50 600 Td (a) Tj ET EMC"
        b" /P <</MCID 2>> BDC BT 90 580 Td (a) Tj ET EMC"
    )
    sample.name("gone", 0, 90, 590)
    first = sample.link("link", Dest=sample.point(0, 50, 712))
    second = sample.link("link", Dest=sample.point(0, 50, 610))
    third = sample.link("link", Dest=String("gone"))
    sample.convert()
    # What a paragraph begins with is the paragraph, not the first word of it.
    assert [sample.aimed(link) for link in (first, second, third)] == ["p", "q", "q"]


@pytest.mark.parametrize("kind", ["page without tags", "page without content", "whole page", "no page"])
def test_a_place_where_nothing_is_means_the_document(kind: str) -> None:
    sample = Sample(("P", {"name": "p"}, ("Link", {"name": "link"}, 0)), pages=2)
    place = {
        "page without tags": sample.point(1, 10, 10),
        "page without content": sample.point(0, 10, 10),
        "whole page": Array([sample.pages[0], Name.Fit]),
        "no page": Array([0, Name.Fit]),
    }[kind]
    link = sample.link("link", Dest=place)
    sample.convert()
    assert sample.aimed(link) == "the document"


def test_links_out_of_the_file_and_to_nowhere_stay() -> None:
    sample = Sample(("P", {"name": "p"}, ("Link", {"name": "link"}, 0)))
    out = sample.link("link", A=Dictionary(S=Name.URI, URI=String("https://example.org/")))
    lost = sample.link("link", Dest=String("nulle part"))
    sample.convert()
    assert set(out.A.keys()) == {"/S", "/URI"} and "/Dest" not in out
    assert str(lost.Dest) == "nulle part" and "/A" not in lost


# References


def contents(*entries: Tree) -> Sample:
    sample = Sample(("TOC", *entries), ("H1", {"ID": "eau"}, 8), ("H1", {"ID": "sol"}, 9))
    sample.name("eau", 0, 50, 700)
    sample.name("sol", 0, 50, 600)
    return sample


def test_every_entry_of_a_contents_list_refers_to_what_it_announces() -> None:
    sample = contents(
        ("TOCI", {"name": "one"}, ("Lbl", 0), ("Reference", ("Link", {"name": "a"}, 1))),
        (
            "TOCI",
            {"name": "group"},
            ("P", 2),
            ("TOC", ("TOCI", {"name": "two"}, ("Reference", ("Link", {"name": "b"}, 3)))),
        ),
    )
    sample.link("a", Dest=String("eau"))
    sample.link("b", Dest=String("sol"))
    sample.convert()
    assert (sample.refers("one"), sample.refers("two"), sample.refers("group")) == (["eau"], ["sol"], ["sol"])


def test_a_contents_list_that_leads_out_of_the_file_is_a_list() -> None:
    sample = contents(
        ("TOCI", {"name": "one"}, ("Lbl", 0), ("Reference", ("Link", {"name": "a"}, 1))),
        ("TOCI", ("P", 2), ("TOC", ("TOCI", ("Reference", ("Link", {"name": "b"}, 3))))),
    )
    sample.link("a", Dest=String("eau"))
    sample.link("b", A=Dictionary(S=Name.URI, URI=String("https://example.org/")))
    sample.convert()
    link = "LI(LBody(Reference(Link)))"
    assert sample.shape() == f"Document(L(LI(Lbl LBody(Reference(Link))) LI(LBody(P L({link})))) H1 H1)"
    assert str(sample.document.K[0].A.ListNumbering) == "/Unordered"
    assert sample.refers("one") == []


def test_notes_and_their_calls_refer_to_each_other_and_say_where_the_note_stands() -> None:
    sample = Sample(
        ("P", ("Reference", {"name": "far"}, ("Link", {"name": "a"}, 0)), ("Link", {"name": "b"}, 1)),
        ("P", ("Reference", {"name": "near"}, ("Link", {"name": "c"}, 2))),
        ("Note", {"ID": "foot"}, ("P", {"page": 0})),
        ("Note", {"ID": "end", "page": 1}, ("P", {"page": 1})),
        ("Note", {"ID": "alone"}, 3),
        pages=2,
    )
    sample.name("end", 1, 50, 700)
    sample.name("foot", 0, 50, 100)
    for link, target in (("a", "end"), ("b", "end"), ("c", "foot")):
        sample.link(link, Dest=String(target))
    sample.convert()
    assert (sample.refers("far"), sample.refers("b"), sample.refers("near")) == (["end"], ["end"], ["foot"])
    assert (sample.refers("end"), sample.refers("foot"), sample.refers("alone")) == (["far", "b"], ["near"], [])
    kinds = [sample.said(name, "NoteType") for name in ("foot", "end", "alone")]
    assert kinds == ["Footnote", "Endnote", "None"]


# Containment


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (("Div", ("Figure", 0), ("Caption", 1)), "Sect(Figure Caption)"),
        (("Div", ("Caption", 1), ("Figure", 0)), "Sect(Caption Figure)"),
        (("Div", ("Figure", 0), ("Caption", 1), ("P", 2)), "Sect(Sect(Figure Caption) P)"),
        (("Sect", ("P", 0), ("Caption", 1), ("Caption", 2)), "Sect(Sect(P Caption) Sect(Caption))"),
        (("Div", ("P", 0)), "Div(P)"),
        (
            ("Table", ("Caption", 0), ("TR", ("TD", ("Div", ("Figure", 1), ("Caption", 2))))),
            "Table(Caption TR(TD(Sect(Figure Caption))))",
        ),
        (("Table", ("TR", ("TH", ("P", 0), ("Caption", 1)))), "Table(TR(TH(P Sect(Caption))))"),
        (("Note", ("H4", 0), ("H5", 1), ("P", 2)), "FENote(Sect(H4 H5) P)"),
        (("Note", ("Div", ("H4", 0))), "FENote(Div(Sect(H4)))"),
        (("Caption", 0), "Sect(Caption)"),
    ],
)
def test_what_must_not_stand_in_another_has_a_section_around_it(tree: Tree, expected: str) -> None:
    sample = Sample(tree)
    sample.convert()
    assert sample.shape() == f"Document({expected})"
    waiting = [(sample.root, sample.document)]
    while waiting:
        parent, element = waiting.pop()
        assert element.P.objgen == parent.objgen
        waiting += [(element, kid) for kid in element.K if isinstance(kid, Dictionary)]


# What PDF 2.0 gave up


def test_what_pdf_2_gave_up_is_gone() -> None:
    sample = Sample(("P", 0))
    pdf = sample.pdf
    pdf.docinfo.Title = String("L’eau")
    pdf.Root.Version = Name("/1.7")
    descriptor = pdf.make_indirect(
        Dictionary(Type=Name.FontDescriptor, FontName=Name.F, CIDSet=pdf.make_stream(b""), CharSet=String("/a"))
    )
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Name=Name.F1, FontDescriptor=descriptor))
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Name=Name.X)
    form.Resources = Dictionary(ProcSet=Array([Name.PDF]))
    shared = pdf.make_indirect(Dictionary(ProcSet=Array([Name.PDF, Name.Text]), Font=Dictionary(F1=font)))
    sample.pages[0].Resources = shared
    sample.convert()
    assert "/Info" not in pdf.trailer and "/Version" not in pdf.Root
    assert set(descriptor.keys()) == {"/Type", "/FontName"} and set(font.keys()) == {"/Type", "/FontDescriptor"}
    assert "/Name" not in form and "/ProcSet" not in form.Resources and set(shared.keys()) == {"/Font"}
