from __future__ import annotations

import pytest

from publisher.ocr.markdown import escape, title_of, to_markdown
from publisher.ocr.traced import EMPTY, traced
from publisher.ocr.values import Element, Part, Role
from publisher.readers.markdown import read_markdown


def part(text: str, label: str = "") -> Part:
    return Part(traced(text, 0) if text else EMPTY, label)


def element(role: Role, *texts: str, level: int = 0, columns: int = 0) -> Element:
    return Element(role, tuple(map(part, texts)), level, columns)


def block(text: str) -> str:
    return to_markdown([element(Role.PARAGRAPH, text)], "T").split("\n")[2]


def body(*elements: Element) -> str:
    found = read_markdown(to_markdown(elements, "T"), "source/d.md", "fr")
    assert found.findings == ()
    return str(found.body)


@pytest.mark.parametrize(
    "text",
    [
        "L'année 2019, c'est 100 % : « oui » !",
        "AT&T & Cie, a < b > c, 1 = 2, www.exemple.org, http://exemple.org/a_b",
        "de |'action, f(x) !",
        "#Mot-clé, C# et n° 3",
        "12.5 millions",
        "-12 degrés",
        "environ ~3 jours",
        "\\o dans un chemin C:\\temp",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert block(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ [c](d) `e` {f}", "\\*a\\* \\_b\\_ \\[c](d) \\`e\\` \\{f}"),
        ("<b> &eacute; \\* a~~b", "\\<b> \\&eacute; \\\\\\* a\\~\\~b"),
        ("fin\\", "fin\\\\"),
        ("12. mot", "12\\. mot"),
        ("3)", "3\\)"),
        ("- mot", "\\- mot"),
        ("+ mot", "\\+ mot"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("## mot", "\\## mot"),
        ("#", "\\#"),
        ("> mot", "\\> mot"),
        (": mot", "\\: mot"),
        ("::: sheet", "\\::: sheet"),
        ("~~~", "\\~\\~\\~"),
        ("[^1]: mot", "\\[^1]: mot"),
        ("{.a #b}", "\\{.a #b}"),
        ("| a | b", "\\| a | b"),
    ],
)
def test_what_markdown_would_read_is_escaped(text: str, expected: str) -> None:
    assert block(text) == expected


def test_a_document_is_a_title_and_a_block_for_each_element() -> None:
    found = to_markdown([element(Role.PARAGRAPH, text) for text in ("un", "", "deux")], "Le C# *")
    assert found == "# Le C# \\*\n\nun\n\ndeux\n"
    assert to_markdown([], "T {#a}") == "# T &#123;#a}\n"
    assert to_markdown([], "Le C##") == "# Le C\\#\\#\n"


def test_what_is_left_of_pictures_is_left_out() -> None:
    assert to_markdown([element(Role.GARBAGE, "{?z,)")], "T") == "# T\n"


def test_a_heading_has_its_level() -> None:
    assert "\n### Le port\n" in to_markdown([element(Role.HEADING, "Le port", level=3)], "T")


def test_a_pull_quote_has_its_author_below() -> None:
    quote = Element(Role.QUOTE, (part("La mer.", "text"), part("A. Le Goff", "author"), part("directrice", "function")))
    assert "\n::: quote\nLa mer.\n\n— A. Le Goff, directrice\n:::\n" in to_markdown([quote], "T")
    assert "<figcaption>A. Le Goff, directrice</figcaption>" in body(quote)


def test_a_quotation_that_begins_with_a_dash_is_not_taken_for_its_author() -> None:
    found = body(Element(Role.QUOTE, (part("— Oui.", "text"),)))
    assert "figcaption" not in found
    assert "— Oui." in found


def test_a_sheet_is_a_list_of_terms() -> None:
    found = body(element(Role.SHEET, "Qui", "La douane", "Où", "Au port"))
    assert found.count("<dl") == 1
    assert [found.count(text) for text in (">Qui</dt>", ">La douane</dd>", ">Où</dt>", ">Au port</dd>")] == [1] * 4


def test_a_term_that_lost_its_value_is_still_there() -> None:
    found = body(element(Role.SHEET, "Qui", "", "Où", "Au port"))
    assert "Qui</p>" in found
    assert "Où</dt>" in found


def test_key_figures_are_numbers_and_what_they_count() -> None:
    found = body(element(Role.FIGURES, "12", "ports", "3 %", "des navires"))
    assert "<strong>12</strong> ports</li>" in found
    assert "<strong>3 %</strong> des navires</li>" in found


def test_cells_of_a_table_keep_their_strokes_and_rows_their_cells() -> None:
    found = body(element(Role.TABLE, "Bureau", "Agents", "Brest | nord", "\\", "Lorient", columns=2))
    assert found.count("<th") == 2 + found.count("<thead")
    assert "Brest | nord</td>" in found
    assert found.count("</tr>") == 3


def test_numbered_items_are_a_numbered_list() -> None:
    found = body(element(Role.LIST, "3. une lampe", "4. un carnet"))
    assert 'start="3"' in found
    assert "une lampe</li>" in found


def test_items_whose_numbers_do_not_follow_keep_them() -> None:
    assert "\n- 3\\. une lampe\n- 9\\. un carnet\n" in to_markdown(
        [element(Role.LIST, "3. une lampe", "9. un carnet")], "T"
    )


@pytest.mark.parametrize("items", [("a", "b"), ("1. a", "2. b")])
def test_two_lists_stay_two(items: tuple[str, str]) -> None:
    found = body(*[element(Role.LIST, *items)] * 3)
    assert found.count("</ul>") + found.count("</ol>") == 3


def test_names_that_were_told_apart_are_items() -> None:
    assert "\n- Oran\n- Port-Saïd\n- Tunis\n" in to_markdown([element(Role.PLACES, "Oran", "Port-Saïd - Tunis")], "T")


@pytest.mark.parametrize("role", [Role.LIST, Role.SHEET, Role.FIGURES, Role.TABLE, Role.QUOTE, Role.PLACES])
@pytest.mark.parametrize(
    "text", [":::", "::: sheet", "- a", "# a", "{.a}", "> a", "`a`", "<b>", "[a]: b", "1) a", "---"]
)
def test_no_text_in_a_container_means_anything(role: Role, text: str) -> None:
    found = read_markdown(to_markdown([element(role, "mot", text, columns=2)], "T"), "source/d.md", "fr")
    assert found.findings == ()
    assert text in found.body.get_text()


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("dossier/rapport-annuel_2019.ocr.txt", "Rapport annuel 2019"),
        ("élan.txt", "Élan"),
        ("texte", "Texte"),
        ("v1.2-notes.txt", "V1.2 notes"),
        ("--.txt", "Document"),
        ("a\nb.txt", "A b"),
        (".ocr", ".ocr"),
    ],
)
def test_the_title_comes_from_the_name(file: str, title: str) -> None:
    assert title_of(file) == title


def test_escape_leaves_marks_inside_words() -> None:
    assert escape("nom_de_fichier _x") == "nom_de_fichier \\_x"
