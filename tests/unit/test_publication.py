"""`publication.toml`: what is accepted, and how each mistake is told."""

from __future__ import annotations

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.publication import parse

SMALLEST = 'title = "Rapport annuel"\nsource_language = "fr"\nlanguages = ["en", "es", "ar"]\n'


def refused(text: str) -> PublisherError:
    with pytest.raises(PublisherError) as caught:
        parse(text)
    assert caught.value.code is ExitCode.USAGE
    assert len(caught.value.lines()) <= 4
    return caught.value


def test_the_smallest_configuration_has_defaults_for_all_else() -> None:
    publication = parse(SMALLEST)
    assert publication.all_languages == ("fr", "en", "es", "ar")
    assert publication.name == "publication"
    assert publication.formats == ("html", "pdf")
    assert publication.threshold("ar") == 100
    assert publication.digits == "latn"


def test_alternate_styles_have_a_title_each_and_the_line_of_their_table() -> None:
    publication = parse(f'{SMALLEST}\n[alternate_styles]\nlarge-print = "Gros caractères"\ntitle = "Sobre"\n')
    assert publication.alternate_styles == {"large-print": "Gros caractères", "title": "Sobre"}
    assert publication.key_lines["alternate_styles"] == 5
    assert publication.key_lines["title"] == 1


def test_a_title_may_hold_no_break_spaces() -> None:
    assert parse(SMALLEST.replace("Rapport annuel", "N°\u00a01\u202f: rapport")).title == "N°\u00a01\u202f: rapport"


def test_an_unknown_key_names_the_nearest_known_one_and_its_line() -> None:
    error = refused(SMALLEST + 'documnets = ["a.md"]\n')
    assert "documents" in error.message
    assert error.line == 4


def test_thousands_of_faults_are_one_short_error() -> None:
    error = refused(SMALLEST + "\n".join(f"cle{number} = 1" for number in range(5000)) + f"\n{'a' * 5000} = 1\n")
    assert error.line == 4
    assert sum(map(len, error.lines())) < 2000


def test_all_faults_are_told_at_once() -> None:
    error = refused('titel = "x"\nsource_language = "fr"\nlanguages = ["xx"]\n')
    told = " ".join(error.lines())
    assert "title" in told
    assert "titel" in told
    assert "languages" in told


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('name = "../x"', "name"),
        ('name = "a/b"', "name"),
        ('contact = "a@example.org?bcc=b@example.org"', "contact"),
        ('contact = "a@example.org,b@example.org"', "contact"),
        ('contact = "le service"', "contact"),
        ('contact = "https:/example.org"', "contact"),
        ('documents = ["../secret.md"]', "documents"),
        ('documents = ["a.md", "a.html"]', "documents"),
        ('documents = ["a.docx"]', "documents"),
        ('formats = ["docx"]', "formats"),
        ("formats = []", "formats"),
        ('date = "2020-07-01"', "date"),
        ("thresholds = { ar = 101 }", "thresholds"),
        ('fail_on = "sometimes"', "fail_on"),
        ('title = ""', "title"),
        ('title = "a\\nb"', "title"),
        ('title = "a\\u202eb"', "title"),
        ('title = "a\\uffffb"', "title"),
        ('title = "a\\U000e0041b"', "title"),
        (f'title = "{"a" * 1001}"', "title"),
        ('title = "e' + "\\u0301" * 30 + '"', "title"),
        ("keywords = [" + '"a",' * 101 + "]", "keywords"),
        ('name = "con"', "name"),
        ('name = "NUL.x"', "name"),
        ('name = "rapport."', "name"),
        ('documents = ["lpt1.md"]', "documents"),
        ('documents = ["a\\u202eb.md"]', "documents"),
        ('source_language = "../../x"', "source_language"),
        ('source_language = ["fr"]', "source_language"),
        ("languages = [{}]", "languages"),
        ("thresholds = { ar = nan }", "thresholds"),
        ("thresholds = { ar = 1e400 }", "thresholds"),
        ('title = "a\\u0085b"', "title"),
        ('languages = ["en", "en"]', "languages"),
        ('languages = ["fr"]', "source"),
        ('digits = "roman"', "digits"),
        ("digits = true", "digits"),
        ('alternate_styles = ["gros"]', "alternate_styles"),
        ('alternate_styles = { "../gros" = "Gros" }', "alternate_styles"),
        ('alternate_styles = { gros-rtl = "Gros" }', "alternate_styles"),
        ('alternate_styles = { gros = "" }', "alternate_styles"),
        ('alternate_styles = { gros = "Gros", grand = "Gros" }', "alternate_styles"),
        ('alternate_styles = { gros = "Gros" }\nformats = ["html"]', "formats"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(line: str, word: str) -> None:
    kept = [old for old in SMALLEST.splitlines() if old.split()[0] != line.split(maxsplit=1)[0]]
    assert word in " ".join(refused("\n".join([*kept, line])).lines())


@pytest.mark.parametrize(
    "text",
    ["title = ", "a." * 30 + "b = 1", "x = " + "[" * 5000, "x = " + "1" * 5000, "[[", "é = 1", "x" * 70_000],
    ids=["value", "dots", "nested", "digits", "table", "key", "size"],
)
def test_what_is_not_toml_is_an_error_not_a_crash(text: str) -> None:
    refused(text)
