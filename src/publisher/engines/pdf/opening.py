"""A file from the disk, which may be damaged or made to do harm."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pikepdf

from publisher.errors import ExitCode, PublisherError

DAMAGES = (
    pikepdf.PikepdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""what comes of looking for an object that is not there, or is not what it should be"""
TOLD = (pikepdf.PdfError, OSError)
"""errors that say in words what is wrong with a file"""
MOST_BYTES = 16_000_000
"""of a stream once it is unpacked; a page of text has some ten thousand"""
MOST_PACKED = 1040
"""bytes that a byte of a packed stream may become (RFC 1951: 258 for two bits, and a little)"""
PIECE = 1 << 20


@contextmanager
def opened(pdf: bytes | Path) -> Iterator[pikepdf.Pdf]:
    """Open a file; PublisherError INPUT when it, or what is looked for meanwhile, cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as document:
            yield document
    except DAMAGES as error:
        raise PublisherError(
            "the PDF file cannot be read",
            code=ExitCode.INPUT,
            file=None if isinstance(pdf, bytes) else str(pdf),
            why=str(error) if isinstance(error, TOLD) else f"it holds something else than a PDF does ({error})",
            hint="build it again",
        ) from error


def bearable(stream: pikepdf.Object) -> pikepdf.Object:
    """Return a stream whose content is not too much to be read; ValueError for any other."""
    packed = bytes(stream.get_raw_stream_buffer())
    if len(packed) * MOST_PACKED <= MOST_BYTES and not is_packed_twice(stream):
        return stream
    if stream.get("/Filter") == "/FlateDecode" and unpacked_size(packed) <= MOST_BYTES:
        return stream
    raise ValueError("a stream is too large to be read")


def is_packed_twice(stream: pikepdf.Object) -> bool:
    """Whether a stream went through several filters, so that its size cannot be told from outside."""
    filters = stream.get("/Filter")
    return isinstance(filters, pikepdf.Array) and len(filters) > 1


def unpacked_size(packed: bytes) -> int:
    """Return the size of a stream once it is unpacked, or any number above the limit."""
    unpacking = zlib.decompressobj()
    size, rest = 0, packed
    while rest and size <= MOST_BYTES:
        size += len(unpacking.decompress(rest, PIECE))
        rest = unpacking.unconsumed_tail
    return size
