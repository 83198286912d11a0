"""The terms of a publication and what they are called in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary."""

    forms: tuple[str, ...]
    """in the language of the source, as the glossary writes them"""
    accepted: Mapping[str, tuple[str, ...]]
    """by language; a language without an entry asks for nothing"""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a publication."""

    language: str
    """of the source"""
    terms: tuple[Term, ...] = ()
