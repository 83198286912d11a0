"""The laws of mending typography: letters and tags stay, once is enough, and nothing certain is left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.catalogs.prose import source_text
from publisher.checks.text.typography import check_typography
from publisher.model.notation import Kind, Token, tokens, vocabulary
from publisher.model.text import Text, read_text
from publisher.pipeline.mending import mended
from publisher.pipeline.source_mending import mended_source
from publisher.readers import read
from tests.documents import extract, identify
from tests.property import strategies

KASHIDA = "\u0640"
LANGUAGES = ("fr", "en", "es", "ar")
WORDS = ("etc.", "L'eau", "les", "Port", "s'en", "EEUU", "25%", "13 377", "2010-2020", "1ère", "3º", "n°", "Etat", "M.",
         "A", "ميناء", "الآمن", "مينـاء", "٢٥%", "Qué", "5\"", "12€", "7.3", "{nom}", "www.example.org")  # fmt: skip
MARKS = (" ", "  ", "\u00a0", "\u202f", " ;", ";", ":", " !", "?", ",", ".", "...", "…", '"', "'", "«", "»", "“", "”",
         "(", ")", "¿", "¡", "--", "-", "؟", "،", "%", "&lt;", "<br/>", "<note/>")  # fmt: skip
pieces = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=8).map("".join)
notations = st.recursive(
    pieces,
    lambda inner: st.lists(
        inner
        | inner.map(lambda text: f"<em>{text}</em>")
        | inner.map(lambda text: f"<a>{text}</a>")
        | inner.map(lambda text: f"<code>{text}</code>"),
        min_size=1,
        max_size=4,
    ).map("".join),
    max_leaves=6,
)
texts = st.builds(lambda notation, tag: read_text(notation, tag, {"code": None}), notations, st.sampled_from(LANGUAGES))
MARKED = ["L'eau", " ;", '"', "...", "**gras**", "`c'ode ;`", "[l'air](x.md#l'air)", "![l'eau](a.svg)", "\n\n", "> "]
markdown = st.lists(strategies.markdown_pieces | st.sampled_from(MARKED), max_size=8).map("".join)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum() and character != KASHIDA)


def tags(notation: str) -> list[Token]:
    return [token for token in tokens(notation) if token.kind is not Kind.TEXT]


def protected(text: Text) -> list[str]:
    return [text.plain[part.start : part.end] for part in text.stretches]


@given(texts)
def test_letters_and_digits_are_never_touched(text: Text) -> None:
    assert letters(mended(text).after.plain) == letters(text.plain)


@given(texts)
def test_tags_and_protected_text_are_never_touched(text: Text) -> None:
    after = mended(text).after
    assert tags(after.notation) == tags(text.notation)
    assert protected(after) == protected(text)


@given(texts)
def test_mending_twice_is_mending_once(text: Text) -> None:
    once = mended(text).after
    assert mended(once).after == once


@given(texts)
def test_nothing_that_can_be_mended_is_left(text: Text) -> None:
    assert [remark for remark in check_typography(mended(text).after) if remark.replacement is not None] == []


@given(texts)
def test_the_mended_text_is_what_its_notation_says(text: Text) -> None:
    after = mended(text).after
    assert after == read_text(after.notation, text.language, {"code": None}, vocabulary(text.notation))


@given(texts)
def test_every_place_lies_in_the_prose_it_is_about(text: Text) -> None:
    for remark in check_typography(text):
        assert remark.start is not None
        assert remark.end is not None
        assert 0 <= remark.start < remark.end <= len(text.plain)


@given(markdown)
def test_a_mended_source_keeps_its_letters_and_reads_as_its_mended_texts(source: str) -> None:
    data = source.encode()
    document = identify(read(data, "source/a.md", "fr"))
    items = {message.msgid: mended(source_text(message, "fr")) for message in extract(document).messages}
    text, kept = mended_source(data, document, {key: item for key, item in items.items() if item.is_changed})
    after = [message.msgid for message in extract(identify(read(text.encode(), "source/a.md", "fr"))).messages]
    assert letters(text) == letters(source)
    assert {item.after.notation for item in kept} <= set(after)
    assert {key for key, item in items.items() if item not in kept} <= set(after)
