"""Digits other than Western ones, for publications that ask for them: `[digits.…]` in the files of languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from publisher.languages import table

WESTERN = "0123456789"
FIGURE = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?![.,]?\d)(?:[ \u00a0\u202f]?%)?", re.ASCII
)
"""a number with Western marks: in thousands, with decimals, as a percentage"""
CODE = re.compile(r"(?<!\d)\d+(?:\.\d+){2,}")
"""a version, the address of a machine"""


@dataclass(frozen=True, slots=True)
class Digits:
    """The digits of a numbering system, and the marks among them."""

    signs: str
    """from zero to nine"""
    decimal: str
    group: str
    percent: str
    counter: str
    """the counter style of CSS that counts in them"""

    def in_text(self, text: str) -> str:
        """Return a text with its numbers in these digits, character by character.

        >>> digits_of("ar", "arab").in_text("1,234.5 (42%)")
        '١٬٢٣٤٫٥ (٤٢٪)'
        """
        codes = [match.span() for match in CODE.finditer(text)]
        found = FIGURE.sub(self._figure, text).translate(str.maketrans(WESTERN, self.signs))
        for start, end in codes:
            found = found[:start] + text[start:end] + found[end:]
        return found

    def _figure(self, match: re.Match[str]) -> str:
        figure = re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d)", self.group, match.group())
        return figure.replace(".", self.decimal).replace("%", self.percent)


@cache
def digits_of(tag: str, system: str) -> Digits | None:
    """Return the digits of a numbering system of the CLDR in a language; None where it writes Western ones."""
    known = table(tag, "digits").get(system)
    return Digits(**known) if known else None
