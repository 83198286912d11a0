"""Words that only say that there is a picture: does an alternative say what it shows (WCAG 2.2, 1.1.1)?"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from publisher.languages import known, table

FILE_NAME = re.compile(
    r"(?:[^\s/]*/)*[^/]*\.(?:avif|bmp|gif|jpe?g|pdf|png|svgz?|tiff?|webp)|(?:img|dsc|dscn|image|scan)[-_ ]?\d{3,}",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\bn[o°]\s*\d+")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Poverty(StrEnum):
    """Why an alternative tells nothing."""

    FILE_NAME = "file-name"
    EMPTY = "empty"


def poverty(text: str) -> Poverty | None:
    """Return why an alternative tells nothing by itself, None when it says something.

    >>> poverty("Graphique 2"), poverty("port.jpg"), poverty("Le port")
    (<Poverty.EMPTY: 'empty'>, <Poverty.FILE_NAME: 'file-name'>, None)
    """
    if FILE_NAME.fullmatch(text.strip()):
        return Poverty.FILE_NAME
    words = WORD.findall(NUMBERED.sub(" ", text.casefold()))
    return Poverty.EMPTY if all(word in empty_words() for word in words) else None


@cache
def empty_words() -> frozenset[str]:
    """Return the words of all languages that only say that there is a picture."""
    return frozenset(word for tag in known() for word in table(tag, "alternatives").get("empty", ()))
