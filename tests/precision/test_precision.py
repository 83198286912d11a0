"""Recall and false alarms on texts that nobody read while the checks were made; the figures are printed at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.precision import scores
from tests.precision.scores import Score
from tests.precision.sets import LANGUAGES, Set, prose, translations

pytestmark = pytest.mark.engine("languagetool")

Record = Callable[[str, object], None]


@pytest.fixture(scope="module")
def pairs() -> Set:
    return translations("held_out")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    return tmp_path_factory.mktemp("precision")


@pytest.fixture(scope="module")
def ours(folder, pairs: Set) -> dict[str, Score]:
    return scores.publisher(folder / "pairs", pairs)


def test_the_sets_are_as_large_as_the_figures_claim(pairs: Set) -> None:
    for language in LANGUAGES:
        assert sum(case.language == language for case in pairs.sound) >= 300
        assert sum(case.language == language for case in pairs.faulty) >= 50
    assert len({(case.language, case.source) for case in pairs.sound}) == len(pairs.sound)


def test_faults_of_translations_are_found_and_sound_ones_left_alone(
    ours: dict[str, Score], record_property: Record
) -> None:
    for language, score in ours.items():
        record_property("figure", f"publisher {language}: {score.line}")
    found, faulty, alarms, sound = _totals(ours)
    assert found / faulty >= 58 / 62
    assert alarms / sound <= 2 / 62


def test_the_peer_finds_less_and_says_more_on_the_same_texts(
    folder, pairs: Set, ours: dict[str, Score], record_property: Record
) -> None:
    theirs = scores.pofilter(folder / "pairs", pairs)
    for language, score in theirs.items():
        record_property("figure", f"pofilter  {language}: {score.line}")
    for language, score in theirs.items():
        assert len(score.found) < len(ours[language].found)
        assert len(score.alarms) > len(ours[language].alarms)


def test_faults_of_french_prose_are_found_and_sound_prose_left_alone(folder, record_property: Record) -> None:
    found = scores.publisher(folder / "prose", prose("held_out"))
    record_property("figure", f"publisher fr: {found['fr'].line}")
    caught, faulty, alarms, sound = _totals(found)
    assert caught / faulty >= 27 / 30
    assert alarms / sound <= 1 / 30


def _totals(found: dict[str, Score]) -> tuple[int, int, int, int]:
    values = found.values()
    return (
        sum(len(score.found) for score in values),
        sum(score.faulty for score in values),
        sum(len(score.alarms) for score in values),
        sum(score.sound for score in values),
    )
