"""Does the PDF say what the pages say?

Where letters run from right to left, a PDF holds them as the eye meets them, line by line; what order they are heard
in is found out by every reader for itself. There the letters of a block are compared as a set, and its spaces are
counted: a letter that is lost is found, words that changed places are not.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.checks.pdf_structure.comparison import Comparison
from publisher.checks.pdf_structure.findings import Fault, shortened
from publisher.checks.pdf_structure.saying import BREAK, Saying, bare, unmirrored

MARKS_OF_QUOTATION = frozenset("\"'«»‹›“”„‟‘’‚‛「」『』")


def differences(comparison: Comparison, explained: set[str]) -> Iterator[Fault]:
    """Yield a fault for each block that says something else than in the page, or words of which run into each other."""
    for block in comparison.blocks:
        if block not in explained:
            fault = difference(comparison.said[block], comparison.heard[block], block or None)
            if fault is not None:
                yield fault


def difference(said: Saying, heard: Saying, block: str | None) -> Fault | None:
    """Return what is wrong with the text of a block, None when nothing is."""
    wanted, found = said.text, heard.text
    if wanted.split() == found.split():
        return None
    for text in said.undrawn:
        found = found.replace(text, "", 1)
    if said.quotes or heard.quotes:
        wanted, found = without_quotes(wanted), without_quotes(found)
    if said.is_visual:
        return visual_difference(wanted, found, block)
    if bare(wanted) != bare(found):
        return named_difference(wanted, found, block)
    glued = lost_space(wanted, found)
    return None if glued is None else Fault("pdf/space-lost", (glued,), block)


def visual_difference(wanted: str, found: str, block: str | None) -> Fault | None:
    """Return what is wrong with a text of which the order is not known."""
    letters, letters_found = unmirrored(bare(wanted)), unmirrored(bare(found))
    lost, added = letters - letters_found, letters_found - letters
    if lost:
        return Fault("pdf/text-differs", (shortened(wanted, 60), "".join(lost), "".join(added)), block)
    if added:
        return Fault("pdf/text-added", ("".join(added),), block)
    spaces = sum(character.isspace() and character != BREAK for character in found)
    return Fault("pdf/space-lost", (shortened(wanted, 60),), block) if spaces < len(places_of_spaces(wanted)) else None


def named_difference(wanted: str, found: str, block: str | None) -> Fault:
    """Return the fault of a text that differs: words were added, by a style perhaps, or something is not as it was."""
    rest = iter(bare(found))
    if all(character in rest for character in bare(wanted)):
        known = Counter(wanted.split())
        added = [word for word in found.split() if not take(known, word)]
        return Fault("pdf/text-added", (shortened(" ".join(added)),), block)
    words, others = wanted.split(), found.split()
    start = alike(words, others)
    end = alike(words[start:][::-1], others[start:][::-1])
    changed, into = (" ".join(each[start : len(each) - end]) for each in (words, others))
    return Fault("pdf/text-differs", (shortened(wanted, 60), shortened(changed, 60), shortened(into, 60)), block)


def alike(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words two texts have in common at their beginning."""
    pairs = enumerate(zip(words, others, strict=False))
    return next((number for number, (word, other) in pairs if word != other), min(len(words), len(others)))


def take(known: Counter[str], word: str) -> bool:
    """Take one of a word away; return whether there was one."""
    known[word] -= 1
    return known[word] >= 0


def without_quotes(text: str) -> str:
    """Return a text without marks of quotation."""
    return "".join(character for character in text if character not in MARKS_OF_QUOTATION)


def lost_space(wanted: str, found: str) -> str | None:
    """Return the words of a text that run into each other in the PDF, None when no space is lost."""
    spaces = set(places_of_spaces(found.replace(BREAK, " ")))
    for place, words in places_of_spaces(wanted).items():
        if place not in spaces:
            return words
    return None


def places_of_spaces(text: str) -> dict[int, str]:
    """Return the words beside each space, by the number of characters before it; breaks are no spaces."""
    found: dict[int, str] = {}
    place = 0
    for segment in text.split(BREAK):
        words = segment.split()
        for number, word in enumerate(words):
            place += len(bare(word))
            if number + 1 < len(words):
                found[place] = f"{word} {words[number + 1]}"
    return found


def is_letter(character: str) -> bool:
    """Whether a character is a letter, so that its language is heard."""
    return unicodedata.category(character)[0] == "L"
