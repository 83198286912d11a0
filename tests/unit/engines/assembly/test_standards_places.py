"""What a destination without an element means: where marked content begins on a page."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from publisher.engines.assembly.standards.places import Place, nearest, places_on


def drawn(stream: bytes) -> list[tuple[int, float, float]]:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    page = pdf.pages[0]
    page.obj.Contents = pdf.make_stream(stream)
    page.obj.Resources = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font)))
    return [(place.mcid, round(place.x, 2), round(place.y, 2)) for place in places_on(page.obj)]


def test_text_begins_where_all_matrices_together_put_it() -> None:
    stream = (
        b"1 0 0 -1 0 300 cm q 0.75 0 0 0.75 0 0 cm /P <</MCID 4>> BDC BT /F 9 Tf 1 0 0 -1 20 40 Tm [<41>] TJ"
        b" 1 0 0 -1 99 99 Tm (b) Tj ET EMC Q"
        b" /P <</MCID 2>> BDC BT 10 20 Td (a) Tj 5 5 TD (b) Tj ET EMC"
    )
    assert drawn(stream) == [(4, 15.0, 270.0), (2, 10.0, 280.0)]


def test_a_picture_begins_at_its_top() -> None:
    down = b"1 0 0 -1 0 300 cm /Figure <</MCID 0>> BDC q 40 0 0 -20 10 50 cm /I Do Q EMC"
    up = b"/Figure <</MCID 0>> BDC q 40 0 0 20 10 250 cm /I Do Q EMC /P <</MCID 1>> BDC 7 8 m 9 9 l S EMC"
    assert drawn(down) == [(0, 10.0, 270.0)]
    assert drawn(up) == [(0, 10.0, 270.0), (1, 7.0, 8.0)]


def test_artifacts_and_bare_drawings_have_no_place() -> None:
    assert (
        drawn(b"BT 1 1 Td (a) Tj ET /Artifact BMC BT 1 1 Td (a) Tj ET EMC /Artifact <</Type /Layout>> BDC 1 1 m EMC")
        == []
    )


def test_marked_content_in_marked_content_keeps_its_place() -> None:
    assert drawn(b"/P <</MCID 3>> BDC /Span <</ActualText (x)>> BDC BT 5 6 Td (a) Tj ET EMC EMC") == [(3, 5.0, 6.0)]


def test_a_stream_that_closes_more_than_it_opens_is_read_to_its_end() -> None:
    assert drawn(b"Q Q EMC EMC /P <</MCID 0>> BDC BT 5 6 Td (a) Tj ET EMC Q") == [(0, 5.0, 6.0)]


PAGE = [Place(0, 50, 700), Place(1, 90, 700), Place(2, 50, 680), Place(3, 300, 690), Place(4, 70, 660)]


@pytest.mark.parametrize(
    ("left", "top", "expected"),
    [
        (50, 712, 0),  # the line below
        (90, 712, 1),  # a word of it
        (60, 712, 0),  # in it, between words
        (300, 702, 3),  # the other column, though a line of the first is nearer
        (300, 760, 0),  # what begins there is too far below
        (50, 700.5, 0),  # on the base line
        (50, 690, 2),
        (10, 10, 4),  # below all
        (None, 712, 0),
        (50, None, 0),
    ],
)
def test_a_point_means_what_begins_at_or_below_it(left: float | None, top: float | None, expected: int) -> None:
    assert nearest(PAGE, left, top) == expected


@pytest.mark.parametrize("top", [100.0, None])
def test_on_an_empty_page_a_point_means_nothing(top: float | None) -> None:
    assert nearest([], 10, top) is None
