from __future__ import annotations

import pytest

from publisher.ocr.french.tagset import readings, shape
from publisher.ocr.lexicon import Analysis


def reading(stem: str, kinds: str, ending: str = "", flag: str = "") -> Analysis:
    return Analysis(stem, frozenset(kinds.split()), ending, flag)


@pytest.mark.parametrize(
    ("form", "analysis", "tags"),
    [
        ("port", reading("port", "nom mas"), {"Nms"}),
        ("ports", reading("port", "nom mas", "s", "S."), {"Nmp"}),
        ("policières", reading("policier", "nom adj", "ères", "F."), {"Nfp", "Jfp"}),
        ("nationaux", reading("national", "adj", "ux", "W."), {"Jmp"}),
        ("rouge", reading("rouge", "adj epi"), {"J-s"}),
        ("heureux", reading("heureux", "adj", "", "W."), {"Jms", "Jmp"}),
        ("contrôler", reading("contrôler", "v1__t_q__a"), {"I"}),
        ("contrôlant", reading("contrôler", "v1__t_q__a", "ant", "a0"), {"G"}),
        ("contrôle", reading("contrôler", "v1__t_q__a", "e", "a0"), {"V3s"}),
        ("contrôlent", reading("contrôler", "v1__t_q__a", "ent", "a0"), {"V3p"}),
        ("contrôlée", reading("contrôler", "v1__t_q__a", "ée", "p+"), {"Kfs"}),
        ("contrôlés", reading("contrôler", "v1__t_q__a", "és", "p+"), {"Kmp"}),
        ("réduit", reading("réduire", "v3__t_q__a", "uit", "yM"), {"Kms", "V3s"}),
        ("près", reading("près", "adv"), {"R"}),
        ("Paris", reading("Paris", "npr epi inv"), {"E"}),
    ],
)
def test_the_dictionary_says_what_a_form_may_be(form: str, analysis: Analysis, tags: set[str]) -> None:
    assert readings([analysis], form) == tags


@pytest.mark.parametrize(("word", "tag"), [("2019", "#"), ("?", "."), ("…", "."), (",", ","), ("«", "«"), ("a", "")])
def test_signs_and_numbers_are_their_own_tags(word: str, tag: str) -> None:
    assert shape(word) == tag
