from __future__ import annotations

import pytest
from tests.unit.ocr.structuring import RUNNING, classified, roles, structured, texts, the

from publisher.model.review import Kind
from publisher.ocr.values import Role


def levels(text: str) -> list[int]:
    return [item.level for item in classified(text) if item.role is Role.HEADING]


def headings(text: str) -> list[str]:
    return [found for role, found in roles(text) if role is Role.HEADING]


def test_every_line_stands_in_one_block() -> None:
    quote, sheet = "“Oui,\nnon.”\n\nJean Le Goff", "Qui : a\nOù : b\nQuoi : c"
    text = f"Un titre\ncourt\n\n{RUNNING}\n\n12\n\nports\n\n{quote}\n\n* a\n* b\n\n@\n\n{sheet}"
    found = sorted(line.number for item in classified(text) for line in item.block.lines)
    assert found == [number for number, line in enumerate(text.split("\n"), 1) if line]


def test_a_short_block_before_running_text_is_a_heading() -> None:
    assert headings(f"{RUNNING}\n\nDes navires\nmieux suivis\n\n{RUNNING}") == ["Des navires mieux suivis"]


@pytest.mark.parametrize("text", ["Le port : un an après", "Qui contrôle quoi ?", "Et demain...", "Suivez-nous !"])
def test_a_heading_may_end_with_a_mark_that_is_no_stop(text: str) -> None:
    assert headings(f"{RUNNING}\n\n{text}\n\n{RUNNING}") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Le registre est tenu à jour.",
        "Madame, Monsieur,",
        "Brest, le 14 mars 2021",
        "Photo : la capitainerie",
        "12, rue du Port",
        "voir page suivante",
    ],
)
def test_not_every_short_block_is_a_heading(text: str) -> None:
    assert headings(f"{RUNNING}\n\n{text}\n\n{RUNNING}") == []


def test_a_short_block_at_the_end_is_no_heading() -> None:
    assert headings(f"{RUNNING}\n\nLa directrice du port") == []


def test_a_heading_that_a_blank_line_cut_is_one() -> None:
    text = f"{RUNNING}\n\nReconnaître les navires\n\nen haute mer\n\n{RUNNING}"
    assert headings(text) == ["Reconnaître les navires en haute mer"]


def test_a_first_line_that_ends_early_is_a_heading_by_itself() -> None:
    assert headings(f"{RUNNING}\n\nLe registre\n{RUNNING}") == ["Le registre"]


def test_numbers_of_headings_are_their_levels() -> None:
    text = "\n\n".join(f"{title}\n\n{RUNNING}" for title in ("1 Le port", "1.1 La mer", "1.1.1 Le vent", "2 La ville"))
    assert levels(text) == [2, 3, 4, 2]


def test_no_level_is_left_out() -> None:
    text = "\n\n".join(f"{title}\n\n{RUNNING}" for title in ("### Le port", "### La mer", "# La ville", "#### Le vent"))
    assert levels(text) == [2, 2, 2, 3]


def test_capitals_stand_above_small_letters() -> None:
    titles = ("LE PORT", "Les agents de nuit", "Les agents de jour", "LES NAVIRES")
    assert levels("\n\n".join(f"{title}\n\n{RUNNING}" for title in titles)) == [2, 3, 3, 2]


def test_a_rule_under_a_line_makes_it_a_heading() -> None:
    assert headings(f"Le port\n-------\n\n{RUNNING}") == ["Le port"]


def test_a_heading_that_may_be_none_is_a_row_of_the_review() -> None:
    (item,) = (item for item in classified(f"{RUNNING}\n\nProjet Iroise\n\n{RUNNING}") if item.doubts)
    (doubt,) = item.doubts
    assert item.role is Role.HEADING
    assert (doubt.kind, doubt.original, doubt.proposals, doubt.done) == (
        Kind.HEADING, "Projet Iroise", ("Projet Iroise",), False,
    )  # fmt: skip


def test_a_label_in_capitals_that_may_be_a_heading_is_a_row_of_the_review() -> None:
    text = "\n\n".join(f"{title}\n\n{RUNNING}" for title in ("Le port", "La mer", "La ville", "AU PORT\nDE BREST"))
    (item,) = (item for item in classified(text) if item.doubts)
    (doubt,) = item.doubts
    assert item.role is Role.PARAGRAPH
    assert (doubt.original, doubt.proposals, doubt.done) == ("AU PORT\nDE BREST", ("## AU PORT DE BREST",), False)


def test_a_pull_quote_has_its_author_after_a_blank_line() -> None:
    found = the(
        Role.QUOTE, f"{RUNNING}\n\n“La mer se garde\ntous les jours.”\n\nAnne Le Goff,\nDirectrice du port\n\n{RUNNING}"
    )
    assert [(part.label, part.text.text) for part in found.parts] == [
        ("text", "La mer se garde tous les jours."),
        ("author", "Anne Le Goff"),
        ("function", "Directrice du port"),
    ]


def test_a_pull_quote_may_have_a_blank_line_in_it() -> None:
    found = the(Role.QUOTE, f"“La mer se garde\n\ntous les jours.”\n\nAnne Le Goff\n\n{RUNNING}")
    assert texts(found.parts) == ["La mer se garde tous les jours.", "Anne Le Goff"]


