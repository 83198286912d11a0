from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publisher.model.review import Kind, Row
from publisher.ocr import table
from publisher.ocr.decode import decode
from publisher.ocr.importing import import_text
from publisher.ocr.layout.blocks import blocks
from publisher.ocr.layout.hyphens import words_of
from publisher.ocr.layout.lines import lines
from publisher.ocr.markdown import to_markdown
from publisher.ocr.structure.roles import classify, elements
from publisher.ocr.traced import EMPTY, Source, traced
from publisher.ocr.values import Classified, Element, Part, Role
from tests.unit.ocr.small_french import SENTENCES, SmallFrench, letters_lost, strokes
from tests.unit.ocr.structuring import Words, lexicon

MARKS = (
    "mot Mot été À la post- explosion postexplosion - -- 12. 3) 2019 # ## #a * ** _ __ a_b [ ] [a] (b) "
    "[^1] [^1]: [a]: ^[x] ! ![ "
    "< > <b> </b> <!-- --> <?x <http://a.b> http://a.b/c_d www.a.b & &amp; &#65; &eacute; &x "
    "\\ \\\\ \\* \\a | |a|b| |-| :- : :: ::: "
    "~ ~~ ~~~ ` `` ``` = == === + ++ --- *** ___ { } {.a} {#b} {a=b} {nom} "
    "$ $$ % ; . .. ' ’ « » \" ? / @ a@b.c \u00ad ¬ \u200b \u00a0"
)
PIECES = [*MARKS.split(" "), "sheet", "quote", "\u202f", "\u2003", "\u0301", "ﬁ", "😀", "ا"]
SEPARATORS = [
    " ",
    " ",
    " ",
    "",
    "  ",
    "\t",
    "\n",
    "\n",
    "\n ",
    "\n\n",
    "\n    ",
    "\f",
    "\r\n",
    "-\n",
    "\n\n\n",
    "\u00ad\n",
]
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(SEPARATORS)), max_size=30).map(
    lambda pairs: "".join(piece + separator for piece, separator in pairs)
)
ANY_TEXT = st.one_of(TEXTS, st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
LINE_END_HYPHENS = re.compile("[-\u2010\u00ad\u00ac\\s]")


def markdown() -> MarkdownIt:
    dialect = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    dialect.use(footnote_plugin).use(deflist_plugin).use(attrs_plugin, spans=True).use(attrs_block_plugin)
    return dialect.use(container_plugin, "any", validate=lambda parameters, *_: True)


DIALECT = markdown()


def is_text(text: str) -> bool:
    return re.search("[^\\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff]", text) is not None


def blocks_of(source: str) -> list[tuple[str, str]]:
    """Return the innermost block and the text of each text; anything in a text that is no text fails."""
    found, opened = list[tuple[str, str]](), list[str]()
    for token in DIALECT.parse(source):
        assert not token.attrs or token.type == "ordered_list_open", token
        if token.type == "inline":
            assert all(child.type == "text" for child in token.children or []), token.children
            found.append((opened[-1], "".join(child.content for child in token.children or [])))
        elif token.nesting > 0:
            # A paragraph in an item or a definition is of no account.
            opened.append(opened[-1] if token.tag == "p" and opened and opened[-1] != "div" else token.tag)
        elif token.nesting < 0:
            opened.pop()
    return found


def structured(text: str) -> tuple[Source, tuple[Classified, ...], tuple[Element, ...]]:
    source = Source(decode(text.encode(), "t.txt")[0])
    found = classify(blocks(lines(source)), WORDS)
    return source, found, elements(found, words_of(source.text), WORDS)


WORDS: Words = lexicon()
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)
MARKED_LINE = TEXTS.map(lambda text: " ".join(text.split())).filter(is_text)
ANY_LINE = st.one_of(LINE, MARKED_LINE)


def part(text: str, label: str = "") -> Part:
    return Part(traced(text, 0) if text else EMPTY, label)


