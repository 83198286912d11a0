from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from publisher.engines.pdf.pictures import Area, FigureArea, crops, figure_areas
from publisher.errors import PublisherError

RED = (255, 0, 0)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Return a file of two pages, with a red square on the second that has a tag."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(600, 800))
    page = document.add_blank_page(page_size=(600, 800))
    page.Contents = document.make_stream(b"1 0 0 rg 100 200 50 50 re f")
    figure = document.make_indirect(
        Dictionary(
            S=Name.Figure,
            Alt=pikepdf.String("Un carré"),
            Pg=page.obj,
            A=Dictionary(O=Name.Layout, BBox=Array([150, 250, 100, 200])),
        )
    )
    lost = document.make_indirect(Dictionary(S=Name.Bild))
    block = document.make_indirect(Dictionary(S=Name.P, ID=pikepdf.String("carre"), K=Array([figure, lost])))
    document.Root.StructTreeRoot = document.make_indirect(
        Dictionary(K=Array([block]), RoleMap=Dictionary({"/Bild": Name.Figure}))
    )
    file = tmp_path / "a.pdf"
    document.save(file)
    return file


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def test_figures_are_found_with_the_block_around_them_and_their_place(pdf: Path) -> None:
    assert figure_areas(pdf) == (
        FigureArea("carre", "Un carré", Area(2, (100.0, 200.0, 150.0, 250.0))),
        FigureArea("carre", None, None),
    )


def test_a_crop_shows_the_place_and_a_little_around(pdf: Path) -> None:
    (data,) = crops(pdf, [Area(2, (100, 200, 150, 250))])
    picture = opened(data)
    assert picture.getpixel((picture.width // 2, picture.height // 2)) == RED
    assert picture.getpixel((1, 1)) != RED
    assert 100 <= picture.width <= 130 and abs(picture.width - picture.height) <= 1


def test_a_whole_page_is_no_wider_than_480_pixels(pdf: Path) -> None:
    picture = opened(*crops(pdf, [Area(2)]))
    assert picture.width <= 480 and picture.height > picture.width


def test_the_same_file_gives_the_same_bytes(pdf: Path) -> None:
    wanted = [Area(2), Area(2, (100, 200, 150, 250))]
    assert crops(pdf, wanted) == crops(pdf, wanted)


@pytest.mark.parametrize(
    "area",
    [
        Area(0),
        Area(-1),
        Area(3),
        Area(2, (9, 9, 9, 9)),
        Area(2, (900, 900, 950, 950)),
        Area(2, (float("nan"), 0, 9, 9)),
    ],
)
def test_a_place_that_is_not_there_has_no_picture_and_the_others_have(pdf: Path, area: Area) -> None:
    nothing, something = crops(pdf, [area, Area(1)])
    assert nothing == b"" and something


def test_a_place_that_is_larger_than_its_page_is_the_page(pdf: Path) -> None:
    assert crops(pdf, [Area(2, (-1e9, -1e9, 1e9, 1e9))]) == crops(pdf, [Area(2)])


@pytest.mark.parametrize("data", [b"", b"a text"])
def test_what_is_no_pdf_has_no_pictures(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    assert crops(file, [Area(1)]) == (b"",)
    with pytest.raises(PublisherError):
        figure_areas(file)


def test_a_file_without_tags_has_no_figures(tmp_path: Path) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.save(tmp_path / "a.pdf")
    assert figure_areas(tmp_path / "a.pdf") == ()
