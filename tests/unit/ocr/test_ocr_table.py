from __future__ import annotations

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.review import Kind, Row
from publisher.ocr import table

ROW = Row("a1", 3, 4, Kind.WORD, "a\\b", ("x|y", "", "z\t"), 0.5, "l", "r\n", "", "why")


def test_written_form_is_fixed() -> None:
    header, line, end = table.write([ROW]).split("\n")
    assert header == "id\tline\tcolumn\tkind\toriginal\tproposals\tscore\tleft\tright\tdecision\twhy"
    assert line == "a1\t3\t4\tword\ta\\\\b\tx\\|y|\\e|z\\t\t0.5\tl\tr\\n\t\twhy"
    assert end == ""


def test_a_spreadsheet_may_have_saved_it() -> None:
    saved = "\ufeff" + table.write([ROW]).replace("\n", "\r\n") + "\r\n"
    assert table.read(saved, "r.tsv") == (ROW,)


def test_an_empty_review_is_its_header() -> None:
    assert table.read(table.write([]), "r.tsv") == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\tword\t", "\tmot\t"),
        ("a1\t3\t", "a1\t0\t"),
        ("a1\t3\t", "a1\tx\t"),
        ("\t0.5\t", "\tnan\t"),
        ("\t0.5\t", "\t"),
        ("a\\\\b", "a\\b"),
        ("|z\\t", "|z\\"),
        ("\t\twhy", "\t\twhy\\"),
        ("\t\twhy\n", "\t\twhy\na1\t3\t4\tword\t\t\t\t\t\t\t\n"),
        ("id\tline", "line\tid"),
    ],
)
def test_a_broken_row_is_refused_with_its_line(old: str, new: str) -> None:
    text = table.write([ROW]).replace(old, new)
    with pytest.raises(PublisherError) as error:
        table.read(text, "r.tsv")
    broken = 1 if old.startswith("id") else 3 if "\na1" in new else 2
    assert (error.value.code, error.value.file, error.value.line) == (ExitCode.INPUT, "r.tsv", broken)
