"""The structure tree of finished files, good and hostile, made by hand."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publisher.engines.pdf import structure
from publisher.errors import ExitCode, PublisherError
from publisher.model.pdf_structure import Element, Link, Orphan, Structure, Text, Unmarked

CMAP = b"""1 begincodespacerange <0000> <ffff> endcodespacerange
2 beginbfchar <0001> <0065> <0002> <00610075> endbfchar
2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<00e9> <0628>] endbfrange"""
FIRST_PAGE = b"/P <</MCID 0>> BDC /F 9 Tf [<0002> 3 <0001>] TJ EMC"


def made(content: bytes, change: Callable[[pikepdf.Pdf, Any], object] = lambda pdf, paragraph: None) -> bytes:
    """Return a file with one page and one paragraph that holds the content 0."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page().obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, ToUnicode=pdf.make_stream(CMAP))
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(content)
    page.StructParents = 0
    document = pdf.make_indirect(Dictionary(S=Name.Document))
    paragraph = pdf.make_indirect(Dictionary(S=Name.Alinea, ID=String("p"), P=document, K=0, Pg=page))
    document.K = Array([paragraph])
    pdf.Root.Lang = String("fr")
    pdf.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot,
        K=document,
        RoleMap=Dictionary(Alinea=Name.P),
        ParentTree=Dictionary(Nums=Array([0, Array([paragraph])])),
        IDTree=Dictionary(Names=Array([String("p"), paragraph])),
    )
    change(pdf, paragraph)
    out = BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def paragraph_of(found: Structure) -> Element:
    return next(element for element in found.walk() if element.role == "Alinea")


def test_an_element_has_its_role_its_id_and_its_text() -> None:
    found = structure(made(FIRST_PAGE))
    paragraph = paragraph_of(found)
    assert (paragraph.type, paragraph.id, paragraph.kids) == ("P", "p", (Text(0, "aue"),))
    assert (found.language, found.pages, found.ids) == ("fr", 1, {"p": paragraph})
    assert (found.orphans, found.unmarked, found.dangling) == ((), (), ())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"/P <</MCID 0>> BDC /F 9 Tf <001000110012> Tj EMC", "ABC"),
        (b"/P <</MCID 0>> BDC /F 9 Tf 1 2 <00200021> \" <0001> ' EMC", "éبe"),
        (b"/P <</MCID 0>> BDC /F 9 Tf [<0001> -7.5 (ab) <0010>] TJ EMC", "e\ufffdA"),
        (b"/F 9 Tf /P <</MCID 0>> BDC /Span <</ActualText (x)>> BDC <0001> Tj EMC <0001> Tj EMC", "xe"),
        (b"/F 9 Tf /P <</MCID 0>> BDC <00010777> Tj EMC", "e\ufffd"),
        (b"/F 9 Tf /P <</MCID 0>> BDC q /F 9 Tf Q <0001> Tj EMC", "e"),
        (b"/P <</MCID 0>> BDC EMC", ""),
        (b"/F 9 Tf /P <</MCID 0>> BDC <0001> Tj", "e"),
        (b"EMC /F 9 Tf /P <</MCID 0>> BDC <0001> Tj EMC EMC Q", "e"),
    ],
)
def test_a_text_is_what_its_glyphs_say(content: bytes, text: str) -> None:
    assert [kid.text for kid in paragraph_of(structure(made(content))).kids if isinstance(kid, Text)] == [text]


def test_content_in_several_streams_is_one() -> None:
    def cut(pdf: pikepdf.Pdf, paragraph: Any) -> None:
        pdf.pages[0].Contents = Array([pdf.make_stream(FIRST_PAGE[:27]), pdf.make_stream(FIRST_PAGE[27:])])

    assert paragraph_of(structure(made(FIRST_PAGE, cut))).kids == (Text(0, "aue"),)


def test_a_form_says_its_text_where_it_is_drawn_and_one_with_tags_of_its_own_in_its_place() -> None:
    def draw(pdf: pikepdf.Pdf, paragraph: Any) -> None:
        resources = pdf.pages[0].Resources
        plain = pdf.make_stream(
            b"/F 9 Tf <0001> Tj", Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary(Font=resources.Font)
        )
        own = pdf.make_stream(
            b"/P <</MCID 0>> BDC /F 9 Tf <0010> Tj EMC", Type=Name.XObject, Subtype=Name.Form, StructParents=1,
            Resources=Dictionary(Font=resources.Font),
        )  # fmt: skip
        resources.XObject = Dictionary(A=plain, B=own)
        paragraph.K = Array([0, Dictionary(Type=Name.MCR, MCID=0, Stm=own, Pg=pdf.pages[0].obj)])
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        pdf.Root.StructTreeRoot.ParentTree.Nums = Array([*nums, 1, Array([paragraph])])

    found = structure(made(b"/P <</MCID 0>> BDC /A Do /A Do EMC /B Do", draw))
    assert paragraph_of(found).kids == (Text(0, "ee"), Text(0, "A"))
    assert (found.orphans, found.dangling) == ((), ())


def test_content_that_nobody_holds_is_an_orphan_of_the_block_the_parent_tree_names() -> None:
    def forget(pdf: pikepdf.Pdf, paragraph: Any) -> None:
        del paragraph["/K"]

    found = structure(made(FIRST_PAGE, forget))
    assert found.orphans == (Orphan(0, "aue", "p"),)
    assert found.dangling == ()


