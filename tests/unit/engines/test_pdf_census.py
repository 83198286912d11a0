from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from publisher.engines.pdf.census import COUNTED, census
from publisher.errors import ExitCode, PublisherError


def saved(folder: Path, pdf: Pdf, **options: object) -> Path:
    file = folder / "a.pdf"
    pdf.save(file, **options)
    return file


def element(pdf: Pdf, role: str, *kids: object, **more: object) -> object:
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), K=Array(kids), **more))


def tagged(*make: tuple[str, dict[str, object]], roles: dict[str, str] | None = None) -> Pdf:
    """Return a file of one empty page with some tags."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    kids = [element(pdf, role, **more) for role, more in make]
    pdf.Root.Lang = pikepdf.String("fr")
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(K=Array(kids), RoleMap=Dictionary({f"/{key}": Name(f"/{to}") for key, to in (roles or {}).items()}))
    )
    return pdf


def with_content(content: bytes, **objects: object) -> Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary(XObject=Dictionary({f"/{name}": item for name, item in objects.items()}))
    return pdf


def image(pdf: Pdf) -> object:
    return pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


def test_an_empty_file_has_a_page_and_says_of_all_else_that_it_is_not_there(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    assert census(saved(tmp_path, pdf)) == dict.fromkeys(COUNTED, 0) | {"page": 1}


def test_tags_are_counted_by_their_standard_type(tmp_path: Path) -> None:
    pdf = tagged(
        ("H1", {}), ("Kopf", {}), ("P", {}), ("P", {"Lang": pikepdf.String("ar")}),
        ("Span", {"E": pikepdf.String("a")}), ("Figure", {"Alt": pikepdf.String("Un quai")}),
        ("Figure", {}), ("Table", {}), ("L", {}), ("TOC", {}),
        ("Note", {}), ("BlockQuote", {}), ("Formula", {}),
        roles={"Kopf": "Titel", "Titel": "H2", "Lost": "Nowhere"},
    )  # fmt: skip
    found = census(saved(tmp_path, pdf))
    expected = {
        "heading": 2, "paragraph": 2, "language-change": 1, "abbreviation": 1, "figure": 1, "table": 1, "list": 1,
        "contents": 1, "note": 1, "quote": 1, "formula": 1, "role": 2,
    }  # fmt: skip
    assert {kind: found[kind] for kind in expected} == expected


@pytest.mark.parametrize(
    ("subtype", "kind"),
    [
        ("Link", "link"), ("Widget", "form-field"), ("Screen", "media"), ("Movie", "media"), ("Sound", "media"),
        ("RichMedia", "media"), ("Text", "annotation"), ("Highlight", "annotation"), ("PrinterMark", "printer-mark"),
        ("TrapNet", "trap-network"), ("FileAttachment", "embedded-file"),
    ],
)  # fmt: skip
def test_an_annotation_is_of_one_kind(tmp_path: Path, subtype: str, kind: str) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), FS=Dictionary(F=pikepdf.String("a.txt")))
    page.Annots = Array([pdf.make_indirect(note), pdf.make_indirect(Dictionary(Subtype=Name.Popup))])
    pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[0]] if subtype == "Widget" else []))
    found = census(saved(tmp_path, pdf))
    assert found[kind] == 1
    others = {"animation", "annotation"} if subtype in ("Screen", "Movie", "RichMedia", "FileAttachment") else set()
    assert {name for name, number in found.items() if number} <= {kind, "page"} | others


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        (Dictionary(S=Name.JavaScript, JS=pikepdf.String("1")), "script"),
        (Dictionary(S=Name.Launch), "action"),
        (Dictionary(S=Name.URI, Next=Dictionary(S=Name.JavaScript)), "script"),
        (Dictionary(S=Name.GoTo), None),
    ],
)
def test_what_happens_by_itself_is_found_and_going_somewhere_is_not(
    tmp_path: Path, action: Dictionary, kind: str | None
) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = action
    found = census(saved(tmp_path, pdf))
    assert {name: found[name] for name in ("script", "action")} == {
        name: int(name == kind) for name in ("script", "action")
    }


def test_what_a_catalog_may_hold_is_found(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=pikepdf.String("a")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=pikepdf.String("x"))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("a")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]))
    pdf.Root.Threads = Array([pdf.make_indirect(Dictionary())])
    pdf.Root.MarkInfo = Dictionary(Suspects=True)
    found = census(saved(tmp_path, pdf))
    kinds = ("signature", "xfa", "optional-content", "article-thread", "suspect")
    assert {kind: found[kind] for kind in kinds} == dict.fromkeys(kinds, 1)


def test_a_page_that_is_one_picture_is_scanned_though_text_lies_unseen_under_it(tmp_path: Path) -> None:
    pdf = with_content(b"BT 3 Tr (unseen) Tj ET /I Do")
    pdf.pages[0].Resources.XObject.I = image(pdf)
    assert census(saved(tmp_path, pdf))["scanned-page"] == 1


@pytest.mark.parametrize("more", [b"BT (seen) Tj ET", b"0 0 9 9 re f", b"/I Do"])
def test_a_page_with_more_than_one_picture_is_not_scanned(tmp_path: Path, more: bytes) -> None:
    pdf = with_content(b"/I Do " + more)
    pdf.pages[0].Resources.XObject.I = image(pdf)
    assert census(saved(tmp_path, pdf))["scanned-page"] == 0


def test_texts_and_decoration_are_counted_in_forms_too(tmp_path: Path) -> None:
    pdf = with_content(b"/F Do /Artifact BMC EMC")
    form = pdf.make_stream(b"BT (a) Tj ET /F Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Resources = Dictionary(XObject=Dictionary(F=form))  # it draws itself
    pdf.pages[0].Resources.XObject.F = form
    found = census(saved(tmp_path, pdf))
    assert (found["text"], found["artifact"]) == (1, 1)


def test_of_a_file_that_wants_a_password_nothing_else_is_known(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    assert census(saved(tmp_path, pdf, encryption=pikepdf.Encryption(owner="a", user="b"))) == {"encryption": 1}


def test_a_file_that_only_restricts_is_counted(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    found = census(saved(tmp_path, pdf, encryption=pikepdf.Encryption(owner="a", user="")))
    assert (found["encryption"], found["page"]) == (1, 1)


def test_what_is_broken_is_unknown_and_the_rest_is_counted(tmp_path: Path) -> None:
    pdf = tagged(("P", {}))
    pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary({"/A": pikepdf.Name("/B"), "/B": pikepdf.Name("/A")})
    pdf.pages[0].obj.Annots = Array([pikepdf.Name("/Odd"), 3])
    pdf.pages[0].Contents = pdf.make_stream(b"\xff(((", Filter=Name.FlateDecode)
    found = census(saved(tmp_path, pdf))
    assert (found["paragraph"], found["role"], found["annotation"]) == (1, 0, 0)


def test_a_tree_that_leads_back_to_itself_has_an_end(tmp_path: Path) -> None:
    pdf = tagged(("P", {}))
    paragraph = pdf.Root.StructTreeRoot.K[0]
    paragraph.K = Array([paragraph])
    assert census(saved(tmp_path, pdf))["paragraph"] == 1


@pytest.mark.parametrize("data", [b"", b"a text", b"%PDF-1.7 and no more"])
def test_what_is_no_pdf_is_unreadable_input(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    with pytest.raises(PublisherError) as raised:
        census(file)
    assert raised.value.code is ExitCode.INPUT and raised.value.why
