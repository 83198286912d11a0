"""Why a font is left as it is."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf


class RefusalError(Exception):
    """A font, or fonts together, are not what can be shared safely; the text says why, in a few words."""


DAMAGE = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    struct.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pikepdf and arithmetic on bytes raise where a file is not built as it says."""


@contextmanager
def refusing(reason: str) -> Iterator[None]:
    """Turn what damaged data raises into `RefusalError`."""
    try:
        yield
    except DAMAGE as error:
        raise RefusalError(reason) from error
