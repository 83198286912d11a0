"""Pictures, profiles and forms once per file."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from publisher.engines.assembly.streams import share_streams


def picture(book: Pdf, data: bytes = b"pixel", **more: object) -> Stream:
    return book.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, **more)


def form(book: Pdf, data: bytes = b"0 0 m", **more: object) -> Stream:
    return book.make_stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **more)


def profile(book: Pdf, data: bytes = b"sRGB") -> Array:
    return Array([Name.ICCBased, book.make_stream(data, N=3)])


def show(book: Pdf, drawn: Stream) -> None:
    book.add_blank_page().obj.Resources = Dictionary(XObject=Dictionary(X1=drawn))


def numbers(book: Pdf) -> set[tuple[int, int]]:
    return {page.obj.Resources.XObject.X1.objgen for page in book.pages}


def saved(book: Pdf) -> bytes:
    out = BytesIO()
    book.save(out, deterministic_id=True)
    return out.getvalue()


def test_the_same_picture_with_its_mask_and_its_profile_is_one() -> None:
    book = Pdf.new()
    for _ in range(3):
        show(book, picture(book, ColorSpace=profile(book), SMask=picture(book, b"mask")))
    assert share_streams(book) == 4
    assert len(numbers(book)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"data": b"other"}),
        ({"Interpolate": True}, {"Interpolate": False}),
        ({"Decode": Array([0, 1])}, {"Decode": Array([1, 0])}),
        ({}, {"Filter": Name.FlateDecode}),
    ],
)
def test_pictures_that_differ_in_anything_stay_two(first: dict[str, object], second: dict[str, object]) -> None:
    book = Pdf.new()
    show(book, picture(book, **first))  # type: ignore[arg-type]
    show(book, picture(book, **second))  # type: ignore[arg-type]
    assert share_streams(book) == 0
    assert len(numbers(book)) == 2


def test_pictures_that_differ_in_their_masks_stay_two() -> None:
    book = Pdf.new()
    for mask in (b"round", b"square"):
        show(book, picture(book, SMask=picture(book, mask)))
    assert share_streams(book) == 0
    assert len(numbers(book)) == 2


def test_an_untagged_form_is_one_and_a_tagged_one_stays_in_its_place() -> None:
    book = Pdf.new()
    for key in range(2):
        show(book, form(book))
        show(book, form(book, StructParents=key))
        show(book, picture(book, StructParent=key))
    assert share_streams(book) == 1
    assert len(numbers(book)) == 5


def test_forms_that_name_one_font_are_one_and_those_with_two_fonts_are_two() -> None:
    book = Pdf.new()
    fonts = [book.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0)) for _ in range(2)]
    for font in (fonts[0], fonts[0], fonts[1]):
        show(book, form(book, Resources=Dictionary(Font=Dictionary(F1=font))))
    assert share_streams(book) == 1
    assert len(numbers(book)) == 2


def test_profiles_of_pages_of_pictures_and_of_the_file_are_one() -> None:
    book = Pdf.new()
    for _ in range(2):
        show(book, picture(book, ColorSpace=Array([Name.Indexed, profile(book), 0, b"\0\0\0"])))
        book.pages[-1].obj.Resources.ColorSpace = Dictionary(srgb=profile(book))
    book.Root.OutputIntents = Array([Dictionary(DestOutputProfile=profile(book)[1])])
    assert share_streams(book) == 5
    page, picture_of_page = book.pages[1].obj.Resources.ColorSpace.srgb[1], book.pages[0].obj.Resources.XObject.X1
    assert page.objgen == picture_of_page.ColorSpace[1][1].objgen
    assert page.objgen == book.Root.OutputIntents[0].DestOutputProfile.objgen


def test_pictures_inside_forms_and_patterns_are_found() -> None:
    book = Pdf.new()
    show(book, picture(book))
    show(book, form(book, b"1", Resources=Dictionary(XObject=Dictionary(X1=picture(book)))))
    pattern = book.make_stream(b"", Resources=Dictionary(XObject=Dictionary(X1=picture(book))))
    book.pages[0].obj.Resources.Pattern = Dictionary(P1=pattern)
    assert share_streams(book) == 2
    inside = book.pages[1].obj.Resources.XObject.X1.Resources.XObject.X1
    assert inside.objgen == pattern.Resources.XObject.X1.objgen == book.pages[0].obj.Resources.XObject.X1.objgen


def test_a_second_run_changes_nothing() -> None:
    book = Pdf.new()
    for _ in range(2):
        show(book, picture(book, ColorSpace=profile(book)))
        show(book, form(book))
    share_streams(book)
    once = saved(book)
    assert share_streams(book) == 0
    assert saved(book) == once


def test_a_form_that_holds_itself_is_left_as_it_is() -> None:
    book = Pdf.new()
    for _ in range(2):
        loop = form(book)
        loop.Resources = Dictionary(XObject=Dictionary(X1=loop))
        show(book, loop)
    assert share_streams(book) == 0
    assert len(numbers(book)) == 2


@pytest.mark.parametrize("value", [7, Name.Image, Array([1]), pikepdf.String("x"), Dictionary()])
def test_what_is_no_picture_and_no_space_is_passed_by(value: object) -> None:
    book = Pdf.new()
    book.Root.OutputIntents = value
    for _ in range(2):
        show(book, picture(book, ColorSpace=value, SMask=value, Resources=value))
        book.pages[-1].obj.Resources.ColorSpace = Dictionary(srgb=Array([Name.ICCBased, value]))
    assert share_streams(book) == 1
