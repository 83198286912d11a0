"""How a language sorts names: the Unicode Collation Algorithm (UTS 10), and what the language adds to it.

Names are compared by their letters first, then by the signs on them, then by case; spaces come before other marks,
those before digits and letters, and scripts stand in the algorithm's order. In the table `[collation]` of a language,
`fold` says what counts as other letters, or as nothing, and decides only between names that are the same otherwise;
`after` says which letters follow another one as letters of their own.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from publisher.languages import table

if TYPE_CHECKING:
    from pyuca import Collator

LAST = "\U0010ffff"
"""stands after every letter"""

Weights = tuple[int, ...]
Key = tuple[Weights, Weights, str]


@dataclass(frozen=True, slots=True)
class Order:
    """The algorithm with what was asked of its table so far: to read all 31 000 lines takes up to half a second."""

    collator: Collator
    unread: dict[str, list[str]]
    """lines of the table by the character that their first one begins with, in hexadecimal"""

    def weights(self, text: str) -> Weights:
        """Return what a text is sorted by."""
        for character in set(unicodedata.normalize("NFD", text)):
            for line in self.unread.pop(f"{ord(character):04X}", ()):
                self._read(line)
        weights: Weights = self.collator.sort_key(text)
        return weights

    def _read(self, line: str) -> None:
        from pyuca.collator import COLL_ELEMENT_PATTERN

        characters, elements = line.partition("#")[0].split(";")
        weights = [[int(weight, 16) for weight in found] for found in COLL_ELEMENT_PATTERN.findall(elements)]
        self.collator.table.add([int(character, 16) for character in characters.split()], weights)


@cache
def _order() -> Order:
    from pyuca import Collator  # late: few documents sort anything

    unread: dict[str, list[str]] = {}
    for line in (files("pyuca") / f"allkeys-{Collator.UCA_VERSION}.txt").read_text("ascii").splitlines():
        unread.setdefault(line[: line.find(" ")], []).append(line)
    return Order(Collator(os.devnull), unread)


def sort_key(text: str, tag: str) -> Key:
    """Return what names of a language are sorted by: its order, then that of the algorithm, then the text itself.

    >>> sorted(["Éthiopie", "Estonie", "Équateur"], key=lambda name: sort_key(name, "fr"))
    ['Équateur', 'Estonie', 'Éthiopie']
    """
    replaced, plain, weights = _replaced(tag), unicodedata.normalize("NFC", text), _order().weights
    return weights(plain.translate(replaced)), weights(plain) if replaced else (), text


@cache
def _replaced(tag: str) -> Mapping[int, str]:
    """Return what stands for a letter of a language where names are compared by its order."""
    data = table(tag, "collation")
    said = {**data.get("fold", {}), **{letter: other + LAST for letter, other in data.get("after", {}).items()}}
    return str.maketrans({letter.upper(): other.upper() for letter, other in said.items()} | said)
