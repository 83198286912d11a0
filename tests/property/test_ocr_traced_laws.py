from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from publisher.ocr.layout.blocks import blocks
from publisher.ocr.layout.hyphens import paragraph, words_of
from publisher.ocr.layout.lines import lines
from publisher.ocr.layout.rejoin import rejoin
from publisher.ocr.lexicon import Analysis
from publisher.ocr.traced import Source, Traced, joined, traced
from publisher.ocr.values import Classified, Role

PIECES = st.lists(st.tuples(st.text("ab é-", max_size=5), st.integers(0, 40)), max_size=6)
TEXTS = st.text("abcdeÀÉ «».,:-•'12 \u00a0\t\n\n\f", max_size=120)
SENTENCES = "Les ports de la nuit, ouverts hier. Ils post- explosion • - 1. Qui : a la| I'eau « et » 2019"
WORDS = st.sampled_from([*SENTENCES.split(), "\n", "été\n", "\n\n", "\f", "\n ", ""])
PAGES = st.lists(WORDS, max_size=60).map(" ".join) | TEXTS


class Nothing:
    """A dictionary without words."""

    def is_word(self, form: str) -> bool:
        return False

    def frequency(self, form: str) -> float:
        return 0.0

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        return ()


def origins(text: Traced) -> list[int]:
    return [text.origin(index) for index in range(len(text.text))]


def whole(pieces: list[tuple[str, int]]) -> Traced:
    return joined(traced(text, origin) for text, origin in pieces)


def expected(pieces: list[tuple[str, int]]) -> list[int]:
    return [origin + index for text, origin in pieces for index in range(len(text))]


@given(PIECES)
def test_joined_texts_keep_their_origins(pieces: list[tuple[str, int]]) -> None:
    found = whole(pieces)
    assert found.text == "".join(text for text, _ in pieces)
    assert origins(found) == expected(pieces)
    assert list(found.starts) == sorted(set(found.starts))
    assert found.starts[:1] == ((0,) if found.text else ())


@given(PIECES, st.integers(0, 30), st.integers(0, 30))
def test_a_part_keeps_its_origins(pieces: list[tuple[str, int]], start: int, end: int) -> None:
    found, size = whole(pieces), sum(len(text) for text, _ in pieces)
    start, end = min(start, size), min(end, size)
    part = found.part(start, end)
    assert part.text == found.text[start:end]
    assert origins(part) == expected(pieces)[start:end]


@given(PIECES.filter(lambda pieces: any(text for text, _ in pieces)), st.data(), st.text("xyz", max_size=6))
def test_a_replacement_moves_nothing_else(pieces: list[tuple[str, int]], data: st.DataObject, new: str) -> None:
    found, before = whole(pieces), expected(pieces)
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    after = found.replaced(start, end, new)
    assert after.text == found.text[:start] + new + found.text[end:]
    moved = origins(after)
    assert moved[:start] == before[:start]
    assert moved[start + len(new) :] == before[end:]
    same = min(len(new), end - start)
    assert moved[start : start + same] == before[start : start + same]
    if end > start:
        assert set(moved[start + same : start + len(new)]) <= {before[end - 1]}


@given(PAGES)
def test_every_character_of_a_line_is_in_the_file_or_a_folded_space(text: str) -> None:
    for line in lines(Source(text)):
        for index, character in enumerate(line.text.text):
            there = text[line.text.origin(index)]
            assert there == character or (character == " " and there.isspace())
        assert Source(text).place(line.text.origin(0)).line == line.number


@given(PAGES)
def test_no_word_of_a_file_is_lost_and_none_moves(text: str) -> None:
    found = lines(Source(text))
    assert [word for line in found for word in line.text.text.split()] == text.split()
    assert tuple(line for block in blocks(found) for line in block.lines) == found


@given(PAGES)
def test_paragraphs_put_together_lose_no_line_and_keep_every_order(text: str) -> None:
    found = lines(Source(text))
    made = rejoin([Classified(block, Role.PARAGRAPH) for block in blocks(found)])
    assert sorted(line.text.origin(0) for item in made for line in item.block.lines) == [
        line.text.origin(0) for line in found
    ]
    starts = [item.block.lines[0].text.origin(0) for item in made]
    assert starts == sorted(starts)


@given(PAGES)
def test_a_paragraph_keeps_origins_and_places_of_doubts(text: str) -> None:
    found = lines(Source(text))
    part = paragraph(found, words_of(text), Nothing())
    for index, character in enumerate(part.text.text):
        there = text[part.text.origin(index)]
        assert there == character or (character == " " and there.isspace())
    places = [(doubt.start, doubt.end) for doubt in part.doubts]
    assert all(0 <= start < end <= len(part.text.text) for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))
    assert all(part.text.origin(doubt.start) == doubt.origin for doubt in part.doubts)
