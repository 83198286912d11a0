from __future__ import annotations

import pytest
from tests.unit.ocr.small_french import SENTENCES, SmallFrench, Unigrams, changed, elements, letters_lost, strokes

from publisher.model.review import Kind
from publisher.ocr.values import Doubt, Element, Part, Role
from publisher.ocr.words.repair import repair

LEXICON = SmallFrench()
CONTEXT = Unigrams(LEXICON)
DAMAGED = tuple(strokes(letters_lost(text)) for text in SENTENCES)


def mended(*texts: str, known: dict[str, str] | None = None) -> tuple[Element, ...]:
    return repair(elements(*texts), LEXICON, CONTEXT, known or {})


def beside_damage(text: str, known: dict[str, str] | None = None) -> Part:
    """Return a text that stands in a damaged document."""
    return mended(*DAMAGED, text, known=known)[-1].parts[0]


def texts(made: tuple[Element, ...]) -> list[str]:
    return [part.text.text for element in made for part in element.parts]


def test_sound_french_stays_as_it_is_and_raises_no_doubt() -> None:
    made = mended(*SENTENCES)
    assert texts(made) == list(SENTENCES)
    assert not [doubt for element in made for part in element.parts for doubt in part.doubts]


def test_nothing_is_nothing() -> None:
    assert repair((), LEXICON, CONTEXT) == ()
    assert texts(mended("", "—", "42")) == ["", "—", "42"]


def test_words_with_lost_letters_are_mended() -> None:
    left = [
        pair for made, sound in zip(texts(mended(*DAMAGED)), SENTENCES, strict=True) for pair in changed(made, sound)
    ]
    # Without a grammar nothing can tell these from other words.
    assert {made.strip(",.") for made, _ in left} <= {"a", "à", "ou", "où", "du", "des", "dès", "près", "prés"}


def test_a_second_repair_finds_nothing_to_mend() -> None:
    once = mended(*DAMAGED)
    assert texts(repair(once, LEXICON, CONTEXT)) == texts(once)


def test_every_mended_word_keeps_its_place_in_the_file() -> None:
    file = "\n".join(DAMAGED)
    for element in mended(*DAMAGED):
        part = element.parts[0]
        for doubt in part.doubts:
            assert file.startswith(doubt.original, doubt.origin)
            now = doubt.proposals[0] if doubt.done else doubt.original
            assert part.text.text[doubt.start : doubt.end] == now
            assert part.text.origin(doubt.start) == doubt.origin


def test_doubts_stand_in_order_and_never_overlap() -> None:
    for element in mended(*DAMAGED):
        ends = [0] + [doubt.end for doubt in element.parts[0].doubts]
        assert all(doubt.start >= end for doubt, end in zip(element.parts[0].doubts, ends, strict=False))


def test_garbage_is_left_alone() -> None:
    heap = elements("premiere frontiere I'escale", role=Role.GARBAGE)
    assert repair((*elements(*DAMAGED), *heap), LEXICON, CONTEXT)[-1] == heap[0]


def test_what_an_editor_decided_is_done() -> None:
    assert beside_damage("la premiere zorglub", {"zorglub": "escale"}).text.text == "la première escale"
    assert beside_damage("la premiere", {"premiere": "premiere"}).text.text == "la premiere"


def test_strokes_before_a_word_are_the_article_whatever_the_document() -> None:
    assert texts(mended("vers I'escale et |'inspection")) == ["vers l'escale et l'inspection"]


def doubts(part: Part) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(doubt.original, doubt.proposals, doubt.done) for doubt in part.doubts]


def test_strokes_behind_a_stop_may_be_an_article_with_a_capital_and_are_asked_about() -> None:
    part = beside_damage("Le navire tient bon. |'inspection suit |'escale.")
    assert part.text.text == "Le navire tient bon. |'inspection suit l'escale."
    asked = next(doubt for doubt in part.doubts if not doubt.done)
    assert set(asked.proposals) == {"L'inspection", "l'inspection"}


def test_strokes_in_a_list_or_behind_a_colon_are_the_article_without_a_capital() -> None:
    items = elements("|'escale ;", "['inspection", role=Role.LIST)
    assert texts(repair((*elements(*DAMAGED), *items), LEXICON, CONTEXT))[-2:] == ["l'escale ;", "l'inspection"]
    assert beside_damage("le port : « |'escale »").text.text == "le port : « l'escale »"


def test_where_a_capital_article_is_read_the_strokes_before_a_paragraph_are_none() -> None:
    assert texts(mended("L'escale est finie", "|'inspection"))[-1] == "l'inspection"
    assert texts(mended("|'inspection"))[-1] == "|'inspection"


def test_a_capital_that_became_an_apostrophe_is_asked_about() -> None:
    assert doubts(beside_damage("vers I''CCROM")) == [("I''CCROM", ("l'ICCROM",), False)]


