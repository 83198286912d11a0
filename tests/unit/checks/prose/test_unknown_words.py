from __future__ import annotations

import pytest

from publisher.checks.prose.unknown_words import Unknown, judge
from publisher.model.text import read_text


def judged(
    text: str, word: str, tag: str, suggestions: tuple[str, ...] = (), source: str | None = None, frequent: bool = False
) -> Unknown:
    start = text.index(word)
    return judge(
        read_text(text, tag),
        start,
        start + len(word),
        suggestions,
        read_text(source, "fr") if source else None,
        is_frequent=frequent,
    )


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("annnée", "année"),
        ("verrger", "verger"),
        ("acceuillir", "accueillir"),
        ("developement", "développement"),
        ("résultas", "résultats"),
        ("parlerlent", "parlèrent"),
        ("rapportannuel", "rapport annuel"),
    ],
)
def test_a_small_word_near_a_known_one_is_a_slip(word: str, suggestion: str) -> None:
    assert judged(f"un {word} en juin", word, "fr", (suggestion,)) is Unknown.SLIP


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("nidification", "édification"),
        ("webhook", "webtoon"),
        ("prooccidental", "pro occidental"),
        ("subpatrón", "sub patrón"),
        ("twp", "top"),
    ],
)
def test_a_rare_word_or_one_made_with_a_prefix_is_no_slip(word: str, suggestion: str) -> None:
    assert judged(f"un {word} en juin", word, "es", (suggestion,)) is Unknown.NAME


@pytest.mark.parametrize("word", ["gouvernernent", "po1ice", "1es", "0rdre", "I’action", "cornité", "2O4"])
def test_what_a_scan_misread_is_a_slip_of_the_source(word: str) -> None:
    assert judged(f"ici {word} paraît", word, "fr") is Unknown.SLIP


@pytest.mark.parametrize("word", ["ORSEC", "XIVe", "12e", "M€", "PM10", "300M", "x"])
def test_acronyms_numerals_and_letters_are_sound(word: str) -> None:
    assert judged(f"le plan {word} tient", word, "fr", ("voir",)) is Unknown.SOUND


def test_a_word_in_capitals_is_judged_in_a_text_in_capitals() -> None:
    assert judged("RAPPORT ANNNUEL", "ANNNUEL", "fr", ("ANNUEL",)) is Unknown.SLIP


@pytest.mark.parametrize("suggestion", ["Bengali", "Denali", "Renault"])
def test_a_name_of_the_source_is_no_slip_however_near_a_known_word(suggestion: str) -> None:
    assert judged("avec M. Benali et sa fille", "Benali", "fr", (suggestion,)) is Unknown.NAME


def test_a_capital_without_its_accent_is_a_slip() -> None:
    assert judged("Les Etats riverains", "Etats", "fr", ("États",)) is Unknown.SLIP


def test_a_part_of_a_foreign_name_needs_no_accent() -> None:
    assert judged("le stade Desert Island ouvre", "Desert", "fr", ("Désert",)) is Unknown.NAME


def test_a_word_with_a_capital_that_no_source_has_is_a_slip_when_near_a_known_one() -> None:
    source = "Le gouvernement a choisi le verger de Mme Benali."
    text = "The Goverment chose the orchard of Ms Benali."
    assert judged(text, "Goverment", "en", ("Government",), source) is Unknown.SLIP
    assert judged(text, "Benali", "en", ("Bengali",), source) is Unknown.SOUND


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("الاعضاء", "الأعضاء"),
        ("لاصلاح", "لإصلاح"),
        ("المدينه", "المدينة"),
        ("الرئيسى", "الرئيسي"),
        ("التقريرر", "التقرير"),
        ("فيجميع", "في جميع"),
        ("التقتي", "التقني"),
    ],
)
def test_the_slips_of_arabic_spelling_are_found(word: str, suggestion: str) -> None:
    assert judged(f"قال {word} أمس", word, "ar", (suggestion,), "Il a parlé hier.") is Unknown.SLIP


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("دوبون", "Mme Dupont est là."),
        ("ولومبوك", "Lombok a tremblé."),
        ("تسونامي", "un tsunami"),
        ("بنيكي", "avec Benicky"),
    ],
)
def test_an_arabic_word_that_sounds_like_one_of_the_source_is_a_name(word: str, source: str) -> None:
    assert judged(f"وصل {word} أمس", word, "ar", (word[1:] + "ن", word[:-1]), source) is Unknown.NAME


@pytest.mark.parametrize("word", ["يتجنبونها", "البطاقات"])
def test_forms_of_which_the_dictionary_has_few_are_no_slip(word: str) -> None:
    assert judged(f"وهم {word} دائما", word, "ar", (word[:2] + "ق" + word[3:],), "Ils sont là.") is Unknown.NAME


def test_latin_letters_are_no_matter_of_the_arabic_speller() -> None:
    assert judged("برنامج Horizon الجديد", "Horizon", "ar") is Unknown.SOUND


def test_the_name_of_a_street_stays_as_its_source_has_it_between_number_and_name() -> None:
    source = "Refuge du port, 12 rue des Tilleuls"
    assert judged("Refugio del puerto, 12 rue des Tilleuls", "rue", "es", ("rué",), source) is Unknown.SOUND


@pytest.mark.parametrize(("suggestion", "verdict"), [("desbrozado", Unknown.NAME), ("desbrozadora", Unknown.SLIP)])
def test_a_spanish_name_of_a_machine_is_no_slip_where_its_participle_is_known(
    suggestion: str, verdict: Unknown
) -> None:
    assert judged("El robot desbrozador trabaja solo.", "desbrozador", "es", (suggestion,)) is verdict
