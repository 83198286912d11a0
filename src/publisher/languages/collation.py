"""How a language sorts names: the table `[collation]` of its file, on the order of the Unicode Collation Algorithm.

Names are compared by their letters first, then by the signs on them; spaces come before dashes, dashes before other
marks, those before digits and letters. That is the algorithm's order (UTS 10, nothing ignored) for the scripts our
languages are written in; `fold` says which letters are forms of another one, `after` which follow another one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from publisher.languages import table

MARKS = {" ": "\x01", "\u00a0": "\x01", "\u202f": "\x01", "-": "\x02", "\u2010": "\x02", "\u2011": "\x02"}
OTHER_MARK = "\x03"
AFTER = "\U0010ffff"
LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
STROKE = "\u0640"
"""lengthens an Arabic word, and is no letter"""

Key = tuple[str, str, str]


def sort_key(text: str, tag: str) -> Key:
    """Return what names of a language are sorted by: letters, then their signs, then the text itself.

    >>> sorted(["Éthiopie", "Estonie", "Équateur"], key=lambda name: sort_key(name, "fr"))
    ['Équateur', 'Estonie', 'Éthiopie']
    """
    letters, after = _letters(tag)
    primary, signs = [], []
    for character in unicodedata.normalize("NFC", text).lower():
        if character == STROKE:
            continue
        if character in after:
            primary.append(after[character] + AFTER)
            continue
        folded = letters.get(character, character)
        base = unicodedata.normalize("NFD", folded)
        kept = "".join(each for each in base if not unicodedata.combining(each))
        primary.append("".join(map(_weight, kept)))
        signs.append(
            "".join(each for each in base if unicodedata.combining(each)) + ("" if folded == character else character)
        )
    return "".join(primary), "\x00".join(signs), text


def _weight(character: str) -> str:
    return character if character.isalnum() else MARKS.get(character, OTHER_MARK)


@cache
def _letters(tag: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    data = table(tag, "collation")
    return LIGATURES | dict(data.get("fold", {})), data.get("after", {})
