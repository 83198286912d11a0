"""Closed lists of words: the table `[words]` of a language's file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from publisher.languages import known, table


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a language that say something of a text, in small letters."""

    doubled: frozenset[str]
    """words, and runs of two, that may rightly stand twice in a row"""
    own: frozenset[str]
    """frequent words that the other languages do not have"""
    lent: frozenset[str]
    """words that are `own` to another language and may all the same stand in this one"""
    unfinished: tuple[str, ...]
    """what an unfinished translation says of itself, in brackets"""


@cache
def words(tag: str) -> Words:
    """Return the closed lists of a language; KeyError for one without the table."""
    data = table(tag, "words")
    return Words(
        doubled=frozenset(data["doubled"]),
        own=frozenset(data["own"]),
        lent=frozenset(data["lent"]),
        unfinished=tuple(data["unfinished"]),
    )


@cache
def foreign_words(source: str, target: str) -> frozenset[str]:
    """Return frequent words of one language that cannot be words of another."""
    return words(source).own - words(target).own - words(target).lent


@cache
def unfinished_phrases() -> tuple[str, ...]:
    """Return what unfinished translations say of themselves, in any known language."""
    return tuple(phrase for tag in known() for phrase in words(tag).unfinished)
