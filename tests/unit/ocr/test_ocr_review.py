from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.ocr import Kind, Row, import_text, review
from publisher.ocr.lines import paragraphs

TEXT = "un après-\nguerre et un\nporte-\nplume ici\n\nSainte-\nLucie"
ROW = Row("a1", 3, 4, Kind.WORD, "a\\b", ("x|y", "", "z\t"), 0.5, "l", "r\n", "", "why")


def decided(text: str, *decisions: str) -> tuple[Row, ...]:
    rows = review.rows(paragraphs(text))
    pairs = zip(rows, decisions, strict=True)
    return review.read(review.write(replace(row, decision=decision) for row, decision in pairs), "r.tsv")


def applied(text: str, *decisions: str) -> list[str]:
    return [paragraph.text for paragraph in review.apply(paragraphs(text), decided(text, *decisions))]


def test_written_form_is_fixed() -> None:
    header, line, end = review.write([ROW]).split("\n")
    assert header == "id\tline\tcolumn\tkind\toriginal\tproposals\tscore\tleft\tright\tdecision\twhy"
    assert line == "a1\t3\t4\tword\ta\\\\b\tx\\|y|\\e|z\\t\t0.5\tl\tr\\n\t\twhy"
    assert end == ""


def test_a_spreadsheet_may_have_saved_it() -> None:
    saved = "\ufeff" + review.write([ROW]).replace("\n", "\r\n") + "\r\n"
    assert review.read(saved, "r.tsv") == (ROW,)


def test_an_empty_review_is_its_header() -> None:
    assert review.read(review.write([]), "r.tsv") == ()


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
    text = review.write([ROW]).replace(old, new)
    with pytest.raises(PublisherError) as error:
        review.read(text, "r.tsv")
    broken = 1 if old.startswith("id") else 3 if "\na1" in new else 2
    assert (error.value.code, error.value.file, error.value.line) == (ExitCode.INPUT, "r.tsv", broken)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        (("", "", ""), ["un après-guerre et un porte-plume ici", "Sainte- Lucie"]),
        (("keep", "keep", "keep"), ["un après-guerre et un porte-plume ici", "Sainte- Lucie"]),
        (("accept", "accept", "accept"), ["un aprèsguerre et un porteplume ici", "Sainte-Lucie"]),
        (("avant\n  guerre", "", "S\x07L"), ["un avant guerre et un porte-plume ici", "S L"]),
    ],
)
def test_decisions_are_carried_out(decisions: tuple[str, ...], expected: list[str]) -> None:
    assert applied(TEXT, *decisions) == expected


def test_applying_twice_is_applying_once() -> None:
    rows = decided(TEXT, "une longue suite", "accept", "x")
    once = review.apply(paragraphs(TEXT), rows)
    assert review.apply(once, rows) == once
    assert review.rows(once) == review.rows(paragraphs(TEXT))


def test_ids_do_not_depend_on_the_line_and_are_distinct() -> None:
    rows = review.rows(paragraphs("a b-\nc d\n\na b-\nc d"))
    moved = review.rows(paragraphs("titre\n\na b-\nc d\n\na b-\nc d"))
    assert [row.id for row in rows] == [row.id for row in moved]
    assert len({row.id for row in rows}) == len(rows) == 2


def test_decisions_survive_another_import() -> None:
    rows = decided(TEXT, "accept", "keep", "")
    again = import_text(f"titre\n\n{TEXT}".encode(), "t.txt", rows)
    assert [row.decision for row in again.review] == ["accept", "keep", ""]
    assert "aprèsguerre" in again.markdown
    assert again.findings == ()


def test_a_decision_without_a_place_is_kept_and_said() -> None:
    rows = decided(TEXT, "accept", "", "")
    again = import_text(b"autre texte", "t.txt", rows)
    assert [row.id for row in again.review] == [rows[0].id]
    assert [finding.rule for finding in again.findings] == ["import/decision-unused"]


def test_a_paragraph_decided_away_is_left_out() -> None:
    rows = decided("a-\nb", "\t")
    assert [paragraph.text for paragraph in review.apply(paragraphs("a-\nb"), rows)] == [""]
    assert import_text(b"a-\nb", "t.txt", rows).markdown == "# T\n"
