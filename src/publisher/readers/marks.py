"""Combining marks: languages put a few on a letter; towers of thousands keep every renderer busy."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 20
"""on one letter; the longest that languages write are under ten"""
CANDIDATES = re.compile(rf"[^\x00-\x7f\xa0«»…–—‘’“”]{{{MOST_MARKS + 1},}}")
"""runs without spaces and usual signs: only in these can be so many marks"""


def without_towers(text: str) -> str:
    """Return a text whose letters carry no more than MOST_MARKS marks.

    >>> len(without_towers("a" + "\u0301" * 1000))
    21
    """
    return CANDIDATES.sub(_cut, text) if CANDIDATES.search(text) else text


def _cut(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in run.group():
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
