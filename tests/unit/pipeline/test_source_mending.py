"""Sources mended in place: only what a second reading proves."""

from __future__ import annotations

import pytest
from tests.documents import extract, identify

from publisher.catalogs.prose import source_text
from publisher.pipeline.mending import mended
from publisher.pipeline.source_mending import MOST_EDITS, mended_source
from publisher.readers import read


def after(source: str, file: str = "source/a.md") -> str:
    document = identify(read(source.encode(), file, "fr"))
    found = {message.msgid: mended(source_text(message, "fr")) for message in extract(document).messages}
    return mended_source(source.encode(), document, {text: item for text, item in found.items() if item.is_changed})[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Le **port** ; la gare.\n", "Le **port**\u202f; la gare.\n"),
        ('> Un\n> "grand\n> port" ;\n', "> Un\n> «\u00a0grand\n> port\u00a0»\u202f;\n"),
        ("- un ;\n- un ;\n", "- un\u202f;\n- un\u202f;\n"),
        ("![l'eau](a.svg) et l'air\n", "![l’eau](a.svg) et l’air\n"),
        ("| A |\n|---|\n| l'eau |\n", "| A |\n|---|\n| l’eau |\n"),
        ("---\ntitle: L'eau\n---\n\nTexte.\n", "---\ntitle: L’eau\n---\n\nTexte.\n"),
    ],
)
def test_a_text_is_mended_where_it_stands(source: str, expected: str) -> None:
    assert after(source) == expected


def test_a_page_of_html_is_mended_too() -> None:
    source = '<main><p>L&#39;eau <b>douce</b> ;\n sel.</p><p title="l\'eau">x</p></main>'
    expected = '<main><p>L’eau <b>douce</b>\u202f;\n sel.</p><p title="l’eau">x</p></main>'
    assert after(source, "source/a.html") == expected


@pytest.mark.parametrize(
    "source",
    [
        "`l'eau ;` et ~~~\n\n    l'eau ;\n",
        "[x](02-b.md#l'eau)\n",
        "[le port ;]{lang=en}\n",
    ],
)
def test_code_addresses_and_other_languages_stay(source: str) -> None:
    assert after(source) == source


def test_a_change_that_would_be_markup_is_left_as_it_is() -> None:
    source = "*l'*eau* l'air*\n"
    assert after(source).replace("’", "'") == source


def test_a_text_of_thousands_of_slips_is_left_to_a_person() -> None:
    crowd = "l'eau " * (MOST_EDITS + 1)
    assert after(f"{crowd}x\n\nl'air\n") == f"{crowd}x\n\nl’air\n"
