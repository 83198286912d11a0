from __future__ import annotations

import textwrap

import pytest

from publisher.model.review import Kind
from publisher.ocr.layout.blocks import blocks, is_unfinished
from publisher.ocr.layout.lines import lines
from publisher.ocr.traced import Source
from publisher.ocr.values import Doubt

PARAGRAPHS = (
    "Les douaniers du port ont ouvert trois conteneurs au petit matin, après une longue nuit d'attente sur le quai. "
    "Ils y ont trouvé des pièces de moteur volées, des plaques fausses et un carnet de commandes écrit à la main.",
    "La brigade fluviale a remonté le courant jusqu'au premier barrage. Personne ne l'attendait, sauf un éclusier qui "
    "avait vu passer la barque sans lanterne et en avait noté l'heure dans son registre.",
    "Une semaine plus tard, le juge entendait les témoins. Tous parlaient de la même camionnette grise, garée devant "
    "l'entrepôt pendant que les autres chargeaient les caisses sans un mot.",
    "Depuis lors, les contrôles ont lieu chaque jour, à des heures que personne ne connaît à l'avance, et le trafic a "
    "quitté le fleuve pour la route, où d'autres équipes l'attendent de pied ferme.",
)


def texts(text: str) -> list[str]:
    return [" ".join(line.text.text for line in block.lines) for block in blocks(lines(Source(text)))]


def wrapped(width: int, **how: str) -> str:
    return "\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False, **how) for paragraph in PARAGRAPHS * 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un\ndeux\n\ntrois\n", ["un deux", "trois"]),
        ("un\n \t\ndeux", ["un", "deux"]),
        ("Un texte.\n Une page\nqui suit.", ["Un texte.", "Une page qui suit."]),
        ("Un texte.\fUne page.", ["Un texte.", "Une page."]),
        ("", []),
    ],
)
def test_blank_lines_and_page_breaks_end_blocks(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_every_paragraph_on_one_line_is_a_block() -> None:
    text = "\n".join(("Titre du chapitre", *PARAGRAPHS, "Une phrase courte.", *PARAGRAPHS))
    assert len(texts(text)) == 2 + 2 * len(PARAGRAPHS)


@pytest.mark.parametrize("width", [44, 60, 80])
def test_paragraphs_end_short_with_a_full_stop_where_no_blank_line_parts_them(width: int) -> None:
    assert texts(wrapped(width)) == list(PARAGRAPHS * 3)


@pytest.mark.parametrize("indent", ["  ", "    "])
def test_an_indented_first_line_begins_a_paragraph(indent: str) -> None:
    # Filled up, so that the last lines are full ones and only the indent tells.
    assert texts(wrapped(60, initial_indent=indent)) == list(PARAGRAPHS * 3)


def test_a_blank_line_after_every_line_parts_no_paragraphs() -> None:
    assert texts(wrapped(60).replace("\n", "\n\n")) == list(PARAGRAPHS * 3)


def test_a_full_line_with_a_full_stop_ends_no_paragraph() -> None:
    text = (
        "Les douaniers du port ont ouvert trois caisses.\nElles venaient de loin, et nul ne les attendait\n"
        "ici. On les a pesées, puis refermées sans bruit."
    )
    assert len(texts(text)) == 1


@pytest.mark.parametrize("mark", ["• ", "- ", "* ", "e ", "o ", "– "])
def test_the_mark_of_an_item_begins_a_block(mark: str) -> None:
    text = f"Sont visés :\n{mark}les quais du port ;\n{mark}les entrepôts de la\nrive droite ;\n{mark}les gares."
    assert len(texts(text)) == 4


def test_numbered_items_are_blocks_and_a_year_in_a_sentence_is_none() -> None:
    assert len(texts("Trois étapes :\n1. ouvrir ;\n2. compter ;\n3. fermer.")) == 4
    assert len(texts("Le port a été fermé une première fois en\n12. La mention figure encore sur le plan")) == 1


def test_names_in_a_row_stay_one_block() -> None:
    assert len(texts("Brest - Calais - Dieppe - Dunkerque - Fos - Gennes\n- Honfleur - Lorient - Nantes - Rouen")) == 1


def test_a_dash_inside_a_sentence_begins_no_item() -> None:
    assert len(texts("Le port de commerce, le plus grand du pays\n- et de loin - a rouvert ses quais")) == 1


def test_each_term_of_a_sheet_is_a_block() -> None:
    text = "Qui : douanes et police\nQuand : mars 2018\nOù : trois ports\nRésultat : douze arrestations dans\nle port"
    assert texts(text)[1:3] == ["Quand : mars 2018", "Où : trois ports"]
    assert len(texts(text)) == 4


def test_one_colon_makes_no_sheet() -> None:
    assert len(texts("Ils n'ont rien trouvé de suspect.\nMotif : la barque était repartie")) == 1


COLUMN = (
    "Les douaniers du port ont ouvert trois caisses\n"
    "au petit matin, après une nuit d'attente sur le\n"
    "quai. Ils y ont trouvé des pièces de moteur que\n"
    "personne ne réclamait"
)


def test_a_short_title_before_a_column_is_a_block() -> None:
    assert texts(f"Trois caisses\n{COLUMN}.")[0] == "Trois caisses"
    assert texts(f"OPERATION DANS LE GRAND PORT DE MER\n{COLUMN}.")[0] == "OPERATION DANS LE GRAND PORT DE MER"


def test_a_title_between_paragraphs_is_a_block() -> None:
    assert texts(f"{COLUMN}.\nTrois caisses\n{COLUMN}.")[1] == "Trois caisses"


@pytest.mark.parametrize("first", ["Jean Le Bihan,", "Le chef de la", "dans le port"])
def test_a_short_line_that_asks_for_more_is_no_title(first: str) -> None:
    assert len(texts(f"{first}\n{COLUMN}.")) == 1


def test_a_column_that_goes_back_in_the_file_begins_a_block() -> None:
    first, second, third = lines(Source("un port\ndeux ports\ntrois ports"))
    assert [len(block.lines) for block in blocks((first, third, second))] == [2, 1]


def test_running_heads_are_blocks_of_their_own() -> None:
    text = "\n\f".join(
        f"Le bilan\nPage {word}\noù rien\nn'est dit {word}\n{number}" for number, word in enumerate("abcd", 4)
    )
    assert texts(text)[2:5] == ["Le bilan", "Page b où rien n'est dit b", "5"]


def test_doubts_about_the_order_go_to_the_block_of_their_line() -> None:
    doubt = Doubt(Kind.ORDER, 0, 0, 0, "a", ("b",), "why")
    found = blocks(lines(Source("un\ndeux\n\ntrois\nquatre\n\ncinq")), ((2, doubt),))
    assert [block.doubts for block in found] == [(), (doubt,), ()]


@pytest.mark.parametrize(("text", "unfinished"), [
    ("les ports de la", True), ("aller a", True), ("avec l'", True), ("vers &", True), ("les ports", False),
    ("les ports.", False), ("le 12", False), ("", False), ("un (", True), ("les ports,", False),
])  # fmt: skip
def test_words_that_nothing_ends_with(text: str, unfinished: bool) -> None:
    assert is_unfinished(text) is unfinished
