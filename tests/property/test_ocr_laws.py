from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publisher.ocr import Kind, Paragraph, Row, import_text, paragraphs, review, to_markdown
from publisher.ocr.decode import decode

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
LINE_END_HYPHENS = re.compile("[-\u2010\u00ad\u00ac]")


def markdown() -> MarkdownIt:
    dialect = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    dialect.use(footnote_plugin).use(deflist_plugin).use(attrs_plugin, spans=True).use(attrs_block_plugin)
    return dialect.use(container_plugin, "any", validate=lambda parameters, *_: True)


DIALECT = markdown()


def is_text(text: str) -> bool:
    return re.search("[^\\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff]", text) is not None


def blocks_of(source: str) -> list[tuple[str, str]]:
    """Return the tag and text of each block; anything but a heading or a paragraph of text fails."""
    tokens = DIALECT.parse(source)
    found = []
    for opening, inline, closing in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=True):
        assert opening.type in ("heading_open", "paragraph_open"), opening
        assert not opening.attrs
        assert inline.type == "inline" and closing.nesting == -1
        assert all(child.type == "text" for child in inline.children or []), inline.children
        found.append((opening.tag, "".join(child.content for child in inline.children or [])))
    return found


@given(TEXTS.filter(is_text))
def test_rendering_gives_the_texts_back(text: str) -> None:
    found = paragraphs(decode(text.encode(), "t.txt")[0])
    assert blocks_of(to_markdown(found, "Titre")) == [("h1", "Titre"), *(("p", part.text) for part in found)]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool))
def test_any_line_is_rendered_as_it_is(text: str) -> None:
    source = to_markdown([Paragraph(text, 1, 1), Paragraph(text, 2, 1)], "T")
    assert blocks_of(source) == [("h1", "T"), ("p", text), ("p", text)]


@given(TEXTS)
def test_any_title_is_a_heading(text: str) -> None:
    title = " ".join(text.split())
    assert blocks_of(to_markdown([], title)) == [("h1", title)]


@given(ANY_TEXT.filter(is_text).filter(lambda text: not text.startswith("\ufeff") and "\0" not in text))
def test_no_word_is_lost_and_none_moves(text: str) -> None:
    sound = decode(text.encode(), "t.txt")[0]
    words = sound.split()
    output = [word for paragraph in paragraphs(sound) for word in paragraph.text.split()]
    assert LINE_END_HYPHENS.sub("", "".join(words)) == LINE_END_HYPHENS.sub("", "".join(output))
    assert joined_from(words, output)


def joined_from(words: list[str], output: list[str]) -> bool:
    """Return whether each word put out is one word, or several of which all but the last end with a hyphen."""
    remaining = iter(words)
    for word in output:
        forms = {next(remaining)}
        while word not in forms:
            cut = next(remaining, None)
            forms = {form[:-1] for form in forms if LINE_END_HYPHENS.match(form[-1])} | forms
            if cut is None or not any(len(form) <= len(word) for form in forms):
                return False
            forms = {form + cut for form in forms}
    return next(remaining, None) is None


@given(TEXTS.filter(is_text))
def test_places_of_doubts_are_in_order_and_apart(text: str) -> None:
    sound = decode(text.encode(), "t.txt")[0]
    rows = sound.split("\n")
    for paragraph in paragraphs(sound):
        ends = [0, *(doubt.end for doubt in paragraph.doubts)]
        assert all(end <= doubt.start < doubt.end for end, doubt in zip(ends, paragraph.doubts, strict=False))
        assert rows[paragraph.line - 1][paragraph.column - 1] == paragraph.text[0]
        for doubt in paragraph.doubts:
            assert rows[doubt.line - 1][doubt.column - 1 :].startswith(doubt.original.partition("\n")[0])
            drafted = paragraph.text[doubt.start : doubt.end].replace(" ", "")
            assert LINE_END_HYPHENS.sub("", drafted) == LINE_END_HYPHENS.sub("", doubt.original.replace("\n", ""))


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
    written = review.write(rows)
    assert review.read(written, "r.tsv") == rows
    assert review.write(review.read(written, "r.tsv")) == written


DECISIONS = st.lists(st.sampled_from(["", "keep", "accept", "autre mot", "*x*", "a-b", "{.c}"]), min_size=1)


@given(TEXTS.filter(is_text), DECISIONS)
def test_replaying_decisions_twice_gives_the_same(text: str, decisions: list[str]) -> None:
    first = import_text(text.encode(), "t.txt")
    decided = tuple(replace(row, decision=decisions[index % len(decisions)]) for index, row in enumerate(first.review))
    once = import_text(text.encode(), "t.txt", decided)
    assert once.review == decided
    assert import_text(text.encode(), "t.txt", once.review) == once
    draft = review.apply(paragraphs(decode(text.encode(), "t.txt")[0]), decided)
    assert review.apply(draft, decided) == draft
    assert len(blocks_of(once.markdown)) == 1 + sum(1 for paragraph in draft if paragraph.text)
