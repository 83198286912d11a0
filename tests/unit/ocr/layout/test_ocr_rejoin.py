from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from publisher.model.review import Kind
from publisher.ocr.layout.blocks import blocks
from publisher.ocr.layout.lines import lines
from publisher.ocr.layout.rejoin import rejoin
from publisher.ocr.traced import Source
from publisher.ocr.values import Classified, Doubt, Role

START = (
    "Les douaniers du port ont ouvert trois caisses\n"
    "au petit matin, après une nuit d'attente sur le\n"
    "quai. Ils y ont trouvé des pièces que portaient"
)
ROLES = {"#": Role.HEADING, ">": Role.QUOTE, "%": Role.GARBAGE, "=": Role.FIGURES, "+": Role.LIST, "@": Role.PLACES}


def classified(*texts: str) -> tuple[Classified, ...]:
    """Return blocks with blank lines between; the first character says the role, a form feed begins a page."""
    source = "\n\n".join(text.lstrip("".join(ROLES)) if text[0] in ROLES else text for text in texts)
    found = blocks(lines(Source(source)))
    assert len(found) == len(texts)
    return tuple(
        Classified(block, ROLES.get(text[0], Role.PARAGRAPH)) for block, text in zip(found, texts, strict=True)
    )


def texts(found: Sequence[Classified]) -> list[str]:
    return [" ".join(line.text.text for line in item.block.lines) for item in found]


def ends(found: Sequence[Classified]) -> list[tuple[str, str]]:
    """Return the first and the last word of each block."""
    return [(text.split()[0], text.split()[-1]) for text in texts(found)]


def joins(found: Sequence[Classified]) -> list[tuple[str, bool]]:
    return [(doubt.original, doubt.done) for item in found for doubt in item.doubts if doubt.kind is Kind.JOIN]


@pytest.mark.parametrize("before", ["", "\f"])
def test_a_cut_paragraph_is_one_again(before: str) -> None:
    assert len(rejoin(classified(START, f"{before}trois marins sans papiers."))) == 1


def test_what_stood_between_follows() -> None:
    found = rejoin(classified(f"{START} les", "=12\nports", "#Les quais", "%x ~ |", "trois marins sans papiers."))
    assert ends(found) == [("Les", "papiers."), ("12", "ports"), ("Les", "quais"), ("x", "|")]
    assert [item.role for item in found] == [Role.PARAGRAPH, Role.FIGURES, Role.HEADING, Role.GARBAGE]


def test_a_paragraph_of_a_side_box_does_not_take_the_rest() -> None:
    found = rejoin(
        classified(f"{START} la", "Les quais sont gardés la nuit par des chiens.", "petite troupe de marins.")
    )
    assert ends(found) == [("Les", "marins."), ("Les", "chiens.")]


def test_the_nearest_piece_goes_on() -> None:
    found = rejoin(classified(f"{START} la", START.replace("Les", "Cent", 1), "trois marins sans papiers."))
    assert ends(found) == [("Les", "la"), ("Cent", "papiers.")]


def test_a_paragraph_cut_twice_is_one() -> None:
    found = rejoin(classified(START, f"\fdes marins, et que\n{START.lower()} la", "\fpetite troupe."))
    assert ends(found) == [("Les", "troupe.")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{START} hier.", "trois marins sans papiers."),
        (f"{START} :", "trois marins sans papiers."),
        ("Le chef du port", "trois marins sans papiers."),
        (f"{START} la", "les marins sont sans papiers."),
        (f"{START}\nhier", "trois marins sans papiers."),
    ],
)
def test_two_paragraphs_stay_two(first: str, second: str) -> None:
    assert len(rejoin(classified(first, second))) == 2


def test_a_small_letter_behind_a_complete_paragraph_goes_on_with_one_before_it() -> None:
    before = ("Les quais sont gardés la nuit par des chiens de berger.", f"{START.replace('Les', 'Des')} hier.")
    piece = "trois marins du port de pêche sans papiers."
    found = rejoin(classified(START, *before, piece), lambda left, right: -0.5)
    assert ends(found) == [("Les", "papiers."), ("Les", "berger."), ("Des", "hier.")]
    open_again = (before[0], before[1].removesuffix(" hier."))
    assert ends(rejoin(classified(START, *open_again, piece), lambda left, right: -0.5))[0] == ("Les", "portaient")


@pytest.mark.parametrize(
    ("pieces", "fit", "count"),
    [
        (("nouveaux ports", "ouvrent leurs quais"), 0.5, 1),
        (("nouveaux ports", "ouvrent leurs quais"), -0.5, 2),
        (("nouveaux ports.", "ouvrent leurs quais"), 0.5, 2),
        (("nouveaux ports", "marins"), 0.5, 2),
        (("nouveaux ports", "Ouverture des quais"), 0.5, 2),
        (("nouveaux ports", "\fouvrent leurs quais"), 0.5, 2),
        (("FRAUDES DANS LES", "PORTS DE PECHE"), -0.5, 1),
        (("FRAUDES DANS LES PORTS", "MARINS ET DOCKERS"), -0.5, 2),
    ],
)
def test_a_caption_cut_by_a_blank_line(pieces: tuple[str, str], fit: float, count: int) -> None:
    assert len(rejoin(classified(*pieces), lambda left, right: fit)) == count


