"""What is certain in a text, mended."""

from __future__ import annotations

import pytest

from publisher.model.text import read_text
from publisher.pipeline.mending import mended


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("fr", 'L\'été, "le port" ferme ; etc...', "L’été, «\u00a0le port\u00a0» ferme\u202f; etc."),
        ("fr", "Le <em>port</em>: 13 377 bateaux , 25%.", "Le <em>port</em>\u00a0: 13\u202f377 bateaux, 25\u00a0%."),
        ("fr", "La 1ère escale de l'Etat", "La 1ère escale de l’Etat"),
        ("en", 'The port\'s "safe" side , pp. 14-16 ...', "The port’s “safe” side, pp. 14–16 …"),
        ("es", "Qué puerto ? El 12º, un 25%.", "¿Qué puerto? El 12.º, un 25\u00a0%."),
        ("ar", 'المينـاء, "الآمن" ؟', "الميناء، «الآمن»؟"),
    ],
)
def test_what_is_certain_is_mended_and_words_stay(language: str, before: str, after: str) -> None:
    assert mended(read_text(before, language)).after.notation == after


def test_every_rule_is_counted_as_often_as_it_was_mended() -> None:
    counts = mended(read_text("L'un ; l'autre ;", "fr")).rules
    assert counts == {"typography/apostrophe": 2, "typography/space-before-mark": 2}


def test_a_sound_text_is_not_changed() -> None:
    assert not mended(read_text("Le port\u202f; la gare", "fr")).is_changed
