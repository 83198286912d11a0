"""The PDF file that findings are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF file, and where its blocks come from."""

    subject: str
    """the file, relative to the publication"""
    language: str
    index: Mapping[str, tuple[str, int]]
    """file and line of the source by the id of a block, as `renditions.pdf.compose.index` gives it"""
    pages_before: int = 0
    """pages of the file before the part that is spoken of"""
