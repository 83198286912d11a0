"""What each block says: its own texts with their languages, its pictures, how many elements of each kind it has.

A block is an element whose id page and PDF both know; its own is what lies in it and in no block within.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

REST = ""
"""block of what lies in none"""
IGNORED = frozenset(
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT EMBEDDING}"
    "\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}\N{LEFT-TO-RIGHT OVERRIDE}"
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}\N{ZERO WIDTH NO-BREAK SPACE}"
)
"""characters without a sound: where a word may break, how letters join, which way a line runs"""
DROP = {ord(character): None for character in IGNORED}
RIGHT_TO_LEFT = frozenset({"R", "AL"})
BREAK = "\n"
"""stands between blocks, and for the end of a line: whether a space is heard there is not compared"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what may be said in its place."""

    texts: tuple[str, ...]
    language: str


@dataclass(slots=True)
class Saying:
    """What one block says by itself."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    """language and text, in reading order"""
    counts: Counter[str] = field(default_factory=Counter)
    """elements by kind"""
    pictures: list[Picture] = field(default_factory=list)
    undrawn: list[str] = field(default_factory=list)
    """alternatives that stand in the PDF as text, because the picture could not be drawn"""
    is_visual: bool = False
    """whether some of it runs from right to left, so that a PDF holds it in the order of the eye"""
    quotes: bool = False
    """whether it has quotations whose marks the style gives"""

    @property
    def text(self) -> str:
        """All it says, soundless characters left out."""
        return "".join(text for _, text in self.texts).translate(DROP)

    def by_language(self) -> dict[str, Counter[str]]:
        """Return the characters, spaces left out, in each language, tags in lower case."""
        found: dict[str, Counter[str]] = {}
        for language, text in self.texts:
            letters = bare(text.translate(DROP))
            if letters:
                found.setdefault(language.lower(), Counter()).update(letters)
        return found


def bare(text: str) -> str:
    """Return a text without spaces, in one composition and without capitals: styles may ask for other ones."""
    plain = "".join(text.split())
    return plain if plain.isascii() and plain.islower() else unicodedata.normalize("NFKC", plain).casefold()


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return [bare(word) for word in text.split()]


def settle_undrawn(said: Saying, heard: Saying) -> None:
    """Take pictures out of what a page says where the PDF has their words as text, in place."""
    if len(said.pictures) > len(heard.pictures):
        for picture in list(said.pictures):
            words = next((text for text in picture.texts if text in heard.text and text not in said.text), None)
            if words is not None:
                said.pictures.remove(picture)
                said.counts["Figure"] -= 1
                said.undrawn.append(words)


def is_right_to_left(text: str) -> bool:
    """Whether some letters of a text run from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text)


def unmirrored(characters: Iterable[str]) -> Counter[str]:
    """Count characters; brackets that mirror each other count as one, being drawn the other way round."""
    return Counter("(" if unicodedata.mirrored(character) else character for character in characters)