def test_lines_that_are_yet_to_be_put_in_order_are_not_put_together() -> None:
    cut = classified(f"{START} les", "ports et des marins\nde la pêche sans", "papiers dans le port du soir.")
    assert len(rejoin(cut)) == 1
    mixed = "ports et des marins\nde la pêche sans\npapiers dans le port du soir."
    for done, count in ((True, 1), (False, 3)):
        doubt = Doubt(Kind.ORDER, 0, 0, 0, mixed, ("",), "why", done=done)
        block = replace(cut[1].block, doubts=(doubt,))
        assert len(rejoin((cut[0], replace(cut[1], block=block), cut[2]))) == count


def test_a_piece_too_far_away_does_not_go_on() -> None:
    aside = ["=12\nports"] * 30
    assert len(rejoin(classified(f"{START} la", *aside, "petite troupe de marins."))) == 32


def test_what_ocr_makes_of_an_elision_is_a_small_letter() -> None:
    for start in ("|'équipage", "I'équipage", "['équipage", "|a troupe"):
        assert len(rejoin(classified(f"{START} à", f"{start} du soir."))) == 1


def test_a_capital_after_a_full_line_is_left_apart_and_asked_about() -> None:
    found = rejoin(classified(START, "\fMarins et dockers sont partis."))
    assert len(found) == 2
    assert joins(found) == [("que portaient\n\nMarins et", False)]
    (doubt,) = found[1].doubts
    assert doubt.proposals == ("que portaient Marins et",)
    assert doubt.origin == START.index("que portaient")


def test_words_that_follow_well_or_badly_decide() -> None:
    cut = classified(START, "\ftrois marins sans papiers.")
    assert len(rejoin(cut, lambda left, right: -9.0)) == 2
    doubtful = classified(START, "\fMarins et dockers sont partis.")
    assert len(rejoin(doubtful, lambda left, right: 9.0)) == 1


def test_follows_is_asked_for_words_as_they_were_printed() -> None:
    asked = list[tuple[Sequence[str], Sequence[str]]]()

    def follows(left: Sequence[str], right: Sequence[str]) -> float:
        asked.append((left, right))
        return 0.0

    rejoin(classified(START, "\f|'équipage du soir."), follows)
    assert [(left[-1], right[:2]) for left, right in asked] == [("portaient", ("l'", "équipage"))]


def test_a_decision_is_replayed_and_its_row_stays() -> None:
    left_apart = classified(START, "\fMarins et dockers sont partis.")
    original = joins(rejoin(left_apart))[0][0]
    found = rejoin(left_apart, decided={original: True})
    assert len(found) == 1
    assert joins(found) == [(original, True)]
    (before,), (after,) = rejoin(left_apart)[1].doubts, found[0].doubts
    assert (before.origin, before.original) == (after.origin, after.original)


def test_what_was_put_together_can_be_taken_apart() -> None:
    cut = classified(START, "trois marins sans papiers.")
    ((original, done),) = joins(rejoin(cut))
    assert done
    found = rejoin(cut, decided={original: False})
    assert len(found) == 2
    assert joins(found) == [(original, False)]


def test_a_later_piece_that_fits_takes_the_question_back() -> None:
    found = rejoin(classified(f"{START} la", "\fMarins et dockers\nsont partis.", "petite troupe de marins."))
    assert ends(found)[0] == ("Les", "marins.")
    assert all(done for _, done in joins(found))


def test_an_open_quotation_goes_on_to_its_end() -> None:
    found = rejoin(classified(">“Nous avons ouvert", "toutes les caisses.”", "des marins"))
    assert texts(found) == ["“Nous avons ouvert toutes les caisses.”", "des marins"]


def test_a_heading_cut_by_a_blank_line_is_one() -> None:
    assert texts(rejoin(classified("#Une nuit", "#sur le quai"))) == ["Une nuit sur le quai"]
    assert len(rejoin(classified("#Une nuit", "#Le matin"))) == 2


def test_an_item_goes_on_after_a_page_and_places_below() -> None:
    assert len(rejoin(classified(f"+{START} les", "\ftrois marins."))) == 1
    assert len(rejoin(classified("@Brest - Calais", "@- Dieppe"))) == 1


def test_lines_and_doubts_of_all_pieces_are_kept() -> None:
    cut = classified(f"{START} les", "=12\nports", "trois marins.")
    found = rejoin(cut)
    assert sorted(line.number for item in found for line in item.block.lines) == [
        line.number for item in cut for line in item.block.lines
    ]
