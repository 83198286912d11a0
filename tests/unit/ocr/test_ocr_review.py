from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.model.review import Kind, Row
from publisher.ocr import review, table
from publisher.ocr.traced import Source, traced
from publisher.ocr.values import Doubt, Element, Part, Role

TEXT = "Le pont a Brest. Le quai a Brest.\n(j“x\nUn aprés-\nmidi"


def word(text: str, original: str, *proposals: str, after: int = 0, **more: bool) -> Doubt:
    start = text.index(original, after)
    doubt = Doubt(Kind.WORD, start, start + len(original), start, original, proposals, "why")
    return replace(doubt, **more)


def paragraph(text: str, *doubts: Doubt, offset: int = 0) -> Element:
    return Element(Role.PARAGRAPH, (Part(traced(text, offset), doubts=doubts),))


def garbage(text: str, origin: int) -> Element:
    doubt = Doubt(Kind.DROP, 0, len(text), origin, text, ("",), "why", done=True)
    return Element(Role.GARBAGE, (Part(traced(text, origin)),), doubts=(doubt,))


FIRST = TEXT.split("\n", maxsplit=1)[0]
A1, A2 = word(FIRST, "a", "à"), word(FIRST, "a", "à", after=24)


def decided(rows: tuple[Row, ...], *decisions: str) -> tuple[Row, ...]:
    pairs = zip(rows, decisions, strict=True)
    return table.read(table.write(replace(row, decision=decision) for row, decision in pairs), "r.tsv")


def texts(elements: tuple[Element, ...]) -> list[str]:
    return [part.text.text for element in elements for part in element.parts]


def test_a_case_that_depends_on_its_context_is_decided_at_each_place() -> None:
    rows = review.rows([paragraph(FIRST, A1, A2)], Source(TEXT))
    assert [(row.line, row.column, row.original, row.proposals, row.decision) for row in rows] == [
        (1, 9, "a", ("à",), ""),
        (1, 26, "a", ("à",), ""),
    ]
    assert rows[0].id != rows[1].id
    done = review.apply([paragraph(FIRST, A1, A2)], Source(TEXT), decided(rows, "accept", "keep"))
    assert texts(done) == ["Le pont à Brest. Le quai a Brest."]


def test_equal_cases_are_one_row_and_one_decision() -> None:
    draft = [paragraph(FIRST, replace(A1, alike=True), replace(A2, alike=True))]
    (row,) = review.rows(draft, Source(TEXT))
    assert "2 times" in row.why
    assert texts(review.apply(draft, Source(TEXT), decided((row,), "de"))) == ["Le pont de Brest. Le quai de Brest."]


def test_what_was_corrected_comes_last_and_can_be_undone() -> None:
    corrected = Doubt(Kind.WORD, 0, 1, 0, "a", ("à",), "why", done=True)
    draft = [paragraph("à b c", corrected, word("à b c", "c", "ç"))]
    rows = review.rows(draft, Source("a b c"))
    assert [(row.original, row.decision) for row in rows] == [("c", ""), ("a", "auto")]
    assert texts(review.apply(draft, Source("a b c"), rows)) == ["à b c"]
    assert texts(review.apply(draft, Source("a b c"), decided(rows, "", "keep"))) == ["a b c"]


@pytest.mark.parametrize(
    ("decision", "role", "text"),
    [
        ("auto", Role.GARBAGE, "(j“x"),
        ("accept", Role.GARBAGE, "(j“x"),
        ("keep", Role.PARAGRAPH, "(j“x"),
        ("une légende", Role.PARAGRAPH, "une légende"),
    ],
)
def test_what_was_left_out_can_be_put_back(decision: str, role: Role, text: str) -> None:
    draft = [garbage("(j“x", FIRST.index("B"))]
    rows = review.rows(draft, Source(TEXT))
    (done,) = review.apply(draft, Source(TEXT), decided(rows, decision))
    assert (done.role, texts((done,))) == (role, [text])


@pytest.mark.parametrize(
    ("decision", "role", "level"),
    [
        ("", Role.PARAGRAPH, 0),
        ("keep", Role.PARAGRAPH, 0),
        ("accept", Role.HEADING, 3),
        ("## Le pont", Role.HEADING, 2),
        ("# Le pont", Role.HEADING, 2),
        ("Le pont", Role.PARAGRAPH, 0),
    ],
)
def test_a_heading_is_decided_as_markdown_writes_it(decision: str, role: Role, level: int) -> None:
    doubt = Doubt(Kind.HEADING, 0, 7, 0, "Le pont", ("### Le pont",), "why")
    draft = [replace(paragraph("Le pont"), doubts=(doubt,))]
    rows = review.rows(draft, Source("Le pont"))
    (done,) = review.apply(draft, Source("Le pont"), decided(rows, decision))
    assert (done.role, done.level, texts((done,))) == (role, level, ["Le pont"])


@pytest.mark.parametrize(
    ("decision", "expected"),
    [("", "Un après-midi"), ("keep", "Un aprés-midi"), ("accept", "Un aprésmidi"), ("après  \nmidi", "Un après midi")],
)
def test_a_word_cut_at_a_line_end(decision: str, expected: str) -> None:
    doubt = Doubt(Kind.JOIN, 3, 13, 3, "aprés-\nmidi", ("aprésmidi",), "why")
    draft = [paragraph("Un après-midi", doubt)]
    rows = review.rows(draft, Source("Un aprés-\nmidi"))
    assert texts(review.apply(draft, Source("Un aprés-\nmidi"), decided(rows, decision))) == [expected]


def test_ids_do_not_depend_on_the_line() -> None:
    (row,) = review.rows([paragraph(FIRST, A2)], Source(FIRST))
    moved = replace(A2, origin=A2.origin + 8)
    (later,) = review.rows([paragraph(FIRST, moved, offset=8)], Source(f"Titre.\n\n{FIRST}"))
    assert (row.line, later.line) == (1, 3)
    assert row.id == later.id


def test_decisions_survive_another_import() -> None:
    rows = decided(review.rows([paragraph(FIRST, A1, A2)], Source(FIRST)), "", "accept")
    other = replace(A2, proposals=("as", "à"))
    kept, gone = review.carry_over(review.rows([paragraph(FIRST, other)], Source(FIRST)), rows)
    assert [row.decision for row in kept] == ["à"], "what was accepted stays, though another proposal is first now"
    assert gone == ()


def test_a_decision_without_a_place_is_kept() -> None:
    rows = decided(review.rows([paragraph(FIRST, A1, A2)], Source(FIRST)), "keep", "")
    assert review.carry_over((), rows) == ((), (rows[0],))


def test_a_word_decided_elsewhere_in_the_project_is_decided_here() -> None:
    rows = review.rows([paragraph(FIRST, word(FIRST, "Brest", "Breste"), A2)], Source(FIRST))
    found = review.with_known(rows, {"Brest": "keep", "a": "as"})
    assert sorted((row.original, row.decision) for row in found) == [("Brest", "keep"), ("a", "as")]


def test_places_move_with_what_was_put_before_them() -> None:
    draft = [paragraph(FIRST, A1, A2)]
    rows = decided(review.rows(draft, Source(FIRST)), "jusqu’à la ville de", "à")
    assert texts(review.apply(draft, Source(FIRST), rows)) == ["Le pont jusqu’à la ville de Brest. Le quai à Brest."]
