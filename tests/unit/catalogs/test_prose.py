"""Templates and catalogs become the texts to check."""

from __future__ import annotations

from tests.documents import extract, identify

from publisher.catalogs.prose import source_passages, translated_passages
from publisher.model.message import Catalog, Entry, Template
from publisher.model.passage import Passage
from publisher.model.text import Stretch
from publisher.readers import read


def template(markdown: str) -> Template:
    return extract(identify(read(markdown.encode(), "source/a.md", "fr")))


def translated(markdown: str, msgstr: str, **more: bool) -> list[Passage]:
    messages = template(markdown)
    entries = tuple(Entry(message, msgstr, line=9, **more) for message in messages.messages)
    return list(translated_passages(messages, Catalog("a", "en", entries, file="locale/en/a.po"), "fr"))


def test_a_text_of_the_source_stands_at_its_block() -> None:
    document = identify(read(b"Un.\n\nDeux `x`.", "source/a.md", "fr"))
    passages = list(source_passages(extract(document), "fr", document.lines))
    assert [(one.file, one.line, one.text.plain, one.source) for one in passages] == [
        ("source/a.md", 1, "Un.", None),
        ("source/a.md", 3, "Deux x.", None),
    ]
    assert passages[1].text.stretches == (Stretch(5, 6, None),)


def test_the_metadata_of_a_page_has_a_line_too() -> None:
    document = identify(read(b"---\ntitle: Un titre\n---\n\n# Un\n", "source/a.md", "fr"))
    assert next(source_passages(extract(document), "fr", document.lines)).line == 2


def test_a_block_in_another_language_is_read_in_that_language() -> None:
    passages = list(source_passages(template("{lang=en}\nOne word.\n\nUn mot."), "fr", {}))
    assert [(one.text.language, one.text.plain) for one in passages] == [("en", "One word."), ("fr", "Un mot.")]


def test_the_words_of_a_link_to_translate_are_read_and_its_address_is_not() -> None:
    passages = source_passages(template("[ici](https://example.org/){data-translate=href}"), "fr", {})
    assert [one.text.plain for one in passages] == ["ici"]


def test_a_translation_stands_at_its_entry_with_its_source_and_the_stretches_of_its_message() -> None:
    (passage,) = translated("Lire `a.py` et [the news]{lang=en}.", "<span>The news</span> and <code>a.py</code>.")
    assert (passage.file, passage.line, passage.text.language) == ("locale/en/a.po", 9, "en")
    assert passage.source is not None and passage.source.plain == "Lire a.py et the news."
    assert passage.text.stretches == (Stretch(0, 8, "en"), Stretch(13, 17, None))


def test_what_is_missing_fuzzy_or_broken_is_no_text_yet() -> None:
    assert translated("*Un* mot.", "") == []
    assert translated("*Un* mot.", "<em>A</em> word.", fuzzy=True) == []
    assert translated("*Un* mot.", "A word.") == []
    assert len(translated("*Un* mot.", "<em>A</em> word.")) == 1


def test_the_translation_of_a_block_in_another_language_is_left_alone() -> None:
    assert translated("{lang=en}\nOne word.", "Un mot.") == []
