"""`source/glossary.csv`: what it may hold, and every fault with its line."""

from __future__ import annotations

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.glossary import Glossary, Term
from publisher.readers.glossary import parse

FILE = "source/glossary.csv"
LANGUAGES = ("fr", "en", "es")


def refused(text: str) -> PublisherError:
    with pytest.raises(PublisherError) as caught:
        parse(text, FILE, LANGUAGES)
    return caught.value


def test_a_cell_holds_several_forms_and_an_empty_one_asks_for_nothing() -> None:
    assert parse("fr,es,en,note\nphare | fanal,faro,,haut\n\n", FILE, LANGUAGES) == Glossary(
        "fr", (Term(("phare", "fanal"), {"es": ("faro",)}),)
    )


@pytest.mark.parametrize(
    "text", ["\ufefffr,en\r\nphare,lighthouse\r\n", "fr;en\nphare;lighthouse", 'fr,en\n"phare",lighthouse']
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert parse(text, FILE, LANGUAGES).terms == (Term(("phare",), {"en": ("lighthouse",)}),)


def test_a_header_alone_is_an_empty_glossary() -> None:
    assert parse("fr,en\n", FILE, LANGUAGES).terms == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("en,fr\nlighthouse,phare\n", 1),
        ("fr,de\nphare,Leuchtturm\n", 1),
        ("fr,en,en\nphare,a,b\n", 1),
        ("fr,en\nport,harbour\nphare,light,house\n", 3),
        ("fr,en\n,harbour\n", 2),
        ("fr,en\nport,harbour\nport,port\n", 3),
        ("fr,en\nport,har\x07bour\n", 2),
        ("fr,en\nport,harbour|\n", 2),
        ("fr,en\nport,12\n", 2),
        ('fr,en\nport,"harbour\n', 2),
    ],
)
def test_a_fault_is_refused_at_its_line(text: str, line: int) -> None:
    error = refused(text)
    assert (error.file, error.line, error.code) == (FILE, line, ExitCode.USAGE)


def test_all_faults_are_named_at_once() -> None:
    error = refused("fr,en\n,harbour\nport,1\nphare\n")
    assert error.line == 2
    assert "line 3" in str(error.why)
    assert "line 4" in str(error.why)
