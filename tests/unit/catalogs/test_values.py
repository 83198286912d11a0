"""Values in the text: by name in sources and catalogs, as figures in what readers get."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.documents import identify

from publisher.catalogs.merge import merge
from publisher.catalogs.segments import segments
from publisher.catalogs.template import MAX_COMMENTS, extract
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


def told(text: str, data: Data = DATA) -> list[str]:
    """Return what translators are told of the values of a text that is one message."""
    source = document(text)
    (message,) = extract(source, segments(source), data).messages
    return [comment for comment in message.comments if comment.startswith("{")]


def test_a_translator_is_told_each_value_once_as_the_source_writes_it() -> None:
    text = "Le *{navires}e* des {navires} navires et {quais} quais."
    assert told(text) == ["{navires} = 13\u202f377", "{quais} = 7"]


@pytest.mark.parametrize(
    "text", ["Le mot `{quais}`.", "Le mot [{quais}]{translate=no}.", "Le mot {{quais}}.", "Il y a {quai} quais."]
)
def test_of_what_is_no_value_nothing_is_told(text: str) -> None:
    assert told(text) == []


def test_an_address_to_translate_has_no_values() -> None:
    source = document("[Le port](https://port.example/{quais}){data-translate=href}")
    found = extract(source, segments(source), DATA).messages
    assert len(found) == 2
    assert not any("{quais} = 7" in message.comments for message in found)


def test_values_of_attributes_and_of_a_text_in_many_places_are_told() -> None:
    cells = "".join(f"<h2>Quai {number}</h2><p>{{navires}} navires</p>" for number in range(2 * MAX_COMMENTS))
    page = f"<body><h1>Le port</h1><img src='a.png' alt='{{quais}} quais'>{cells}</body>"
    source = identify(read_html(page, "source/port.html", "fr"))
    found = {message.msgid: message.comments for message in extract(source, segments(source), DATA).messages}
    assert "{quais} = 7" in found["{quais} quais"]
    assert found["{navires} navires"][-1] == "{navires} = 13\u202f377"


def test_another_value_changes_that_line_and_leaves_the_translation_reviewed() -> None:
    source = document("Le port a {quais} quais.")
    more = Data({"quais": Value("quais", Decimal(8), Format(), PLACE)})
    old, new = (extract(source, segments(source), data) for data in (DATA, more))
    written = Entry(old.messages[0], "The port has {quais} quays.")
    (entry,) = merge(new, Catalog("port", "en", (written,)))[0].entries
    assert (entry.msgstr, entry.fuzzy) == (written.msgstr, False)
    changed = [pair for pair in zip(written.message.comments, entry.message.comments, strict=True) if len({*pair}) > 1]
    assert changed == [("{quais} = 7", "{quais} = 8")]


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