@given(ANY_LINE)
def test_any_line_is_rendered_as_it_is(text: str) -> None:
    source = to_markdown([Element(Role.PARAGRAPH, (part(text),))] * 2, "T")
    assert blocks_of(source) == [("h1", "T"), ("p", text), ("p", text)]


@given(TEXTS)
def test_any_title_is_a_heading(text: str) -> None:
    title = " ".join(text.split())
    assert blocks_of(to_markdown([], title)) == [("h1", title)]


@pytest.mark.parametrize(
    ("role", "tags"),
    [
        (Role.SHEET, ("dt", "dd")),
        (Role.FIGURES, ("dt", "dd")),
        (Role.TABLE, ("th", "th", "td", "td")),
    ],
)
@given(st.data())
def test_any_text_is_a_text_of_its_container(role: Role, tags: tuple[str, ...], data: st.DataObject) -> None:
    texts = data.draw(st.lists(ANY_LINE, min_size=4, max_size=4))
    found = blocks_of(to_markdown([Element(role, tuple(map(part, texts)), columns=2)], "T"))
    assert found == [("h1", "T"), *zip((tags * 2)[:4], texts, strict=True)]


@given(st.lists(ANY_LINE, min_size=1, max_size=4), st.lists(ANY_LINE, min_size=1, max_size=4))
def test_any_texts_are_items_of_their_list(first: list[str], second: list[str]) -> None:
    lists = [Element(Role.LIST, tuple(map(part, texts))) for texts in (first, second)]
    found = blocks_of(to_markdown(lists, "T"))[1:]
    assert len(found) == len(first) + len(second)
    for (tag, text), item in zip(found, first + second, strict=True):
        assert tag == "li"
        assert item.endswith(text) and re.fullmatch(r"(?:\d+[.)] )?", item.removesuffix(text))


@given(ANY_LINE, ANY_LINE)
def test_any_words_are_a_quotation(text: str, author: str) -> None:
    found = blocks_of(to_markdown([Element(Role.QUOTE, (part(text, "text"), part(author, "author")))], "T"))
    assert found == [("h1", "T"), ("p", text), ("p", f"— {author}")]


@given(TEXTS.filter(is_text))
def test_rendering_gives_the_texts_of_the_structure_back(text: str) -> None:
    _, _, found = structured(text)
    texts = [part.text.text for item in found if item.role is not Role.GARBAGE for part in item.parts if part.text.text]
    rendered = "".join(text for _, text in blocks_of(to_markdown(found, "Titre"))[1:])
    assert Counter(letters("".join(texts))) == Counter(letters(rendered))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


@given(ANY_TEXT.filter(is_text).filter(lambda text: not text.startswith("\ufeff") and "\0" not in text))
def test_no_word_is_lost(text: str) -> None:
    source, classified, found = structured(text)
    parts = "".join(part.text.text for item in found for part in item.parts)
    assert Counter(letters(source.text)) == Counter(letters(parts))
    assert [item.role for item in found if item.role is not Role.FIGURES] == [
        item.role for item in classified if item.role is not Role.FIGURES
    ]


@given(TEXTS.filter(is_text))
def test_places_of_doubts_are_in_order_and_apart(text: str) -> None:
    source, _, found = structured(text)
    for item in found:
        for doubt in item.doubts:
            assert source.text[doubt.origin :].startswith(doubt.original.partition("\n")[0].split(" ")[0])
        for part in item.parts:
            ends = [0, *(doubt.end for doubt in part.doubts)]
            assert all(end <= doubt.start < doubt.end for end, doubt in zip(ends, part.doubts, strict=False))
            assert all(doubt.end <= len(part.text.text) for doubt in part.doubts)
            for doubt in part.doubts:
                drafted = part.text.text[doubt.start : doubt.end]
                assert LINE_END_HYPHENS.sub("", drafted) == LINE_END_HYPHENS.sub("", doubt.original)


@given(TEXTS.filter(is_text))
def test_levels_of_headings_never_skip(text: str) -> None:
    level = 1
    for item in structured(text)[1]:
        if item.role is Role.HEADING:
            assert 2 <= item.level <= level + 1
            level = item.level


