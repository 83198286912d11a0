from __future__ import annotations

import pytest

from publisher.ocr.lines import paragraphs
from publisher.ocr.values import Kind


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un\ndeux\n\ntrois\n", ["un deux", "trois"]),
        ("un\n \t\n\u00a0\ndeux", ["un", "deux"]),
        ("un  deux\t trois\u00a0!  ", ["un deux trois\u00a0!"]),
        ("Titre\n\nUne phrase\nlongue.\n\nAutre titre", ["Titre", "Une phrase longue.", "Autre titre"]),
        ("Un texte.\n Une page\nqui suit.", ["Un texte.", "Une page qui suit."]),
        ("Un texte.\fUne page.", ["Un texte.", "Une page."]),
        ("Un texte.\n\f\fUne page.\n\f", ["Un texte.", "Une page."]),
        ("un\n  deux", ["un deux"]),
        ("x\n \n", ["x"]),
    ],
)
def test_blank_lines_and_page_breaks_end_paragraphs(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_one_space_before_most_lines_marks_no_page() -> None:
    assert texts(" un\n deux\n trois\nquatre\n\n cinq") == ["un deux trois quatre", "cinq"]


@pytest.mark.parametrize("cut", ["\n ", "\n\n ", "\f", "\n\f", "\n\n\f\n"])
def test_a_paragraph_goes_on_after_a_page_when_its_last_word_ends_nothing(cut: str) -> None:
    assert texts(f"Ils viennent de la{cut}ville.") == ["Ils viennent de la ville."]


def test_a_paragraph_goes_on_after_a_page_when_its_last_line_is_full() -> None:
    running = (
        "Une première ligne de ce texte courant\nune deuxième ligne de ce texte courant\nune troisième ligne du texte"
    )
    assert len(texts(f"{running} courant\n suite de la phrase.")) == 1
    assert len(texts(f"{running} courant.\n suite de la phrase.")) == 2
    assert (
        len(texts("Une première ligne de ce texte courant\nune deuxième ligne de ce texte courant\nfin\n suite.")) == 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "Le directeur,\nPrénom Nom\n pays",
        "Ils viennent de la.\n ville",
        "Ils viennent de la\n Ville",
        "Ils viennent de la\n 12 villes",
        "Ils viennent de la\n\nville",
    ],
)
def test_two_paragraphs_stay_two_without_plain_evidence(text: str) -> None:
    assert len(texts(text)) == 2


def test_a_word_cut_by_a_page_is_joined() -> None:
    assert texts("La gouver-\n\f nance.\n\nLa gouvernance") == ["La gouvernance.", "La gouvernance"]


@pytest.mark.parametrize(
    ("text", "first", "doubtful"),
    [
        ("la gouver-\nnance et la Gouvernance", "la gouvernance et la Gouvernance", False),
        ("l'anti-\nterrorisme, antiterrorisme", "l'antiterrorisme, antiterrorisme", False),
        ("post-\nexplosion, post-explosion", "post-explosion, post-explosion", False),
        ("post-\nexplosion", "post-explosion", True),
        ("co-\nopérer, coopérer, co-opérer", "co-opérer, coopérer, co-opérer", True),
        ("gouver\u00ad\nnance", "gouvernance", False),
        ("gouver¬\nnance", "gouvernance", False),
        ("Sainte-\nLucie", "Sainte- Lucie", True),
        ("Sainte-\nLucie et Sainte-Lucie", "Sainte-Lucie et Sainte-Lucie", False),
        ("2019-\n2020", "2019- 2020", True),
        ("secourus -\nla suite", "secourus - la suite", False),
        ("fin --\nsuite", "fin -- suite", False),
        ("vis-à-\nvis", "vis-à-vis", True),
    ],
)
def test_hyphens_at_line_ends_are_judged_by_the_document(text: str, first: str, doubtful: bool) -> None:
    (paragraph,) = paragraphs(text)
    assert paragraph.text == first
    assert bool(paragraph.doubts) is doubtful


def test_a_hyphen_before_a_blank_line_stays() -> None:
    assert texts("gouver-\n\nnance") == ["gouver-", "nance"]


def test_a_doubt_has_its_origin_and_its_place() -> None:
    (paragraph,) = paragraphs("titre\nun  mot d'après-\nguerre passé")
    (doubt,) = paragraph.doubts
    assert (doubt.kind, doubt.line, doubt.column) == (Kind.JOIN, 2, 11)
    assert paragraph.text[doubt.start : doubt.end] == "après-guerre"
    assert (doubt.original, doubt.proposals) == ("après-\nguerre", ("aprèsguerre",))
    assert (doubt.left, doubt.right) == ("titre un mot d'", " passé")


def test_a_word_cut_twice_is_one_doubt() -> None:
    (paragraph,) = paragraphs("un arc-\nen-\nciel ici")
    (doubt,) = paragraph.doubts
    assert paragraph.text[doubt.start : doubt.end] == "arc-en-ciel"
    assert (doubt.original, doubt.proposals) == ("arc-\nen-\nciel", ("arcenciel",))


def test_paragraphs_have_their_origin() -> None:
    found = paragraphs("un\n\n  deux\n\fabc.\f  trois")
    assert [(paragraph.text, paragraph.line, paragraph.column) for paragraph in found] == [
        ("un", 1, 1),
        ("deux", 3, 3),
        ("abc.", 4, 2),
        ("trois", 4, 9),
    ]
