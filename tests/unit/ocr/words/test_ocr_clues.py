from __future__ import annotations

import pytest

from publisher.ocr.lexicon import Analysis
from publisher.ocr.words.clues import Around, bias

KINDS = {
    "confié": ("confier", "v1_it____a", "p+"),
    "confier": ("confier", "v1_it____a", ""),
    "feu": ("feu", "nom", ""),
}


class Readings:
    def is_word(self, form: str) -> bool:
        return form in KINDS

    def frequency(self, form: str) -> float:
        return 1e-5 if form in KINDS else 0.0

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        stem, kind, flag = KINDS.get(form, ("", "", ""))
        kinds = frozenset((kind, "mas", "sg")) if kind == "nom" else frozenset((kind,))
        return (Analysis(stem, kinds, "é" if flag else "", flag),) if stem else ()


def weighed(word: str, before: str, after: str, later: str = "") -> float:
    return bias(word, Around(before, after, later, Readings()))


@pytest.mark.parametrize(
    ("before", "after", "later"),
    [
        ("prêt", "confier", ""),
        ("équipage", "en", "confier"),
        ("relatives", ":", ""),
        ("Escales", "Brest", ""),
        ("bouches", "feu", ""),
    ],
)
def test_what_cannot_stand_behind_the_verb_speaks_for_the_preposition(before: str, after: str, later: str) -> None:
    assert weighed("a", before, after, later) < 0


@pytest.mark.parametrize(("before", "after"), [("port", "confié"), ("il", ":"), ("qui", "Brest")])
def test_a_subject_or_a_participle_speaks_for_the_verb(before: str, after: str) -> None:
    assert weighed("a", before, after) > 0


def test_a_clause_of_place_speaks_for_the_adverb() -> None:
    assert weighed("ou", "n'importe", "dans") < 0
    assert weighed("ou", "moment", "elle") < weighed("ou", "port", "elle") == 0


def test_nothing_is_said_of_other_words() -> None:
    assert weighed("le", "port", "feu") == 0
    assert weighed("a", "navire", "des") == 0
