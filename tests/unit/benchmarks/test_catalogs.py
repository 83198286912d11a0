from pathlib import Path
from random import Random

import polib
import pytest
from tests.benchmarks.catalogs import Edit, Score, Update, reworded, score, touched, update
from tests.benchmarks.cost import FailedError

CHANGED = {"La ville publie un plan.": "The city publishes a map.", "Le pont est fermé.": "The bridge is open."}
TEXT = "La région finance <em>une école</em> et deux ponts dans chaque ville voisine."


def merged(folder: Path, **guesses: str) -> Score:
    """Return the score of a result in which some messages were given a text."""
    made = Update(folder, folder, CHANGED, frozenset({"Un nouveau texte."}))
    rows = {"ville": "La ville publie un plan.", "pont": "Le pont est fermé.", "neuf": "Un nouveau texte."}
    file = polib.POFile()
    file.extend(polib.POEntry(msgid=msgid, msgstr=guesses.get(name, "")) for name, msgid in rows.items())
    file.save(str(folder / "result.po"))
    return score(folder / "result.po", made)


def test_the_translation_a_message_had_is_a_right_guess(tmp_path: Path) -> None:
    assert merged(tmp_path, ville="The city publishes a map.") == Score(right=1, changed=2, added=1)


def test_the_translation_of_another_message_is_a_wrong_guess(tmp_path: Path) -> None:
    assert merged(tmp_path, ville="The bridge is open.") == Score(wrong=1, changed=2, added=1)


def test_any_translation_of_a_new_message_is_a_false_guess(tmp_path: Path) -> None:
    assert merged(tmp_path, neuf="The bridge is open.") == Score(false=1, changed=2, added=1)


def test_a_result_that_lost_a_message_has_no_score(tmp_path: Path) -> None:
    polib.POFile().save(str(tmp_path / "empty.po"))
    with pytest.raises(FailedError):
        score(tmp_path / "empty.po", Update(tmp_path, tmp_path, CHANGED, frozenset()))


@pytest.mark.parametrize("edit", [reworded, touched])
def test_an_edit_keeps_the_tags(edit: Edit) -> None:
    for seed in range(50):
        changed = edit(Random(seed), TEXT)
        assert changed != TEXT
        assert (changed.count("<em>"), changed.count("</em>")) == (1, 1)


@pytest.mark.engine("gettext")
def test_a_template_differs_from_its_catalog_by_what_was_changed_added_and_replaced(tmp_path: Path) -> None:
    made = update(tmp_path, 200, 1, reworded, 0.05, 0.02)
    old, new = ({entry.msgid for entry in polib.pofile(str(file))} for file in (made.old, made.new))
    assert new - old == made.truth.keys() | made.added
    assert (len(made.truth), len(made.added), len(old - new)) == (10, 4, 12)
