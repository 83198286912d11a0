"""The array of widths."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.engines.assembly.fonts import widths
from publisher.engines.assembly.fonts.refusal import RefusalError, refusing

NUMBERS = st.integers(0, 3000) | st.decimals(-500, 3000, places=2).filter(lambda number: number % 1 != 0)


@given(st.dictionaries(st.integers(0, 0xFFFF), NUMBERS, max_size=60))
def test_widths_are_read_as_they_were_written(found: dict[int, widths.Width]) -> None:
    assert widths.read(widths.write(found)) == found


def test_both_forms_of_the_array_are_read() -> None:
    assert widths.read(b"[ 3 [ 260 0.5 ] 8 9 600 20[-7]]") == {3: 260, 4: Decimal("0.5"), 8: 600, 9: 600, 20: -7}


def test_an_array_without_widths_has_none() -> None:
    assert widths.read(b"[ ]") == {}


@pytest.mark.parametrize(
    "array",
    [
        b"3 0 R",
        b"[ 3 ]",
        b"[ 3 [ 260 ]",
        b"[ 3 [ 260 ] 3 [ 261 ] ]",
        b"[ 3 [ 260 ] 4 5 0 R ]",
        b"[ 3 [ /No ] ]",
        b"[ 3 [ 2.6.0 ] ]",
        b"[ 3 [ - ] ]",
        b"[ 65535 [ 1 2 ] ]",
        b"[ 9 3 600 4 [ 1 ] /x ]",
        b"[ 999999 [ 1 ] ]",
        b"[ -1 [ 1 ] ]",
        b"[ 3 4 [ 1 ] 5 6 [ 1 ] 7 ]",
        b"[ 3 5 600 4 [ 1 ] ]",
        b"[ [ 1 ] ]",
        b"",
    ],
)
def test_what_is_no_array_of_widths_is_refused(array: bytes) -> None:
    with pytest.raises(RefusalError), refusing("damaged"):
        widths.read(array)
