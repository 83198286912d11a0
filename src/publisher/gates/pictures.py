"""The gate for pictures: each kind has its own."""

from __future__ import annotations

from pathlib import PurePosixPath

from publisher.gates.values import Passed

SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""of files that are shown as pictures"""


def is_picture(name: str) -> bool:
    """Whether a file is shown as a picture."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def passed_picture(name: str, data: bytes) -> Passed:
    """Return what of a picture may be published; `name` is its path, whose suffix says what it has to be.

    Decoding may take long, or end the process: untrusted files belong into a limited one (see `executors`).
    """
    if PurePosixPath(name).suffix.lower() == ".svg":
        from publisher.gates.svg import passed_drawing

        return passed_drawing(name, data)
    from publisher.gates.raster import passed_raster

    return passed_raster(name, data)
