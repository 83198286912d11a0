"""Sets of texts by people who knew nothing of the checks: sound pairs, pairs with one fault planted, French prose.

In their files U+202F is written ⍽ and U+00A0 ␣, so that a reader sees them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("en", "es", "ar")
VISIBLE = str.maketrans({"⍽": "\u202f", "␣": "\u00a0"})


@dataclass(frozen=True, slots=True)
class Case:
    """One text, with what it translates when it is a translation, and what was planted when it is faulty."""

    language: str
    text: str
    source: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Cases by what must happen to them."""

    sound: tuple[Case, ...]
    faulty: tuple[Case, ...]


def translations(name: str) -> Set:
    """Return the sound and the faulty translations of a set: `held_out` or `tuning`."""
    sound = [Case(language, row[language], row["fr"]) for row in _rows(name, "pair") for language in LANGUAGES]
    faulty = [Case(row["language"], row["text"], row["fr"], row["kind"]) for row in _rows(name, "fault")]
    return Set(tuple(sound), tuple(faulty))


def prose(name: str) -> Set:
    """Return the sound and the faulty French texts of a set."""
    rows = list(_rows(name, "prose"))
    sound = [Case("fr", row["sound"]) for row in rows if "faulty" not in row]
    faulty = [Case("fr", row["faulty"], kind=row["kind"]) for row in rows if "faulty" in row]
    return Set(tuple(sound), tuple(faulty))


def _rows(name: str, table: str) -> Iterator[dict[str, Any]]:
    for file in sorted((HERE / name).glob("*.toml")):
        yield from tomllib.loads(file.read_text("utf-8").translate(VISIBLE)).get(table, ())