def test_strokes_behind_a_name_may_be_a_number_and_are_never_changed_in_silence() -> None:
    part = beside_damage("le navire Zorglub Il tient bon")
    assert part.text.text == "le navire Zorglub Il tient bon"
    assert ("Il", ("II",), False) in doubts(part)
    assert not beside_damage("le port. Il tient bon").doubts


@pytest.mark.parametrize(
    ("read", "printed"), [("P0RT", "PORT"), ("EsCALE", "ESCALE"), ("LESCALE", "L'ESCALE"), ("DESCALE", "D'ESCALE")]
)
def test_words_in_capitals_are_asked_about(read: str, printed: str) -> None:
    part = beside_damage(f"vers {read}")
    assert part.text.text == f"vers {read}"
    assert (read, (printed,), False) in doubts(part)


def test_progress_is_told_up_to_the_end_and_not_too_often() -> None:
    told = list[tuple[int, int]]()
    made = elements(*SENTENCES * 40)
    repair(made, LEXICON, CONTEXT, None, lambda done, total: told.append((done, total)))
    whole = sum(len(part.text.text) for element in made for part in element.parts)
    assert told == sorted(set(told)) and told[-1] == (whole, whole) and len(told) <= 202


def test_a_long_paragraph_is_mended_to_its_end() -> None:
    whole = " ".join(DAMAGED * 12)
    part = mended(whole)[0].parts[0]
    assert part.text.text.count("première") == 12


@pytest.mark.parametrize("name", ["KRUZAP", "Wristok", "Zorglub", "LibreOffice"])
def test_names_and_acronyms_of_the_document_are_protected(name: str) -> None:
    text = f"le port de {name} et la base {name} du navire {name}"
    assert beside_damage(text).text.text == text


def test_a_digit_alone_is_never_changed_without_asking() -> None:
    assert beside_damage("il tient 3 la barre").text.text == "il tient 3 la barre"


def test_an_ordinal_gets_its_letters_back_and_keeps_its_digits() -> None:
    assert beside_damage("la 18éme escale").text.text == "la 18ème escale"
    raised = beside_damage("la 7¢™ escale, la 30°™ escale et le 12* port")
    assert raised.text.text == "la 7ème escale, la 30ème escale et le 12e port"


def test_a_sign_after_a_number_is_asked_about_where_nothing_shows_that_it_is_raised() -> None:
    part = beside_damage("le 12* port")
    assert part.text.text == "le 12* port"
    assert [(doubt.original, doubt.proposals, doubt.done) for doubt in part.doubts] == [("12*", ("12e",), False)]


def test_in_a_sound_document_one_unknown_word_is_not_mended_silently() -> None:
    assert texts(mended(*SENTENCES, "un port concemant"))[-1] == "un port concemant"


def test_an_ampersand_between_names_is_kept() -> None:
    assert beside_damage("la maison Dupond & Martin").text.text == "la maison Dupond & Martin"


def test_doubts_of_an_earlier_step_keep_their_words() -> None:
    text = "la premiere série de-\nfauts".replace("\n", "")
    earlier = Doubt(Kind.JOIN, 18, 26, 18, "de-\nfauts", ("défauts",), "a hyphen")
    part = Part(elements(text)[0].parts[0].text, doubts=(earlier,))
    made = repair((*elements(*DAMAGED), Element(Role.PARAGRAPH, (part,))), LEXICON, CONTEXT)[-1].parts[0]
    kept = next(doubt for doubt in made.doubts if doubt.why == "a hyphen")
    assert made.text.text[kept.start : kept.end] == text[18:26]


def test_a_word_without_end_is_left_alone_in_no_time() -> None:
    for text in ("l'" * 5_000, "é-" * 5_000, "|'" * 5_000):
        assert texts(mended(text)) == [text]


@pytest.mark.parametrize("text", ["la premiere(8)", "la premiere_page", "la premiere::page", "le port && la base"])
def test_names_for_machines_and_operators_are_left_alone(text: str) -> None:
    assert beside_damage(text).text.text == text


def test_within_a_sentence_a_digit_stands_for_a_small_letter() -> None:
    shapes = ("vers la fermc et le porl", "un autrc porlail", "elle fait une 5érie de défauts")
    proposals = [doubt.proposals for doubt in mended(*DAMAGED, *shapes)[-1].parts[0].doubts]
    assert proposals == [("série",)]


@pytest.mark.parametrize(("read", "printed"), [("eroix", "croix"), ("porl", "port"), ("fermc", "ferme")])
def test_among_words_that_nothing_explains_a_word_is_asked_about(read: str, printed: str) -> None:
    assert beside_damage(f"les escale {read} port").text.text == f"les escale {printed} port"
    assert beside_damage(f"les kzwk {read} vwkz").text.text == f"les kzwk {read} vwkz"
