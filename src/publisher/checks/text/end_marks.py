"""The mark a text ends with, seen through what may stand after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.languages.punctuation import names_of_marks, punctuation
from publisher.model.remark import Remark
from publisher.model.text import Text

CLOSING = " \t\n\u00a0\u202f»”’\"')]*_`\u200e\u200f¹²³⁴⁵⁶⁷⁸⁹⁰"
"""what may stand after the last mark of a sentence"""
MARKS = "".join(names_of_marks())
CALL = re.compile(r"(?<=[^\W\d_]{3}[.!?…])[0-9]{1,2}$|\[[0-9]{1,3}\]$")
"""a final footnote call"""
SENTENCES = re.compile(
    r"(?:^|(?<=[.!?…] ))(?:[\w’'-]+[^\w.!?…:’'-]+){5,}[a-z\u00e0-\u00ff]{4,}[.!?…] +(?=[A-Z\u00c0-\u00de])"
    r"(?:[\w’'-]+[^\w.!?…:’'-]+){4,}[\w’'-]*[^\W\d_]$"
)
"""a whole sentence of at least six words, and at least five words without a mark after it"""


def end_mark(text: str) -> str | None:
    """Return the name of the mark a text ends with; a question and an exclamation count before a full stop."""
    text = text.rstrip()
    if text and text[-1] in "0123456789]":
        text = CALL.sub("", text)
    text = text.rstrip(CLOSING)
    run = text[len(text.rstrip(CLOSING + MARKS)) :]
    names = [names_of_marks()[mark] for mark in run if mark in MARKS]
    for name in ("question", "exclamation", "ellipsis"):
        if name in names:
            return name
    return "ellipsis" if "..." in run else names[-1] if names else None


def ends_with_abbreviation(text: Text) -> bool:
    """Whether the full stop a text ends with may be that of an abbreviation or an initial."""
    end = text.plain.rstrip(CLOSING)
    last = end.split()[-1] if end.split() else ""
    return end.endswith(punctuation(text.language).abbreviations) or len(last.strip("(«“.")) <= 1


def check_end(text: Text) -> Iterator[Remark]:
    """Yield a last sentence without its mark after one that has it. Rule: `punctuation/end-missing`."""
    prose = text.prose.rstrip()
    if not prose[-1:].isalpha() or ". " not in prose:
        return
    if SENTENCES.search(prose):
        yield Remark("punctuation/end-missing", (), max(len(prose) - 1, 0), len(prose))
