"""Letters of one script that stand for those of another, which they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
IS_LATIN = re.compile(f"[{LATIN}]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
FOREIGN = "\u0370-\u03ff\u0400-\u04ff"
FOREIGN_WORD = re.compile(f"(?<![{LATIN}{FOREIGN}])[{LATIN}]*+[{FOREIGN}][{LATIN}{FOREIGN}]*")


def _pairs(letters: str, counterparts: str) -> dict[str, str]:
    return dict(zip(letters, counterparts, strict=True))


CYRILLIC_LETTERS = {
    **_pairs("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u043a", "aeopcyxijshdk"),
    **_pairs(
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0406\u0408\u0405", "ABEKMHOPCTXYIJS"
    ),
}
GREEK_LETTERS = {
    **_pairs("\u03bf\u03bd\u03c1\u03b9\u03ba\u03c5\u03c7\u03b1", "ovpikuxa"),
    **_pairs("\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "ABEZHIKMNOPTYX"),
}
TO_LATIN = {**CYRILLIC_LETTERS, **GREEK_LETTERS}
TO_ARABIC = {
    **_pairs("\u06cc\u06a9\u06be\u06c1", "\u064a\u0643\u0647\u0647"),
    **_pairs(
        "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9",
        "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
    ),
}
"""letters and digits of Persian and Urdu"""
PERSIAN = re.compile(f"[{''.join(TO_ARABIC)}]")
FINAL_YEH = re.compile("\u06cc(?![\u0621-\u065f\u066e-\u06d3])")
"""stands for either of two Arabic letters"""


def look_alikes(text: str, language: str) -> Iterator[tuple[int, int, str, str | None]]:
    """Yield words in disguise: start, end, the first strange letter, and the word meant where that is certain."""
    if language == "ar":
        for match in PERSIAN.finditer(text):
            certain = not FINAL_YEH.match(text, match.start())
            yield *match.span(), match.group(), TO_ARABIC[match.group()] if certain else None
    has_cyrillic_words = any(character not in CYRILLIC_LETTERS for character in CYRILLIC.findall(text))
    for match in FOREIGN_WORD.finditer(text):
        word = match.group()
        if _is_disguised(word, has_cyrillic_words):
            meant = "".join(TO_LATIN.get(character, character) for character in word)
            strange = next(character for character in word if not IS_LATIN.match(character))
            yield *match.span(), strange, meant if all(map(IS_LATIN.match, meant)) else None


def _is_disguised(word: str, has_cyrillic_words: bool) -> bool:
    """Whether letters of a word stand for Latin ones.

    Cyrillic letters do beside a Latin one, and where nothing in the text is surely Cyrillic. Greek letters are symbols
    beside fewer than two Latin ones, and when they look like none.
    """
    latin = len(IS_LATIN.findall(word))
    if CYRILLIC.search(word):
        return latin > 0 or not has_cyrillic_words
    return latin > 1 and all(character in GREEK_LETTERS or IS_LATIN.match(character) for character in word)
