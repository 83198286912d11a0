"""The container of font programs."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.engines.assembly.fonts import sfnt
from publisher.engines.assembly.fonts.refusal import RefusalError

TABLES = {b"cvt ": b"\1\2\3", b"glyf": b"outlines", b"head": bytes(range(54)), b"loca": b""}


@given(st.dictionaries(st.binary(min_size=4, max_size=4), st.binary(max_size=40), max_size=12))
def test_tables_are_read_as_they_were_written(tables: dict[bytes, bytes]) -> None:
    content = tables | {b"head": bytes(54)}
    read = sfnt.tables(sfnt.write(content))
    assert read | {b"head": b""} == content | {b"head": b""}
    assert len(read[b"head"]) == 54


def test_the_words_of_a_program_add_up_to_what_the_format_asks() -> None:
    program = sfnt.write(TABLES)
    assert len(program) % 4 == 0
    assert sum(struct.unpack(f">{len(program) // 4}I", program)) % (1 << 32) == 0xB1B0AFBA


def test_every_table_is_listed_with_its_own_sum_and_begins_at_a_word() -> None:
    program = sfnt.write(TABLES)
    for tag, total, offset, length in struct.iter_unpack(">4sIII", program[12 : 12 + 16 * len(TABLES)]):
        data = program[offset : offset + length]
        if tag == b"head":
            data = data[:8] + bytes(4) + data[12:]
        padded = data + bytes(-length % 4)
        assert offset % 4 == 0
        assert sum(struct.unpack(f">{len(padded) // 4}I", padded)) % (1 << 32) == total


@pytest.mark.parametrize("length", range(len(sfnt.write(TABLES)) - 4))
def test_a_program_cut_off_anywhere_is_refused(length: int) -> None:
    with pytest.raises(RefusalError):
        sfnt.tables(sfnt.write(TABLES)[:length])


@pytest.mark.parametrize("start", [b"OTTO", b"ttcf", b"wOF2", b"%!PS", b""])
def test_other_kinds_of_programs_are_refused(start: bytes) -> None:
    with pytest.raises(RefusalError):
        sfnt.tables(start + sfnt.write(TABLES)[4:])


@given(st.lists(st.integers(0, 0xFFFF)))
def test_numbers_are_read_as_they_were_written(numbers: list[int]) -> None:
    assert sfnt.unpack("H", sfnt.pack("H", numbers)).tolist() == numbers
    assert sfnt.pack("I", numbers) == struct.pack(f">{len(numbers)}I", *numbers)
