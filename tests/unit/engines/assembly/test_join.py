"""Small parts written by hand become one file."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publisher.engines.assembly.join import Book, assemble, joined
from publisher.engines.assembly.save import saved
from publisher.engines.assembly.values import Assembled, LostLink, PageLabels, Part
from publisher.errors import ExitCode, PublisherError


def part(
    name: str,
    pages: int = 1,
    links: tuple[str, ...] = (),
    *,
    lang: str = "fr",
    roles: dict[str, str] | None = None,
    places: tuple[str, ...] | None = None,
    ids: tuple[str, ...] | None = None,
) -> Part:
    """Return a part as layout finishes it: on each page a paragraph, on the first also a form and links."""
    pdf = pikepdf.new()
    root = pdf.Root
    resources = pdf.make_indirect(Dictionary(XObject=Dictionary()))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    document.P = tree
    numbers: list[Any] = []
    for index in range(pages):
        page = pdf.add_blank_page().obj
        content = f"q /P <</MCID 0>> BDC EMC Q /Artifact <</Type /Pagination>> BDC q /Run{index} Do Q EMC"
        page.Contents, page.Resources, page.StructParents = pdf.make_stream(content.encode()), resources, index
        numbers += [index, Array([element(pdf, document, "P", page, 0)])]
    first = pdf.pages[0].obj
    form = pdf.make_stream(b"/P <</MCID 0>> BDC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.StructParents = pages
    resources.XObject.Fm0 = form
    of_form = Dictionary(Type=Name.MCR, Pg=first, Stm=form, MCID=0)
    numbers += [pages, Array([element(pdf, document, "P", first, of_form)])]
    for key, target in enumerate(links, start=pages + 1):
        numbers += [key, link(pdf, document, first, key, target)]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = pages + 1 + len(links)
    names = sorted((name,) if ids is None else ids)
    tree.IDTree = pdf.make_indirect(Dictionary(Names=Array([x for i in names for x in (String(i), document.K[0])])))
    document.K[0].ID = String(names[0])
    if roles:
        tree.RoleMap = Dictionary({f"/{role}": Name(f"/{standard}") for role, standard in roles.items()})
    names = sorted((name,) if places is None else places)
    place = Array([first, Name.XYZ, 0, 0, 0])
    root.Names = Dictionary(Dests=Dictionary(Names=Array([x for i in names for x in (String(i), place)])))
    item = pdf.make_indirect(Dictionary(Title=String(name), Dest=place))
    root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    item.Parent = root.Outlines
    root.StructTreeRoot, root.Lang, root.MarkInfo = tree, String(lang), Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(f"Titre {name}")))
    return Part(f"source/{name}.md", saved(pdf))


def element(pdf: pikepdf.Pdf, parent: Any, role: str, page: Any, kid: Any) -> Any:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, Pg=page, K=Array([kid])))
    parent.K.append(made)
    return made


def link(pdf: pikepdf.Pdf, document: Any, page: Any, key: int, target: str) -> Any:
    annotation = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Dest=String(target), Contents=String(f"vers {target}"))
    )
    annotation.StructParent = key
    page.Annots = Array([*page.get("/Annots", ()), annotation])
    return element(pdf, document, "Link", page, Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation))


def heads(count: int, blank: tuple[int, ...] = (), wide: tuple[int, ...] = ()) -> bytes:
    pdf = pikepdf.new()
    resources = pdf.make_indirect(Dictionary())
    for index in range(count):
        page = pdf.add_blank_page(page_size=(842, 595) if index in wide else (612, 792)).obj
        content = b"q Q" if index in blank else b"%d 0 0 5 re f" % index
        page.Contents, page.Resources = pdf.make_stream(content), resources
    return saved(pdf)


def opened(result: Assembled) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(result.pdf))


def parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """Return the ParentTree as a dictionary."""
    tree = pdf.Root.StructTreeRoot.ParentTree
    found: dict[int, Any] = {}
    for leaf in tree.get("/Kids", [tree]):
        items = list(leaf.Nums)
        found |= dict(zip(map(int, items[::2]), items[1::2], strict=True))
    return found


def dests(pdf: pikepdf.Pdf) -> list[str]:
    return [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]


def test_pages_forms_and_links_of_every_part_find_their_elements_again() -> None:
    pdf = opened(assemble([part("a", 2, ("b", "a")), part("b"), part("c", 3, ("a",))]))
    table = parents(pdf)
    assert len(pdf.pages) == 6
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == max(table) + 1
    keys = []
    for page in pdf.pages:
        keys.append(int(page.obj.StructParents))
        assert table[keys[-1]][0].Pg.objgen == page.obj.objgen
        for annotation in page.obj.get("/Annots", ()):
            keys.append(int(annotation.StructParent))
            assert table[keys[-1]].K[0].Obj.objgen == annotation.objgen
    forms = {page.Resources.XObject.Fm0.objgen: page.Resources.XObject.Fm0 for page in pdf.pages}
    for form in forms.values():
        keys.append(int(form.StructParents))
        assert table[keys[-1]][0].K[0].Stm.objgen == form.objgen
    assert sorted(keys) == sorted(table)


def test_a_form_in_a_form_a_pattern_or_a_mask_is_renumbered_once() -> None:
    first, second = part("a"), part("b")
    source = pikepdf.open(BytesIO(second.pdf))
    resources = source.pages[0].Resources
    inner = resources.XObject.Fm0
    hidden = {"Pattern": 7, "Mask": 8}
    streams = {name: source.make_stream(b"", StructParents=key, Resources=resources) for name, key in hidden.items()}
    outer = source.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)
    outer.Resources = Dictionary(XObject=Dictionary(Fm0=inner))
    resources.XObject = Dictionary(Outer=outer)
    resources.Pattern = Dictionary(P0=streams["Pattern"])
    resources.ExtGState = Dictionary(
        G0=Dictionary(SMask=Dictionary(G=streams["Mask"])), G1=Dictionary(SMask=Name.None_)
    )
    pdf = opened(assemble([first, Part("source/b.md", saved(source))]))
    own = pdf.pages[1].Resources
    # Two keys are those of the first part.
    assert int(own.XObject.Outer.Resources.XObject.Fm0.StructParents) == 2 + 1
    assert int(own.Pattern.P0.StructParents) == 2 + 7
    assert int(own.ExtGState.G0.SMask.G.StructParents) == 2 + 8


def test_there_is_one_document_and_its_kids_are_those_of_all_parts_in_order() -> None:
    pdf = opened(assemble([part("a", 2), part("b")]))
    (document,) = pdf.Root.StructTreeRoot.K
    assert str(document.S) == "/Document" and document.P.objgen == pdf.Root.StructTreeRoot.objgen
    assert all(kid.P.objgen == document.objgen for kid in document.K)
    pages = [page.obj.objgen for page in pdf.pages]
    assert [pages.index(kid.Pg.objgen) for kid in document.K] == [0, 1, 0, 2, 2]
    ids = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in ids[::2]] == ["a", "b"]
    assert [each.objgen for each in ids[1::2]] == [document.K[0].objgen, document.K[3].objgen]


def test_what_the_book_says_of_itself_is_what_its_first_part_says() -> None:
    pdf = opened(assemble([part("a"), part("b")]))
    assert str(pdf.trailer.Info.Title) == "Titre a"
    assert str(pdf.Root.Lang) == "fr" and pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
    assert dests(pdf) == ["a", "b"]
    assert [item.title for item in pdf.open_outline().root] == ["a", "b"]


def test_roles_of_all_parts_are_in_one_map() -> None:
    parts = [part("a", roles={"Em": "Span"}), part("b"), part("c", roles={"Em": "Span", "Aside": "Note"})]
    assert dict(opened(assemble(parts)).Root.StructTreeRoot.RoleMap) == {"/Aside": "/Note", "/Em": "/Span"}


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (part("b", ids=("a", "b")), "'a'"),
        (part("b", places=("a", "b")), "'a'"),
        (part("b", roles={"Em": "Quote"}), "Em"),
        (part("b", lang="ar"), "ar"),
    ],
    ids=["id", "destination", "role", "language"],
)
def test_a_part_that_contradicts_one_before_is_named_with_what_it_has(second: Part, why: str) -> None:
    with pytest.raises(PublisherError) as caught:
        assemble([part("a", roles={"Em": "Span"}), second])
    error = caught.value
    assert (error.code, error.file) == (ExitCode.ENGINE_FAILED, "source/b.md")
    assert error.why and why in error.why and error.hint


def test_a_link_to_another_part_leads_there() -> None:
    result = assemble([part("a", links=("b",)), part("b")])
    pdf = opened(result)
    (annotation,) = pdf.pages[0].obj.Annots
    names = list(pdf.Root.Names.Dests.Names)
    place = names[1 + [bytes(name) for name in names[::2]].index(bytes(annotation.Dest)) * 2]
    assert place[0].objgen == pdf.pages[1].obj.objgen
    assert result.lost == ()


def test_a_link_to_nowhere_is_told_and_only_its_text_is_left() -> None:
    result = assemble([part("a"), part("b", 1, ("nulle-part", "a"))])
    assert result.lost == (LostLink("nulle-part", "vers nulle-part", "source/b.md", 1, ""),)
    pdf = opened(result)
    (annotation,) = pdf.pages[1].obj.Annots
    assert str(annotation.Dest) == "a"
    *_, lost, kept = pdf.Root.StructTreeRoot.K[0].K
    assert (str(lost.S), len(lost.K)) == ("/Span", 0)
    assert str(kept.S) == "/Link" and parents(pdf)[int(annotation.StructParent)].objgen == kept.objgen
    assert lost.objgen not in {value.objgen for value in parents(pdf).values()}


def test_the_last_lost_link_of_a_page_leaves_no_annotations() -> None:
    result = assemble([part("a", links=("x", "y"))])
    pdf = opened(result)
    assert [lost.target for lost in result.lost] == ["x", "y"]
    assert "/Annots" not in pdf.pages[0].obj


def test_heads_are_drawn_in_the_room_left_for_them_and_pages_without_share_one_form() -> None:
    pdf = opened(assemble([part("a", 2), part("b", 3)], heads(5, blank=(0, 3))))
    runs = [page.Resources.XObject[f"/Run{index}"] for page, index in zip(pdf.pages, [0, 1, 0, 1, 2], strict=True)]
    assert [run.read_bytes() for run in runs] == [b"q Q", b"1 0 0 5 re f", b"2 0 0 5 re f", b"q Q", b"4 0 0 5 re f"]
    assert all((run.Type, run.Subtype) == (Name.XObject, Name.Form) and "/Resources" in run for run in runs)
    assert all(run.BBox == page.obj.MediaBox for run, page in zip(runs, pdf.pages, strict=True))
    assert runs[0].objgen == runs[3].objgen and len({run.objgen for run in runs}) == 4


def test_a_page_of_another_size_has_a_form_of_its_own() -> None:
    pdf = opened(assemble([part("a", 3)], heads(3, blank=(0, 1, 2), wide=(1,))))
    runs = [pdf.pages[0].Resources.XObject[f"/Run{index}"] for index in range(3)]
    assert runs[0].objgen == runs[2].objgen != runs[1].objgen
    assert [float(run.BBox[2]) for run in runs] == [612, 842, 612]


def test_a_book_without_heads_draws_nothing_in_their_room() -> None:
    pdf = opened(assemble([part("a", 2), part("b")]))
    runs = {pdf.pages[0].Resources.XObject.Run1.objgen, pdf.pages[2].Resources.XObject.Run0.objgen}
    assert len(runs) == 1 and pdf.get_object(runs.pop()).read_bytes() == b""


def test_heads_that_do_not_fit_the_pages_are_refused() -> None:
    with pytest.raises(PublisherError) as caught:
        assemble([part("a", 2)], heads(3))
    assert caught.value.code is ExitCode.ENGINE_FAILED and "3" in str(caught.value.why)


def test_pages_are_labelled_in_the_joined_file() -> None:
    labels = [PageLabels(0, "r"), PageLabels(2)]
    pdf = opened(assemble([part("a", 2), part("b", 2)], labels=labels))
    assert [page.label for page in pdf.pages] == ["i", "ii", "1", "2"]


def test_the_same_parts_give_the_same_bytes_at_once_or_one_by_one() -> None:
    parts = [part("a", 2, ("b",)), part("b", links=("x",)), part("c")]
    book = Book()
    for each in parts:
        book.add(each)
    one_by_one = saved(book.joined(heads(4)).pdf)
    assert assemble(parts, heads(4)).pdf == one_by_one == saved(joined(parts, heads(4)).pdf)


def test_a_file_says_which_version_of_pdf_it_is() -> None:
    book = joined([part("a")])
    assert [saved(book.pdf)[:8], saved(book.pdf, "2.0")[:8]] == [b"%PDF-1.7", b"%PDF-2.0"]


def test_nothing_of_the_sources_is_left_but_what_the_book_uses() -> None:
    pdf = opened(assemble([part("a"), part("b")]))
    types = [str(item.get("/Type", "")) for item in pdf.objects if isinstance(item, Dictionary)]
    assert types.count("/StructTreeRoot") == types.count("/Catalog") == types.count("/Pages") == 1
    assert sum(isinstance(item, Dictionary) and item.get("/S") == Name("/Document") for item in pdf.objects) == 1


def broken(data: bytes, breaking: Callable[[pikepdf.Pdf], Any]) -> bytes:
    pdf = pikepdf.open(BytesIO(data))
    breaking(pdf)
    return saved(pdf)


def garbled(data: bytes) -> bytes:
    """Return a file with an object that readers mend, each in its own way."""
    pdf, plain = pikepdf.open(BytesIO(data)), BytesIO()
    pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"(vers a)" in plain.getvalue()
    return plain.getvalue().replace(b"(vers a)", b")vers a)")


def without(pdf: Any, key: str) -> None:
    del pdf[key]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda data: data[: len(data) // 2],
    "no end": lambda data: data[:-20],
    "empty": lambda data: b"",
    "text": lambda data: b"Bonjour",
    "garbled": garbled,
    "untagged": lambda data: broken(data, lambda pdf: without(pdf.Root, "/StructTreeRoot")),
    "no parents": lambda data: broken(data, lambda pdf: without(pdf.Root.StructTreeRoot, "/ParentTree")),
    "two documents": lambda data: broken(
        data, lambda pdf: pdf.Root.StructTreeRoot.K.append(pdf.Root.StructTreeRoot.K[0])
    ),
    "loose content": lambda data: broken(data, lambda pdf: pdf.Root.StructTreeRoot.K[0].K.append(3)),
    "odd names": lambda data: broken(data, lambda pdf: pdf.Root.Names.Dests.Names.append(String("b"))),
}


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_part_is_an_error_that_names_it(how: str, capfd: pytest.CaptureFixture[str]) -> None:
    data = DAMAGES[how](part("b", 2, ("a",)).pdf)
    with pytest.raises(PublisherError) as caught:
        assemble([part("a"), Part("source/b.md", data)])
    assert (caught.value.code, caught.value.file) == (ExitCode.ENGINE_FAILED, "source/b.md")
    assert caught.value.why and caught.value.hint
    assert capfd.readouterr() == ("", "")


def test_damaged_heads_are_an_error_too() -> None:
    with pytest.raises(PublisherError) as caught:
        assemble([part("a")], heads(1)[:-30])
    assert caught.value.code is ExitCode.ENGINE_FAILED


def test_whatever_byte_is_wrong_there_is_a_whole_book_or_an_error() -> None:
    good, chance = part("b", 2, ("a", "x")).pdf, random.Random(6)
    refused = 0
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.choice((1, 4))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            result = assemble([part("a"), Part("source/b.md", bytes(data))])
        except PublisherError:
            refused += 1
        else:
            assert len(opened(result).pages) == 3
    assert 0 < refused < 300


def test_a_book_of_no_parts_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError):
        assemble([])
