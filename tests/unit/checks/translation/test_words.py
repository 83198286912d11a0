from __future__ import annotations

import pytest

from publisher.checks.translation.words import check_words
from publisher.model.text import read_text


def marks(source: str, target: str, language: str) -> list[str]:
    remarks = list(check_words(read_text(source, "fr"), read_text(target, language)))
    assert {remark.rule for remark in remarks} <= {"translation/unfinished"}
    return [remark.words[0] for remark in remarks]


@pytest.mark.parametrize(
    ("target", "language", "mark"),
    [
        ("The dyke TODO holds.", "en", "TODO"),
        ("The dyke holds ???", "en", "???"),
        ("السد ؟؟ صامد.", "ar", "؟؟"),
        ("La presa XXX resiste.", "es", "XXX"),
        ("Lorem ipsum", "en", "Lorem ipsum"),
        ("The dyke [à vérifier] holds.", "en", "[à vérifier]"),
        ("La presa (por revisar) resiste.", "es", "(por revisar)"),
        ("TODO revisar la presa", "es", "TODO"),
    ],
)
def test_a_note_of_unfinished_work_is_found(target: str, language: str, mark: str) -> None:
    assert marks("La digue tient.", target, language) == [mark]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Une digue à vérifier (à vérifier).", "A dyke to be checked (to be checked).", "en"),
        ("Toute la rive est fermée.", "TODO el margen está cerrado.", "es"),
        ("La 30e digue", "Presa XXX", "es"),
        ("La digue [nord] tient.", "The [northern] dyke is holding.", "en"),
        ("La liste TODO est prête.", "The TODO list is ready.", "en"),
    ],
)
def test_what_only_looks_unfinished_is_left_alone(source: str, target: str, language: str) -> None:
    assert marks(source, target, language) == []
