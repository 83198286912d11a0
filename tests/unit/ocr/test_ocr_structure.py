from __future__ import annotations

import pytest

from publisher.ocr import Paragraph, to_markdown
from publisher.ocr.structure import escape, title_of


def block(text: str) -> str:
    return to_markdown([Paragraph(text, 1, 1)], "T").split("\n")[2]


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


def test_a_document_is_a_title_and_a_line_for_each_paragraph() -> None:
    found = to_markdown([Paragraph("un", 1, 1), Paragraph("", 2, 1), Paragraph("deux", 3, 1)], "Le C# *")
    assert found == "# Le C# \\*\n\nun\n\ndeux\n"
    assert to_markdown([], "T {#a}") == "# T &#123;#a}\n"
    assert to_markdown([], "Le C##") == "# Le C\\#\\#\n"


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
