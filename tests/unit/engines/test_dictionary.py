from __future__ import annotations

from pathlib import Path

import pytest
from spylls.hunspell import Dictionary

from publisher.engines import dictionary
from publisher.errors import ExitCode, PublisherError

FORMS = (
    "douanières aidées l'inspectrice jusqu'à aujourd'hui peut-être États-Unis c\u0153urs porte-conteneurs qu'il "
    "naviguassions Lyon INTERPOL mcdonalds anti-pollution prés s\u00fbres s'achetaient d'ha\u00efr 18e vingt-deux"
)
AFFIXES = """SET UTF-8
# v9.1
SFX S Y 1
SFX S 0 s .
"""
WORDS = "2\nport/S po:nom is:mas\nà po:prep\n"


@pytest.fixture
def place(tmp_path: Path) -> str:
    (tmp_path / "fr.aff").write_text(AFFIXES, "utf-8")
    (tmp_path / "fr.dic").write_text(WORDS, "utf-8")
    return str(tmp_path / "fr")


def test_a_dictionary_is_named_by_the_environment(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(dictionary.VARIABLE, place)
    assert dictionary.find() == place
    assert dictionary.version(place) == "9.1"
    monkeypatch.setenv(dictionary.VARIABLE, f"{place}-other")
    assert dictionary.find() is None
    assert dictionary.version(f"{place}-other") is None


def test_words_are_those_of_the_dictionary_with_their_affixes(place: str) -> None:
    words = dictionary.FrenchDictionary(place)
    assert [words.is_word(form) for form in ("port", "ports", "Ports", "à", "portes", "")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
    (reading,) = words.analyses("ports")
    assert (reading.stem, reading.kinds, reading.ending, reading.flag) == ("port", {"nom", "mas"}, "s", "S")
    assert words.analyses("portes") == ()


def test_frequencies_are_shares_of_french_text(place: str) -> None:
    words = dictionary.FrenchDictionary(place)
    assert words.frequency("de") > words.frequency("port") > words.frequency("portuaire") > 0
    assert words.frequency("portuarisme") == 0


@pytest.mark.parametrize(
    ("affixes", "words"),
    [("SET UTF-8\nSFX S Y x\n", WORDS), (AFFIXES, ""), (AFFIXES, "x\nport\n"), ("SET no\n", WORDS)],
)
def test_a_broken_dictionary_is_an_engine_that_failed(place: str, affixes: str, words: str) -> None:
    Path(f"{place}.aff").write_text(affixes, "utf-8")
    Path(f"{place}.dic").write_text(words, "utf-8")
    try:
        found = dictionary.FrenchDictionary(place).is_word("navire")
    except PublisherError as error:
        assert (error.code, error.file) == (ExitCode.ENGINE_FAILED, f"{place}.dic")
    else:
        assert found is False


@pytest.mark.engine("dictionary")
def test_the_faster_search_gives_the_answers_of_the_library() -> None:
    place = dictionary.find()
    assert place is not None
    slow, fast = Dictionary.from_files(place), dictionary.FrenchDictionary(place)
    forms = [form[:cut] + form[cut + drop :] for form in FORMS.split() for cut, drop in ((2, 0), (3, 1))]
    for form in (*forms, *(form.upper() for form in forms[::3])):
        assert fast.is_word(form) == slow.lookup(form), form
        assert {(item.stem, item.ending, item.flag) for item in fast.analyses(form)} == {
            (item.in_dictionary.stem, item.suffix.add if item.suffix else "", item.suffix.flag if item.suffix else "")
            for item in slow.lookuper.good_forms(form)
        }, form
