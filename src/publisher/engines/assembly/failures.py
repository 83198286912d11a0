"""What can be wrong with parts: damaged files, parts that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from publisher.errors import ExitCode, PublisherError

DAMAGES = (pikepdf.PikepdfError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""what comes of looking for an object that is not there, or is not what it should be"""
AGAIN = "lay the publication out again, from an empty cache"


@contextmanager
def reading(name: str) -> Iterator[list[pikepdf.Pdf]]:
    """Tell of a damaged file as an error with its `name`; what is put in the list must not even need repair."""
    opened: list[pikepdf.Pdf] = []
    try:
        yield opened
        repairs = [str(warning) for pdf in opened for warning in pdf.get_warnings()]
        if repairs:
            raise pikepdf.PdfError(repairs[0])
    except DAMAGES as error:
        raise PublisherError(
            "a part of the publication cannot be read",
            code=ExitCode.ENGINE_FAILED,
            file=name,
            why=f"its PDF file is damaged ({error})",
            hint=AGAIN,
        ) from error


def contradiction(part: str, why: str) -> PublisherError:
    """Return what is told of a part that cannot stand in one file with those before it."""
    return PublisherError(
        "the parts of the publication do not fit together",
        code=ExitCode.ENGINE_FAILED,
        file=part,
        why=why,
        hint=AGAIN,
    )