def test_words_of_a_dialogue_are_no_pull_quote() -> None:
    assert [role for role, _ in roles(f"« Oui, dit-elle. »\n\n{RUNNING}")] == [Role.PARAGRAPH] * 2


def test_bullets_that_ocr_misread_make_a_list() -> None:
    text = f"{RUNNING}\n\n* les navires\nde pêche ;\n\ne les voiliers ;\n\no les ferries.\n\n{RUNNING}"
    assert texts(the(Role.LIST, text).parts) == ["les navires de pêche ;", "les voiliers ;", "les ferries."]


def test_a_letter_at_the_start_of_one_line_is_no_bullet() -> None:
    assert Role.LIST not in [role for role, _ in roles(f"{RUNNING}\n\no les ferries du port\n\n{RUNNING}")]


def test_a_list_begins_after_its_introduction() -> None:
    found = roles("Les agents notent :\n- le nom ;\n- le port.")
    assert [role for role, _ in found] == [Role.PARAGRAPH, Role.LIST]


def test_an_operation_sheet_has_terms_and_values() -> None:
    text = "Qui : police et douanes\nQuand : mars\nOu: au port\nRésultat : 12 navires\narraisonnés\n\n"
    first, second = (element for element in structured(text * 2 + RUNNING) if element.role is Role.SHEET)
    assert texts(first.parts) == [
        "Qui", "police et douanes", "Quand", "mars", "Où", "au port", "Résultat", "12 navires arraisonnés",
    ]  # fmt: skip
    assert texts(second.parts) == texts(first.parts)


def test_an_accent_that_a_term_lost_is_a_row_of_the_review() -> None:
    (doubt,) = (doubt for part in the(Role.SHEET, "Qui : a\nOu: b\nQuoi : c").parts for doubt in part.doubts)
    assert (doubt.kind, doubt.original, doubt.proposals, doubt.done) == (Kind.WORD, "Ou", ("Où",), True)


def test_two_lines_with_a_colon_are_no_sheet() -> None:
    assert Role.SHEET not in [role for role, _ in roles(f"Port : Brest\nNavire : Iroise\n\n{RUNNING}")]


def test_a_number_and_its_caption_are_key_figures_whichever_comes_first() -> None:
    text = f"{RUNNING}\n\n12\n\nPORTS VISITÉS\n\n3 500\nnavires contrôlés\nen mer\n\n{RUNNING}"
    assert texts(the(Role.FIGURES, text).parts) == ["12", "PORTS VISITÉS", "3 500", "navires contrôlés en mer"]
    text = f"{RUNNING}\n\nNavires suivis\nen 2020 :\n\n1 204\n\nPorts visités :\n\n15\n\n{RUNNING}"
    assert texts(the(Role.FIGURES, text).parts) == ["1 204", "Navires suivis en 2020 :", "15", "Ports visités :"]


@pytest.mark.parametrize("text", ["2020", "2.1 Le matériel", "3, rue du Port", "14 mars 2021"])
def test_not_every_number_is_a_key_figure(text: str) -> None:
    assert Role.FIGURES not in [role for role, _ in roles(f"{RUNNING}\n\n{text}\n\n{RUNNING}")]


def test_cells_under_each_other_make_a_table() -> None:
    rows = ("Bureau        Agents  Navires", "Brest             24        6", "Lorient                     4")
    found = the(Role.TABLE, "\n".join((*rows, "Saint-Malo        12        3")))
    assert found.columns == 3
    assert texts(found.parts)[3:9] == ["Brest", "24", "6", "Lorient", "", "4"]


def test_justified_lines_are_no_table() -> None:
    text = "Les  agents  du  port  contrôlent\nchaque  matin les  navires  de\nla  haute  mer  et  du  large."
    assert [role for role, _ in roles(text)] == [Role.PARAGRAPH]


NAMES = "Arles - Brest - Calais - Dax - Évian - Foix - Gap - Hyères - Issy - Jouy - Kaysersberg - Le Mans - Metz"


def test_a_long_row_of_names_is_a_list_of_places() -> None:
    found = the(Role.PLACES, f"{NAMES} -\nNice\n\n- Oloron-\nSainte-Marie")
    assert texts(found.parts)[:2] == ["Arles", "Brest"]
    assert len(found.parts) == 15


def test_names_are_never_told_apart_in_silence() -> None:
    found = the(Role.PLACES, f"{NAMES}- Nice - OrangePau - Redon")
    doubts = [
        (part.text.text, doubt.original, doubt.proposals, doubt.done) for part in found.parts for doubt in part.doubts
    ]
    assert doubts == [
        ("Metz - Nice", "- ", (" - ",), True),
        ("OrangePau", "OrangePau", ("Orange - Pau",), False),
    ]


def test_a_table_of_contents_is_a_list_of_its_entries() -> None:
    found = the(Role.LIST, f"Sommaire\n\nLe port ..... 3\nLes navires ..... 12\nLa ville ..... 20\n\n{RUNNING}")
    assert len(found.parts) == 3
