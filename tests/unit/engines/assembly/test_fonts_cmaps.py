"""CMaps: code to text, code to glyph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.engines.assembly.fonts import cmaps
from publisher.engines.assembly.fonts.refusal import RefusalError

CODES = st.integers(0, 0xFFFF)
TEXTS = st.text(max_size=3).map(lambda text: text.encode("utf-16-be", "surrogatepass").hex().encode())
RANGE = b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"


@given(st.dictionaries(CODES, TEXTS, max_size=250))
def test_texts_are_read_as_they_were_written(texts: dict[int, bytes]) -> None:
    assert cmaps.read_texts(cmaps.write_texts(texts)) == texts


@given(st.dictionaries(CODES, CODES, max_size=250))
def test_glyphs_are_read_as_they_were_written(glyphs: dict[int, int]) -> None:
    assert cmaps.read_glyphs(cmaps.write_glyphs(glyphs)) == glyphs


def test_no_block_has_more_entries_than_a_cmap_may_have() -> None:
    written = cmaps.write_texts({code: b"0041" for code in range(201)})
    counts = [int(line.split()[0]) for line in written.splitlines() if line.endswith(b"beginbfchar")]
    assert counts == [100, 100, 1]


def test_the_same_entries_give_the_same_cmap_in_any_order() -> None:
    assert cmaps.write_texts({1: b"0041", 2: b"0042"}) == cmaps.write_texts({2: b"0042", 1: b"0041"})


def test_a_cmap_as_weasyprint_lays_it_out_is_read() -> None:
    cmap = b"begincmap\n" + RANGE + b"2 beginbfchar\n<0007> <>\n<00FF> <06440627>\nendbfchar\nendcmap"
    assert cmaps.read_texts(cmap) == {7: b"", 255: b"06440627"}


@pytest.mark.parametrize(
    "cmap",
    [
        b"",
        b"begincmap\n1 beginbfchar\n<0001> <0041>\nendbfchar",
        b"begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n1 beginbfchar\n<01> <0041>\nendbfchar",
        b"begincmap\n" + RANGE + b"1 beginbfrange\n<0001> <0002> <0041>\nendbfrange",
        b"begincmap\n" + RANGE + b"/Other usecmap\n1 beginbfchar\n<0001> <0041>\nendbfchar",
        b"begincmap\n" + RANGE + b"1 beginbfchar\n<0001> /space\nendbfchar",
        b"begincmap\n" + RANGE + b"1 beginbfchar\n<01> <0041>\nendbfchar",
        b"begincmap\n" + RANGE + b"1 beginbfchar\n<0001> <041>\nendbfchar",
        b"begincmap\n" + RANGE + b"2 beginbfchar\n<0001> <0041>\n<0001> <0042>\nendbfchar",
        b"begincmap\n" + RANGE + b"2 beginbfchar\n<000a> <0041>\n<000A> <0042>\nendbfchar",
    ],
)
def test_what_says_more_than_one_text_for_one_code_is_refused(cmap: bytes) -> None:
    with pytest.raises(RefusalError):
        cmaps.read_texts(cmap)
