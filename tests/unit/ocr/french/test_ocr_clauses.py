from __future__ import annotations

import pytest

from publisher.ocr.french.clauses import NONE, NUMBERS, ONE, PLURAL, SINGULAR, START, TWO, advanced, kind_of


def state(*tags: str) -> tuple[int, int]:
    """Return what a clause waits for after tags, and the number of its subject."""
    found, before = START, "^"
    for tag in tags:
        found, before = advanced(found, before, tag), tag
    return divmod(found, NUMBERS)


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("V3s", "Vs"),
        ("V1p", "Vp"),
        ("a.Xs", "Vs"),
        ("ont.Xp", "Vp"),
        ("être.Z", "O"),
        ("Kms", "O"),
        ("X--", "O"),
        ("où.P", "S"),
        ("que.S", "S"),
        ("ou.C", "A"),
        ("et.C", "L"),
        (",", "L"),
        (".", "E"),
        ("^", "E"),
        ("Nfs", "O"),
    ],
)
def test_tags_have_a_kind_in_their_clause(tag: str, kind: str) -> None:
    assert kind_of(tag) == kind


def test_a_clause_waits_for_one_verb_and_a_clause_inside_for_another() -> None:
    subject = ("le.D", "Nms")
    assert state(*subject)[0] == ONE
    assert state(*subject, "V3s")[0] == NONE
    assert state(*subject, "qui.P")[0] == TWO
    assert state(*subject, "qui.P", "V3s", "Nms")[0] == ONE
    assert state(*subject, "qui.P", "V3s", "Nms", "a.Xs")[0] == NONE
    assert state(*subject, "V3s", ".")[0] == ONE


def test_the_first_noun_that_follows_no_preposition_gives_its_number() -> None:
    assert state("les.D", "Nmp", "de.p", "le.D", "Nms")[1] == PLURAL
    assert state("dans.p", "les.D", "Nmp", ",", "la.D", "Nfs")[1] == SINGULAR
    assert state("les.D", "Nmp", "V3p", "la.D", "Nfs")[1] not in (SINGULAR, PLURAL)


def test_qui_has_the_number_of_the_noun_before_it() -> None:
    assert state("le.D", "Nms", "des.pD", "Nfp", "qui.P")[1] == PLURAL
