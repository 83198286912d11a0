from __future__ import annotations

import pytest

from publisher.model.review import Kind
from publisher.ocr.layout.hyphens import paragraph, words_of
from publisher.ocr.layout.lines import lines
from publisher.ocr.lexicon import Analysis
from publisher.ocr.traced import Source
from publisher.ocr.values import Part

ENTRIES = frozenset(
    "continue gouvernance ports port être peut-être entreprise entre prise garde garde-côte milieu lieu mi explosion "
    "post contrôle police policière marine bateau plateforme plate-forme porte monnaie porte-monnaie portemonnaie "
    "arc-en-ciel arc en ciel déplacements placements de douane mixte dit contrôler".split()
)


class Words:
    """A dictionary that, like Hunspell, also takes any two words with a hyphen."""

    def is_word(self, form: str) -> bool:
        return form.lower() in ENTRIES or ("-" in form and all(part.lower() in ENTRIES for part in form.split("-")))

    def frequency(self, form: str) -> float:
        return 1e-4 if form == "plateforme" else 0.0

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        return (Analysis(form, frozenset(), "", ""),) if form.lower() in ENTRIES else ()


def read(text: str, elsewhere: str = "") -> Part:
    return paragraph(lines(Source(text)), words_of(f"{text}\n{elsewhere}"), Words())


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("conti-\nnue", "continue"),
        ("gouver\u00ad\nnance", "gouvernance"),
        ("gouver¬\nnance", "gouvernance"),
        ("gouver\u2010\nnance", "gouvernance"),
        ("mi-\nlieu", "milieu"),
        ("entre-\nprise", "entreprise"),
        ("peut-\nêtre", "peut-être"),
        ("garde-\ncôte", "garde-côte"),
        ("post-\nexplosion", "post-explosion"),
        ("dit-\nil", "dit-il"),
        ("CONTI-\nNUE", "CONTINUE"),
        ("Sainte-\nLucie", "Sainte-Lucie"),
        ("2018-\n2019", "2018-2019"),
        ("policie-\nre", "policiere"),
        ("de-\nplacements", "deplacements"),
        ("zori-\nfluve", "zorifluve"),
        ("arc-\nen-\nciel", "arc-en-ciel"),
    ],
)
def test_a_cut_word_is_whole_as_the_dictionary_has_it(cut: str, whole: str) -> None:
    found = read(f"le {cut} ici")
    assert found.text.text == f"le {whole} ici"
    assert found.doubts == ()


def test_the_document_outweighs_the_dictionary() -> None:
    assert read("le post-\nexplosion", "la postexplosion").text.text == "le postexplosion"
    assert read("la conti-\nnue", "un conti-nue").text.text == "la conti-nue"


@pytest.mark.parametrize("text", ["secourus -\nla suite", "fin --\nsuite", "le 3 —\nsuite", "les ports\nla nuit"])
def test_a_dash_and_a_line_end_are_no_cut(text: str) -> None:
    assert read(text).text.text == text.replace("\n", " ")


def test_both_forms_in_the_dictionary_are_a_doubt() -> None:
    common = read("la plate-\nforme bleue")
    (doubt,) = common.doubts
    assert common.text.text == "la plateforme bleue"
    assert (doubt.kind, doubt.original, doubt.proposals, doubt.done) == (
        Kind.JOIN, "plate-\nforme", ("plateforme",), True,
    )  # fmt: skip
    assert common.text.text[doubt.start : doubt.end] == "plateforme"
    assert doubt.origin == 3
    rare = read("le porte-\nmonnaie vide")
    (doubt,) = rare.doubts
    assert rare.text.text[doubt.start : doubt.end] == "porte-monnaie"
    assert not doubt.done


def test_two_words_that_nobody_saw_together_keep_their_hyphen_with_a_doubt() -> None:
    found = read("une douane-\npolice mixte")
    (doubt,) = found.doubts
    assert found.text.text[doubt.start : doubt.end] == "douane-police"
    assert (doubt.proposals, doubt.done) == (("douanepolice",), False)


def test_a_hyphen_before_a_capital_may_be_a_dash() -> None:
    found = read("les ports-\nLa nuit")
    (doubt,) = found.doubts
    assert found.text.text == "les ports- La nuit"
    assert doubt.proposals == ("ports-La",)


def test_a_word_cut_twice_is_one_doubt() -> None:
    found = read("une douane-\npolice-\nmarine mixte")
    (doubt,) = found.doubts
    assert found.text.text[doubt.start : doubt.end] == "douane-police-marine"
    assert doubt.original == "douane-\npolice-\nmarine"
    assert doubt.origin == 4


def test_every_word_keeps_its_place_and_a_space_that_of_the_line_end() -> None:
    found = read("le conti-\n  nue au\nport").text
    assert found.text == "le continue au port"
    assert found.origin(found.text.index("nue")) == 12
    assert found.origin(found.text.index(" port")) == 18
    assert found.origin(found.text.index("port")) == 19


def test_words_of_a_document_are_taken_whole_and_in_small_letters() -> None:
    assert words_of("La Garde\u2010Côte, l'Arc-en-ciel") == {"la", "garde-côte", "l", "arc-en-ciel"}