def test_text_outside_of_any_mark_is_told_and_an_artifact_is_not() -> None:
    content = FIRST_PAGE + b" /Artifact BMC <0001> Tj EMC /Span BMC <0010> Tj EMC <0011> Tj"
    assert structure(made(content)).unmarked == (Unmarked(0, "AB"),)


@pytest.mark.parametrize("change", ["content", "element", "parents", "id", "other"])
def test_a_reference_that_leads_nowhere_is_told(change: str) -> None:
    def break_it(pdf: pikepdf.Pdf, paragraph: Any) -> None:
        tree = pdf.Root.StructTreeRoot
        if change == "content":
            paragraph.K = Array([0, 7])
        elif change == "element":
            tree.IDTree.Names = Array([String("p"), paragraph, String("q"), pdf.make_indirect(Dictionary(S=Name.P))])
        elif change == "parents":
            tree.ParentTree.Nums = Array([0, Array([tree.K])])
        elif change == "id":
            del tree["/IDTree"]
        else:
            tree.K.K = Array([paragraph, pdf.make_indirect(Dictionary(S=Name.P, K=0, Pg=pdf.pages[0].obj))])

    assert structure(made(FIRST_PAGE, break_it)).dangling


def test_a_link_knows_its_page_and_whether_it_lands() -> None:
    def link(pdf: pikepdf.Pdf, paragraph: Any) -> None:
        page = pdf.pages[0].obj
        places = [Dictionary(S=Name.URI, URI=String("https://example.org/")), String("here"), String("nowhere")]
        named = [{"A": places[0]}, {"Dest": places[1]}, {"Dest": places[2]}]
        annotations = [pdf.make_indirect(Dictionary(Subtype=Name.Link, **entry)) for entry in named]
        page.Annots = Array(annotations)
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("here"), Array([page, Name.Fit])])))
        paragraph.K = Array([0, *(Dictionary(Type=Name.OBJR, Obj=item, Pg=page) for item in annotations[:2])])

    found = structure(made(FIRST_PAGE, link))
    assert paragraph_of(found).kids[1:] == (Link(0, None, True), Link(0, "here", True))
    assert [(orphan.page, orphan.block) for orphan in found.orphans] == [(0, None)]


def test_a_file_without_tags_has_only_unmarked_text() -> None:
    def untag(pdf: pikepdf.Pdf, paragraph: Any) -> None:
        del pdf.Root.StructTreeRoot

    found = structure(made(b"/F 9 Tf <0001> Tj", untag))
    assert (found.roots, found.unmarked) == ((), (Unmarked(0, "e"),))


def deep(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    inner = paragraph
    for _ in range(3000):
        inner.K = Array([pdf.make_indirect(Dictionary(S=Name.Div))])
        inner = inner.K[0]


def round_and_round(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    paragraph.K = Array([pdf.Root.StructTreeRoot.K])


def twice(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    pdf.Root.StructTreeRoot.K.K = Array([paragraph, paragraph])


def endless_names(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    tree = pdf.make_indirect(Dictionary())
    tree.Kids = Array([tree])
    pdf.Root.StructTreeRoot.IDTree = tree


def not_what_it_should_be(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    paragraph.A = Dictionary(O=Name.Table, RowSpan=Name.Many)


def bomb(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    packed = zlib.compress(b" " * 60_000_000, 9)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)


def bomb_in_a_bomb(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    packed = zlib.compress(zlib.compress(b" " * 10_000, 9), 9)
    filters = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=filters)


def endless_font(pdf: pikepdf.Pdf, paragraph: Any) -> None:
    cmap = b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(cmap)


@pytest.mark.parametrize(
    "harm",
    [deep, round_and_round, twice, endless_names, not_what_it_should_be, bomb, bomb_in_a_bomb, endless_font],
)
def test_a_hostile_file_is_unreadable_input(harm: Callable[[pikepdf.Pdf, Any], object]) -> None:
    data = made(FIRST_PAGE, harm)
    with pytest.raises(PublisherError) as raised:
        structure(data)
    assert raised.value.code is ExitCode.INPUT


def test_marks_without_end_are_unreadable_input() -> None:
    with pytest.raises(PublisherError) as raised:
        structure(made(b"/P BMC " * 5000))
    assert raised.value.code is ExitCode.INPUT


def test_a_form_that_draws_itself_says_nothing() -> None:
    def draw(pdf: pikepdf.Pdf, paragraph: Any) -> None:
        form = pdf.make_stream(b"/A Do", Type=Name.XObject, Subtype=Name.Form)
        form.Resources = Dictionary(XObject=Dictionary(A=form))
        pdf.pages[0].Resources.XObject = Dictionary(A=form)

    assert paragraph_of(structure(made(b"/P <</MCID 0>> BDC /A Do EMC", draw))).kids == (Text(0, ""),)


def test_half_a_file_and_no_file_are_unreadable_input() -> None:
    for data in (made(FIRST_PAGE)[:200], b"", b"%PDF-1.7"):
        with pytest.raises(PublisherError) as raised:
            structure(data)
        assert raised.value.code is ExitCode.INPUT