FIELD = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('\t\n\r\\|"e')), max_size=12)
ROWS = st.lists(
    st.builds(
        Row,
        id=FIELD,
        line=st.integers(1, 10**9),
        column=st.integers(1, 10**9),
        kind=st.sampled_from(Kind),
        original=FIELD,
        proposals=st.lists(FIELD, max_size=4).map(tuple),
        score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        left=FIELD,
        right=FIELD,
        decision=FIELD,
        why=FIELD,
    ),
    unique_by=lambda row: row.id,
    max_size=5,
).map(tuple)


@given(ROWS)
def test_what_is_written_is_read(rows: tuple[Row, ...]) -> None:
    written = table.write(rows)
    assert table.read(written, "r.tsv") == rows
    assert table.write(table.read(written, "r.tsv")) == written


DECISIONS = st.lists(st.sampled_from(["", "keep", "accept", "autre mot", "*x*", "a-b", "{.c}"]), min_size=1)


@given(TEXTS.filter(is_text), DECISIONS)
def test_replaying_decisions_twice_gives_the_same(text: str, decisions: list[str]) -> None:
    first = import_text(text.encode(), "t.txt", WORDS)
    decided = tuple(replace(row, decision=decisions[index % len(decisions)]) for index, row in enumerate(first.review))
    once = import_text(text.encode(), "t.txt", WORDS, decided)
    assert import_text(text.encode(), "t.txt", WORDS, once.review) == once
    assert blocks_of(once.markdown)[0] == ("h1", "T")


FRENCH = SmallFrench()
DAMAGED = strokes(letters_lost(" ".join(SENTENCES))).split()
PAGE = st.lists(
    st.tuples(
        st.builds(
            lambda start, length: " ".join(DAMAGED[start : start + length]), st.integers(0, 60), st.integers(1, 12)
        ),
        st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\f", "\n ", " : ", "\n* "]),
    ),
    min_size=1,
    max_size=14,
).map(lambda pairs: "".join(text + separator for text, separator in pairs))
SOME = settings(max_examples=max(15, settings().max_examples // 5))
"""an import of a page takes its time"""
WORD = re.compile(r"[^\W_]+")


@SOME
@given(st.one_of(PAGE, TEXTS.filter(is_text)))
def test_an_import_with_the_review_it_gave_is_the_same_import(text: str) -> None:
    first = import_text(text.encode(), "t.txt", FRENCH)
    written = table.read(table.write(first.review), "r.tsv")
    assert import_text(text.encode(), "t.txt", FRENCH, written) == first


@SOME
@given(PAGE, DECISIONS)
def test_replaying_decisions_on_french_twice_gives_the_same(text: str, decisions: list[str]) -> None:
    first = import_text(text.encode(), "t.txt", FRENCH)
    decided = tuple(replace(row, decision=decisions[index % len(decisions)]) for index, row in enumerate(first.review))
    once = import_text(text.encode(), "t.txt", FRENCH, decided)
    assert import_text(text.encode(), "t.txt", FRENCH, once.review) == once


@SOME
@given(PAGE)
def test_what_is_kept_everywhere_is_the_text_of_the_file(text: str) -> None:
    first = import_text(text.encode(), "t.txt", FRENCH)
    kept = tuple(replace(row, decision="keep") for row in first.review)
    again = import_text(text.encode(), "t.txt", FRENCH, kept)
    assert Counter(WORD.findall(again.markdown.partition("\n")[2])) == Counter(WORD.findall(text))


@SOME
@given(PAGE)
def test_a_word_stands_in_the_draft_or_in_a_row_of_the_review(text: str) -> None:
    found = import_text(text.encode(), "t.txt", FRENCH)
    missing = Counter(WORD.findall(text)) - Counter(WORD.findall(found.markdown.partition("\n")[2]))
    assert set(missing) <= {word for row in found.review for word in WORD.findall(row.original)}
