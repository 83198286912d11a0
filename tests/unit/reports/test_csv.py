"""The table of an audit: opened in a spreadsheet it computes nothing, loses nothing and shows Arabic."""

from __future__ import annotations

import csv as standard
import io
from collections.abc import Mapping

import pytest
from tests.unit.reports.hostile import EVIDENCE, FORMULAS, LONG, said

from publisher.model.evidence import Assertion, Evidence
from publisher.model.finding import FIELDS
from publisher.reports import csv


def rows(*assertions: Assertion) -> list[Mapping[str, str]]:
    evidence = Evidence("T", "fr", ("fr",), "publisher 1", (), EVIDENCE.subjects, assertions)
    text = csv.table(evidence).encode("utf-8").decode("utf-8-sig")
    return list(standard.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_table_is_utf_8_that_a_spreadsheet_recognises_with_the_line_ends_of_the_standard() -> None:
    data = csv.table(EVIDENCE).encode("utf-8")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")


def test_the_header_has_the_fields_of_a_finding_once() -> None:
    assert set(FIELDS) <= set(csv.COLUMNS)
    assert len(set(csv.COLUMNS)) == len(csv.COLUMNS)


def test_every_assertion_is_a_row_of_all_columns() -> None:
    found = rows(*EVIDENCE.assertions)
    assert len(found) == len(EVIDENCE.assertions)
    assert all(set(row) == set(csv.COLUMNS) and None not in row.values() for row in found)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_a_text(text: str) -> None:
    (row,) = rows(said(message=text))
    assert row["message"] == f"'{text}"


@pytest.mark.parametrize("number", ["-5", "+3", "-1,5", "12", "-1.234,5"])
def test_a_number_stays_one(number: str) -> None:
    (row,) = rows(said(message=number, line=3))
    assert (row["message"], row["line"]) == (number, "3")


@pytest.mark.parametrize("text", ["-5+1", "-1e5", "+", "-1;x"])
def test_what_only_begins_like_a_number_is_none(text: str) -> None:
    assert rows(said(message=text))[0]["message"] == f"'{text}"


def test_no_cell_is_longer_than_a_spreadsheet_holds() -> None:
    for text in (LONG, f"={LONG}"):
        (row,) = rows(said(message=text))
        assert len(row["message"]) == 32_767
        assert row["message"].endswith("…")


@pytest.mark.parametrize("text", ['a"b', "a,b", "a\nb", "a\r\nb", "عربي", "a;b", " a ", "\u202ea"])
def test_a_text_is_what_it_was(text: str) -> None:
    assert rows(said(message=text))[0]["message"] == text


def test_what_is_no_text_is_shown_as_such() -> None:
    assert rows(said(message="a\x00b\x1b\ud800\x9bc"))[0]["message"] == "a\ufffdb\ufffd\ufffd\ufffdc"
