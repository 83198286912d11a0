"""The marks of each language: the table `[punctuation]` of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from publisher.languages import known, table


@dataclass(frozen=True, slots=True)
class Punctuation:
    """The marks of a language and what may stand without them."""

    marks: Mapping[str, str]
    """by name: stop, question, exclamation, colon, semicolon, comma, ellipsis"""
    abbreviations: tuple[str, ...]
    """what a text may end with without ending a sentence, full stops included"""
    titles: re.Pattern[str]
    """beginnings of titles that ask without being a question"""


@cache
def punctuation(tag: str) -> Punctuation:
    """Return the marks of a language; KeyError for one without the table."""
    data = table(tag, "punctuation")
    titles = re.compile(rf"\W*(?:{'|'.join(data['titles'])})\b", re.IGNORECASE)
    return Punctuation(data["marks"], tuple(data["abbreviations"]), titles)


@cache
def names_of_marks() -> Mapping[str, str]:
    """Return the name of each mark of any known language."""
    return {mark: name for tag in known() for name, mark in punctuation(tag).marks.items()}
