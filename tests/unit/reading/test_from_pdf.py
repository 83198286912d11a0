"""What is said of a structure tree."""

from __future__ import annotations

from tests.unit.reading.speaking import block, of_pdf, short, text

from publisher.model.pdf_structure import Link, Structure
from publisher.model.speech import Kind
from publisher.reading.from_pdf import speech_of_pdf


def test_a_file_without_tags_says_nothing() -> None:
    assert speech_of_pdf(Structure()) == ()


def test_artifacts_are_not_said() -> None:
    assert short(of_pdf(block("P", "Trois grues"), block("Artifact", "Page 3"))) == ["paragraph: Trois grues"]


def test_text_that_stands_in_the_place_of_what_is_drawn_is_said() -> None:
    assert short(of_pdf(block("P", block("Span", "2", actual="deux"), " quais"))) == ["paragraph: deux quais"]


def test_the_language_of_each_word_is_known() -> None:
    (said,) = of_pdf(block("P", "une ", block("Span", "gantry crane", language="en"), " neuve"))
    assert [(run.text, run.language) for run in said.runs] == [
        ("une ", "fr"), ("gantry crane", "en"), (" neuve", "fr"),
    ]  # fmt: skip


def test_an_abbreviation_says_what_it_stands_for() -> None:
    (said,) = of_pdf(block("P", "l’adresse ", block("Span", "IP", expansion="Protocole internet")))
    assert [run.expansion for run in said.runs] == [None, "Protocole internet"]


def test_a_note_is_said_at_its_call_and_the_paragraph_goes_on() -> None:
    call = block("Reference", block("Link", "1", Link(0, "n")))
    note = block("Note", block("Lbl", "1. "), "Le troisième attend.", id="n")
    said = of_pdf(block("P", "Deux quais", call, note, " et un bassin", id="p"))
    assert short(said) == [
        "paragraph: Deux quais", "note: Le troisième attend.", "end of note", "paragraph: et un bassin",
    ]  # fmt: skip
    assert [one.is_continued for one in said] == [False, False, False, True]
    assert said[1].facts.label == "1."


def test_the_call_of_a_note_that_stands_elsewhere_is_announced() -> None:
    (said,) = of_pdf(block("P", "Deux quais", block("Reference", block("Link", "1", Link(0, "n")))))
    assert [run.kind for run in said.runs] == [Kind.TEXT, Kind.CALL]


def test_a_picture_without_alternative_is_announced_all_the_same() -> None:
    assert short(of_pdf(block("Figure"))) == ["figure"]


def test_what_has_no_text_is_on_the_page_of_what_follows_and_an_end_on_that_of_what_went_before() -> None:
    rows = [block("TR", block("TD", text(str(page), page))) for page in (1, 2)]
    said = of_pdf(block("P", text("a", 0)), block("Table", *rows), block("P", text("b", 2)))
    assert [(one.role, one.page) for one in said] == [
        ("paragraph", 1), ("table", 2), ("row", 2), ("cell", 2), ("row", 3), ("cell", 3), ("table", 3),
        ("paragraph", 3),
    ]  # fmt: skip


def test_an_arabic_line_is_said_from_its_right_end_with_its_brackets() -> None:
    said = of_pdf(block("P", "(" + "عام"[::-1] + ")", block("Span", "IP", language="en")), language="ar")
    assert [(run.text, run.direction) for run in said[0].runs] == [("(عام)", "rtl"), ("IP", "ltr")]


def test_an_utterance_names_the_blocks_it_lies_in() -> None:
    said = of_pdf(block("Sect", block("P", "a", id="p"), id="s"))
    assert (said[0].path, said[0].block) == (("s", "p"), "p")
