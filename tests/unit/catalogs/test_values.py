"""Values in the text: by name in sources and catalogs, as figures in what readers get."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.documents import identify

from publisher.catalogs.segments import segments
from publisher.catalogs.template import extract
from publisher.catalogs.translate import identity, translate
from publisher.catalogs.values import placed, unknown_values
from publisher.model.data import Data, Format, Place, Value
from publisher.model.document import Document
from publisher.model.message import Catalog, Entry, Message
from publisher.readers.html import read_html
from publisher.readers.markdown import read_markdown

PLACE = Place("source/data/port.toml", 1)
DATA = Data(
    {name: Value(name, Decimal(amount), Format(), PLACE) for name, amount in (("quais", 7), ("navires", 13377))}
)


def document(text: str) -> Document:
    return identify(read_markdown(text, "source/port.md", "fr"))


def shown(text: str, data: Data = DATA) -> str:
    return placed(translate(document(text), identity("fr")).document, data).body.get_text().strip()


def test_a_name_in_the_text_becomes_the_figure_of_its_language() -> None:
    assert shown("Le port a reçu {navires} navires.") == "Le port a reçu 13\u202f377 navires."


def test_the_message_keeps_the_name_and_guards_it() -> None:
    source = document("Le port a {quais} quais.")
    (message,) = extract(source, segments(source)).messages
    assert message.msgid == "Le port a {quais} quais."
    assert message.flags == ("python-brace-format",)


def test_ids_do_not_change_with_a_figure() -> None:
    made = placed(document("# Nos {quais} quais"), DATA)
    assert made.body.find("h1", id="nos-quais-quais") is not None
    assert made.title == "Nos 7 quais"


def test_attributes_and_the_head_have_values_too() -> None:
    body = "<h1>Le port</h1><img src='a.png' alt='{quais} quais'>"
    page = f"<head><title>Les {{quais}} quais</title></head><body>{body}</body>"
    made = placed(identify(read_html(page, "source/port.html", "fr")), DATA)
    image = made.body.find("img")
    assert image is not None
    assert image["alt"] == "7 quais"
    assert made.head.get_text() == "Les 7 quais"


@pytest.mark.parametrize(
    "text", ["Le mot `{quais}`.", "Le mot [{quais}]{translate=no}.", "<p>Le mot <kbd>{quais}</kbd>.</p>"]
)
def test_code_and_protected_text_keep_their_braces(text: str) -> None:
    assert shown(text) == "Le mot {quais}."
    assert unknown_values(document(text.replace("quais", "inconnu")), DATA) == ()


def test_two_braces_write_one() -> None:
    assert shown("Le mot {{quais}}.") == "Le mot {quais}."
    assert unknown_values(document("Le mot {{inconnu}}."), DATA) == ()


@pytest.mark.parametrize("text", ["L’ensemble {1, 2}.", "Une accolade { seule.", "Le mot {Quais}."])
def test_other_braces_are_text(text: str) -> None:
    assert shown(text) == text
    assert unknown_values(document(text), DATA) == ()


def test_without_data_every_brace_is_text() -> None:
    text = "Les mots {quais} et {{quais}}."
    assert shown(text, Data()) == text
    assert unknown_values(document(text), Data()) == ()


def test_a_name_of_no_value_stays_and_is_a_finding_at_its_line() -> None:
    source = document("# Le port\n\nIl y a {quai} quais.\n")
    (found,) = unknown_values(source, DATA)
    assert (found.rule, found.file, found.line) == ("document/unknown-value", "source/port.md", 3)
    assert found.hint is not None
    assert "{quais}" in found.hint
    assert "{quai}" in placed(source, DATA).body.get_text()


def translated(msgstr: str) -> str:
    message = Message("Le port a reçu {navires} navires.", flags=("python-brace-format",))
    catalog = Catalog("port", "en", (Entry(message, msgstr),))
    source = document("Le port a reçu {navires} navires.")
    return placed(translate(source, catalog).document, DATA).body.decode_contents()


def test_a_translation_has_the_figure_of_its_own_language() -> None:
    assert "13,377 ships came" in translated("{navires} ships came to the port.")


@pytest.mark.parametrize("msgstr", ["", "Ships came.", "{ships} ships came.", "{navires} of {navires} ships came."])
def test_french_that_stands_in_has_the_figure_as_french_writes_it(msgstr: str) -> None:
    html = translated(msgstr)
    assert 'lang="fr"' in html
    assert "13\u202f377 navires" in html


def test_the_source_document_is_left_as_it_was() -> None:
    source = document("Le port a {quais} quais.")
    before = source.body.decode()
    placed(source, DATA)
    assert source.body.decode() == before
