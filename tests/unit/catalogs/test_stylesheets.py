"""Texts that stylesheets add: offered to translators, put back without touching the rest of the sheet."""

from __future__ import annotations

import pytest

from publisher.catalogs.stylesheets import css_messages, translate_css
from publisher.errors import ExitCode, PublisherError
from publisher.model.message import Catalog, Entry, Message


def msgids(css: str) -> list[str]:
    return [message.msgid for message in css_messages({"print.css": css})]


def catalog(**texts: str) -> Catalog:
    return Catalog("publication", "en", tuple(Entry(Message(key), value) for key, value in texts.items()))


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        ('h1::before { content: "Chapitre " counter(c) " : " }', ["Chapitre"]),
        ('@page { @bottom-center { content: "page " counter(page) " sur " counter(pages) } }', ["page", "sur"]),
        ('@media print { p::after { color: red; content: "Fin" / "fin du texte" } }', ["Fin", "fin du texte"]),
        ('p::after { CONTENT: "D\\E9 part" }', ["Départ"]),
        ('p::after { content: "à \\\ndéplier" }', ["à déplier"]),
        (':root { --note: "Note" ; --font: "Noto" } p::before { content: var(--note) }', ["Note"]),
        ('p { font-family: "Noto Sans"; quotes: "« " " »" } a[href="x"] { background: url("fond.png") }', []),
        ('li { content: counters(item, "et") url("image.png") "—" }', []),
        ('/* content: "non" */ p { content: /* "non" */ "oui" }', ["oui"]),
        ('p { content: "R&D <b>" }', ["R&D &lt;b>"]),
        ("p { content: 'coupé", ["coupé"]),
    ],
)
def test_texts_of(css: str, wanted: list[str]) -> None:
    assert msgids(css) == wanted


def test_only_the_text_changes() -> None:
    css = 'h1::before {\r\n  content: "Chapitre " counter(c);\r\n}\n/* "Chapitre" */ p { quotes: "Chapitre" }\n'
    made, missing = translate_css(css, catalog(Chapitre="Chapter"))
    assert made == css.replace("\r\n", "\n").replace('content: "Chapitre "', 'content: "Chapter "')
    assert missing == 0


@pytest.mark.parametrize("text", ['"Not\\\ne"', "'Note'", '"N\\6F te"', '"Note', "'No\\t\\65'"])
def test_a_string_is_replaced_whole_however_it_is_written(text: str) -> None:
    made, _ = translate_css(f"p::before {{ content: {text}", catalog(Note="Remark"))
    assert made == 'p::before { content: "Remark"'


def test_a_translation_cannot_leave_its_string() -> None:
    made, _ = translate_css('p::before { content: "Note" }', catalog(Note='"} body { display: none } \\\n'))
    assert msgids(made) == ['"} body { display: none } \\']


def test_what_is_not_translated_stays_and_is_counted() -> None:
    assert translate_css('p::before { content: "Note" }', catalog()) == ('p::before { content: "Note" }', 1)


def test_a_sheet_nested_without_end_is_named() -> None:
    with pytest.raises(PublisherError) as caught:
        msgids("p {" * 5000)
    assert (caught.value.file, caught.value.code) == ("styles/print.css", ExitCode.INPUT)


def test_a_translation_is_written_in_the_digits_of_its_language_and_french_is_left_alone() -> None:
    made, _ = translate_css(
        'p::before { content: "Note 1" } a::before { content: "Page 2" }', catalog(**{"Note 1": "N1"}), str.lower
    )
    assert made == 'p::before { content: "n1" } a::before { content: "Page 2" }'
