"""Facts of layout become findings at the block of the source, as grave as what a reader loses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.checks.pdf_layout import findings_of
from publisher.checks.printed import Printed
from publisher.model.finding import Level, Outcome
from publisher.model.layout_facts import Contrast, Edge, Limit, MissingGlyph, Overflow

PRINTED = Printed("build/ar/rapport.pdf", "ar", {"titre": ("source/01.md", 7)}, pages_before=4)
OVERFLOW = Overflow("titre", 2, "مستودع", Edge.LEFT, 12.25, Limit.PAGE)
MISSING = MissingGlyph("中", ("Noto Sans", "Noto Naskh Arabic"), "titre", 0)
FAINT = Contrast("titre", 2, "مستودع", "#999999", "#ffffff", 2.84, 4.5)


def test_text_without_room_is_found_at_the_line_of_its_block() -> None:
    (finding,) = findings_of([OVERFLOW], [], PRINTED)
    assert (finding.rule, finding.language, finding.quote) == ("pdf/overflow", "ar", "مستودع")
    assert (finding.file, finding.line, finding.id) == ("source/01.md", 7, "titre")
    assert finding.subject == "build/ar/rapport.pdf"
    assert finding.hint


@pytest.mark.parametrize(
    ("limit", "level"),
    [
        (Limit.PAGE, Level.ERROR),
        (Limit.CUT, Level.ERROR),
        (Limit.CELL, Level.WARNING),
        (Limit.BOX, Level.WARNING),
        (Limit.AREA, Level.WARNING),
    ],
)
def test_what_is_lost_is_an_error_and_what_stands_in_a_bad_place_a_warning(limit: Limit, level: Level) -> None:
    assert [finding.level for finding in findings_of([replace(OVERFLOW, limit=limit)], [], PRINTED)] == [level]


def test_every_limit_and_every_edge_is_told_apart() -> None:
    facts = [replace(OVERFLOW, limit=limit, edge=edge) for limit in Limit for edge in Edge]
    assert len({finding.message for finding in findings_of(facts, [], PRINTED)}) == len(facts)


def test_a_character_without_glyph_is_named_with_its_code_and_the_fonts() -> None:
    (finding,) = findings_of([], [MISSING], PRINTED)
    assert (finding.rule, finding.level, finding.quote) == ("pdf/missing-glyph", Level.ERROR, "中")
    assert (finding.file, finding.line, finding.id) == ("source/01.md", 7, "titre")
    assert all(word in finding.message for word in ("U+4E2D", "Noto Sans", "Noto Naskh Arabic"))


def test_text_that_does_not_stand_out_is_found_with_both_colours_and_its_page() -> None:
    (finding,) = findings_of([], [], PRINTED, [FAINT])
    assert (finding.rule, finding.level, finding.outcome) == ("pdf/contrast", Level.ERROR, Outcome.FAILED)
    assert (finding.file, finding.line, finding.id, finding.page) == ("source/01.md", 7, "titre", 7)
    assert finding.words == ("مستودع", "#999999", "#ffffff", "2.84", "4.5")
    assert all(word in finding.message for word in finding.words)


@pytest.mark.parametrize("fact", [replace(FAINT, sure=False), replace(FAINT, ground=None, ratio=None)])
def test_where_the_ground_is_not_known_nobody_can_tell(fact: Contrast) -> None:
    (finding,) = findings_of([], [], PRINTED, [fact])
    assert (finding.rule, finding.level) == ("pdf/contrast-unsure", Level.NOTE)
    assert (finding.outcome, finding.page) == (Outcome.CANT_TELL, 7)


def test_pages_are_those_of_the_whole_file() -> None:
    for facts in ([OVERFLOW], []), ([], [replace(MISSING, page=2)]):
        (finding,) = findings_of(*facts, PRINTED)
        assert "page 7" in finding.message


def test_a_block_that_the_source_does_not_have_is_found_in_the_file_itself() -> None:
    for block in ("autre", None):
        (finding,) = findings_of([replace(OVERFLOW, id=block)], [], PRINTED)
        assert (finding.file, finding.line, finding.id) == ("build/ar/rapport.pdf", None, block)


def test_a_text_in_braces_is_said_as_it_stands() -> None:
    (finding,) = findings_of([replace(OVERFLOW, text="{0} {nom}")], [], PRINTED)
    assert "{0} {nom}" in finding.message


def test_an_accepted_finding_stays_the_same_when_other_pages_grow() -> None:
    moved = replace(PRINTED, pages_before=9)
    before, after = (findings_of([OVERFLOW], [MISSING], printed, [FAINT]) for printed in (PRINTED, moved))
    assert [finding.fingerprint for finding in before] == [finding.fingerprint for finding in after]
