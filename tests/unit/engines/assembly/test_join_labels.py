"""What a reader calls the pages."""

from __future__ import annotations

import pikepdf
import pytest

from publisher.engines.assembly.labels import page_labels
from publisher.engines.assembly.values import PageLabels


def test_a_reader_shows_roman_front_matter_then_numbers_then_an_annex() -> None:
    pdf = pikepdf.new()
    for _ in range(7):
        pdf.add_blank_page()
    ranges = [PageLabels(0, ""), PageLabels(1, "r", start=2), PageLabels(3), PageLabels(5, "A", "Annexe ")]
    pdf.Root.PageLabels = page_labels(ranges, 7)
    assert [page.label for page in pdf.pages] == ["", "ii", "iii", "1", "2", "Annexe A", "Annexe B"]


@pytest.mark.parametrize(
    "ranges",
    [
        [],
        [PageLabels(1)],
        [PageLabels(0), PageLabels(3), PageLabels(2)],
        [PageLabels(0), PageLabels(2), PageLabels(2, "r")],
        [PageLabels(0), PageLabels(7)],
        [PageLabels(0, "x")],
        [PageLabels(0, start=0)],
    ],
    ids=["none", "first page without", "out of order", "twice", "behind the end", "style", "zero"],
)
def test_ranges_that_leave_a_page_without_a_label_or_have_no_numbers_are_refused(ranges: list[PageLabels]) -> None:
    with pytest.raises(ValueError):
        page_labels(ranges, 7)
